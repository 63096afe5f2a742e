"""Who may do what with an action, and when. Each rule stands once: `check_x` raises a sentence for the page
and returns the role acted in; `allows(check_x, ...)` is the same rule as a yes or no, for buttons.

Refused: this person may not. NotNow: nobody may, as things stand.
"""

from actions.lifecycle import REPORTABLE, Awaiting, Status
from actions.models import DateChange, PlanImport, SignOff
from actions.visibility import may_import
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role


def lead_organisations(action):
    """The ids of the organisations whose posts lead the action, the accountable one first."""
    return list(dict.fromkeys(lead.post.organisation_id for lead in action.leads.all()))


def leads(by, action):
    """Whether this person's organisation leads the action."""
    return bool(by.organisation_id) and by.organisation_id in lead_organisations(action)


def claimants(action):
    """The ids of those who made the claim: who said delivered, wrote the last report, or attached evidence."""
    last = action.updates.order_by("-made_at", "-pk").values_list("made_by", flat=True)[:1]
    attached = action.evidence.filter(withdrawn_at__isnull=True).values_list("attached_by", flat=True)
    return {action.delivered_by_id, *last, *attached} - {None}


def check_add(by, organisations=None):
    """`organisations`: ids of the organisations that would lead; None while nothing is chosen yet."""
    if by.has_role(Role.PROGRAMME):
        return Role.PROGRAMME
    if not by.has_role(Role.OFFICER) or not by.organisation_id:
        raise Refused("Only officers and the programme office may propose an action.")
    if organisations is not None and by.organisation_id not in organisations:
        raise Refused(
            "You may propose actions that your own organisation leads. "
            "Ask the programme office to propose this one."
        )
    return Role.OFFICER


def check_edit(by, action):
    role = check_leads(by, action, "change")
    check_in_plan(action)
    return role


def check_in_plan(action):
    if action.status in (Status.WITHDRAWN, Status.SUPERSEDED, Status.NOT_ACCEPTED):
        raise NotNow("This action has left the plan, so it can no longer be changed.")


def check_due_is_open(action):
    """The due date can be written, rather than moved, only while the action is proposed."""
    if action.status != Status.PROPOSED:
        raise NotNow(
            "The due date was fixed when the action was agreed. "
            "To move it, ask for a later date with a reason."
        )


def check_leads(by, action, what):
    """The programme office, or an officer of an organisation that leads the action."""
    if by.has_role(Role.PROGRAMME):
        return Role.PROGRAMME
    return check_officer(by, action, what)


def check_officer(by, action, what):
    """An officer of an organisation that leads the action."""
    if by.has_role(Role.OFFICER) and leads(by, action):
        return Role.OFFICER
    raise Refused(
        f"You may not {what} {action.reference}: only officers of its lead organisation may.", about=action
    )


def check_withdraw(by, action):
    role = Role.PROGRAMME if by.has_role(Role.PROGRAMME) else None
    if role is None and action.status == Status.PROPOSED:
        role = check_officer(by, action, "withdraw")
    if role is None:
        raise Refused(f"Only the programme office may withdraw {action.reference}.", about=action)
    if action.status not in (Status.PROPOSED, Status.AGREED, Status.IN_PROGRESS):
        raise NotNow(
            f"{action.reference} is {action.get_status_display().lower()}, so it cannot be withdrawn."
        )
    return role


def check_agree(by, action):
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may agree an action.", about=action)
    if action.status != Status.PROPOSED:
        raise NotNow(f"{action.reference} is {action.get_status_display().lower()}: it is agreed already.")
    return Role.PROGRAMME


