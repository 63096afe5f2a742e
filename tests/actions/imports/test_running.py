"""How far an import is, and on whose machine."""

import os

import pytest

from actions.imports.running import Progress, folder
from jarplan.background import workers

UUID = "00000000-0000-0000-0000-000000000001"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"


def test_a_machine_that_has_written_none_says_how_far_it_is():
    assert not folder().exists()
    Progress(UUID).note(5, 9)
    assert Progress(UUID).figures == (5, 9)
    Progress(UUID).forget()
    assert Progress(UUID).figures == (0, 0) and not Progress(UUID).is_running


def test_what_a_process_of_this_machine_holds_is_running():
    handle = Progress(UUID).claim()
    assert Progress(UUID).is_held and Progress(UUID).claim() is None
    os.close(handle)
    assert not Progress(UUID).is_running


def test_what_a_worker_has_is_running_wherever_that_is(monkeypatch):
    far = {}
    monkeypatch.setattr(workers, "progress", lambda command, uuid: far.get((command, uuid)))
    Progress(UUID).note(0, 9)
    far["write_import", UUID] = (0, 0)
    assert Progress(UUID).is_running and not Progress(UUID).is_held and Progress(UUID).claim() is None
    assert Progress(UUID).figures == (0, 9), "it has not begun yet"
    far["write_import", UUID] = (4, 9)
    assert Progress(UUID).figures == (4, 9)
