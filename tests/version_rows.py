"""The rows of the permission table about versions of the plan."""

from recommendations.models import PlanVersion
from tests import papers
from tests.lint_rows import make_version
from tests.permission_words import EVERYBODY, NOT_HERE, PROGRAMME, Row, any_of


def a_draft(world, organisation):
    row = PlanVersion.objects.filter(number=5).first() or make_version(5)
    return {"number": row.number}


def an_approved_version(world, organisation):
    row = PlanVersion.objects.filter(number=6).first() or make_version(
        6, state="approved", approved_at=papers.later(80), meeting=papers.a_meeting()
    )
    return {"number": row.number}


def versioned(number, **typed):
    """What is posted about the version of that number, as it is."""
    return lambda world, organisation: {
        "version": PlanVersion.objects.get(number=number).version,
        **{name: value() if callable(value) else value for name, value in typed.items()},
    }


VERSION_THINGS = {
    "version": (a_draft, {"number": 999}),
    "approved version": (an_approved_version, {"number": 999}),
}
ACTS = {"get": any_of(PROGRAMME), "post": any_of(PROGRAMME), "others": 403}
VERSION_ROWS = [
    Row("reporting:versions", None, get=EVERYBODY, post=NOT_HERE),
    Row("reporting:version", "version", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:version-changes", "version", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:version-make", None, **ACTS, data={"title": "JAR action plan"}),
    Row("reporting:version-consult", "version", **ACTS, data=versioned(5)),
    Row(
        "reporting:version-approve",
        "version",
        **ACTS,
        data=versioned(5, meeting=lambda: papers.a_meeting().pk),
    ),
    Row("reporting:version-publish", "approved version", **ACTS, data=versioned(6)),
    Row("reporting:version-withdraw", "version", **ACTS, data=versioned(5, reason="A mistake")),
]
