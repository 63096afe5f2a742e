"""Measures what the public reads: what the page and each file of the published plan cost beside an empty page, how
heavy they are, and what making a file takes.
"""

import gzip
import resource
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.test import Client

from jarplan import clock
from jarplan.archives import MEGABYTE
from jarplan.people.models import User
from jarplan.reporting.document.compose import compose
from jarplan.reporting.document.schema import FORMAT, from_text, to_text
from jarplan.reporting.published.making import KINDS, make_owed
from jarplan.spreadsheets.sandbox.worker import peak
from recommendations.models import Meeting, PlanVersion
from recommendations.versions.verbs import approve_version, make_version, publish_version
from tools.bench.measuring import timed

PAGE = "/published/"
PATHS = (PAGE, *[f"/published.{kind}" for kind in KINDS])
FLOOR = "/floor/"
# In empty pages.
MOST_UNCHANGED, MOST_HTML = 1, 3
# Of a plan of so many actions.
A_PLAN, MOST_SECONDS, MOST_MEGABYTES = 1_000, 60, 300


@dataclass(frozen=True)
class Cost:
    """What one request takes: milliseconds of the processor, and how many empty pages are wanted of it at most."""

    name: str
    milliseconds: float
    wanted: float | None = None


@dataclass(frozen=True)
class Weighed:
    """What an address answers: bytes as they are, and as a server sends them zipped."""

    path: str
    size: int
    zipped: int


@dataclass(frozen=True)
class Made:
    """What making a file took: seconds on the clock, and the most megabytes that a process had for it."""

    seconds: float
    most: float


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


def costs(seconds):
    """What each address costs, each asked for so many seconds by one process, after an empty page, the floor."""
    reader, public = Client(), Client()
    reader.force_login(User.objects.get(username="bench"), "jarplan.people.accounts.backends.PeopleBackend")
    known = {path: get(public, path)["ETag"] for path in PATHS}
    get(reader, FLOOR)
    found = [Cost(FLOOR, timed(lambda: get(reader, FLOOR), seconds))]
    for path in PATHS:
        html = MOST_HTML if path == PAGE else None
        same = timed(lambda path=path: get(public, path, 304, if_none_match=known[path]), seconds)
        found.append(Cost(f"{path}, 304", same, MOST_UNCHANGED))
        if path == PAGE:
            drawn = timed(lambda path=path: (cache.clear(), get(public, path)), seconds)
            found.append(Cost(f"{path}, drawn anew", drawn))
        found.append(Cost(path, timed(lambda path=path: get(public, path), seconds), html))
    return found


def get(client, path, status=200, **headers):
    """The answer, read to its end."""
    response = client.get(path, headers=headers)
    body = b"".join(response)
    response.close()
    if response.status_code != status:
        raise RuntimeError(f"{path} answered {response.status_code} instead of {status}")
    response.content_read = body
    return response


def weighed():
    """What each address weighs."""
    bodies = ((path, get(Client(), path).content_read) for path in PATHS)
    return [Weighed(path, len(body), len(gzip.compress(body))) for path, body in bodies]


def made(kind):
    """Makes a file of the published version as its maker does; to be called in a process of its own."""
    version = PlanVersion.objects.get()
    start = time.perf_counter()
    KINDS[kind].make(version, from_text(version.content))
    took = time.perf_counter() - start
    # That of a process which it started, too: a PDF and a Word document are made in one.
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return Made(took, max(peak(), children) / MEGABYTE)
