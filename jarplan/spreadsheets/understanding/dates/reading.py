"""A date cell as people fill it in: any British form, range, term, “ongoing”, a number that lost its format. It
is never guessed in silence: an open reading carries its question.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache

from jarplan.dates import in_full
from jarplan.spreadsheets.understanding.dates import calendar_words
from jarplan.spreadsheets.understanding.dates.periods import period, plain
from jarplan.spreadsheets.understanding.dates.phrases import (
    ABOUT,
    AGO,
    AT_LATEST,
    AT_ONCE,
    BARE_ONGOING,
    BEFORE,
    BRACKETED,
    BY,
    DITTO,
    DONE,
    DONE_AFTER,
    EMPTY,
    FROM,
    GOES_ON,
    JOINING,
    PUBLICATION,
    REVISED,
    REVISED_TO,
    SEVERAL,
    TIME_OF_DAY,
    UNSURE,
    UNTIL,
)
from jarplan.spreadsheets.understanding.dates.ranges import (
    labelled_in,
    milestones_in,
    range_in,
    several_in,
)
from jarplan.spreadsheets.understanding.dates.results import (
    DAY,
    MONTH_FIRST,
    ONGOING,
    RANGE,
    YEAR,
    Impossible,
    Reading,
    single,
    turned,
)

EPOCH_1900 = date(1899, 12, 30)  # so that serial 61 is 1 March 1900; before that Excel has a 29 February
EPOCH_1904 = date(1904, 1, 1)
# Each split is tried with what stands on both sides: the bounds keep a hostile cell as cheap as an honest
# one.
LONGEST, MOST_SIGNS, MOST_WORDS, WINDOW = 300, 40, 30, 6  # of a date cell; words of a date among others
EIGHT_DIGITS = re.compile(r"(?:19|20)\d{6}")
SERIAL, WORD, CAPITAL = (
    re.compile(r"\d{5}(?:\.\d+)?|(?:19|20)\d{6}"),
    re.compile(r"[a-z]{5,}"),
    re.compile(r"\b[a-z]{3,}"),
)
DIGIT, MORE = re.compile(r"\d"), re.compile(r"[a-z]|\d\D+\d")
LONG_MONTHS = [word for word in calendar_words.MONTHS if len(word) > 5]


def read_date(
    value, *, raw="", epoch=EPOCH_1900, near=None, previous=None, published=None, order_doubted=False
):
    """What a date cell means. `value` is what the reader found (text, number, date), `raw` what was seen.

    `near` is the day from which a missing year is proposed, `previous` the Reading of the cell above, for
    ditto, `published` the day from which “within three months” counts. `order_doubted` says that other dates
    of the sheet have the month first.
    """
    raw = str(raw if raw not in ("", None) else "" if value is None else value)
    try:
        reading = _read(value, epoch, _day(near), previous, _day(published), order_doubted)
    except Impossible as error:
        reading = Reading(problem=f"{error} The text is kept; Correct the date or leave the cell empty.")
    proposal = replace(reading.proposal, raw=raw) if reading.proposal else None
    other = replace(reading.other, raw=raw) if reading.other else None
    return replace(reading, raw=raw, proposal=proposal, other=other)


def from_serial(number, epoch=EPOCH_1900):
    """The day of an Excel serial. Raises Impossible for the 29 February 1900 that Excel believes in."""
    days, epoch = int(number), _day(epoch)
    if epoch == EPOCH_1900 and days == 60:
        raise Impossible("There is no 29 February 1900.")
    if epoch == EPOCH_1900 and days < 60:
        days += 1
    try:
        return epoch + timedelta(days=days)
    except OverflowError:
        raise Impossible(f"{number} is not a valid date.") from None


def _day(value):
    return value.date() if isinstance(value, datetime) else value


def _read(value, epoch, near, previous, published, order_doubted):
    if value is None or isinstance(value, bool):
        return Reading(note="There is no date.") if value is None else _unclear()
    if isinstance(value, date):
        return _plausible(single(_day(value)), order_doubted)
    if isinstance(value, int | float):
        return _number(value, epoch or EPOCH_1900)
    text = str(value).strip()
    if DITTO.fullmatch(text.strip(" .")):
        return _ditto(previous)
    if len(text) > LONGEST:
        return _unclear()
    if SERIAL.fullmatch(text):
        return _number(float(text), epoch or EPOCH_1900)
    return _text(text, near, published, order_doubted)


def _plausible(reading, order_doubted=False):
    day = reading.latest
    if not calendar_words.FIRST_YEAR <= day.year <= calendar_words.LAST_YEAR:
        raise Impossible(f"{in_full(day)} is out of range.")
    other = turned(day) if order_doubted else None
    if other:
        return reading.asked(
            f"{MONTH_FIRST} Is {in_full(day)} meant, and not {other.in_words}?",
            other,
        )
    return reading


def _number(number, epoch):
    if EIGHT_DIGITS.fullmatch(f"{number:.0f}"):
        return _run_together(f"{number:.0f}")
    if isinstance(number, float) and not -1e6 < number < 1e7:
        raise Impossible("The number in this cell is not a valid date.")
    # 2008 in a cell without a format is a year; as the number of a day it would be 30 June 1905.
    if number == int(number) and calendar_words.FIRST_YEAR <= number <= calendar_words.LAST_YEAR:
        return period(str(int(number))).reading
    day = from_serial(number, epoch)
    if not calendar_words.FIRST_YEAR <= day.year <= calendar_words.LAST_YEAR:
        raise Impossible(f"The number {number:g} is not a date.")
    return single(day).asked(
        f"The cell holds a number, {int(number)}, which Excel counts as {in_full(day)}. Is this the right date?"
    )


def _run_together(digits):
    """20090212, as machines write a day; it is asked."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Impossible(f"{digits} is not a valid date.") from None
    return single(day).asked()


