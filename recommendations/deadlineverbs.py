"""The verbs of deadlines and of the calendar they are counted by. No date moves by itself: what is counted is kept,
and counted again only by somebody who says why."""

from jarplan.audit.canonical import plain
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.clock import day_of
from jarplan.people.records import insert, validated
from jarplan.workdays.calendar import UnknownYear, reason_not_worked
from jarplan.workdays.derivation import derive
from recommendations import policies
from recommendations.daysoff import day_off_record, what_a_count_knows
from recommendations.models import DayOff, Deadline, DeadlineRule, Inspection
from recommendations.services import locked
from recommendations.subjects import day_off_state

COUNT_KEPT = "count kept"


def counted_now(rule, start):
    """The date that a rule gives from a start by the calendar of this moment; None where that calendar does not
    reach: such a date follows the calendar until it does."""
    rows = DayOff.objects.filter(taken_out_at__isnull=True).select_related("added_by", "taken_out_by")
    records = [day_off_record(row.uuid, plain(day_off_state(row))) for row in rows]
    off = what_a_count_knows(records, rule.leaves_out_closures)
    counted = derive(start, rule.number, rule.unit, rule.day_one, off)
    return None if counted.unknown_years else counted.due


def keep_counts(ledger, deadlines, role, reason=""):
    """Keeps the date of each of these locked deadlines as the calendar gives it now."""
    for deadline in deadlines:
        counted = counted_now(deadline.rule, deadline.start)
        if counted:
            save_version(deadline, version=deadline.version, computed_on=counted)
            ledger.record(deadline, COUNT_KEPT, role=role, reason=reason)


def without_a_count(**conditions):
    """Locks the deadlines whose date follows the calendar."""
    return lock(Deadline.objects.filter(computed_on__isnull=True, **conditions).select_related("rule"))


@verb
def hold(*, by, now, ledger):
    """Keeps the date of every deadline that has none kept, as the calendar gives it. Safe to repeat.

    Raises Refused.
    """
    role = policies.check_count(by, None)
    keep_counts(ledger, without_a_count(), role)


@verb
def count_again(*, by, now, ledger, deadline, version, reason):
    """Takes the date that the calendar now gives, instead of the one counted before. Needs a reason.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_count_again(by, deadline)
    current = locked(Deadline, deadline, version)
    if not reason.strip():
        raise NotNow("Say why the days are counted again.")
    counted = counted_now(current.rule, current.start)
    if counted == current.computed_on:
        raise NotNow("The calendar gives the same date as before: there is nothing to change.")
    save_version(current, version=version, computed_on=counted)
    ledger.record(current, "counted again", role=role, reason=reason.strip())
    return current


@verb
def adopt_date(*, by, now, ledger, deadline, version, adopted_on, reason):
    """Adopts the date that the council works to; stated and computed ones stay beside it. Needs a reason.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_adopt_date(by, deadline)
    current = locked(Deadline, deadline, version)
    if not reason.strip():
        raise NotNow("Say why this date is adopted.")
    if adopted_on < current.start:
        raise NotNow("The date cannot be before the day that it is counted from.")
    save_version(
        current,
        version=version,
        adopted_on=adopted_on,
        adopted_at=now,
        adopted_by=by,
        adopted_reason=reason.strip(),
    )
    ledger.record(current, "date adopted", role=role, reason=reason.strip())
    return current


@verb
def record_met(*, by, now, ledger, deadline, version, met_on, proof, reason=""):
    """Records the day on which a duty was met, with its proof. A correction needs a reason.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_record_met(by, deadline)
    current = locked(Deadline, deadline, version)
    if met_on > day_of(now):
        raise NotNow("The day has not come yet: record it when the duty is met.")
    if met_on < current.start:
        raise NotNow("The duty cannot have been met before the day that it is counted from.")
    if not proof.strip():
        raise NotNow("Say what proves it, such as a letter, a page of a newspaper or an address.")
    if (met_on, proof.strip()) == (current.met_on, current.met_proof):
        return current
    if current.met_on and not reason.strip():
        raise NotNow("It is recorded already: say why the record is corrected.")
    kind = "record of meeting it corrected" if current.met_on else "met"
    save_version(current, version=version, met_on=met_on, met_at=now, met_by=by, met_proof=proof.strip())
    ledger.record(current, kind, role=role, reason=reason.strip())
    return current


@verb
def record_receipt(*, by, now, ledger, inspection, version, received_on, reason=""):
    """Records the day the council received the report. Deadlines that the law counts from receipt are
    counted from there from now on; adopted dates stay. A correction needs a reason.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_record_receipt(by, inspection)
    current = locked(Inspection, inspection, version)
    if received_on > day_of(now):
        raise NotNow("The day has not come yet: record the receipt when the report is there.")
    if received_on == current.received_on:
        return current
    if current.received_on and not reason.strip():
        raise NotNow("A receipt is recorded already: say why the day is corrected.")
    save_version(current, version=version, received_on=received_on)
    ledger.record(current, "receipt recorded", role=role, reason=reason.strip())
    received = DeadlineRule.CountedFrom.RECEIVED
    rows = Deadline.objects.filter(inspection=current, rule__counted_from=received)
    for deadline in lock(rows.select_related("rule")):
        save_version(
            deadline,
            version=deadline.version,
            counted_from=received,
            start=received_on,
            start_note="",
            computed_on=counted_now(deadline.rule, received_on),
        )
        ledger.record(deadline, "counted from receipt", role=role, reason=reason.strip())
    return current


@verb
def add_day_off(*, by, now, ledger, day, kind, name, source):
    """Adds a bank holiday that the calendar does not know, or a day on which the offices are closed. Every open
    deadline keeps the date that it had. Returns the day off. Raises Refused, NotNow, ValidationError."""
    role = policies.check_day_off(by, kind)
    if reason := known_already(day):
        raise NotNow(f"That day is left out already: {reason}.")
    keep_counts(ledger, without_a_count(met_on__isnull=True), role, "before a day off was added")
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
    keep_counts(ledger, without_a_count(met_on__isnull=True), role, "before a day off was taken out")
    current = locked(DayOff, day_off, version)
    if current.taken_out_at:
        raise NotNow("This day was taken out already.")
    if not reason.strip():
        raise NotNow("Say why the day is taken out.")
    gone = {"taken_out_at": now, "taken_out_by": by, "taken_out_reason": reason.strip()}
    validated(current, **gone)
    save_version(current, version=version, **gone)
    ledger.record(current, "taken out", role=role, reason=reason.strip())
    return current
