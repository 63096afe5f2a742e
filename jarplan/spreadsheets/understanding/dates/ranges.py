"""Several days in one cell: ranges such as “1-5 Sept 2008” and milestones in a row."""

import re
from dataclasses import replace
from datetime import timedelta

from jarplan.dates import in_full
from jarplan.spreadsheets.understanding.dates import calendar_words
from jarplan.spreadsheets.understanding.dates.periods import Found, period, plain
from jarplan.spreadsheets.understanding.dates.phrases import BY, SPLITS, START_END
from jarplan.spreadsheets.understanding.dates.results import DAY, RANGE, Impossible, Reading, single

LONGEST = 150  # characters of a range, with the words round it


def range_in(text, near):
    """The Found of “Jan 08 - June 08”, “1-5 Sept 2008”, “Sept/Oct 2008”; or None."""
    if len(text) > LONGEST:
        return None
    ends = START_END.fullmatch(text)
    if ends:
        return _between(ends["start"].strip(" ,;-"), ends["end"].strip(), near)
    text = re.sub(r"^(?:between|from) ", "", text)
    for split in SPLITS:
        for at in (found.start() for found in re.finditer(re.escape(split), text)):
            left, right = text[:at].strip(" ,"), text[at + len(split) :].strip(" ,")
            found = _between(left, right, near) if left and right else None
            if found:
                alternatives = "and" in split or "&" in split or "or" in split
                return replace(found, reading=found.reading.asked()) if alternatives else found
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
    reading = Reading(earliest, latest, RANGE)
    question = first.reading.question if not first.yearless else ""
    if second.reading.question or question:
        reading = reading.asked()
    return Found(reading, second.yearless)


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
