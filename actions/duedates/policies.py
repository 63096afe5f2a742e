"""Who may ask for an extension, and who decides on it."""

from actions.models import DateChange
from actions.plan.policies import check_still_asked
from actions.reading.permission import check_who
from actions.rules import slippage
from actions.rules.lifecycle import Verb
from actions.rules.ways import way
from jarplan.audit.errors import NotNow, Refused


def check_ask_date(by, action):
    role = check_who(by, action, Verb.REQUEST_EXTENSION)
    check_date_may_be_asked(action, Verb.REQUEST_EXTENSION)
    return role


def check_date_may_be_asked(action, verb):
    """By this verb, an officer's or an import's, a later date can be asked for, and no other one waits."""
    way(action, verb)
    if waiting_request(action):
        raise NotNow("An extension has already been requested and is waiting for a decision.")


def waiting_request(action):
    """The request for a later date that waits for a decision, or None; among all of the action, which a page may have
    read already."""
    pending = DateChange.Decision.PENDING
    return next((one for one in action.date_changes.all() if one.decision == pending), None)


def check_later(action, to):
    """What is asked for is a date, and a later one. `to`: a PlanDate."""
    if to.latest is None:
        raise NotNow("Enter the new due date.")
    if action.due_latest and to.latest <= action.due_latest:
        raise NotNow("The new due date must be after the current due date.")


def check_decide_date(by, change, verb=Verb.REFUSE_EXTENSION):
    """Whoever did not ask decides. It is refused wherever a request may wait, and agreed while work is going on."""
    role = check_who(by, change.action, verb)
    if change.asked_by_id == by.pk:
        raise Refused(
            "You requested this extension yourself, so somebody else must decide.", about=change.action
        )
    check_still_asked(change, "extension request")
    way(change.action, verb)
    return role


def number_of_request(action):
    """Which request for a later date the next one is, or the one that waits. Recalled ones do not count."""
    return slippage.number_of_next(action.date_changes.values_list("decision", flat=True))


def check_board_agrees(change, meeting):
    """From the third request on, a later date is agreed only by the board, at a meeting that is named."""
    number = number_of_request(change.action)
    if slippage.needs_board(number) and meeting is None:
        raise NotNow(
            f"This is the {slippage.ordinal(number)} request for an extension of {change.action.reference}, so only "
            "the board can agree the extension. Choose the meeting at which the board agreed."
        )


def check_recall_date(by, change):
    """Whoever asked for a later date may recall it, until it is decided."""
    role = check_who(by, change.action, Verb.RECALL_EXTENSION, theirs=change.asked_by_id == by.pk)
    check_still_asked(change, "extension request")
    way(change.action, Verb.RECALL_EXTENSION)
    return role
