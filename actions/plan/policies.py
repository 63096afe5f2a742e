"""Who may propose, edit, agree and withdraw an action, and when."""

from functools import partial

from actions.models import PlanImport
from actions.reading.permission import check_way
from actions.rules import lifecycle
from actions.rules.lifecycle import Verb
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.models import User
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


def check_still_asked(change, what="request"):
    """A request can be decided or recalled once. `what`: what was asked for, in words."""
    if change.decision == lifecycle.Decision.RECALLED:
        raise NotNow(f"This {what} has been withdrawn.")
    if change.decision != lifecycle.Decision.PENDING:
        raise NotNow(f"This {what} has already been decided.")


def check_request_change(by, action, verb=Verb.REQUEST_CHANGE):
    """Who may ask that an agreed action says something else; one request waits at a time."""
    role = check_way(by, action, verb)
    check_no_change_waits(action)
    return role


def another_decides(by):
    """Whether there is somebody else who could decide on what this person asks for."""
    office = User.objects.filter(groups__name=Role.PROGRAMME, is_active=True)
    return office.exclude(pk=by.pk).exists()


def check_no_change_waits(action):
    if waiting_change(action):
        raise NotNow(
            f"A change of {action.reference} has already been requested and is waiting for a decision. Withdraw that "
            "request first, or wait for the decision."
        )


def waiting_change(action):
    """The request for a change that waits for a decision, or None; among all of the action, which a page may have
    read already."""
    pending = lifecycle.Decision.PENDING
    return next((one for one in action.content_changes.all() if one.decision == pending), None)


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
