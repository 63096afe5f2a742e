"""The rows of the permission table about versions of the plan."""

from jarplan.audit.canonical import canonical, digest
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.published.making import make_owed
from jarplan.reporting.statements.views import STATEMENTS
from recommendations.models import PlanVersion
from tests import papers, plan
from tests.permissions.checks import make_version
from tests.permissions.words import EVERYBODY, NOT_HERE, PROGRAMME, Row, any_of


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


RECORD = {
    "format": 1,
    "approved": {"meeting": "Cabinet", "held_on": "2008-09-01"},
    "consultation": [
        {
            "version": 1,
            "partner": "Leicester City PCT",
            "asked_on": "2008-07-01",
            "answer_by": "2008-07-20",
            "answered_on": "2008-07-18",
            "answer": "The wait for CAMHS should be named.",
            "outcome": "changed",
            "response": "R4.1 names it now.",
        },
        {
            "version": 1,
            "partner": "Connexions",
            "asked_on": "2008-07-01",
            "answer_by": "2008-07-20",
            "answered_on": None,
            "answer": "",
            "outcome": "",
            "response": "",
        },
    ],
    "findings": [
        {"level": "warning", "rule": "one-organisation", "where": "Plan", "sentence": "One leads them all."}
    ],
    "published_over": "",
}


def published_with_record(number, state="published"):
    """A version that is or was published, with a record, as it stands in the database."""
    record = canonical(RECORD)
    return make_version(
        number,
        state=state,
        approved_at=papers.later(80),
        meeting=papers.a_meeting(),
        published_on=papers.later(81).date(),
        published_at=papers.later(81),
        record=record,
        record_digest=digest(record),
    )


def a_published_version(world, organisation):
    row = PlanVersion.objects.filter(state="published").first() or published_with_record(7)
    return {"number": row.number}


def the_public_plan(world, organisation):
    a_published_version(world, organisation)
    return {}


def the_public_plan_of_one(world, organisation):
    a_published_version(world, organisation)
    return {"inspection": plan.make_inspection()[0].reference}


def one_recommendation(world, organisation):
    number = a_published_version(world, organisation)["number"]
    content = from_text(PlanVersion.objects.get(number=number).content)
    return {"reference": content.recommendations[0].reference}


def with_files(thing):
    """The same, and the files of the version are there."""

    def made(world, organisation):
        found = thing(world, organisation)
        make_owed()
        return found

    return made


FILES = ("pdf", "docx", "xlsx", "csv", "json")
VERSION_THINGS = {
    "the public plan": (the_public_plan, {}),
    "the public plan of an inspection": (the_public_plan_of_one, {"inspection": "no-such"}),
    "published version": (a_published_version, {"number": 999}),
    "file of the public plan": (with_files(the_public_plan), {}),
    "file of an inspection's plan": (with_files(the_public_plan_of_one), {"inspection": "no-such"}),
    "file of a version": (with_files(a_published_version), {"number": 999}),
    "public recommendation": (one_recommendation, {"reference": "R99"}),
    "version": (a_draft, {"number": 999}),
    "approved version": (an_approved_version, {"number": 999}),
}
ACTS = {"get": any_of(PROGRAMME), "post": any_of(PROGRAMME), "others": 403}
READ = {"get": EVERYBODY, "post": NOT_HERE, "public": True}
VERSION_ROWS = [
    Row("reporting:versions", None, get=EVERYBODY, post=NOT_HERE),
    Row("reporting:version", "version", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:version-changes", "version", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:version-pdf", "version", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:version-docx", "version", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:version-make", None, **ACTS, data={"title": "JAR action plan"}),
    Row("reporting:version-consult", "version", **ACTS, data=versioned(5)),
    Row(
        "reporting:version-approve",
        "version",
        **ACTS,
        data=versioned(5, meeting=lambda: papers.a_meeting().pk),
    ),
    Row("reporting:version-publish", "approved version", **ACTS, data=versioned(6)),
    Row("published:sitemap", None, **READ),
    *[Row(f"statements:{name}", None, **READ) for name in STATEMENTS],
    Row("statements:robots", None, **READ),
    Row("statements:favicon", None, **READ),
    Row("statements:security", None, **READ),
    Row("published:latest", None, **READ),
    Row("published:children", None, **READ),
    Row("published:latest-of", "the public plan of an inspection", **READ),
    Row("published:schema", None, **READ),
    Row("published:latest-package", "file of the public plan", **READ, missing=200),
    Row("published:latest-package-of", "file of an inspection's plan", **READ),
    Row("published:version-package", "file of a version", **READ),
    Row("published:children-of", "the public plan of an inspection", **READ),
    Row("reporting:public-calendar-of", "the public plan of an inspection", **READ),
    *[Row(f"published:latest-{kind}-of", "file of an inspection's plan", **READ) for kind in FILES],
    Row("published:recommendation", "public recommendation", **READ),
    Row("published:earlier", "published version", **READ),
    Row("published:record", "published version", **READ),
    *[Row(f"published:latest-{kind}", "file of the public plan", **READ, missing=200) for kind in FILES],
    *[Row(f"published:version-{kind}", "file of a version", **READ) for kind in FILES],
    Row("reporting:version-withdraw", "version", **ACTS, data=versioned(5, reason="A mistake")),
]
