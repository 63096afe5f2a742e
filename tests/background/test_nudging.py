"""Who is given a long command: a worker that was seen a moment ago, or a process that is started."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.db.models.functions import Now

from jarplan.background import nudging, workers
from jarplan.background.models import Worker

pytestmark = pytest.mark.django_db


def test_without_a_worker_a_process_is_started(started):
    nudging.nudge("make_files")
    assert started == [("make_files",)] and workers.last_seen() is None


def test_a_worker_that_was_not_seen_lately_is_given_nothing(started):
    Worker.objects.create(name="gone", seen=Now() - workers.LATELY - timedelta(seconds=1))
    nudging.nudge("write_import", "5")
    assert started == [("write_import", "5")]
    assert workers.seen_within(timedelta(minutes=1)) and not workers.seen_within(timedelta(seconds=1))


def test_a_task_that_the_database_does_not_take_is_done_by_a_process(started, monkeypatch):
    def refuse(command, arguments):
        raise DatabaseError("no room")

    workers.beat("here")
    monkeypatch.setattr(workers, "enqueue", refuse)
    nudging.nudge("make_files")
    assert started == [("make_files",)]


@pytest.mark.postgresql
def test_a_worker_that_lives_is_given_the_task_once(started):
    workers.beat("here")
    for _time in range(3):
        nudging.nudge("make_files")
    nudging.nudge("write_import", "5")
    given = workers.tasks().values_list("args_kwargs", flat=True).order_by("enqueued_at")
    assert [one["args"] for one in given] == [["make_files"], ["write_import", "5"]] and started == []
