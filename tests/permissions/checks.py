"""The rows of the permission table about the checks of the plan and the calendar feeds."""

from datetime import UTC, datetime

from jarplan.audit.canonical import digest
from jarplan.people.accounts.calendars import make_calendar_address
from jarplan.reporting.document.schema import to_text
from recommendations.models import PlanVersion
from tests.factories import UserFactory
from tests.permissions.words import EVERYBODY, NOT_HERE, Row
from tests.reporting.contents import make_content

ANOTHER_RELEASE = '{"format":99}'


def make_version(number=1, content=None, text="", **fields):
    """A version of the plan with that content, as it stands in the database; no event of it."""
    text = text or to_text(content or make_content())
    return PlanVersion.objects.create(
        number=number,
        title="JAR action plan",
        content=text,
        digest=digest(text),
        composed_at=datetime(2008, 9, 1, 9, tzinfo=UTC),
        **fields,
    )


def a_checked_version(world, organisation):
    version = PlanVersion.objects.filter(number=1).first() or make_version()
    return {"number": version.number}


def a_calendar(world, organisation):
    """The address of an officer's calendar; whoever has it may read it."""
    person = UserFactory(organisation=organisation, roles=["officer"])
    return {"token": make_calendar_address(by=person, now=datetime(2008, 6, 3, tzinfo=UTC), person=person)}


LINT_THINGS = {
    "checked version": (a_checked_version, {"number": 999}),
    "calendar": (a_calendar, {"token": "A" * 43}),
}
LINT_ROWS = [
    Row("reporting:plan-checks", None, get=EVERYBODY, post=NOT_HERE),
    Row("reporting:version-checks", "checked version", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:public-calendar", None, get=EVERYBODY, post=NOT_HERE, public=True),
    Row("reporting:own-calendar", "calendar", get=EVERYBODY, post=NOT_HERE, public=True),
]
