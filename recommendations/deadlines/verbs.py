"""The verbs of deadlines and of the calendar they are counted by. No date moves by itself: what is counted is kept,
and counted again only by somebody who says why."""

from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, locked, save_version, verb
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.mending.verbs import taking_back, withdrawing
from jarplan.people.validation import insert, validated
from jarplan.workdays.calendar import UnknownYear, reason_not_worked
from recommendations import policies as recommendations_policies
from recommendations.deadlines import policies
from recommendations.deadlines.starts import DAYS, begin_again, counted_now, follow, locked_with_others
from recommendations.limits import SHARED
from recommendations.models import DayOff, Deadline, DeadlineRule, Inspection

COUNT_KEPT = "count kept"


def keep_counts(ledger, deadlines, role, reason=""):
    """Keeps the date of each of these locked deadlines as the calendar gives it now."""
    for deadline in deadlines:
        counted = counted_now(deadline.rule, deadline.start)
        # A count that leaves the known years follows the calendar until that reaches it.
        if counted:
            save_version(deadline, version=deadline.version, computed_on=counted)
            ledger.record(deadline, COUNT_KEPT, role=role, reason=reason)


def without_a_count(**conditions):
    """Locks the deadlines whose date follows the calendar."""
    # By primary key, as everywhere; `of` in lock() leaves the joined rule alone.
    return lock(Deadline.objects.filter(computed_on__isnull=True, **conditions).select_related("rule"))


@verb
def hold(*, by, now, ledger):
    """Keeps the date of every deadline that has none kept, as the calendar gives it. Safe to repeat.

    Raises Refused.
    """
    role = policies.check_count(by, SHARED)
    keep_counts(ledger, without_a_count(), role)


def follow_it(ledger, deadline, role, reason):
    """Counts anew what is counted from a deadline."""
    follow(ledger, deadline.inspection_id, deadline.rule.duty, role, reason)


@verb
def count_again(*, by, now, ledger, deadline, version, reason):
    """Takes the date that the calendar now gives, instead of the one counted before. Needs a reason.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_count_again(by, deadline)
    current = locked_with_others(deadline, version)
    check_given(reason, "Enter the reason for recalculating.")
    counted = counted_now(current.rule, current.start)
    # An event that changes nothing would tell the history that something had moved.
    if counted == current.computed_on:
        raise NotNow("The calculated date is still the same, so there is nothing to change.")
    save_version(current, version=version, computed_on=counted)
    ledger.record(current, "counted again", role=role, reason=reason.strip())
    follow_it(ledger, current, role, reason.strip())
    return current


@verb
def adopt_date(*, by, now, ledger, deadline, version, adopted_on, reason):
    """Adopts the date that the council works to; stated and computed ones stay beside it. Needs a reason.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_adopt_date(by, deadline)
    current = locked_with_others(deadline, version)
    if (adopted_on, reason.strip()) == (current.adopted_on, current.adopted_reason):
        return current
    check_given(reason, "Enter the reason for adopting this date.")
    if adopted_on < current.start:
        raise NotNow("The date cannot be before the day the deadline is counted from.")
    save_version(
        current,
        version=version,
        adopted_on=adopted_on,
        adopted_at=now,
        adopted_by=by,
        adopted_reason=reason.strip(),
    )
    ledger.record(current, "date adopted", role=role, reason=reason.strip())
    follow_it(ledger, current, role, reason.strip())
    return current


@verb
def record_met(*, by, now, ledger, deadline, version, met_on, proof, reason=""):
    """Records the day on which a duty was met, with its proof. A correction needs a reason.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_record_met(by, deadline)
    current = locked_with_others(deadline, version)
    if met_on > day_of(now):
        raise NotNow("The date must be today or in the past. Record it once the duty has been met.")
    if met_on < current.start:
        raise NotNow("The duty cannot have been met before the day the deadline is counted from.")
    check_given(proof, "Enter the proof, such as a letter, a newspaper page or a web address.")
    if (met_on, proof.strip()) == (current.met_on, current.met_proof):
        return current
    if current.met_on and not reason.strip():
        raise NotNow("This has already been recorded. Enter why you are correcting the record.")
    kind = "record of meeting it corrected" if current.met_on else "met"
    save_version(current, version=version, met_on=met_on, met_at=now, met_by=by, met_proof=proof.strip())
    ledger.record(current, kind, role=role, reason=reason.strip())
    follow_it(ledger, current, role, reason.strip())
    return current


take_back_adopted = taking_back(
    policies.check_adopt_date,
    {"adopted_on": None, "adopted_at": None, "adopted_by": None, "adopted_reason": ""},
    "adopted date taken back",
    nothing="There is no adopted date to withdraw.",
    find=locked_with_others,
    then=follow_it,
)
take_back_met = taking_back(
    policies.check_record_met,
    {"met_on": None, "met_at": None, "met_by": None, "met_proof": ""},
    "record of meeting it taken back",
    nothing="This duty has not been recorded as met.",
    find=locked_with_others,
    then=follow_it,
)


@verb
def record_receipt(*, by, now, ledger, inspection, version, received_on, reason=""):
    """Records the day the council received the report. Deadlines that the law counts from receipt are
    counted from there from now on; adopted dates stay. A correction needs a reason.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_record_receipt(by, inspection)
    if received_on > day_of(now):
        raise NotNow("The date must be today or in the past. Record the receipt once the report has arrived.")
    events = ("receipt recorded", "counted from receipt")
    return start_recorded(
        ledger, role, inspection, version, DeadlineRule.CountedFrom.RECEIVED, received_on, reason, events
    )


