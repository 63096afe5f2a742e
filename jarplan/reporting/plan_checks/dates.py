"""Dates that cannot be, and dates that are unlikely."""

import re
from datetime import date

from jarplan.dates import in_full
from jarplan.reporting.plan_checks.finding import found, live
from jarplan.reporting.plan_checks.texts import texts_of
from jarplan.spreadsheets.understanding.dates.calendar_words import MONTHS, months_after
from jarplan.spreadsheets.understanding.dates.reading import read_date

YEARS_AHEAD = 10  # a plan that answers an inspection is not longer than that
IMMEDIATE_MONTHS = 6
MONTH = "|".join(sorted({word.capitalize() for word in MONTHS}, key=len, reverse=True))
DAY = r"(?<![\w.,£/-])(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})\b"
WRITTEN = re.compile(rf"{DAY}\s+(?:of\s+)?(?P<month>{MONTH})\b\.?(?:,?\s+{YEAR})?")
WRITTEN_AMERICAN = re.compile(rf"\b(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{YEAR}")
SLASHED = re.compile(rf"{DAY}[/.](?P<month>\d{{1,2}})[/.]{YEAR}(?![/.]?\d)")
ISO = re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w-])")
LEAP_YEAR = 2008


def dates_that_cannot_be(content, today):
    """An end before its beginning, a day not in the calendar, a report from the future."""
    if content.as_at > today:
        sentence = f"The plan is dated {in_full(content.as_at)}, which is in the future. Make a new version."
        yield found("impossible-date", "The whole plan", sentence)
    for one in content.inspections:
        for frame in one.timeframes:
            if frame.ends_on and frame.ends_on < one.published_on:
                yield found(
                    "impossible-date",
                    one.title,
                    f"“{frame.label}” ends on {in_full(frame.ends_on)}, before the report of "
                    f"{in_full(one.published_on)}. Correct the timeframe.",
                    "inspection",
                )
    for one in content.actions:
        for sentence in action_dates(one, today):
            yield found("impossible-date", one.reference, sentence, "action")
    for text in texts_of(content):
        for words in unreal_days(text.words):
            sentence = f"{text.label} says “{words}”, which is not a real date. Correct the date."
            yield found("impossible-date", text.where, sentence, text.page)


def action_dates(one, today):
    """A sentence for each date of an action that cannot be."""
    written = (("start", one.start), ("due date", one.due), ("original due date", one.original_due))
    for label, words in written:
        if words and is_unreal(words):
            yield f"The {label} of {one.reference} is “{words}”, which is not a real date. Correct the date."
    if one.start_latest and one.due_latest and one.due_latest < earliest_start(one):
        yield (
            f"{one.reference} is due by {in_full(one.due_latest)}, before it starts ({one.start}). "
            "Correct one of the two dates."
        )
    if one.reported_on and one.reported_on > today:
        yield f"{one.reference} was reported on {in_full(one.reported_on)}, which is in the future. Check the report."


def is_unreal(words):
    """Whether the words name a day, or a month, that is not in the calendar."""
    return bool(unreal_days(words)) or "There is no" in read_date(words).problem


def earliest_start(one):
    """The first day that the written start can mean: “June 2008” is not after a due date in that month."""
    return read_date(one.start).earliest or one.start_latest


def unreal_days(words):
    """The dates in a text that no calendar has, as written: 31 June, 30 February 2009, 31/6/2008."""
    unreal = []
    for match in (*WRITTEN.finditer(words), *WRITTEN_AMERICAN.finditer(words)):
        day, month = int(match["day"]), MONTHS[match["month"].casefold()]
        named = bool(match["year"])
        # Without a year, "45 May" may be people who may do something; only a day of another month is a date then.
        if not is_day(int(match["year"] or LEAP_YEAR), month, day) and (named or 1 <= day <= 31):
            unreal.append(match[0])
    for match in SLASHED.finditer(words):
        day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
        if not is_day(year, month, day) and not is_day(year, day, month):
            unreal.append(match[0])
    for match in ISO.finditer(words):
        if not is_day(int(match["year"]), int(match["month"]), int(match["day"])):
            unreal.append(match[0])
    return unreal


def is_day(year, month, day):
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def without_a_date(content, today):
    """An action of which no day is known by which it is done."""
    for one in live(content):
        if not one.due_latest and not is_unreal(one.due):
            words = f"“{one.due}” does not name a day" if one.due else "no due date"
            sentence = (
                f"{one.reference} has {words}."
                if not one.due
                else f"The due date of {one.reference}, {words}."
            )
            yield found("no-date", one.reference, f"{sentence} Add a due date.", "action")


def immediate_but_late(content, today):
    """What the inspectors want at once, due more than six months after their report."""
    inspections = {one.reference: one for one in content.inspections}
    immediate = {
        one.reference: inspections[one.inspection].published_on
        for one in content.recommendations
        if one.inspection in inspections and is_immediate(one, inspections[one.inspection])
    }
    for one in live(content):
        published = immediate.get(one.recommendation)
        if published and one.due_latest:
            last = months_after(published, IMMEDIATE_MONTHS)
            if one.due_latest > last:
                yield found(
                    "immediate-late",
                    one.reference,
                    f"{one.recommendation} is for immediate action, and {one.reference} is due by "
                    f"{in_full(one.due_latest)}, more than six months after the report. Bring the date forward, or "
                    "be ready to explain why.",
                    "action",
                )


def is_immediate(recommendation, inspection):
    """Whether its timeframe is the immediate one, as the inspection calls it."""
    frames = {frame.slug: frame.label for frame in inspection.timeframes}
    return "immediate" in f"{recommendation.timeframe} {frames.get(recommendation.timeframe, '')}".casefold()


def unlikely_dates(content, today):
    """Dates before the report that the plan answers, or in a year that is hardly meant."""
    published = {one.reference: one.published_on for one in content.inspections}
    answered = {one.reference: published.get(one.inspection) for one in content.recommendations}
    for one in content.inspections:
        for frame in one.timeframes:
            if frame.ends_on and frame.ends_on >= one.published_on:
                label = f"The end of “{frame.label}”"
                yield from unlikely(label, frame.ends_on, one.published_on, one.title, "inspection")
    for one in live(content):
        dates = [("The start", one.start_latest), ("The due date", one.due_latest)]
        dates += [("A success criterion’s date", criterion.target_on) for criterion in one.criteria]
        for label, day in dates:
            since = answered.get(one.recommendation)
            yield from unlikely(f"{label} of {one.reference}", day, since, one.reference, "action")
    for one in content.deadlines:
        yield from unlikely(
            f"“{one.title}”", one.governing, published.get(one.inspection), one.title, "deadlines"
        )


def unlikely(label, day, since, where, page):
    """The finding of one date beside the day of the report; nothing where either is not known."""
    if day is None or since is None:
        return
    if not since.year <= day.year <= since.year + YEARS_AHEAD:
        sentence = (
            f"{label}, {in_full(day)}, is in an unlikely year: the report is of {since.year}. Check the date."
        )
        yield found("unlikely-year", where, sentence, page)
    elif day < since:
        sentence = f"{label}, {in_full(day)}, is before the report of {in_full(since)}. Check the date."
        yield found("before-report", where, sentence, page)
