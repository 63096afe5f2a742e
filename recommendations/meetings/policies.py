"""Who may add a meeting and record what it decided."""

from jarplan.audit.errors import NotNow
from jarplan.clock import day_of
from recommendations.meetings.held import has_decided
from recommendations.policies import check_programme


def check_add_meeting(by, about=None):
    """`about`: the inspection whose plan it takes, SHARED where it is about all of them, None while that is open."""
    return check_programme(by, "Only the programme office may add a meeting.", about)


def check_record_outcome(by, meeting):
    return check_programme(by, "Only the programme office may record what a meeting decided.", meeting)


def check_mend_meeting(by, meeting):
    return check_programme(by, "Only the programme office may correct or withdraw a meeting.", meeting)


def check_move_meeting(by, meeting):
    return check_programme(by, "Only the programme office may move or cancel a meeting.", meeting)


def check_stands(meeting):
    """NotNow where a meeting has been cancelled."""
    if meeting.cancelled_at:
        raise NotNow(f"{meeting} has been cancelled: {meeting.cancelled_reason}")


def check_was_held(meeting, now):
    """What a meeting decided is known once it was held."""
    if meeting:
        check_stands(meeting)
        if meeting.held_on > day_of(now):
            raise NotNow(f"{meeting} has not been held yet, so it cannot have decided.")


def check_has_not_decided(meeting):
    """NotNow where something was decided at a meeting: it was held, on that day."""
    if has_decided(meeting):
        raise NotNow(
            "A decision of this meeting has been recorded, so it cannot be moved or cancelled. If its date is wrong, "
            "correct the meeting."
        )
