"""A stored file: its bytes on the disk before its row, its event, and how it goes out again."""

from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory

from jarplan.audit.models import AuditEvent
from jarplan.files import storage as files_storage
from jarplan.files.checks import FileRefused
from jarplan.files.models import StoredFile
from jarplan.files.verbs import file_response, store
from tests.factories import UserFactory
from tests.files.test_checks import PDF

NOW = datetime(2008, 7, 18, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def upload(content=PDF, name="Minutes of 17 July.pdf", content_type="text/html"):
    return SimpleUploadedFile(name, content, content_type)


def test_file_is_kept_under_a_name_of_ours_with_one_event():
    officer = UserFactory()
    stored = store(by=officer, now=NOW, upload=upload())
    assert stored.original_name == "Minutes of 17 July.pdf"
    assert stored.content_type == "application/pdf"
    assert "Minutes" not in stored.file.name
    assert stored.file.name.endswith(".pdf")
    assert stored.file.read() == PDF
    event = AuditEvent.objects.get()
    assert (event.kind, event.subject, event.actor) == ("file stored", stored.uuid, officer.uuid)


def test_bytes_are_on_the_disk_before_the_row(monkeypatch):
    seen = []
    monkeypatch.setattr(files_storage.os, "fsync", lambda handle: seen.append(StoredFile.objects.count()))
    store(by=UserFactory(), now=NOW, upload=upload())
    assert seen == [0, 0, 0]


def test_refused_file_leaves_neither_row_nor_bytes_nor_event():
    with pytest.raises(FileRefused):
        store(by=UserFactory(), now=NOW, upload=upload(b"MZ", "tool.exe"))
    assert not StoredFile.objects.exists()
    assert not AuditEvent.objects.exists()
    assert not default_storage.exists("")


def test_two_files_of_one_name_do_not_meet():
    officer = UserFactory()
    first = store(by=officer, now=NOW, upload=upload())
    second = store(by=officer, now=NOW, upload=upload(PDF + b"%%EOF"))
    assert first.file.name != second.file.name
    assert first.file.read() == PDF


def test_download_is_never_opened_by_the_browser():
    stored = store(by=UserFactory(), now=NOW, upload=upload(name='min"utes\n€.pdf'))
    response = file_response(stored)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]


def test_policy_of_the_download_survives_the_middleware():
    from csp.middleware import CSPMiddleware

    stored = store(by=UserFactory(), now=NOW, upload=upload())
    response = CSPMiddleware(lambda request: file_response(stored))(RequestFactory().get("/"))
    assert response["Content-Security-Policy"].startswith("sandbox")


def test_removed_or_missing_content_is_not_found():
    stored = store(by=UserFactory(), now=NOW, upload=upload())
    stored.blanked_at = NOW
    with pytest.raises(Http404):
        file_response(stored)
    stored.blanked_at = None
    stored.file.storage.delete(stored.file.name)
    with pytest.raises(Http404):
        file_response(stored)
