"""The verbs of meetings."""

from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import locked, save_version, verb
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.mending.verbs import correcting, taking_back, withdrawing
from jarplan.people.validation import insert
from recommendations.limits import SHARED
from recommendations.meetings import policies
from recommendations.meetings.held import has_decided
from recommendations.models import Meeting
from recommendations.within import plan_of


@verb
def add_meeting(*, by, now, ledger, body, held_on, purpose, asked="", inspection=None):
    """Adds a meeting that the plan of an inspection goes to (None: of all of them), and returns it.

    Raises Refused, NotNow.
    """
    role = policies.check_add_meeting(by, inspection or SHARED)
    check_new(Meeting.objects.all(), body.strip(), held_on)
    said = {"body": body.strip(), "purpose": purpose.strip(), "asked": asked.strip()}
    meeting = insert(Meeting(**said, held_on=held_on, inspection=inspection))
    ledger.record(meeting, "added", role=role)
    return meeting


@verb
def record_outcome(*, by, now, ledger, meeting, version, outcome, reason=""):
    """Records what a meeting decided, from its day on. A correction needs a reason. Raises Refused, NotNow,
    Stale."""
    role = policies.check_record_outcome(by, meeting)
    current = locked(Meeting, meeting, version)
    policies.check_stands(current)
    if current.held_on > day_of(now):
        raise NotNow("The meeting has not taken place yet.")
    if outcome.strip() == current.outcome:
        return current
    if current.outcome:
        check_given(
            reason, "The decision has already been recorded. Enter why you are correcting the record."
        )
    save_version(current, version=version, outcome=outcome.strip())
    ledger.record(current, "outcome recorded", role=role, reason=reason.strip())
    return current


@verb
def move_meeting(*, by, now, ledger, meeting, version, held_on, reason):
    """Moves a meeting at which nothing was decided yet to another day, for a reason; its old date stays readable.
    Raises Refused, NotNow, Stale."""
    role = policies.check_move_meeting(by, meeting)
    current = locked(Meeting, meeting, version)
    policies.check_stands(current)
    policies.check_has_not_decided(current)
    if held_on == current.held_on:
        raise NotNow("The meeting is on this date already.")
    if held_on < day_of(now):
        raise NotNow("The new date is in the past. If the recorded date is wrong, correct the meeting.")
    reason = check_given(reason, "Enter why the meeting is moved.")
    check_new(Meeting.objects.exclude(pk=meeting.pk), current.body, held_on)
    move = {"from": current.held_on.isoformat(), "on": day_of(now).isoformat(), "reason": reason}
    save_version(current, version=version, held_on=held_on, moves=[*current.moves, move])
    ledger.record(current, "moved", role=role, reason=reason)
    return current


@verb
def cancel_meeting(*, by, now, ledger, meeting, version, reason):
    """Cancels a meeting at which nothing was decided, for a reason: it stays on its page, and nothing is counted from
    it. Raises Refused, NotNow, Stale."""
    role = policies.check_move_meeting(by, meeting)
    current = locked(Meeting, meeting, version)
    policies.check_stands(current)
    policies.check_has_not_decided(current)
    reason = check_given(reason, "Enter why the meeting is cancelled.")
    save_version(current, version=version, cancelled_at=now, cancelled_by=by, cancelled_reason=reason)
    ledger.record(current, "cancelled", role=role, reason=reason)
    return current


def check_new(others, body, held_on):
    """One body meets once a day, whatever capital letters it is written with."""
    if others.filter(body__iexact=body, held_on=held_on).exists():
        raise NotNow("A meeting of this body on this date has already been recorded.")


def check_fits(meeting, values, now):
    """A corrected meeting is no second one, and what was decided at it was not decided in the future."""
    check_new(Meeting.objects.exclude(pk=meeting.pk), values["body"], values["held_on"])
    if has_decided(meeting) and values["held_on"] > day_of(now):
        raise NotNow("A decision of this meeting has been recorded, so its date cannot be in the future.")
    for version in meeting.versions.order_by("number"):
        check_approves(version, values["held_on"], values.get("inspection", meeting.inspection))


def check_approves(version, held_on, inspection):
    """NotNow where a meeting that is held on this day about this inspection (None: about all of them) cannot have
    approved a version: it is of another inspection's plan, or the report that the plan answers is later."""
    answered = plan_of(version).one
    if answered is None:
        return
    if inspection not in (None, answered):
        raise NotNow(
            f"Version {version.number} of the plan is about “{answered.title}”, and this meeting is about another "
            "inspection."
        )
    if held_on < answered.published_on:
        raise NotNow(
            f"The meeting cannot have approved version {version.number} of the plan: the report of "
            f"“{answered.title}” was published later, on {in_full(answered.published_on)}."
        )


correct_meeting = correcting(policies.check_mend_meeting, check_fits)
withdraw_meeting = withdrawing(policies.check_mend_meeting)
NOT_CANCELLED = {"cancelled_at": None, "cancelled_by": None, "cancelled_reason": ""}
reinstate_meeting = taking_back(
    policies.check_move_meeting,
    NOT_CANCELLED,
    "cancellation withdrawn",
    nothing="This meeting has not been cancelled.",
)