def check_agree_import(by, plan_import):
    """Importing is one thing, agreeing what was imported another."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may agree imported actions.", about=plan_import)
    return Role.PROGRAMME


def check_agree_complete(action):
    """What an action must have before it is agreed; NotNow names what is missing."""
    missing = [] if action.leads.filter(accountable=True).exists() else ["an accountable lead"]
    missing += [] if action.due_raw or action.due_latest else ["a due date"]
    if missing:
        raise NotNow(f"{action.reference} needs {' and '.join(missing)} before it can be agreed.")


def check_report(by, action):
    role = check_officer(by, action, "report on")
    if action.status not in REPORTABLE:
        raise NotNow(
            f"{action.reference} is {action.get_status_display().lower()}: progress is reported once it is agreed."
        )
    return role


def check_attach(by, action):
    role = check_officer(by, action, "attach evidence to")
    if action.status not in REPORTABLE:
        raise NotNow(
            f"{action.reference} is {action.get_status_display().lower()}: evidence is attached once it is agreed."
        )
    return role


def check_deliver(by, action):
    role = check_officer(by, action, "say that work is done on")
    if action.status not in (Status.AGREED, Status.IN_PROGRESS):
        raise NotNow(f"{action.reference} is {action.get_status_display().lower()} already.")
    return role


def check_may_come_back(action):
    """An action comes back into the plan only where the import that brought it was undone."""
    brought = action.plan_import
    if action.status != Status.WITHDRAWN or not brought or brought.state != PlanImport.State.UNDONE:
        raise NotNow(f"{action.reference} has left the plan, and its reference is never used again.")


def check_ask_date(by, action):
    role = check_officer(by, action, "ask for a later date for")
    check_date_may_be_asked(action)
    return role


def check_date_may_be_asked(action):
    """A later date can be asked for while the action is under way and no other date waits for a decision."""
    if action.status not in (Status.AGREED, Status.IN_PROGRESS):
        raise NotNow(
            f"A later date can be asked for while an action is agreed or in progress; "
            f"{action.reference} is {action.get_status_display().lower()}."
        )
    if action.date_changes.filter(decision=DateChange.Decision.PENDING).exists():
        raise NotNow("A later date has been asked for already and waits for a decision.")


def check_decide_date(by, change):
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may decide on a later date.", about=change.action)
    if change.asked_by_id == by.pk:
        raise Refused(
            "You asked for this later date yourself, so somebody else must decide.", about=change.action
        )
    if change.decision != DateChange.Decision.PENDING:
        raise NotNow("This later date has been decided already.")
    return Role.PROGRAMME


def check_date_may_move(action):
    """A date that was asked for is granted while the action is still to be done or checked."""
    if action.status not in (Status.AGREED, Status.IN_PROGRESS, Status.DELIVERED, Status.PAUSED):
        raise NotNow(
            f"{action.reference} is {action.get_status_display().lower()}, so its date can no longer be moved. "
            "Keep the present date."
        )


def check_sign(by, action):
    """Whose turn it is, and that it is not the claimant's own: the heart of the product."""
    if not by.has_role(Role.APPROVER, Role.PROGRAMME):
        raise Refused(f"You may not sign off {action.reference}.", about=action)
    if by.pk in claimants(action):
        raise Refused(
            f"You may not sign off {action.reference}: you said that it was delivered, wrote its last report, "
            "or attached its evidence. Somebody else must check it.",
            about=action,
        )
    if action.status != Status.DELIVERED:
        if not (by.has_role(Role.PROGRAMME) or (by.has_role(Role.APPROVER) and leads(by, action))):
            raise Refused(f"You may not sign off {action.reference}.", about=action)
        raise NotNow(
            f"{action.reference} has not been said to be delivered, so there is nothing to sign off."
        )
    if action.awaiting == Awaiting.ORGANISATION:
        return check_sign_for_organisation(by, action)
    return check_sign_for_board(by, action)


def check_sign_for_organisation(by, action):
    if not by.has_role(Role.APPROVER) or not leads(by, action):
        raise Refused(
            f"{action.reference} waits for an approver of its lead organisation, so you may not sign it off yet.",
            about=action,
        )
    if live_signatures(action).filter(round=1, for_organisation=by.organisation_id).exists():
        raise NotNow("Your organisation has signed this already; it waits for another lead organisation.")
    return Role.APPROVER


def check_sign_for_board(by, action):
    if not by.has_role(Role.PROGRAMME):
        raise Refused(
            f"{action.reference} waits for the programme office, so you may not sign it off.", about=action
        )
    if live_signatures(action).filter(signed_by=by).exists():
        raise Refused(
            f"You signed {action.reference} for its lead organisation, so somebody else must sign for the board.",
            about=action,
        )
    return Role.PROGRAMME


def check_something_to_sign(action):
    """Delivered is shown, not only said: a signature covers evidence that stands. A return needs none."""
    if not action.evidence.filter(withdrawn_at__isnull=True).exists():
        raise NotNow(
            f"All evidence for {action.reference} was withdrawn, so there is nothing to sign. "
            "Return it to its lead, who can attach evidence and say delivered again."
        )


def live_signatures(action):
    """The signatures that stand: not returned, not lapsed."""
    return SignOff.objects.filter(action=action.pk, outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True)


def check_import(by):
    if not may_import(by):
        raise Refused("Only the programme office and administrators may import a plan.")
    return Role.PROGRAMME if by.has_role(Role.PROGRAMME) else Role.ADMINISTRATOR


def check_undo_import(by, plan_import):
    """Whoever may import may undo an import, whoever made it; once, and only what was confirmed."""
    if not may_import(by):
        raise Refused("Only the programme office and administrators may undo an import.", about=plan_import)
    if plan_import.state == PlanImport.State.UNDONE:
        raise NotNow("This import was undone already.")
    if plan_import.state != PlanImport.State.CONFIRMED:
        raise NotNow("This import was never confirmed, so there is nothing to undo.")
    return check_import(by)
