"""One day or one span in words (9th Sept 08, Q2 2008/09, mid-October) as the days it means. Ranges, relative
dates, “ongoing” and cells that are no text are for `dates`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jarplan.dates import in_full
from jarplan.spreadsheets.understanding.dates import calendar_words
from jarplan.spreadsheets.understanding.dates.calendar_words import MONTH
from jarplan.spreadsheets.understanding.dates.results import (
    DAY,
    MONTH_FIRST,
    ONLY_SO,
    QUARTER,
    RANGE,
    TERM,
    YEAR,
    Impossible,
    Reading,
    single,
    turned,
)
from jarplan.spreadsheets.understanding.dates.results import MONTH as WHOLE_MONTH

LEAP_DAY = date(2008, 1, 1)  # where no day is near: in a leap year, so that only 30 February is impossible
Y = r"(?P<y>(?:19|20)\d\d|'?\d\d)"
Y4 = r"(?P<y>(?:19|20)\d\d)"
GAP = r"[ \-/.,]*"
IN = r"(?: |,|-|of|in|the)*"
YEARS = r"(?P<y>(?:19|20)\d\d|\d\d) ?[/-] ?(?P<y2>(?:19|20)\d\d|\d\d)"
ORDINAL = re.compile(rf"\b(\d{{1,2}})(?: ?(?:st|nd|rd|th)\b|(?:st|nd|rd|th)(?={MONTH}))")
# Word turns hyphens and apostrophes into finer ones as people type.
PLAINER = str.maketrans("‐‑‒–—−’‘`", "------'''")
EDGE = re.compile(
    r"(?P<edge>end|ending|mid|mid[- ]?way through|middle|early|start|beginning|late|latter part|last day)"
    r"(?: of)?(?: in)?(?: the)?[ -]+(?P<rest>.+)"
)
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


@dataclass(frozen=True)
class Found:
    """A reading whose year was in_full, or (`yearless`) only taken from the day it was near."""

    reading: Reading
    yearless: bool = False


def plain(text):
    """Lower case, plain dashes and quotes, single spaces, no ordinal endings."""
    text = str(text).lower().translate(PLAINER)
    text = ORDINAL.sub(r"\1", " ".join(text.split()))
    return text.strip(" .,;:*").removeprefix("the ")


def period(text, near=None, *, order_doubted=False):
    """The Found of a day or span in plain() words, or None. Raises Impossible for a day that never was.
    `near` gives the year where the words have none; `order_doubted` has 3/6 asked.
    """
    text, weekday = _without_weekday(text)
    if not ANY.fullmatch(text):
        return None
    edge = EDGE.fullmatch(text)
    if edge:
        found = period(edge["rest"], near)
        return found and replace(found, reading=_at_edge(edge["edge"], found.reading))
    for pattern, rule in RULES:
        matched = pattern.fullmatch(text)
        found = rule(matched, near or LEAP_DAY) if matched else None
        if found is not None:
            break
    else:
        return None
    if isinstance(found, Reading):
        found = Found(found)
    reading = found.reading
    other = turned(reading.latest) if order_doubted and NUMBERS.fullmatch(text) and reading.latest else None
    if other and not reading.question:
        reading = reading.asked(
            f"{MONTH_FIRST} Is {in_full(reading.latest)} meant, and not {other.in_words}?",
            other,
        )
    if (
        weekday
        and not found.yearless
        and reading.precision == DAY
        and reading.latest.weekday() != weekday - 1
    ):
        reading = reading.asked(
            f"{in_full(reading.latest)} was a {calendar_words.WEEKDAYS[reading.latest.weekday()].title()}, "
            f"not a {calendar_words.WEEKDAYS[weekday - 1].title()}. Is this the right date?",
            reading.other,
        )
    return replace(found, reading=reading)


def _without_weekday(text):
    """(the text, 1 for Monday to 7 or 0) with a day of the week taken from its front."""
    matched = calendar_words.WEEKDAY.match(text)
    if not matched:
        return text, 0
    starts = matched[1][:3]
    return text[matched.end() :], next(
        at for at, name in enumerate(calendar_words.WEEKDAYS, start=1) if name.startswith(starts)
    )


def _at_edge(edge, reading):
    """The end, middle or start of a span. The end of a quarter, term or year is that span: it is due then."""
    first, last = reading.earliest, reading.latest
    whole_month = reading.precision == WHOLE_MONTH and first != last
    whole_year = reading.precision == YEAR and (first.month, first.day) == (1, 1)
    if edge.startswith(("end", "last")):
        if whole_month:
            return single(last, WHOLE_MONTH)
        return single(last, YEAR) if whole_year else reading
    if not (whole_month or whole_year):
        return reading.asked()
    year, month = first.year, first.month
    if edge.startswith("mid"):
        days = (date(year, month, 15),) * 2 if whole_month else (date(year, 6, 30),) * 2
    elif edge == "early":
        days = (first, date(year, month, 10)) if whole_month else (first, date(year, 3, 31))
    elif edge.startswith("lat"):
        days = (date(year, month, 21), last) if whole_month else (date(year, 10, 1), last)
    else:
        days = (first, first)
    return Reading(*days, RANGE).asked()


def _soonest(make, near):
    """The first reading not over by the day it is near: `make` gives it for a year."""
    for year in range(near.year - 1, near.year + 9):
        try:
            reading = make(year)
        except Impossible:
            continue
        if reading.latest >= near:
            return Found(reading, yearless=True)
    make(near.year)  # impossible in every year: say so
    return None


def _numbers(matched, near):
    day, month, year = int(matched["d"]), int(matched["m"]), calendar_words.year_of(matched["y"])
    # 09/30/2008: read as the only day it can be, and asked.
    if month > 12 and 1 <= day <= 12:
        reading = single(calendar_words.day_of(year, day, month))
        return reading.asked(f"{ONLY_SO}: {reading.in_words}. Is that right?")
    return single(calendar_words.day_of(year, month, day))


def _iso(matched, near):
    return single(
        calendar_words.day_of(calendar_words.year_of(matched["y"]), int(matched["m"]), int(matched["d"]))
    )


def _day_month_year(matched, near):
    month = calendar_words.month_number(matched["month"])
    if not matched["y"]:
        return _soonest(lambda year: single(calendar_words.day_of(year, month, int(matched["d"]))), near)
    return single(calendar_words.day_of(calendar_words.year_of(matched["y"]), month, int(matched["d"])))


def _month_year(matched, near):
    month, digits = calendar_words.month_number(matched["month"]), matched["y"].strip("'")
    # Sept 08 is a month with its year; Sept 30 is a day, as 2030 is far from when the plan was written.
    if len(digits) == 2 and int(digits) <= 31 and "'" not in matched["y"]:
        far = near is not LEAP_DAY and abs(2000 + int(digits) - near.year) > 15
        if far:
            return _soonest(lambda year: single(calendar_words.day_of(year, month, int(digits))), near)
    return Reading(*calendar_words.month_span(calendar_words.year_of(digits), month), WHOLE_MONTH)


def _month_day(matched, near):
    month = calendar_words.month_number(matched["month"])
    return _soonest(lambda year: single(calendar_words.day_of(year, month, int(matched["d"]))), near)


def _month(matched, near):
    month = calendar_words.month_number(matched["month"])
    return _soonest(lambda year: Reading(*calendar_words.month_span(year, month), WHOLE_MONTH), near)


def _month_in_figures(matched, near):
    return Reading(
        *calendar_words.month_span(calendar_words.year_of(matched["y"]), _month_of(matched["m"])), WHOLE_MONTH
    )


def _month_of(digits):
    if not 1 <= int(digits) <= 12:
        raise Impossible(f"There is no month {int(digits)}.")
    return int(digits)


def _day_month(matched, near):
    """30/9: a day without its year. 08/09 is also a financial year, and 9/08 also a month."""
    day, month = int(matched["d"]), int(matched["m"])
    # 08/09 is taken for the year from April 2008, rather than 8 September or the school's year, and asked.
    if len(matched["d"]) == len(matched["m"]) == 2 and month == day + 1 and "." not in matched[0]:
        reading = Reading(*calendar_words.financial_year(calendar_words.year_of(matched["d"])), YEAR)
        return reading.asked(
            f"This was read as the financial year {_years(reading)}, not the academic year nor a day. "
            "Is that right?"
        )
    if month > 12:
        return Reading(
            *calendar_words.month_span(calendar_words.year_of(matched["m"]), _month_of(matched["d"])),
            WHOLE_MONTH,
        ).asked()
    return _soonest(lambda year: single(calendar_words.day_of(year, month, day)), near)


def _financial_year(matched, near):
    first = _first_of_two_years(matched)
    return None if first is None else Reading(*calendar_words.financial_year(first), YEAR)


def _academic_year(matched, near):
    first = _first_of_two_years(matched)
    return None if first is None else Reading(*calendar_words.academic_year(first), YEAR)


def _some_year(matched, near):
    reading = _financial_year(matched, near)
    if reading:
        return reading.asked(
            f"This was read as the financial year {_years(reading)} (April to March), not the academic year. "
            "Is that right?",
            _academic_year(matched, near),
        )
    # 2008-11 is no two years in a row: the month, as ISO writes it, and asked.
    month = matched["y2"]
    if len(matched["y"]) == 4 and len(month) == 2 and 1 <= int(month) <= 12:
        return Reading(*calendar_words.month_span(int(matched["y"]), int(month)), WHOLE_MONTH).asked()
    if len(matched["y"]) == len(month) == 4 and int(month) > int(matched["y"]):
        return Reading(
            date(calendar_words.year_of(matched["y"]), 1, 1),
            date(calendar_words.year_of(month), 12, 31),
            RANGE,
        ).asked()
    return None


def _short_year(matched, near):
    """2008/9 is the year 2008/09; 2008/7 is nothing."""
    first = calendar_words.year_of(matched["y"])
    if int(matched["y2"]) != (first + 1) % 10:
        return None
    return Reading(*calendar_words.financial_year(first), YEAR).asked()


def _first_of_two_years(matched):
    """2008 of 2008/09 and 08-09; None where the second is not the next year."""
    first, second = calendar_words.year_of(matched["y"]), matched["y2"]
    following = first + 1
    return first if int(second) in (following, following % 100) and len(second) in (2, 4) else None


def _years(reading):
    return f"{reading.earliest.year}/{reading.latest.year % 100:02}"


def _year(matched, near):
    year = calendar_words.year_of(matched["y"])
    reading = Reading(date(year, 1, 1), date(year, 12, 31), YEAR)
    if matched["kind"] and "financial" in matched["kind"]:
        return Reading(*calendar_words.financial_year(year), YEAR).asked()
    if matched["kind"] and "calendar" in matched["kind"]:
        return reading
    return reading.asked()


def _quarter(matched, near):
    said_as = matched["q"] or matched["q2"]
    number = QUARTERS.get(said_as) or int(said_as[0])
    if matched["years"]:
        years = re.fullmatch(YEARS, matched["years"])
        first = _first_of_two_years(years)
        return None if first is None else Reading(*calendar_words.financial_quarter(first, number), QUARTER)
    if matched["y"]:
        first, last = calendar_words.financial_quarter(calendar_words.year_of(matched["y"]), number)
        reading = Reading(first, last, QUARTER)
        return reading.asked(
            f"This was read as quarter {number} of the financial year that starts in April {matched['y']}: "
            f"{reading.in_words}. Is that right?"
        )
    return _soonest(lambda year: Reading(*calendar_words.financial_quarter(year, number), QUARTER), near)


def _term(matched, near):
    name = {"easter": "spring", "lent": "spring"}.get(matched["term"], matched["term"])

    def make(year):
        reading = Reading(*calendar_words.term(name, year), TERM)
        return reading.asked(
            f"Terms differ from school to school. This was read as {reading.in_words}. Is that right?"
        )

    return _of_years(matched, near, make, autumn=name == "autumn")


def _half_term(matched, near):
    said_as = matched["term"] or "any"
    name = {
        "october": "autumn",
        "february": "spring",
        "easter": "spring",
        "may": "summer",
        "whitsun": "summer",
    }
    names = ("spring", "summer", "autumn") if said_as == "any" else (name.get(said_as, said_as),)

    def make(year):
        spans = [calendar_words.half_term(one, year) for one in names]
        span = next((span for span in spans if span[1] >= near), spans[-1])
        reading = Reading(*span, RANGE)
        return reading.asked(
            f"Half terms differ from place to place. This was read as {reading.in_words}. Is that right?"
        )

    return _of_years(matched, near, make, autumn=names == ("autumn",))


def _of_years(matched, near, make, *, autumn):
    """A part of a year that was given as 2008, as 2008/09 (autumn lies in its first year) or not at all."""
    if matched["years"]:
        first = _first_of_two_years(re.fullmatch(YEARS, matched["years"]))
        return None if first is None else make(first if autumn else first + 1)
    return make(calendar_words.year_of(matched["y"])) if matched["y"] else _soonest(make, near)


def _season(matched, near):
    name = {"fall": "autumn"}.get(matched["season"], matched["season"])

    def make(year):
        reading = Reading(*calendar_words.season(name, year), RANGE)
        return reading.asked(
            f"This was read as the season, {reading.in_words}, not a school term. Is that right?"
        )

    return _of_years(matched, near, make, autumn=name in ("autumn", "winter"))


def _feast(matched, near):
    def make(year):
        day = {
            "christmas": date(year, 12, 25),
            "xmas": date(year, 12, 25),
            "new year": date(year, 1, 1),
            "easter": calendar_words.easter(year),
        }[matched["feast"]]
        return Reading(None, day, RANGE).asked()

    return make(calendar_words.year_of(matched["y"])) if matched["y"] else _soonest(make, near)


def _week(matched, near):
    """Week commencing: to the Sunday that ends it. Week ending: that day and the six before."""
    found = period(matched["rest"], None if near is LEAP_DAY else near)
    if not found or found.reading.precision != DAY:
        return None
    day = found.reading.latest
    if matched["ending"]:
        first, last = day - timedelta(days=6), day
    else:
        first, last = day, day + timedelta(days=6 - day.weekday())
    return replace(found, reading=replace(found.reading, earliest=first, latest=last, precision=RANGE))


SOME_YEARS = r"(?P<years>(?:19|20)\d\d ?[/-] ?\d{2,4}|\d\d ?[/-] ?\d\d)"
OF_YEARS = rf"(?:{IN}(?:fy)? ?(?:{SOME_YEARS}|{Y}))?"
NUMBERS = re.compile(
    r"(?P<d>\d{1,2}) ?[/.\- ] ?(?P<m>\d{1,2}) ?[/.\- ] ?(?P<y>\d{4}|\d\d)(?: \d\d?:\d\d(?::\d\d)?)?"
)
# In this order: the first that fits decides, so the exact forms come before the loose ones.
RULES = [
    (pattern if isinstance(pattern, re.Pattern) else re.compile(pattern), rule)
    for pattern, rule in (
        (NUMBERS, _numbers),
        (r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[t ]\d\d:\d\d(?::\d\d)?z?)?", _iso),
        (rf"(?P<d>\d{{1,2}})(?: of)?{GAP}(?P<month>{MONTH})(?:{GAP}{Y})?", _day_month_year),
        (rf"(?P<month>{MONTH}) ?(?P<d>\d{{1,2}}),? {Y4}", _day_month_year),
        (rf"(?:month of )?(?P<month>{MONTH})(?:{GAP}| of ){Y}", _month_year),
        (rf"(?P<month>{MONTH}) (?P<d>\d{{1,2}})", _month_day),
        (rf"(?P<month>{MONTH})", _month),
        (r"(?P<d>\d{1,2}) ?[/.] ?(?P<m>\d{1,2})", _day_month),
        (r"(?P<m>\d{1,2}) ?[/.-] ?(?P<y>(?:19|20)\d\d)", _month_in_figures),
        (rf"(?:fy|financial year|fin\.? year|f/y|municipal year|council year)[ :]*{YEARS}", _financial_year),
        (rf"{YEARS} ?(?:fy|financial year|fin\.? year|year end)", _financial_year),
        (rf"(?:financial )?year[ -]end {YEARS}", _financial_year),
        (rf"(?:academic|school|ac\.?) year[ :]*{YEARS}", _academic_year),
        (rf"{YEARS} (?:academic|school) year", _academic_year),
        (rf"(?:year )?{YEARS}", _some_year),
        (r"(?P<y>(?:19|20)\d\d) ?/ ?(?P<y2>\d)", _short_year),
        (rf"(?P<kind>calendar year |financial year |fy |year )?{Y4}", _year),
        (
            rf"(?:q(?:uarter|tr)?\.? ?(?P<q>[1-4])|(?P<q2>[1-4]|first|second|third|fourth|last) q(?:uarter|tr))"
            rf"{OF_YEARS}",
            _quarter,
        ),
        (rf"(?:{SOME_YEARS}|{Y4})[ ,:-]*q(?:uarter|tr)?\.? ?(?P<q>[1-4])(?P<q2>)", _quarter),
        (rf"(?P<term>autumn|spring|summer|easter|lent)[ -]*term(?: ?[12])?{OF_YEARS}", _term),
        (
            r"(?:(?P<term>autumn|spring|summer|october|february|may|easter|whitsun) )?(?:term )?half[ -]?term"
            rf"(?: holidays?| break)?{OF_YEARS}",
            _half_term,
        ),
        (rf"(?P<season>spring|summer|autumn|fall|winter){OF_YEARS}", _season),
        (rf"(?P<feast>christmas|xmas|easter|new year){IN}{Y}?", _feast),
        (r"(?:w[./]?c\.?|w(?:ee)?k (?:commencing|beginning|of)|w/b)[ :]*(?P<ending>)(?P<rest>.+)", _week),
        (r"(?P<ending>w[./]?e\.?|w(?:ee)?k ending)[ :]*(?P<rest>.+)", _week),
    )
]
# One look by which most texts are told to be no day nor span.
ANY = re.compile(
    "|".join(re.sub(r"\(\?P<\w+>", "(?:", one.pattern) for one in (EDGE, *(rule[0] for rule in RULES)))
)
