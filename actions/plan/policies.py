"""Who may propose, edit, agree and withdraw an action, and when."""

from functools import partial

from actions.models import PlanImport
from actions.reading.permission import check_way
from actions.rules import lifecycle
from actions.rules.lifecycle import Verb
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.limits import check_acts


def check_add(by, organisations=None, recommendation=None):
    """`organisations`: ids of the organisations that would lead; None, as the recommendation, while nothing is chosen
    yet."""
    sentence = "Only officers and the programme office may propose an action."
    role = check_acts(by, Role.PROGRAMME, Role.OFFICER, sentence=sentence, about=recommendation)
    if role == Role.PROGRAMME:
        return role
    if not by.organisation_id:
        raise Refused(sentence)
    if organisations is not None and by.organisation_id not in organisations:
        raise Refused(
            "You can propose actions that your own organisation leads. "
            "Ask the programme office to propose this one."
        )
    return Role.OFFICER


check_edit, check_withdraw, check_agree = (
    partial(check_way, verb=verb) for verb in (Verb.EDIT, Verb.WITHDRAW, Verb.AGREE)
)


def check_confirmed(recommendation):
    """What the inspectors recommend is answered once its words are known to be theirs."""
    if not recommendation.inspection.confirmed:
        raise NotNow(
            f"The words of {recommendation.reference} have not been confirmed yet. Confirm the inspection first."
        )


def check_due_is_open(action):
    """The due date can be written, rather than moved, only until the action is agreed."""
    if not lifecycle.ways(Verb.SET_DUE_DATE, action.status):
        raise NotNow(
            "The due date was fixed when the action was agreed. "
            "To change the date, request an extension with a reason."
        )


def check_agree_complete(action):
    """What an action must have before it is agreed; NotNow names what is missing."""
    missing = [] if action.leads.filter(accountable=True).exists() else ["an accountable lead"]
    missing += [] if action.due_raw or action.due_latest else ["a due date"]
    if missing:
        raise NotNow(f"{action.reference} needs {' and '.join(missing)} before it can be agreed.")


def check_may_come_back(action):
    """An action comes back into the plan only where the import that brought it was undone."""
    brought = action.plan_import
    if not brought or brought.state != PlanImport.State.UNDONE:
        raise NotNow(f"{action.reference} has left the plan, and its reference is never used again.")
