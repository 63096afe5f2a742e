"""References of actions and recommendations, with what Excel does to them: 1.10 that became the number 1.1, and
2/1 or 2-1 that became a date. What it may have changed is proposed and asked.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from jarplan.spreadsheets.understanding.calendarwords import MONTH, month_number

PARTS = re.compile(
    r"(?:(?:recommendation|recs?|action|ref|no|number)\.?\s*)*[#:]?\s*"
    r"(?P<prefix>[A-Za-z]{0,5})\s*(?P<first>\d{1,4})(?:\s*[./\-]\s*(?P<second>\d{1,3}))?\s*(?P<letter>[A-Za-z]?)\s*[.):]?",
    re.IGNORECASE,
)

SHOWN_DATE = re.compile(rf"(?P<day>\d{{1,2}})?-?(?P<month>{MONTH})(?:-(?P<other>\d{{1,2}}))?", re.IGNORECASE)
LONGEST = 100  # characters of a cell that can hold a reference
LIKE_NUMBER = re.compile(r"\d+\.\d")


@dataclass(frozen=True)
class Reference:
    """A reference as it was meant: “1.10” of the number 1.1. `first` and `second` are its numbers; `other` is what
    it says where the question is answered with no.
    """

    text: str = ""
    raw: str = ""
    first: int | None = None
    second: int | None = None
    prefix: str = ""
    letter: str = ""
    question: str = ""
    problem: str = ""
    other: str = ""


def read_reference(value, *, raw=""):
    """The Reference in one cell by itself; a whole column is for read_references()."""
    raw = str(raw or ("" if value is None else value)).strip()
    if value is None or raw == "":
        return Reference(raw=raw)
    if isinstance(value, date | datetime):
        return _of_date(value, raw)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value, raw)
    shown = SHOWN_DATE.fullmatch(str(value).strip()[:LONGEST])
    if shown and bool(shown["day"]) != bool(shown["other"]):
        return _of_shown_date(shown, raw)
    matched = PARTS.fullmatch(str(value).strip()) if len(str(value)) <= LONGEST else None
    if not matched:
        return Reference(str(value).strip(), raw, problem="This is not a reference such as 4 or 4.2.")
    second = int(matched["second"]) if matched["second"] else None
    return _made(int(matched["first"]), second, raw, matched["prefix"].upper(), matched["letter"].lower())


def _of_shown_date(shown, raw):
    """02-Jan or Dec-15 in a CSV file: a date by the time that Excel had saved it."""
    first = int(shown["day"]) if shown["day"] else month_number(shown["month"].casefold())
    second = month_number(shown["month"].casefold()) if shown["day"] else int(shown["other"])
    made = _made(first, second, raw)
    return replace(made, question=f"Excel has turned this reference into a date. Was it {made.text}?")


def _made(first, second, raw, prefix="", letter="", question=""):
    text = f"{prefix}{first}" + ("" if second is None else f".{second}") + letter
    return Reference(text, raw, first, second, prefix, letter, question)


def _of_number(value, raw):
    if not 0 <= value < 10_000:
        return Reference(raw=raw, problem="This number is not a reference such as 4 or 4.2.")
    if float(value).is_integer():
        return _made(int(value), None, raw)
    whole, part = f"{value:.4f}".rstrip("0").split(".")
    return _made(int(whole), int(part), raw)


def _of_date(value, raw):
    """2/1 typed into a British Excel is 2 January of the year it was typed in."""
    made = _made(value.day, value.month, raw)
    other = _made(value.month, value.day, raw).text
    return replace(
        made,
        other=other if other != made.text else "",
        question=f"Excel has turned this reference into a date, {value.day} {value:%B %Y}. Was it {made.text}?",
    )


def read_references(cells, *, recommendations=()):
    """The References of a column in order, each cell a (value, raw). A number that was there before, where the
    sequence goes on to 10, 20 and so on, is proposed as that and asked. `recommendations` has, for each cell, the
    number of its recommendation where the row says it: it decides a date between 2.1 and 1.2.
    """
    found, seen, above = [], set(), None
    numbers = list(recommendations) or [None] * len(cells)
    for (value, raw), recommendation in zip(cells, numbers, strict=True):
        one = read_reference(value, raw=raw)
        if isinstance(value, date):
            one = _turned(one, recommendation, above)
        elif isinstance(value, float) or LIKE_NUMBER.fullmatch(str(value).strip()):
            one = _lost_nought(one, above, twice=(one.first, one.second) in seen)
        found.append(one)
        if one.first is not None:
            above = one
            seen.add((one.first, one.second))
    return found


def _turned(one, recommendation, above):
    """A date the other way round, where the row's recommendation or the row above says so."""
    expected = recommendation or (above.first if above else None)
    if expected is None or one.second != expected:
        return one
    made = _made(one.second, one.first, one.raw)
    question = one.question.rpartition(" Was it ")[0] + f" Was it {made.text}?"
    return replace(made, question=question, other=one.text)


def _lost_nought(one, above, *, twice):
    """1.1 after 1.9 was 1.10; 1.2 after 1.19 was 1.20."""
    if (
        one.second is None
        or one.second > 9
        or above is None
        or above.first != one.first
        or above.second is None
    ):
        return one
    tenfold = one.second * 10
    if tenfold == above.second + 1 or (twice and above.second > one.second and tenfold > above.second):
        made = _made(one.first, tenfold, one.raw, one.prefix)
        question = f"Excel shows {one.text}, but it follows {above.text}. Was it {made.text} before?"
        return replace(made, question=question, other=one.text)
    return one
