"""The pages of released progress as they are looked at in a browser: the progress of June and July, one withdrawn."""

from datetime import date

from actions.models import ProgressRelease, ReportingRound
from actions.reading.rounds import read_rounds
from actions.releases.verbs import release_progress, withdraw_release
from jarplan import clock
from jarplan.audit.canonical import digest
from jarplan.people.models import User
from jarplan.reporting.document.progress import compose_progress
from jarplan.reporting.document.schema import FORMAT, to_text
from jarplan.reporting.progress.data import KINDS
from recommendations.models import Inspection, PlanVersion
from tests.permissions.versions import published_with_record


def released(month):
    """The number of the release of a month's round, on the published plan of the demonstration."""
    row = ProgressRelease.objects.filter(round__month=date(2008, month, 1)).order_by("-number").first()
    return {"number": (row or release(month)).number}


def release(month):
    version = published()
    by, now = User.objects.get(username="programme"), clock.now()
    round = ReportingRound.objects.get(month=date(2008, month, 1))
    said = {"round": read_rounds().find(round.uuid), "version": version}
    text = to_text(compose_progress(by=by, day=clock.day_of(now), **said)[0])
    frozen = {"content": text, "format": FORMAT, "seen": digest(text)}
    about = {"inspection": Inspection.objects.get(reference="jar-2008"), "plan_version": version}
    return release_progress(by=by, now=now, round=round, **about, **frozen)


def published():
    return PlanVersion.objects.filter(state="published").first() or published_with_record(904)


def withdrawn():
    """The progress of June, withdrawn."""
    row = ProgressRelease.objects.get(**released(6))
    if not row.withdrawn_at:
        act = {"by": User.objects.get(username="programme"), "now": clock.now()}
        withdraw_release(**act, release=row, version=row.version, reason="A name was in it")
    return {"number": row.number}


def july_and_june():
    released(7)
    withdrawn()
    return {}


def closed_round():
    published()
    return {"inspection": "jar-2008", "uuid": ReportingRound.objects.get(month=date(2008, 8, 1)).uuid}


def pages(page, refused):
    return [
        page("progress:latest", None, july_and_june),
        page("progress:latest-of", None, lambda: july_and_june() | {"inspection": "jar-2008"}),
        page("progress:one", None, lambda: released(7)),
        page("progress:one", None, withdrawn),
        page("reporting:released", "programme", july_and_june),
        page("reporting:released", "cabinet"),
        page("reporting:release-progress", "programme", closed_round, empty="nothing is typed"),
        page("reporting:withdraw-release", "programme", lambda: released(7), empty=refused),
    ]


NOT_PAGES = {
    **{
        f"progress:{name}": "is for machines"
        for name in ("feed", "feed-of", "schema", "package", "package-of")
    },
    **{f"progress:{kind}{of}": "is a file" for kind in KINDS for of in ("", "-of")},
}
