"""The folder of files waits for its disk and follows no link; the store is a setting, and an odd one is refused."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from jarplan.files import storage as files_storage
from jarplan.files.storage import DurableFileSystemStorage, check_storage, files_in
from tests.files.pathless import PATHLESS, Pathless


@pytest.fixture
def folder(tmp_path):
    return DurableFileSystemStorage(location=tmp_path / "store")


def save(storage, name):
    return storage.save(name, ContentFile(b"What it says"))


@pytest.mark.parametrize("name", ["ab/abcd.pdf", "drafts/ab/abcd.xlsx"])
def test_the_file_and_each_folder_up_to_the_root_are_on_the_disk(folder, monkeypatch, name):
    seen = []
    monkeypatch.setattr(files_storage, "flush", lambda place, mode: seen.append(place))
    save(folder, name)
    parts = Path(name).parts
    assert seen == [Path(folder.location, *parts[:end]) for end in range(len(parts), -1, -1)]


def test_a_saved_file_is_its_owners_only(folder):
    assert oct(Path(folder.path(save(folder, "ab/abcd.pdf"))).stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize("name", ["../abcd.pdf", "/etc/abcd.pdf", "ab/../../abcd.pdf"])
@pytest.mark.parametrize("store", [DurableFileSystemStorage, InMemoryStorage, Pathless])
def test_no_name_leads_out_of_the_store(tmp_path, store, name):
    with pytest.raises(SuspiciousFileOperation):
        save(store(location=str(tmp_path / "store")), name)
    assert not list(tmp_path.rglob("abcd.pdf"))


def test_nothing_is_written_through_a_link(folder, tmp_path):
    save(folder, "ab/abcd.pdf")
    outside = tmp_path / "outside"
    outside.mkdir()
    Path(folder.location, "cd").symlink_to(outside, target_is_directory=True)
    with pytest.raises(SuspiciousFileOperation, match="behind a link"):
        save(folder, "cd/abcd.pdf")
    assert not list(outside.iterdir())


def test_a_root_that_is_itself_a_link_is_the_operators_choice(tmp_path):
    (tmp_path / "mounted").mkdir()
    (tmp_path / "store").symlink_to(tmp_path / "mounted", target_is_directory=True)
    storage = DurableFileSystemStorage(location=tmp_path / "store")
    assert list(files_in(storage)) == [] and save(storage, "ab/abcd.pdf") == "ab/abcd.pdf"
    assert (tmp_path / "mounted" / "ab" / "abcd.pdf").exists()


@pytest.mark.parametrize("store", [DurableFileSystemStorage, Pathless])
def test_files_are_found_in_every_folder_by_their_names(tmp_path, store):
    storage = store(location=str(tmp_path / "store"))
    assert list(files_in(storage)) == list(files_in(storage, "drafts")) == []
    names = ["top.txt", "ab/a.pdf", "ab/b.pdf", "drafts/ab/c.xlsx"]
    for name in reversed(names):
        save(storage, name)
    assert list(files_in(storage)) == names
    assert list(files_in(storage, "drafts")) == ["drafts/ab/c.xlsx"]


def test_links_are_no_files_of_the_store(folder, tmp_path):
    save(folder, "ab/abcd.pdf")
    root = Path(folder.location)
    (root / "ab" / "link.pdf").symlink_to(root / "ab" / "abcd.pdf")
    (root / "cd").symlink_to(root / "ab", target_is_directory=True)
    (root / "ab" / "round").symlink_to(root, target_is_directory=True)
    assert list(files_in(folder)) == ["ab/abcd.pdf"]


@pytest.mark.parametrize(
    ("backend", "options", "says"),
    [
        ("nowhere.Store", {}, "FILES_STORAGE must name a class that is installed"),
        ("jarplan.files.storage.Nothing", {}, "FILES_STORAGE must name a class that is installed"),
        ("datetime.date", {}, "FILES_STORAGE must name a storage class"),
        ("jarplan.files.storage.files_in", {}, "FILES_STORAGE must name a storage class"),
        (PATHLESS, {"bucket": "plan"}, f"FILES_STORAGE_OPTIONS must be what {PATHLESS} takes.*bucket"),
    ],
)
def test_what_is_no_store_is_refused_with_a_sentence(settings, backend, options, says):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}
    with pytest.raises(ImproperlyConfigured, match=says):
        check_storage()


def test_a_store_that_can_be_made_is_taken(settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": PATHLESS}}
    check_storage()
