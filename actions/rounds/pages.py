"""What the pages of rounds show: who has reported in each and who has not, today or at the end of a past day."""

from dataclasses import dataclass, replace
from datetime import datetime

from actions.models import Action, ProgressUpdate, ReportingRound
from actions.reading.queries import Records, live_rows
from actions.reading.rounds import Round, read_rounds
from actions.rules.lifecycle import UNDER_WAY
from jarplan.audit.reading.folding import PastDay, end_of
from jarplan.audit.reading.then import then
from recommendations.meetings.queries import every_meeting
from recommendations.within import EVERYTHING

STOOD = ("status", "agreed_at", "report_from")  # what decides whether an action owes a report


@dataclass(frozen=True)
class Sent:
    """One report of a round. `latest`: the rating as last corrected."""

    reference: str
    text: str
    who: str
    organisation: str
    made_at: datetime
    rating: str
    is_late: bool
    was_corrected: bool


@dataclass(frozen=True)
class RoundPage:
    """A round with the reports in it (Sent) and the records of actions that owe one: of a closed one, of those that
    were to be reported on when it closed, whatever became of them later.
    """

    round: Round
    meeting: str
    state: str
    sent: list
    missing: list

    @property
    def asked(self):
        return len(self.sent) + len(self.missing)

    @property
    def late(self):
        return len([one for one in self.sent if one.is_late])


def read_rounds_page(user, day, as_at=None, within=EVERYTHING):
    """Every round as a RoundPage, the latest first."""
    rounds = read_rounds(as_at)
    records, named = read_records(user, as_at, within), names_of_meetings(as_at)
    return [page(one, day, records, named, as_at) for one in reversed(rounds)]


def read_round(user, one, day, as_at=None, within=EVERYTHING):
    """One round as a RoundPage."""
    return page(one, day, read_records(user, as_at, within), names_of_meetings(as_at), as_at)


def at_the_close(records, one):
    """The records of the actions that were under way when a round closed, as they stood then: what is delivered or
    paused later was missing nonetheless."""
    # The start of a past day is looked up in each state, so only where the round asks for it.
    stood = (*STOOD, "start_latest") if one.spares_later_starts else STOOD
    with then(PastDay.of(one.closes_on)):
        rows = Action.objects.filter(status__in=UNDER_WAY).order_by()
        found = {uuid: values for uuid, *values in rows.values_list("uuid", *stood)}
    return [
        replace(record, **dict(zip(stood, found[record.uuid], strict=True)))
        for record in records
        if record.uuid in found
    ]


def read_records(user, as_at, within):
    return list(Records(live_rows(user, within).order_by("plan_order"), as_at))


def names_of_meetings(as_at):
    return {one.uuid: one.name for one in every_meeting(as_at)}


def page(one, day, records, named, as_at):
    texts = {record.reference: record.text for record in records}
    sent = reports_in(one, texts, as_at)
    there = {report.reference for report in sent}
    begun = one.opens_on <= day
    records = at_the_close(records, one) if one.is_closed(day) else records
    missing = [
        record
        for record in sorted(records, key=lambda record: record.plan_order)
        if begun and record.status in UNDER_WAY and one.asks(record) and record.reference not in there
    ]
    return RoundPage(one, named.get(str(one.meeting), ""), state_of(one, day), sent, missing)


def state_of(one, day):
    if one.is_open(day):
        return "open"
    return "closed" if one.is_closed(day) else "upcoming"


def reports_in(one, texts, as_at):
    """The reports of a round, in the order of the plan. They are never changed, so those of a past day are the rows
    that were there."""
    rows = ProgressUpdate.objects.filter(round__uuid=one.uuid).select_related(
        "action", "made_by__organisation"
    )
    rows = rows.filter(made_at__lt=end_of(as_at)) if as_at else rows
    found = [
        (first.action.plan_order, as_sent(first, last, one, texts))
        for first, last in last_words(rows.order_by("made_at", "pk"))
        if first.action.reference in texts
    ]
    return [sent for _, sent in sorted(found, key=lambda pair: pair[0])]


def last_words(rows):
    """(first, last) of each report among these rows, in their order: as it was sent, and as it was corrected last."""
    rows = list(rows)
    after = {row.corrects_id: row for row in rows if row.corrects_id}
    for row in rows:
        if row.corrects_id:
            continue
        last = row
        while last.pk in after:
            last = after[last.pk]
        yield row, last


def as_sent(row, last, one, texts):
    return Sent(
        row.action.reference,
        texts.get(row.action.reference, ""),
        row.made_by.full_name,
        row.made_by.organisation.name if row.made_by.organisation else "",
        row.made_at,
        last.rating,
        row.made_at >= one.ends_at,
        last is not row,
    )


def months_to_open(day):
    """The first days of the months that a round can still be set for: from two months ago to a year ahead, but for
    those that have one."""
    taken = set(ReportingRound.objects.values_list("month", flat=True))
    start = day.year * 12 + day.month - 1
    months = [
        day.replace(year=number // 12, month=number % 12 + 1, day=1)
        for number in range(start - 2, start + 13)
    ]
    return [month for month in months if month not in taken]
