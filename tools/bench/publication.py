"""Measures documents: what the page and each file of the published plan cost their readers beside an empty page, how
heavy they are, and what making a file takes; and what a meeting pack takes the web worker that composes and freezes
it, which must not grow by it, and the process that makes its files.
"""

import gzip
import resource
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.test import Client

from jarplan import clock
from jarplan.archives import MEGABYTE
from jarplan.audit.canonical import digest
from jarplan.people.models import User
from jarplan.reporting.document.compose import compose
from jarplan.reporting.document.schema import FORMAT, from_text, to_text
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs import outline, queries
from jarplan.reporting.packs.compose import compose_pack
from jarplan.reporting.packs.content import CHOICES
from jarplan.reporting.packs.verbs import make_pack, write_pack
from jarplan.reporting.published.making import KINDS, make_owed
from jarplan.spreadsheets.sandbox.worker import peak, resident
from recommendations.meetings.verbs import add_meeting
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


PACK_SECONDS, PACK_GROWN = 30, 20  # of a pack of 400 actions; megabytes of a worker
AGAIN = 3  # times that it is composed before a worker is said to grow


@dataclass(frozen=True)
class Packed:
    """What a step took: seconds on the clock, the most megabytes of its process and of those that it started, and by
    how many megabytes it has grown, where that is asked."""

    name: str
    seconds: float
    most: float
    grown: float | None = None


def written():
    """The draft of a pack with every section, for a meeting tomorrow."""
    by, now = User.objects.get(username="bench"), clock.now()
    held_on = clock.today() + queries.ONE_DAY
    meeting = add_meeting(by=by, now=now, body="Cabinet", held_on=held_on, purpose="Action plan")
    said = queries.begins_with(meeting, clock.today())
    said |= {"sections": list(CHOICES), "purpose": "To report on progress.", "asks": "To note the progress."}
    return write_pack(by=by, now=now, meeting=meeting, version=0, **said)


def composed(by, pack):
    content = compose_pack(by=by, pack=pack, day=clock.today(), before=None)
    return to_text(content)


def frozen():
    """What composing and freezing takes a web worker; to be called in a process of its own."""
    by, pack = User.objects.get(username="bench"), written()
    for _ in range(AGAIN):
        composed(by, pack)
    before, start = resident(), time.perf_counter()
    text = composed(by, pack)
    said = {"content": text, "format": FORMAT, "seen": digest(text)}
    make_pack(by=by, now=clock.now(), pack=pack, version=pack.version, **said)
    took = time.perf_counter() - start
    return Packed("composed and frozen", took, peak() / MEGABYTE, (resident() - before) / MEGABYTE)


def filed(kind):
    """What making a file of it takes; likewise."""
    pack, start = MeetingPack.objects.select_related("meeting", "corrects").get(), time.perf_counter()
    outline.make(pack, kind)
    took = time.perf_counter() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return Packed(kind, took, max(peak(), children) / MEGABYTE)
