"""The rows of the permission table about the checks of the plan."""

from datetime import UTC, datetime

from jarplan.audit.canonical import digest
from jarplan.reporting.planformat import to_text
from recommendations.models import PlanVersion
from tests.permission_words import EVERYBODY, NOT_HERE, Row
from tests.reporting.contents import make_content


def make_version(number=1, content=None, **fields):
    """A version of the plan with that content, as it stands in the database; no event of it."""
    text = to_text(content or make_content())
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


LINT_THINGS = {"checked version": (a_checked_version, {"number": 999})}
LINT_ROWS = [Row("reporting:version-checks", "checked version", get=EVERYBODY, post=NOT_HERE)]
