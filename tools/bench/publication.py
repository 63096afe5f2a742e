"""Measures what the public reads: kilobytes and milliseconds of the page and of each file of the published plan."""

import gzip
import time
from dataclasses import dataclass
from statistics import median

from django.test import Client

from jarplan import clock
from jarplan.archives import MEGABYTE
from jarplan.people.models import User
from jarplan.reporting.document.compose import compose
from jarplan.reporting.document.schema import FORMAT, to_text
from jarplan.reporting.published.making import KINDS, make_owed
from jarplan.spreadsheets.sandbox.worker import resident
from recommendations.models import Meeting
from recommendations.versions.verbs import approve_version, make_version, publish_version

PATHS = ("/published/", *[f"/published.{kind}" for kind in KINDS])


@dataclass(frozen=True)
class Weighed:
    """What an address answers: bytes as they are, bytes as a server sends them zipped, how long it takes, and by how
    many megabytes it leaves the process larger."""

    path: str
    size: int
    zipped: int
    milliseconds: float
    grown: float


def publish():
    """Publishes the plan as it stands, and makes its files."""
    by, now = User.objects.get(username="bench"), clock.now()
    meeting = Meeting.objects.create(body="Cabinet", held_on=clock.today(), purpose="Plan")
    content = compose(day=clock.today(), now=now)
    made = make_version(by=by, now=now, content=to_text(content), format=FORMAT, title=content.title)
    made = approve_version(by=by, now=now, plan_version=made, version=made.version, meeting=meeting)
    publish_version(
        by=by, now=now, plan_version=made, version=made.version, findings=[], published_over="Measuring"
    )
    make_owed()


def weighed(path, times):
    """Asks for an address so often, without signing in; the middle time counts."""
    client, took = Client(), []
    client.get(PATHS[0])  # what every first request leaves behind
    rest = resident()
    for _ in range(times + 1):
        start = time.perf_counter()
        response = client.get(path)
        took.append(time.perf_counter() - start)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    body, grown = b"".join(response), (resident() - rest) / MEGABYTE
    return Weighed(path, len(body), len(gzip.compress(body)), 1000 * median(took[1:]), grown)