@verb
def record_sent(*, by, now, ledger, inspection, version, sent_on, reason=""):
    """Records the day the report was sent; the same then holds of what the law counts from there.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_record_sent(by, inspection)
    if sent_on > day_of(now):
        raise NotNow("The date must be today or in the past. Record the date once the report has been sent.")
    events = ("sending recorded", "counted from sending")
    return start_recorded(
        ledger, role, inspection, version, DeadlineRule.CountedFrom.SENT, sent_on, reason, events
    )


@verb
def record_visit(*, by, now, ledger, inspection, version, visited_on, reason=""):
    """Records the last day of the inspectors' visit; the same then holds of what the law counts from there.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_record_visit(by, inspection)
    if visited_on > day_of(now):
        raise NotNow("The date must be today or in the past. Record the visit once it is over.")
    events = ("visit recorded", "counted from visit")
    return start_recorded(
        ledger, role, inspection, version, DeadlineRule.CountedFrom.VISITED, visited_on, reason, events
    )


def start_recorded(ledger, role, inspection, version, counted_from, day, reason, events):
    """The inspection with a day from which the law counts, and its deadlines counted from there."""
    current, name = locked(Inspection, inspection, version), DAYS[counted_from]
    recorded = getattr(current, name)
    if day == recorded:
        return current
    if recorded and not reason.strip():
        raise NotNow("This date has already been recorded. Enter why you are correcting the date.")
    save_version(current, version=version, **{name: day})
    ledger.record(current, events[0], role=role, reason=reason.strip())
    # Those that the law counts from another event stay, unless they are counted from one of these.
    for deadline in lock(Deadline.objects.filter(inspection=current).select_related("rule", "inspection")):
        if deadline.rule.counted_from == counted_from:
            begin_again(ledger, deadline, role, events[1], reason.strip())
            follow(ledger, current, deadline.rule.duty, role, reason.strip())
    return current


@verb
def add_day_off(*, by, now, ledger, day, kind, name, source):
    """Adds a bank holiday that the calendar does not know, or a day on which the offices are closed. Every open
    deadline keeps the date that it had. Returns the day off. Raises Refused, NotNow, ValidationError."""
    role = policies.check_day_off(by, kind)
    if reason := known_already(day):
        raise NotNow(f"This day is already excluded: {reason}.")
    # Before the row is there: the date that is kept is the one that people have been working to.
    keep_counts(
        ledger, without_a_count(met_on__isnull=True), role, "before a bank holiday or closure was added"
    )
    row = insert(
        DayOff(day=day, kind=kind, name=name.strip(), source=source.strip(), added_at=now, added_by=by)
    )
    ledger.record(row, "added", role=role)
    return row


def known_already(day):
    """Why the calendar leaves that day out already, or nothing; nothing where it does not reach."""
    try:
        return reason_not_worked(day)
    except UnknownYear:
        return ""


@verb
def take_out_day_off(*, by, now, ledger, day_off, version, reason):
    """Takes out a day off that was added by mistake; it stays on record. Every open deadline keeps the date that it
    had. Needs a reason. Raises Refused, NotNow, Stale."""
    role = policies.check_day_off(by, day_off.kind, day_off)
    # Deadlines before the day off: the same order of locks as in add_day_off().
    keep_counts(
        ledger, without_a_count(met_on__isnull=True), role, "before a bank holiday or closure was removed"
    )
    current = locked(DayOff, day_off, version)
    if current.taken_out_at:
        raise NotNow("This day has already been removed.")
    check_given(reason, "Enter the reason for removing the day.")
    gone = {"taken_out_at": now, "taken_out_by": by, "taken_out_reason": reason.strip()}
    validated(current, **gone)
    save_version(current, version=version, **gone)
    ledger.record(current, "taken out", role=role, reason=reason.strip())
    return current


def what_rests_on(deadline):
    """What was decided or done by a deadline, in words."""
    if deadline.adopted_on:
        yield f"the council has adopted {in_full(deadline.adopted_on)} as its date"
    if deadline.met_on:
        yield f"the duty has been recorded as met on {in_full(deadline.met_on)}"


def what_depends_on(deadline):
    """What holds up the withdrawal of a deadline, in words: that, and the deadlines that are counted from it."""
    yield from what_rests_on(deadline)
    for other in Deadline.objects.filter(
        inspection=deadline.inspection_id, rule__after_duty=deadline.rule.duty
    ).select_related("rule"):
        yield f"the deadline to {other.rule.duty_in_words} is counted from it"


withdraw_deadline = withdrawing(recommendations_policies.check_inspections, what_depends_on)
