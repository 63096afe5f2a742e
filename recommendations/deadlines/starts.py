"""Where a deadline is counted from: the day that the law names, or another one, saying why. Rows are locked by the
verbs that ask.
"""

from jarplan.audit.canonical import plain
from jarplan.audit.errors import Stale
from jarplan.audit.ledger import lock, locked, save_version
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.validation import insert
from jarplan.workdays.derivation import derive
from recommendations.deadlines.closures import day_off_record, what_a_count_knows
from recommendations.deadlines.queries import days_off, record_of
from recommendations.models import DayOff, Deadline, DeadlineRule, Duty

CountedFrom = DeadlineRule.CountedFrom
# Where an inspection keeps the day.
DAYS = {
    CountedFrom.PUBLISHED: "published_on",
    CountedFrom.RECEIVED: "received_on",
    CountedFrom.SENT: "sent_on",
    CountedFrom.VISITED: "visited_on",
}
# Counted from publication all the same: a report came no later than that, and a date is better than none.
NOT_KNOWN = {
    CountedFrom.RECEIVED: "The date the council received the report is not recorded",
    CountedFrom.SENT: "The date the report was sent is not recorded",
    CountedFrom.VISITED: "The date the inspectors' visit ended is not recorded",
    CountedFrom.MET: "This inspection has no deadline for the duty to {duty}",
}
NOT_MET = "The duty to {duty} has not been met yet, so this is counted from its deadline in force."


def counted_now(rule, start):
    """The date that a rule gives from a start by the calendar of this moment; None where that calendar does not
    reach: such a date follows the calendar until it does."""
    # Read at the moment of counting and not once a request: a day off may have been added by the verb
    # before.
    rows = DayOff.objects.filter(taken_out_at__isnull=True).select_related("added_by", "taken_out_by")
    records = [day_off_record(row.uuid, plain(SUBJECTS["day_off"].state(row))) for row in rows]
    off = what_a_count_knows(records, rule.leaves_out_closures)
    counted = derive(start, rule.number, rule.unit, rule.day_one, off)
    # No date is kept that rests on bank holidays which nobody knows yet.
    return None if counted.unknown_years else counted.due


def start_of(rule, inspection, known=None):
    """(what is counted from, the day, why it is counted from there or "") of a rule after an inspection. known: its
    deadlines, where they are other ones than those that are kept."""
    asked = CountedFrom(rule.counted_from)
    if asked == CountedFrom.MET and (found := other_deadlines(rule, inspection, known)):
        return after(found, rule)
    if day := getattr(inspection, DAYS.get(asked, ""), None):
        return asked, day, ""
    why = NOT_KNOWN[asked].format(duty=in_words(rule))
    return CountedFrom.PUBLISHED, inspection.published_on, f"{why}, so days are counted from publication."


def other_deadlines(rule, inspection, known=None):
    """The deadlines of the duty that must be met before this rule counts."""
    if known is not None:
        return [one for one in known if one.duty == rule.after_duty]
    rows = SUBJECTS["deadline"].present(inspection=inspection, rule__duty=rule.after_duty)
    off = days_off()
    return [record_of(row, off) for row in rows]


def after(found, rule):
    """The start of a rule that counts from another duty: the day it was first met, or else its deadline in force."""
    if met := [one.met_on for one in found if one.met_on]:
        return CountedFrom.MET, min(met), ""
    return CountedFrom.MET, min(one.in_force for one in found), NOT_MET.format(duty=in_words(rule))


def in_words(rule):
    return Duty(rule.after_duty).label if rule.after_duty else ""


def make_deadline(ledger, role, inspection, rule):
    """The deadline that a rule sets after this inspection, counted from where the law counts if that is known."""
    counted_from, start, note = start_of(rule, inspection)
    counted = counted_now(rule, start)
    start = {"counted_from": counted_from, "start": start, "start_note": note, "computed_on": counted}
    deadline = insert(Deadline(inspection=inspection, rule=rule, **start))
    ledger.record(deadline, "made", role=role)
    follow(ledger, inspection, rule.duty, role)


def start_anew(deadline, inspection):
    """The start of a deadline as its inspection is now, or would be. Where it is counted from the same event, the
    note that says why stays: the source may have said it in words of its own."""
    counted_from, start, note = start_of(deadline.rule, inspection)
    # But for another duty: its note says whether that has been met.
    if counted_from == deadline.counted_from != CountedFrom.MET:
        note = deadline.start_note
    return counted_from, start, note


def begin_again(ledger, deadline, role, kind, reason=""):
    """Counts a locked deadline anew from its present start. Whether it had another one."""
    counted_from, start, note = start_anew(deadline, deadline.inspection)
    if (counted_from, start, note) == (deadline.counted_from, deadline.start, deadline.start_note):
        return False
    # Counted at once, unlike after a change of the calendar: another start is another count, and somebody has
    # just asked for it.
    counted = counted_now(deadline.rule, start)
    start = {"counted_from": counted_from, "start": start, "start_note": note, "computed_on": counted}
    save_version(deadline, version=deadline.version, **start)
    ledger.record(deadline, kind, role=role, reason=reason)
    return True


def follow(ledger, inspection, duty, role, reason="", seen=()):
    """Counts anew what is counted from this duty of an inspection, and what is counted from that."""
    rows = Deadline.objects.filter(inspection=inspection, rule__after_duty=duty)
    for deadline in lock(rows.select_related("rule", "inspection")):
        moved = begin_again(ledger, deadline, role, "counted from another duty", reason)
        # Two rules may wait for one another by mistake; each is then asked once.
        if moved and deadline.rule.duty not in seen:
            follow(ledger, inspection, deadline.rule.duty, role, reason, (*seen, duty))


def locked_with_others(deadline, version):
    """The deadline as it is now, locked with the others of its inspection, which may be counted from it: by primary
    key, as everywhere. Raises Stale where it is no longer of that version."""
    rows = lock(Deadline.objects.filter(inspection=deadline.inspection_id).select_related("rule"))
    current = next((row for row in rows if row.pk == deadline.pk), None)
    if current is None:
        # Withdrawn meanwhile; it says so.
        return locked(Deadline, deadline, version)
    if current.version != version:
        raise Stale(current)
    return current
