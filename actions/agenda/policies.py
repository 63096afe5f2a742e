"""Who puts actions on the agenda of a meeting, and who records there what it decided. Whether what it decided may be
done is asked of the thing's own policy.
"""

from actions.agenda.records import OF_PACKS
from actions.models import AgendaDecision
from actions.plan.policies import check_confirmed
from jarplan.audit.errors import NotNow, check_given
from jarplan.people.roles import Role
from recommendations.limits import check_acts
from recommendations.meetings.policies import check_stands, check_was_held

Kind = AgendaDecision.Kind
# What is asked or decided about an action; of a whole recommendation of the inspectors a meeting takes note.
OF_ACTIONS = {Kind.AGREED, Kind.REFUSED, Kind.CHALLENGED, Kind.ASKED, Kind.REPORT}


def check_put(by, about=None):
    """`about`: the action or recommendation; SHARED or None while nothing is chosen yet."""
    return check_acts(
        by,
        Role.PROGRAMME,
        sentence="Only the programme office may change the agenda of a meeting.",
        about=about,
    )


def check_belongs(meeting, recommendation):
    """The meeting takes place, and is about the plan that the recommendation is part of."""
    check_stands(meeting)
    check_confirmed(recommendation)
    if meeting.inspection_id not in (None, recommendation.inspection_id):
        raise NotNow(
            f"{recommendation.reference} is part of another inspection than the one that {meeting} is about."
        )


def check_take_off(by, item):
    """What was decided stays on the agenda that it was decided at."""
    role = check_put(by, item)
    check_on_agenda(item)
    if item.decisions.exists():
        raise NotNow("A decision on this item has been recorded, so it stays on the agenda.")
    return role


def check_decide(by, item=None):
    return check_acts(
        by,
        Role.PROGRAMME,
        sentence="Only the programme office may record what a meeting decided.",
        about=item,
    )


def check_can_decide(item, kind, now):
    """The item stands on the agenda of a meeting that was held, and is such that this can be decided on it."""
    check_on_agenda(item)
    check_was_held(item.meeting, now)
    if kind in OF_ACTIONS and item.action is None:
        raise NotNow("This can be decided about an action only. Put the action on the agenda.")
    if kind in OF_PACKS and not item.number:
        raise NotNow("This can be decided on a recommendation of the meeting’s pack only.")


def check_said(kind, words):
    """What no minute may leave out: what was changed, and why something was not agreed or put off."""
    if sentence := MISSING.get(kind):
        check_given(words, f"{sentence}.")


MISSING = {
    Kind.AMENDED: "Enter what the meeting changed",
    Kind.LOST: "Enter why the meeting did not agree",
    Kind.DEFERRED: "Enter why the decision is deferred, and until when",
}


def check_on_agenda(item):
    if item.taken_off_at:
        raise NotNow(f"This item has been taken off the agenda: {item.taken_off_reason}")
