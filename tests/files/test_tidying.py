"""Files that belong to no row are removed, on request and not before they are old; nothing else ever is."""

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jarplan.files.models import StoredFile
from jarplan.files.tidying import left_behind
from jarplan.files.verbs import store
from tests.factories import UserFactory
from tests.files.test_verbs import NOW, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings):
    return Path(settings.MEDIA_ROOT)


def put(folder, name, hours=25):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("left behind")
    age(path, hours)
    return path


def age(path, hours=25):
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def tidy(**options):
    out = StringIO()
    call_command("tidy_files", stdout=out, **options)
    return out.getvalue()


def test_an_installation_without_uploads_has_nothing_to_tidy():
    assert "0 file(s)" in tidy(commit=True)


def test_old_files_without_a_row_are_named_and_removed_on_request(folder):
    kept = Path(store(by=UserFactory(), now=NOW, upload=upload()).file.path)
    age(kept)
    left = put(folder, "ab/abcdef.pdf")
    assert "ab/abcdef.pdf, 11 bytes" in tidy() and left.exists()
    assert "Removed: 1 file(s)" in tidy(commit=True)
    assert not left.exists() and kept.exists()
    assert "Removed: 0 file(s)" in tidy(commit=True)


@pytest.mark.parametrize(
    ("name", "hours"), [("ab/abcdef.pdf", 23), ("drafts/ab/abcdef.xlsx", 99), ("readme.txt", 99)]
)
def test_what_may_be_an_upload_under_way_or_is_not_ours_stays(folder, name, hours):
    path = put(folder, name, hours)
    tidy(commit=True)
    assert path.exists()


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    outside = put(tmp_path, "precious.txt")
    (folder / "ab").mkdir(parents=True)
    link = folder / "ab" / "link.pdf"
    link.symlink_to(outside)
    (folder / "cd").symlink_to(tmp_path, target_is_directory=True)
    assert "Removed: 0 file(s)" in tidy(commit=True)
    assert outside.exists() and link.is_symlink()


def test_a_file_that_goes_while_it_is_looked_at_is_nobodys_problem(folder, monkeypatch):
    put(folder, "ab/abcdef.pdf")
    monkeypatch.setattr("jarplan.files.tidying.files_in", lambda storage: ["ab/gone.pdf", "ab/abcdef.pdf"])
    assert left_behind() == ["ab/abcdef.pdf"]


def test_a_record_that_lost_its_file_is_told(folder):
    stored = store(by=UserFactory(), now=NOW, upload=upload())
    Path(stored.file.path).unlink()
    with pytest.raises(CommandError, match=f"lost their file.*{stored.uuid}"):
        tidy()
    StoredFile.objects.update(blanked_at=NOW, blanked_by=stored.uploaded_by)
    tidy()