def _ditto(previous):
    if previous is None:
        return Reading(
            question="The cell says “as above”, but there is no date above it. Which date is right?"
        )
    return replace(previous, note="Taken from the cell above.", problem=previous.problem)


def _unclear():
    return Reading(question="No date was recognised in this text. Which date is right?")


def _text(text, near, published, order_doubted):
    lines = [line for line in text.splitlines() if line.strip()]
    if sum(map(text.count, "-–([,;:/")) > MOST_SIGNS:
        return _unclear()
    flat = _spelt(plain(text))
    if EMPTY.fullmatch(flat):
        return Reading(note="No date has been set." if flat else "There is no date.")
    if AT_ONCE.fullmatch(flat):
        return Reading(
            question="“Immediate” is not a date. What is the due date?",
            proposal=single(published) if published else None,
        )
    return (
        # From the most telling words to the least: “Sept 2008 (revised from July)” also holds two days and
        # a range.
        _revised(flat, near, order_doubted)
        or labelled_in(flat, near)
        or _done(flat, near, order_doubted)
        or _bracketed(flat, near, order_doubted)
        or _relative(flat, published)
        or _going_on(flat, near)
        or _days(flat, near, order_doubted)
        or (several_in(lines, near) if len(lines) > 1 else None)
        or several_in(SEVERAL.split(flat), near)
        or _somewhere_in(flat, near)
        or _unclear()
    )


def _days(text, near, order_doubted=False):
    """The reading of one day, span or range, with or without by, before, about and (tbc); or None."""
    text = TIME_OF_DAY.sub("", AT_LATEST.sub("", text))
    unsure = UNSURE.search(text) or ABOUT.match(text)
    text = ABOUT.sub("", BY.sub("", ABOUT.sub("", UNSURE.sub("", text)))).strip()
    before = BEFORE.match(text)
    if before:
        text = text[before.end() :]
    found = period(text, near, order_doubted=order_doubted) or range_in(text, near)
    if not found:
        return None
    reading = found.reading
    if before:
        # Before September is by the last day of August.
        last = reading.earliest or reading.latest
        reading = Reading(None, last - timedelta(days=1), RANGE).asked()
    elif unsure:
        reading = reading.asked()
    return _with_year_asked(replace(found, reading=reading), near)


def _with_year_asked(found, near):
    """A date without its year is no date: the year that is near is only proposed."""
    if not found.yearless:
        return found.reading
    if near is None:
        return Reading(question="The year is missing. Which year is right?")
    return Reading(
        question=f"The year is missing. Is {found.reading.in_words} right?",
        proposal=replace(found.reading, question=""),
    )


def _revised(text, near, order_doubted):
    """Sept 2008 (revised from July 2008): the date that now holds, with a note of the one before."""
    matched = REVISED.fullmatch(text) or REVISED_TO.fullmatch(text)
    now = matched and _days(matched["main"].strip(" ([,;-"), near, order_doubted)
    if not now:
        return None
    return replace(now, note=f"The sheet says that the date was {_capital(matched['old'].strip())} before.")


def _bracketed(text, near, order_doubted):
    """31 March 2009 (end of financial year): the words in brackets are noted; a date in them is asked."""
    matched = BRACKETED.fullmatch(text)
    if not matched or UNSURE.search(text):
        return None
    main = _days(f"{matched['main']} {matched['inside']}", near, order_doubted)
    if main:
        return main
    main, inside = (_days(matched[part], near, order_doubted) for part in ("main", "inside"))
    if not main:
        return None
    if main.proposal and inside and inside.latest:
        return inside.asked()
    in_full = replace(main, note=f"The cell also says: {matched['inside']}.")
    return in_full if in_full.question or not re.search(r"\d", matched["inside"]) else in_full.asked()


