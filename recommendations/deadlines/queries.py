"""Reads of deadlines, bank holidays and closures, live or at the end of a past day."""

from jarplan.audit.canonical import plain
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.models import User
from recommendations.deadlines.closures import day_off_record
from recommendations.deadlines.records import deadline_record
from recommendations.within import EVERYTHING


def days_off(as_at=None, within=EVERYTHING):
    """Every day off beyond the published calendar, taken out ones too, the earliest first."""
    found = [day_off_record(uuid, state) for uuid, state in within.states("day_off", as_at).items()]
    return sorted(found, key=lambda record: (record.day, record.stands, record.uuid))


def deadlines(as_at=None, within=EVERYTHING, named=True):
    """Every deadline, the earliest governing date first; `named`: with who adopted and met it."""
    off = days_off(as_at, within)
    if as_at is None and "deadline" not in within.read:
        found = [record_of(row, off) for row in SUBJECTS["deadline"].present(within.of("deadline"))]
    else:
        rules = {str(uuid): state for uuid, state in within.states("deadline_rule", as_at).items()}
        past = within.states("deadline", as_at)
        people = {state[name] for state in past.values() for name in ("adopted_by", "met_by")} - {None}
        # Names as they are today, in one query: states hold the UUID alone, so that a person can be
        # renamed.
        names = {
            str(person.uuid): person.full_name
            for person in User.objects.filter(uuid__in=people if named else ())
        }
        found = [
            deadline_record(uuid, state, rules[state["rule"]], names, off) for uuid, state in past.items()
        ]
    return sorted(found, key=lambda record: (record.in_force, record.duty))


def record_of(row, off):
    """The record of one row; off: DayOffRecords."""
    return deadline_record(
        row.uuid,
        plain(SUBJECTS["deadline"].state(row)),
        plain(SUBJECTS["deadline_rule"].state(row.rule)),
        {str(person.uuid): person.full_name for person in (row.adopted_by, row.met_by) if person},
        off,
    )


def effects_of_day(inspection, counted_from, day):
    """(the deadline as it stands, as it would be counted from that day) of each that the law counts from there, and
    of each that is counted from one of those until it is met."""
    found = [one for one in deadlines() if one.inspection == str(inspection.uuid)]
    then = {one.uuid: one.counted_anew(day) for one in found if one.rule_counts_from == counted_from}
    then = with_followers(found, then)
    return [(one, then[one.uuid]) for one in found if one.uuid in then]


def with_followers(found, then):
    """The deadlines that change, by UUID, as they would be, and those of `found` that are counted from them."""
    # Each is counted once, so that two which wait for one another come to an end.
    while more := {one.uuid: one.counted_anew(start) for one, start in followers(found, then)}:
        then = then | more
    return then


def followers(found, then):
    """(deadline, its new start) of those not in `then` that are counted from the deadline of one that is. found: all
    deadlines of an inspection; then: those that change, by UUID, as they would be."""
    for one in found:
        others = [then.get(other.uuid, other) for other in found if other.duty == one.after_duty]
        waits = others and not any(other.met_on for other in others)
        if one.uuid not in then and waits and (start := min(other.in_force for other in others)) != one.start:
            yield one, start
