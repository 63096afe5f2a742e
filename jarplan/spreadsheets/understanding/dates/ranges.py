"""Several days in one cell: ranges such as “1-5 Sept 2008” and milestones in a row."""

import re
from dataclasses import replace
from datetime import timedelta

from jarplan.dates import in_full
from jarplan.spreadsheets.understanding.dates import calendar_words
from jarplan.spreadsheets.understanding.dates.periods import Found, period, plain
from jarplan.spreadsheets.understanding.dates.phrases import (
    BY,
    ENDING,
    PARTS,
    SPLITS,
    START_END,
    STARTING,
)
from jarplan.spreadsheets.understanding.dates.results import DAY, RANGE, Impossible, Reading, single

LONGEST = 150  # characters of a range, with the words round it
MONTH = 31  # days
START_AND_END = "This was read as a start and an end"


def range_in(text, near):
    """The Found of “Jan 08 - June 08”, “1-5 Sept 2008”, “Sept/Oct 2008”; or None."""
    if len(text) > LONGEST:
        return None
    ends = START_END.fullmatch(text)
    if ends:
        found = _between(ends["start"].strip(" .,;-"), ends["end"].strip(), near)
        return found and replace(found, reading=replace(found.reading, spans=True))
    text = re.sub(r"^(?:between|from) ", "", text)
    for split in SPLITS:
        for at in (found.start() for found in re.finditer(re.escape(split), text)):
            left, right = text[:at].strip(" ,"), text[at + len(split) :].strip(" ,")
            found = _between(left, right, near) if left and right else None
            if found:
                alternatives = "and" in split or "&" in split or "or" in split
                asked = replace(found.reading.asked(), spans=False)
                return replace(found, reading=asked) if alternatives else found
    return None


def _between(left, right, near):
    second = period(right, near)
    if not second or second.reading.latest is None:
        return None
    start = second.reading.earliest or second.reading.latest
    if re.fullmatch(r"\d{1,2}", left):
        if second.reading.precision != DAY:
            return None
        first = Found(single(calendar_words.day_of(start.year, start.month, int(left))), second.yearless)
    else:
        # “Jan - June 08”: a beginning without its year lies in the twelve months before the end.
        first = period(left, calendar_words.months_after(start, -12) + timedelta(days=1))
    if not first or first.reading.latest is None:
        return None
    if second.yearless and not first.yearless:
        second = period(right, first.reading.earliest or first.reading.latest)
        second = Found(second.reading.asked())
    earliest, latest = first.reading.earliest or first.reading.latest, second.reading.latest
    # Told and not turned round: one of the two was mistyped, and only its author knows which.
    if earliest > latest:
        raise Impossible(f"It would end on {in_full(latest)}, before it begins on {in_full(earliest)}.")
    # From a day to a day more than a month later, work goes on meanwhile; a month or a season may be when it is due.
    days = first.reading.precision == second.reading.precision == DAY
    reading = Reading(earliest, latest, RANGE, spans=days and (latest - earliest).days > MONTH)
    question = first.reading.question if not first.yearless else ""
    if second.reading.question or question:
        reading = reading.asked()
    return Found(reading, second.yearless)


def labelled_in(text, near):
    """The reading of two dates of which one is labelled as the start and one as the end, asked; or None."""
    if START_END.fullmatch(text):
        return None  # clear as it stands
    found = {}
    for part in filter(None, (one.strip() for one in PARTS.split(text))):
        starts, ends = STARTING.search(part), ENDING.search(part)
        if bool(starts) == bool(ends):
            return None
        label = STARTING if starts else ENDING
        one = period(label.sub(" ", part).strip(" :-–"), near)
        if one is None or one.yearless or label in found:
            return None
        found[label] = one.reading
    if len(found) < 2:
        return None
    start, end = found[STARTING], found[ENDING]
    first, last = start.earliest or start.latest, end.latest
    if last is None or first > last:
        return None
    reading = Reading(first, last, RANGE, spans=True)
    return reading.asked(f"{START_AND_END}, {reading.in_words}. Is that right?")


def milestones_in(found):
    """The reading of several dates among other words: the last is proposed as due, the others are noted."""
    ordered = sorted(found, key=lambda one: one.latest)
    last = replace(ordered[-1], question="")
    note = f"The cell also has {', '.join(one.in_words for one in ordered[:-1])}."
    question = f"The cell has {len(found)} dates. The last, {last.in_words}, was read as due. Is that right?"
    return Reading(question=question, proposal=replace(last, note=note), note=note)


def several_in(parts, near):
    """The reading of three milestones in one cell: from the first to the last of them, and asked; or None."""
    parts = [BY.sub("", plain(part)).strip() for part in parts if part.strip()]
    if not 2 <= len(parts) <= 12:
        return None
    found = [period(part, near) for part in parts]
    if not all(found) or any(one.yearless for one in found[-1:]):
        return None
    end = found[-1].reading.latest
    found = [
        period(part, calendar_words.months_after(end, -12) + timedelta(days=1)) if one.yearless else one
        for part, one in zip(parts, found, strict=True)
    ]
    days = [day for one in found for day in (one.reading.earliest, one.reading.latest) if day]
    reading = Reading(min(days), max(days), RANGE)
    return reading.asked(
        f"The cell has {len(parts)} dates. It was read as {reading.in_words}. Is that right?"
    )