def _spelt(text):
    """The text with a misspelt month put right: febuary, septmeber."""
    return WORD.sub(lambda word: _as_month(word[0]), text)


@lru_cache(maxsize=1000)
def _as_month(word):
    # Near to a long month and with its first letter: “agust”, “febuary”. Short months are near to too many
    # words.
    close = [] if word in calendar_words.MONTHS else get_close_matches(word, LONG_MONTHS, 1, 0.8)
    return close[0] if close and close[0][0] == word[0] else word


def _capital(text):
    return CAPITAL.sub(lambda word: word[0].capitalize(), text)


def _done(text, near, order_doubted):
    matched = DONE.fullmatch(text) or DONE_AFTER.fullmatch(text)
    if not matched:
        return None
    when = _days(matched["rest"].strip("() "), near, order_doubted) if matched["rest"] else None
    if when and not when.proposal:
        return when.asked(f"The cell says that the action is done. Is {when.in_words} its due date?")
    return when or (
        _unclear()
        if matched["rest"]
        else Reading(note="The cell says that the action is done, and gives no date.")
    )


def _relative(text, published):
    """Six months from publication: counted from the day of publication, and asked; or None."""
    matched = AGO.fullmatch(text)
    if not matched:
        return None
    what, unit = matched["what"], matched["unit"]
    counted = what is None or PUBLICATION.fullmatch(what)
    if not published or not counted or unit.startswith("working"):
        return Reading(question="This is counted from another day. What is the due date?")
    count = calendar_words.NUMBERS.get(matched["n"]) or (
        1 if matched["n"] in ("a", "an") else int(matched["n"])
    )
    if "day" in unit or "week" in unit:
        due = published + timedelta(days=count * (7 if "week" in unit else 1))
    else:
        due = calendar_words.months_after(published, count * (12 if "year" in unit else 1))
    return Reading(None, due, DAY).asked(
        f"Counted from {in_full(published)}, this is {in_full(due)}. Is that right?"
    )


def _going_on(text, near):
    """Monthly, March 2008 & ongoing, from Sept 2008 then termly: a start perhaps, and no end; or None."""
    if BARE_ONGOING.fullmatch(text):
        return Reading(note="An ongoing action has no due date. It needs a date for a review.")
    start = FROM.match(text)
    if not GOES_ON.search(text):
        found = period(text[start.end() :], near) if start else None
        if not found or found.yearless:
            return found and _with_year_asked(replace(found, reading=_no_end(found.reading)), near)
        return _no_end(found.reading).asked(
            f"This gives a start, {in_full(found.reading.earliest or found.reading.latest)}, and no end. "
            "Is it an ongoing action?"
        )
    rest = GOES_ON.sub(" ", text).replace("()", " ")
    rest = JOINING.sub("", " ".join(rest.split())).strip()
    if not rest:
        return Reading(precision=ONGOING)
    if "review" in text:
        return Reading(precision=ONGOING, note="The text names a date for a review.")
    until = UNTIL.match(rest)
    if until:
        reading = _days(rest[until.end() :].strip(), near)
        if reading is None or reading.proposal or reading.latest is None:
            return reading
        return Reading(None, reading.latest, RANGE).asked()
    found = period(rest, near) or range_in(rest, near)
    if found is None:
        return Reading(precision=ONGOING).asked("This was read as ongoing, without a date. Is that right?")
    if found.reading.precision == RANGE and range_in(rest, near) and not period(rest, near):
        return _with_year_asked(replace(found, reading=found.reading.asked()), near)
    return _with_year_asked(replace(found, reading=_no_end(found.reading)), near)


def _no_end(reading):
    return Reading(reading.earliest or reading.latest, None, ONGOING, question=reading.question)


def _somewhere_in(text, near):
    """A date among other words is only proposed, where there is exactly one; or None. A mere year is none."""
    tokens, found, at = text.split()[:MOST_WORDS], [], 0
    while at < len(tokens):
        for end in range(min(at + WINDOW, len(tokens)), at, -1):
            # “May”, “March” and “Autumn” are words of English too: among others only what has a figure is a
            # date.
            if not DIGIT.search("".join(tokens[at:end])):
                break  # nor has a shorter part of it a figure
            part = " ".join(tokens[at:end]).strip("()[]-").strip(" .,;:*").removeprefix("the ")
            one = period(part, near) if MORE.search(part) else None
            if one and one.reading.precision != YEAR and not (one.yearless and near is None):
                found.append(one.reading)
                at = end - 1
                break
        at += 1
    if len(found) > 1 and all(one.latest for one in found):
        return milestones_in(found)
    if len(found) > 1:
        return Reading(question=f"The cell has {len(found)} dates among other words. Which one is right?")
    if not found:
        return None
    reading = replace(found[0], question="")
    return Reading(
        question=f"The cell has other words beside a date. Is {reading.in_words} right?", proposal=reading
    )
