"""What people are told while the ground is gone, and that nothing half done is left behind."""

import errno
from pathlib import Path

import psycopg2.errors
import pytest
from django.conf import settings as all_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, InterfaceError, InternalError, OperationalError

from actions.models import Evidence
from jarplan.audit.models import AuditEvent
from jarplan.files import storage
from jarplan.files.models import StoredFile
from jarplan.health.outages import AGAIN, hear_out, is_outage
from jarplan.people.posts.views import OrganisationsView
from tests.plan import agreed, make_people

pytestmark = pytest.mark.django_db
LETTER = b"A letter of some length. " * 400


def caused(problem, by):
    problem.__cause__ = by
    return problem


class ReadOnly(psycopg2.errors.ReadOnlySqlTransaction):
    """As the driver raises it, whose own code can only be set by a server."""

    pgcode = "25006"


@pytest.mark.parametrize(
    "problem",
    [
        OperationalError("could not connect to server"),
        InterfaceError("connection already closed"),
        caused(InternalError("cannot execute INSERT in a read-only transaction"), ReadOnly()),
        *(OSError(number, "what the system says") for number in (errno.ENOSPC, errno.EROFS, errno.EACCES)),
    ],
)
def test_the_ground_is_gone(problem):
    assert is_outage(problem)


@pytest.mark.parametrize(
    "problem",
    [
        ValueError("ours"),
        IntegrityError("ours"),
        DatabaseError("ours"),
        FileNotFoundError(errno.ENOENT, "ours"),
        BrokenPipeError(errno.EPIPE, "the reader's"),
        None,
    ],
)
def test_what_is_ours_stays_ours(problem):
    assert not is_outage(problem)


@pytest.fixture
def administrator(client):
    cast = make_people()
    client.force_login(cast.administrator, "jarplan.people.accounts.backends.PeopleBackend")
    client.raise_request_exception = False
    return client


def fails(monkeypatch, problem):
    def get(self, request):
        raise problem

    monkeypatch.setattr(OrganisationsView, "get", get)


def test_a_reader_is_told_when_to_come_again(administrator, monkeypatch):
    fails(monkeypatch, OperationalError("server closed the connection"))
    answer = administrator.get("/people/organisations/")
    assert (answer.status_code, answer["Retry-After"]) == (503, str(AGAIN))
    assert "Nothing that was saved is lost" in answer.text and "may not have been saved" not in answer.text
    assert "no-store" in answer["Cache-Control"] and "Content-Security-Policy" in answer


def test_a_fault_of_ours_is_no_outage(administrator, monkeypatch):
    fails(monkeypatch, ValueError("ours"))
    answer = administrator.get("/people/organisations/")
    assert answer.status_code == 500 and "The problem is ours" in answer.text


def test_the_page_asks_nothing_of_the_database(administrator, monkeypatch):
    def gone(*_asked, **_more):
        raise OperationalError("could not connect to server")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", gone)
    for answer in (administrator.get("/"), administrator.post("/people/organisations/add/", {"name": "New"})):
        assert answer.status_code == 503 and "The service is not available at the moment" in answer.text
    assert "may not have been saved" in answer.text
    assert administrator.get("/healthz").status_code == 503


def test_what_a_browser_still_sends_is_taken_in(rf):
    request = rf.post("/", {"upload": SimpleUploadedFile("letter.txt", LETTER)})
    hear_out(request)
    assert request.read() == b""


def files():
    root = Path(all_settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def no_room_to_write(self, name, content):
    """As a disk that is full after the first part."""
    place = Path(self.path(name))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content.read(1000))
    raise OSError(errno.ENOSPC, "No space left on device")


def no_room_to_wait(path, root):
    raise OSError(errno.ENOSPC, "No space left on device")


def may_not_write(self, name, content):
    raise PermissionError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize(
    ("whose", "name", "instead"),
    [
        (storage.FileSystemStorage, "_save", no_room_to_write),
        (storage, "wait_for_disk", no_room_to_wait),
        (storage.FileSystemStorage, "_save", may_not_write),
    ],
)
def test_evidence_is_never_stored_by_half(client, monkeypatch, whose, name, instead):
    cast = make_people()
    action = agreed(cast)
    client.force_login(cast.officer_a, "jarplan.people.accounts.backends.PeopleBackend")
    client.raise_request_exception = False
    sent = {"shows": "What it shows", "version": action.version}
    path = f"/actions/{action.reference}/evidence/"
    before = AuditEvent.objects.count()
    with monkeypatch.context() as patched:
        patched.setattr(whose, name, instead)
        answer = client.post(path, sent | {"upload": SimpleUploadedFile("letter.txt", LETTER)})
        assert answer.status_code == 503 and "may not have been saved" in answer.text
    assert [Evidence.objects.count(), StoredFile.objects.count(), AuditEvent.objects.count()] == [
        0,
        0,
        before,
    ]
    assert files() == []
    # There is room again, and nobody has had to start anything.
    answer = client.post(path, sent | {"upload": SimpleUploadedFile("letter.txt", LETTER)})
    assert answer.status_code == 302 and Evidence.objects.count() == 1
    assert [path.read_bytes() for path in files()] == [LETTER]
