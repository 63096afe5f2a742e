"""The moments that can be compared: the end of a day, and when a version of the plan was made; in an address and in
words, and which of them there are to choose from."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest

from actions.reading.rounds import read_rounds
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import PastDay
from jarplan.clock import day_of
from jarplan.dates import in_full
from recommendations.meetings.queries import meetings
from recommendations.models import PlanVersion

VERSION = re.compile(r"version-(\d{1,9})")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Moment:
    """A moment as the address has it (`key`), in words, its day, and what reads it: a PastDay, or None for now."""

    key: str
    words: str
    day: date
    past: PastDay | None


def moment_in(text, today, numbers):
    """The Moment that an address asks for; `numbers`: of the versions that may be compared. BadRequest for what is
    none, and for a day that has not come yet."""
    if found := VERSION.fullmatch(text):
        if int(found[1]) not in numbers:
            raise BadRequest(f"There is no version {found[1]} of the plan here.")
        return of_version(int(found[1]))
    try:
        day = date.fromisoformat(text if DAY.fullmatch(text) else "no day")
    except ValueError:
        raise BadRequest("The date must be written like 2009-07-15.") from None
    if day > today:
        raise BadRequest("The date must be today or in the past.")
    return of_day(day, today)


def of_day(day, today):
    """The end of a day; now, where it is today."""
    return Moment(day.isoformat(), in_full(day), day, PastDay.of(day) if day < today else None)


def of_version(number):
    """When a version was made, with all that had happened by then."""
    row = PlanVersion.objects.get(number=number)
    made = AuditEvent.objects.filter(subject_kind="plan_version", subject=row.uuid).earliest("sequence")
    past = PastDay.of(day_of(made.at))
    past.sequence = made.sequence  # and not that of the last event of that day
    return Moment(f"version-{number}", f"version {number} of the plan, made on {in_full(past)}", past, past)


def offered(today, plan):
    """{heading: {key: words}} of the moments to choose from: meetings held, ends of rounds, versions."""
    past = [one for one in reversed(meetings(None, plan)) if one.held_on <= today]
    over = [one for one in reversed(read_rounds(None, plan)) if one.closes_on <= today]
    versions = PlanVersion.objects.filter(plan.of("plan_version")).order_by("-number")
    return {
        "Meetings": {one.held_on.isoformat(): f"{one.body}, {in_full(one.held_on)}" for one in past},
        "Reporting rounds": {
            one.closes_on.isoformat(): f"End of {one}, {in_full(one.closes_on)}" for one in over
        },
        "Versions of the plan": {
            f"version-{number}": f"Version {number}" for number in versions.values_list("number", flat=True)
        },
    }
