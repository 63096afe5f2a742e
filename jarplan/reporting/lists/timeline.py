"""The timeline: a column of bars, each from the start of an action to its due date, with what was moved behind the
original one; a page of it is drawn to one scale, which is said in words above the list. The dates stand in the column
beside it.

Bars hold no words, so that they can be as wide as there is room: on paper, on a telephone.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from actions.rules.lifecycle import SIGNED
from actions.rules.records import is_overdue
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.reporting.filling import filled
from jarplan.reporting.lists.rating_column import Column
from recommendations.deadlines.queries import deadlines
from recommendations.meetings.queries import meetings

WIDTH, HEIGHT = 600, 24
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scale:
    """The days from the first to the last that is drawn; `today`, and the marks as (day, what it is)."""

    first: date
    last: date
    today: date
    meetings: tuple = ()
    deadlines: tuple = ()

    def x(self, day):
        """Where a day lies, between the two edges."""
        gone = (min(max(day, self.first), self.last) - self.first) / DAY
        return round(WIDTH * gone / max((self.last - self.first) / DAY, 1), 1)

    @property
    def lines(self):
        """The months as thin lines; meetings dotted and dates of the law broken; today a thick one. Drawn once, for
        every bar to stand on."""
        month, drawn = self.first.replace(day=1), []
        while month <= self.last:
            drawn.append(filled(LINE, self.x(month), "0.5", "none", "0.35"))
            month = (month + timedelta(days=32)).replace(day=1)
        drawn += [filled(LINE, self.x(day), "1.5", "2 3", "1") for day, _ in self.meetings]
        drawn += [filled(LINE, self.x(day), "1.5", "7 3", "1") for day, _ in self.deadlines]
        drawn.append(filled(LINE, self.x(self.today), "3", "none", "1"))
        return filled(DEFS, SafeString("".join(drawn)))

    @property
    def named(self):
        """The marks in words: (what they look like, [what and when])."""
        return [
            ("dotted", "Meetings", [f"{what}, {in_full(day)}" for day, what in self.meetings]),
            ("broken", "Statutory deadlines", [f"{what}, {in_full(day)}" for day, what in self.deadlines]),
        ]


DEFS = (
    '<svg class="visually-hidden" aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><defs>'
    '<g id="scale-lines">{}</g></defs></svg>'
)
LINE = (
    '<path d="M{} 0V24" stroke="currentColor" stroke-width="{}" stroke-dasharray="{}" stroke-opacity="{}"'
    ' vector-effect="non-scaling-stroke"/>'
)


def scale_of(records, day, as_at, plan):
    """The Scale of the records of a page, on a day; None where none of them has a day."""
    known = [
        one for record in records for one in (record.start_latest, record.due_latest, record.original_due)
    ]
    known += [day_of(min(agreed))] if (agreed := [one.agreed_at for one in records if one.agreed_at]) else []
    known = [one for one in known if one]
    if not known:
        return None
    first, last = min(*known, day), max(*known, day)
    within = [(one.held_on, one.body) for one in meetings(as_at, plan) if first <= one.held_on <= last]
    law = [(one.in_force, one.title) for one in deadlines(as_at, plan) if first <= one.in_force <= last]
    return Scale(first, last, day, tuple(within), tuple(law))


def timeline_column(scale):
    """The column of the bars of a Scale."""

    def cell(record, today, tail):
        begins = record.start_latest or (record.agreed_at and day_of(record.agreed_at)) or scale.first
        if record.due_latest is None:
            return filled(BAR, NOTHING)
        original = record.original_due or record.due_latest
        end = min(original, record.due_latest)
        look = "done" if record.status in SIGNED else "late" if is_overdue(record, today) else "open"
        planned = filled(LOOKS[look], *between(scale, begins, end))
        moved = filled(MOVED, *between(scale, end, record.due_latest)) if record.due_latest > end else NOTHING
        return filled(BAR, planned + moved)

    return Column("Timeline", cell, key="timeline")


def between(scale, begins, ends):
    """(left edge, width) of a bar; one day is seen, too."""
    left = scale.x(min(begins, ends))
    return left, max(round(scale.x(ends) - left, 1), 3)


NOTHING = SafeString("")
BAR = (
    '<svg class="bar" viewBox="0 0 600 24" preserveAspectRatio="none" aria-hidden="true"'
    ' xmlns="http://www.w3.org/2000/svg"><use href="#scale-lines"/>{}</svg>'
)
# Told by more than colour: what is done is open, what is overdue is high.
LOOKS = {
    "done": '<rect x="{}" y="8" width="{}" height="8" fill="#ffffff" stroke="#0b4f5c" stroke-width="2"/>',
    "open": '<rect x="{}" y="7" width="{}" height="10" fill="#0b4f5c"/>',
    "late": '<rect x="{}" y="3" width="{}" height="18" fill="#a5211a"/>',
}
MOVED = '<rect x="{}" y="10" width="{}" height="4" fill="#7a4f00"/>'
