"""The rows of the permission table about progress that is released to the public."""

from actions.models import ProgressRelease, ReportingRound
from actions.reading.rounds import read_rounds
from jarplan.audit.canonical import digest
from jarplan.reporting.document.progress import compose_progress
from jarplan.reporting.document.schema import FORMAT, to_text
from jarplan.reporting.progress.data import KINDS
from recommendations.models import PlanVersion
from tests import papers
from tests.permissions.actions import reporting_round
from tests.permissions.versions import ACTS, READ, a_published_version, the_public_plan_of_one
from tests.permissions.words import EVERYBODY, NOT_HERE, Row
from tests.plan import make_inspection


def the_published(world, organisation):
    return PlanVersion.objects.get(number=a_published_version(world, organisation)["number"])


def a_closed_round(world, organisation):
    """The round of June, whose progress has not been released, on a published plan."""
    make_inspection()
    the_published(world, organisation)
    return reporting_round(world, organisation)


def progress_to_release(world, organisation):
    return a_closed_round(world, organisation) | {"inspection": make_inspection()[0].reference}


def what_is_seen(world, organisation):
    """What is posted by somebody who has looked at what will be public."""
    row = ReportingRound.objects.get()
    version = the_published(world, organisation)
    said = {"day": papers.later(82).date(), "round": read_rounds().find(row.uuid), "version": version}
    content, _ = compose_progress(by=world.actors["programme"], **said)
    return {"seen": digest(to_text(content))}


def a_release(world, organisation):
    found = ProgressRelease.objects.first() or make_release(world, organisation)
    return {"number": found.number}


def make_release(world, organisation, number=1):
    """A release as it stands in the database; no event of it."""
    round = ReportingRound.objects.get(**a_closed_round(world, organisation))
    version, by = the_published(world, organisation), world.actors["programme"]
    said = {"day": papers.later(82).date(), "round": read_rounds().find(round.uuid), "version": version}
    text = to_text(compose_progress(by=by, **said)[0])
    return ProgressRelease.objects.create(
        number=number,
        inspection=make_inspection()[0],
        round=round,
        about=version,
        format=FORMAT,
        content=text,
        digest=digest(text),
        released_at=papers.later(82),
        released_by=by,
    )


RELEASE_THINGS = {
    "progress to release": (
        progress_to_release,
        {"inspection": "no-such", "uuid": "00000000-0000-4000-8000-000000000000"},
    ),
    "release": (a_release, {"number": 999}),
    "released progress of an inspection": (the_public_plan_of_one, {"inspection": "no-such"}),
}
OF_ONE = "released progress of an inspection"
RELEASE_ROWS = [
    Row("reporting:released", None, get=EVERYBODY, post=NOT_HERE),
    Row("reporting:release-progress", "progress to release", **ACTS, data=what_is_seen),
    Row("reporting:withdraw-release", "release", **ACTS, data={"version": 1, "reason": "A mistake"}),
    Row("progress:latest", None, **READ),
    Row("progress:latest-of", OF_ONE, **READ),
    Row("progress:one", "release", **READ),
    Row("progress:feed", None, **READ),
    Row("progress:feed-of", OF_ONE, **READ),
    Row("progress:schema", None, **READ),
    Row("progress:package", None, **READ),
    Row("progress:package-of", OF_ONE, **READ),
    *[Row(f"progress:{kind}", None, **READ) for kind in KINDS],
    *[Row(f"progress:{kind}-of", OF_ONE, **READ) for kind in KINDS],
]
