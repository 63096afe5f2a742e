"""manage.py tidy_imports: what it removes, and what it leaves."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from actions.imports.running import Progress
from actions.models import ImportDraft
from tests.actions.imports.books import drafted, plan_file, row

pytestmark = pytest.mark.django_db


def tidied(django_capture_on_commit_callbacks):
    out = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("tidy_imports", stdout=out)
    return out.getvalue()


def test_draft_whose_day_is_over_goes_with_its_file(programme, django_capture_on_commit_callbacks):
    over, open_still = drafted(programme, plan_file(row())), drafted(programme, plan_file(row("4.2")))
    ImportDraft.objects.filter(pk=over.pk).update(kept_until=timezone.now())
    assert "1 draft import(s)" in tidied(django_capture_on_commit_callbacks)
    assert list(ImportDraft.objects.all()) == [open_still]
    for kept in ("file", "table"):
        there = [Path(getattr(draft, kept).path).exists() for draft in (over, open_still)]
        assert there == [False, True]


def test_draft_that_is_being_written_stays_until_its_process_is_gone(
    programme, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.VAR_DIR = tmp_path
    draft = drafted(programme, plan_file(row()))
    ImportDraft.objects.update(kept_until=timezone.now(), state=ImportDraft.State.CONFIRMING)
    handle = Progress(draft.uuid).claim()
    assert "0 draft import(s)" in tidied(django_capture_on_commit_callbacks)
    assert Path(draft.file.path).exists()
    os.close(handle)
    assert "1 draft import(s)" in tidied(django_capture_on_commit_callbacks)
    assert not Path(draft.file.path).exists()


def test_file_of_a_large_import_that_is_over_goes(
    programme, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.VAR_DIR = tmp_path
    draft = drafted(programme, plan_file(row()))
    over, waiting = Progress("00000000-0000-0000-0000-000000000000"), Progress(draft.uuid)
    for progress in (over, waiting):
        os.close(progress.claim())
        os.utime(progress.path, (0, 0))
    assert "1 file(s)" in tidied(django_capture_on_commit_callbacks)
    assert [one.path.exists() for one in (over, waiting)] == [False, True]


def test_old_file_without_a_draft_goes_and_a_new_one_stays(programme, django_capture_on_commit_callbacks):
    draft = drafted(programme, plan_file(row()))
    old, table, new = (Path(draft.file.path).parent / name for name in ("old.xlsx", "old.table", "new.xlsx"))
    for path in (old, table, new):
        path.write_bytes(b"left behind")
    own = [Path(draft.file.path), Path(draft.table.path)]
    for path in (old, table, *own):
        os.utime(path, (0, 0))
    assert "2 file(s)" in tidied(django_capture_on_commit_callbacks)
    assert [path.exists() for path in (old, table, new, *own)] == [False, False, True, True, True]
