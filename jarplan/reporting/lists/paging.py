"""A list of records as a page of a hundred; jarplan/spreadsheets/downloads.py has the sheet with all of them."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator

from actions.reading.queries import Records
from recommendations.within import within

PER_PAGE = 100
COUNTED = 1000  # of what goes on for years: how many are counted before “more than” is said


def page_of(found, request):
    """The page of a sequence that the address asks for; the last one where there are not so many."""
    asked = request.GET.get("page", "1")
    if asked == "1" and isinstance(found, Records):
        found.read_first(PER_PAGE)
    return Paginator(found, PER_PAGE).get_page(asked)


@dataclass(frozen=True)
class Stretch:
    """A hundred of the events of a long history, the newest first, and the number from which the next hundred begin
    on either side, or None. `number`: how many there are, counted to COUNTED and no further."""

    rows: tuple
    newer: int | None
    older: int | None
    number: int

    @property
    def is_counted(self):
        return self.number <= COUNTED

    @property
    def has_others(self):
        return self.newer is not None or self.older is not None


def stretch_of(found, request, read):
    """The stretch of some events that the address asks for: those `before` a number, or `after` one, or the newest.
    `read(events)` gives a row for each of them, which names its `event`.

    From a number on, and not so many rows on: the thousandth hundred costs what the first one does.
    """
    before, after = number_in(request, "before"), number_in(request, "after")
    if after is not None:
        rows = read(found.filter(sequence__gt=after).order_by("sequence")[: PER_PAGE + 1])[::-1]
        newer, older, rows = len(rows) > PER_PAGE, after > 0, rows[-PER_PAGE:]
    else:
        since = found.filter(sequence__lt=before) if before is not None else found
        rows = read(since.order_by("-sequence")[: PER_PAGE + 1])
        newer, older, rows = before is not None, len(rows) > PER_PAGE, rows[:PER_PAGE]
    return Stretch(
        tuple(rows),
        rows[0].event.sequence if newer and rows else None,
        rows[-1].event.sequence if older and rows else None,
        found[: COUNTED + 1].count(),
    )


def number_in(request, name):
    """A number of the address, or None; BadRequest where it is none."""
    asked = request.GET.get(name, "")
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        raise BadRequest("There is no such page of the history.")
    return int(asked) if asked else None


def kept_query(request, without=()):
    """The address's questions without the page and those named, for the links to a list's exports."""
    query = request.GET.copy()
    for name, value in within(request).query.items():
        query.setdefault(name, value)
    for name in ("page", "before", "after", *without):
        query.pop(name, None)
    return query.urlencode()
