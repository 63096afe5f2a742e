"""References of actions and recommendations, with what Excel does to them: 1.10 that became the number 1.1, and
2/1 or 2-1 that became a date. What it may have changed is proposed and asked.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from jarplan.dates import in_full
from jarplan.spreadsheets.understanding.dates.calendar_words import MONTH, month_number

PARTS = re.compile(
    r"(?:(?:recommendation|recs?|action|ref|no|number)\.?\s*)*[#:]?\s*"
    r"(?P<prefix>[A-Za-z]{0,5})\s*(?P<first>\d{1,4})(?:\s*[./\-]\s*(?P<second>\d{1,3}))?\s*(?P<letter>[A-Za-z]?)\s*[.):]?",
    re.IGNORECASE,
)

# “(ii)”, “b)”, “c.”: of a part of what stands above.
PART = re.compile(r"\(?(?:[ivx]{1,6}|[a-z])\s*[.:)]{0,2}", re.IGNORECASE)
# 02-Jan, Jan-02: what Excel makes of 2-1 and saves as CSV.
SHOWN_DATE = re.compile(rf"(?P<day>\d{{1,2}})?-?(?P<month>{MONTH})(?:-(?P<other>\d{{1,2}}))?", re.IGNORECASE)
LONGEST = 100  # characters of a cell that can hold a reference
# One digit behind the stop: with two, no nought was lost.
LIKE_NUMBER = re.compile(r"\d+\.\d")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it was meant: “1.10” of the number 1.1. `first` and `second` are its numbers; `other` is what
    it says where the question is answered with no. `alike` has examples of the column's other references where one
    question is asked about them all.
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
    alike: str = ""


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
    if not matched and PART.fullmatch(str(value).strip()[:LONGEST]):
        return Reference(str(value).strip(), raw)
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
        question=f"Excel has turned this reference into a date, {in_full(value)}. Was it {made.text}?",
    )


def is_turned(value):
    """Is this a date, or what a file shows of one, that may have been a reference?"""
    if isinstance(value, date):
        return True
    shown = SHOWN_DATE.fullmatch(value.strip()) if isinstance(value, str) and len(value) <= LONGEST else None
    return bool(shown) and bool(shown["day"]) != bool(shown["other"])


def read_references(cells, *, recommendations=(), blocks=()):
    """The References of a column in order, each cell a (value, raw). A number that was there before, where the
    sequence goes on to 10, 20 and so on, is proposed as that and asked. `recommendations` has, for each cell, the
    number of its recommendation where the row says it, and `blocks` its text: they decide a date between 2.1 and 1.2.
    """
    numbers = list(recommendations) or [None] * len(cells)
    found = [read_reference(value, raw=raw) for value, raw in cells]
    dated = [isinstance(value, date) for value, _raw in cells]
    first_parts = _first_parts(found, dated, numbers, list(blocks) or [""] * len(cells))
    # A date is not proposed as a reference that another row has.
    taken = {(one.first, one.second) for one, turned in zip(found, dated, strict=True) if not turned}
    seen, above = set(), None
    for at, (value, _raw) in enumerate(cells):
        one = found[at]
        if dated[at]:
            one = _turned(one, first_parts[at] or (above.first if above else None), taken)
            taken.add((one.first, one.second))
        elif isinstance(value, float) or LIKE_NUMBER.fullmatch(str(value).strip()):
            one = _lost_nought(one, above, twice=(one.first, one.second) in seen)
        found[at] = one
        if one.first is not None:
            above = one
            seen.add((one.first, one.second))
    return _asked_once(found, dated)


def _first_parts(found, dated, numbers, blocks):
    """The number that each cell's reference should begin with, or None: that of its recommendation, of the other
    references of its block, or what the dates of the block share; a date alone in its block follows the others.
    """
    together = defaultdict(list)
    for at, block in enumerate(blocks):
        if block:
            together[block].append(at)
    known, month_first, day_first = list(numbers), [], []
    for places in together.values():
        said = {found[at].first for at in places if not dated[at] and found[at].first is not None}
        days = {found[at].first for at in places if dated[at]}
        months = {found[at].second for at in places if dated[at]}
        if len(said) != 1 and days:
            (month_first if len(months) < len(days) else day_first).append(places)
            said = (
                days if len(days) == 1 < len(places) else months if len(months) == 1 < len(places) else set()
            )
        for at in places:
            known[at] = known[at] or (min(said) if len(said) == 1 else None)
    # Whether 2/1 became 2 January or 1 February depended on the machine; blocks that only make sense one
    # way tell it for those that could be either.
    american = bool(month_first) and all(len(places) == 1 for places in day_first)
    for places in together.values():
        for at in places:
            if dated[at] and known[at] is None:
                known[at] = found[at].second if american else found[at].first
    return known


def _turned(one, expected, taken):
    """A date the other way round, where the row's recommendation or the row above says so and no other reference is
    that; or where only so it is not another's."""
    straight, turned = (one.first, one.second), (one.second, one.first)
    if (
        turned in taken
        or straight == turned
        or not (one.second == expected != one.first or straight in taken)
    ):
        return one
    made = _made(one.second, one.first, one.raw)
    question = one.question.rpartition(" Was it ")[0] + f" Was it {made.text}?"
    return replace(made, question=question, other=one.text)


def _asked_once(found, dated):
    """One question for all dates of a column that has no other references, where they are all read in one order."""
    turned = [one for one, is_date in zip(found, dated, strict=True) if is_date]
    others = any(one.first is not None for one, is_date in zip(found, dated, strict=True) if not is_date)
    orders = {_is_day_first(one) for one in turned if one.other}
    if len(turned) < 2 or others or len(orders) > 1:
        return found
    texts = [one.text for one in turned]
    alike = ", ".join(texts[:5]) + (" and so on" if len(texts) > 5 else "")
    question = f"Excel has turned the references of this column into dates. Were they {alike}?"
    return [
        replace(one, question=question, alike=alike) if is_date else one
        for one, is_date in zip(found, dated, strict=True)
    ]


def _is_day_first(one):
    return f", {one.first} " in one.question


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
    # 1.10 and 1.1 are the same number, so Excel shows 1.1 for both: what follows 1.9 was 1.10, and what
    # comes a second time was not the first.
    tenfold = one.second * 10
    if tenfold == above.second + 1 or (twice and above.second > one.second and tenfold > above.second):
        made = _made(one.first, tenfold, one.raw, one.prefix)
        question = f"Excel shows {one.text}, but it follows {above.text}. Was it {made.text} before?"
        return replace(made, question=question, other=one.text)
    return one
