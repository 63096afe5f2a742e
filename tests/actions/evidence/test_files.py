"""31 bad files, each refused with a sentence at its field and nothing kept; and good ones of all eleven types taken
as what they are.
"""

from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import Evidence
from jarplan.audit.models import AuditEvent
from jarplan.files.checks import CONTENT_TYPES, EVIDENCE
from jarplan.files.models import StoredFile
from jarplan.files.scanning import FOUND
from tests.files.bad import BAD, GOOD
from tests.files.scanner import EICAR, double
from tests.plan import agreed

pytestmark = pytest.mark.django_db


@pytest.fixture
def attach(cast, at):
    """attach(content, name) sends a file as evidence of an action; the page that answers."""
    action = agreed(cast)

    def send(content, name):
        upload = SimpleUploadedFile(name, content, content_type="application/pdf")
        return at("officer_a", action, "evidence", {"shows": "What it shows stays", "upload": upload})

    return send


def kept():
    """Everything of which a refused file must leave nothing."""
    places = Path(settings.MEDIA_ROOT)
    files = [path for path in places.rglob("*") if path.is_file()] if places.exists() else []
    return [Evidence.objects.count(), StoredFile.objects.count(), AuditEvent.objects.count(), len(files)]


def check_refused(response, says):
    page = response.content.decode()
    assert response.status_code == 200 and 'href="#id_upload"' in page
    assert says in page and 'value="What it shows stays"' in page


def test_there_are_as_many_bad_files_as_promised():
    assert len(BAD) + 1 == 31  # and the one that only a scanner knows


@pytest.mark.slow
@pytest.mark.parametrize("what", BAD)
def test_bad_file_is_refused_with_a_sentence_and_leaves_nothing(attach, what):
    name, content, says = BAD[what]
    before = kept()
    check_refused(attach(content() if callable(content) else content, name), says)
    assert kept() == before


def test_file_that_only_the_scanner_knows_is_refused_and_leaves_nothing(attach, settings):
    before = kept()
    with double() as server:
        settings.CLAMD_ADDRESS = server.named
        check_refused(attach(EICAR, "letter.txt"), FOUND)
        assert kept() == before
        assert attach(b"A good letter", "letter.txt").status_code == 302
        assert server.asked == [EICAR, b"A good letter"]  # each file is asked about once
    settings.CLAMD_ADDRESS = server.named  # it is gone now
    before = kept()
    check_refused(attach(b"A good letter", "letter.txt"), "The virus scanner is not available")
    assert kept() == before


def test_every_allowed_type_has_a_good_file():
    assert {Path(name).suffix.lstrip(".").replace("jpeg", "jpg") for name in GOOD} == set(EVIDENCE)
    assert len(EVIDENCE) == 11


@pytest.mark.slow
@pytest.mark.parametrize("name", GOOD)
def test_good_file_is_taken_and_goes_out_as_a_download_only(attach, client, name):
    assert attach(GOOD[name], name).status_code == 302
    found = Evidence.objects.get()
    extension = Path(name).suffix.lstrip(".").replace("jpeg", "jpg")
    assert found.file.content_type == CONTENT_TYPES[extension]
    assert (found.file.size, found.file.sha256) == (len(GOOD[name]), sha256(GOOD[name]).hexdigest())
    response = client.get(f"/actions/{found.actions.get().reference}/evidence/{found.uuid}/")
    assert b"".join(response.streaming_content) == GOOD[name]
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
