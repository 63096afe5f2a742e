"""Signs of life, and what is begun again when they end."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now

from jarplan.background import workers
from jarplan.background.models import Worker
from jarplan.background.tasks import NotDone, listen, run
from jarplan.people.models import User

pytestmark = [pytest.mark.django_db]
postgresql = pytest.mark.postgresql


def worker(name, ago=0, **more):
    return Worker.objects.create(name=name, seen=Now() - timedelta(seconds=ago), **more)


def taken(by, *words, status="RUNNING"):
    """The task of these words as a worker, or several in turn, took it."""
    workers.enqueue(words[0], words[1:])
    task = workers.unfinished(words[0], words[1:]).get()
    task.worker_ids, task.status = list(by), status
    task.save()
    return task


def statuses():
    return list(workers.tasks().order_by("enqueued_at").values_list("status", flat=True))


def test_a_beat_is_one_row_of_each_worker():
    for far in range(3):
        workers.beat("here", far, 10)
        workers.beat("there")
    assert set(Worker.objects.values_list("name", "done", "total")) == {("here", 2, 10), ("there", 0, 0)}
    assert workers.last_seen() == max(Worker.objects.values_list("seen", flat=True))


def test_on_another_database_nothing_is_under_way():
    worker("here")
    assert workers.progress("write_import", "5") is None


def test_how_far_a_command_is_is_heard_and_all_else_passed_over():
    from jarplan.background.tasks import far

    listen(["5 files\n", "120 500\n", "7 of 8\n"])
    assert far == {"done": 120, "total": 500}
    far.update(done=0, total=0)


def test_a_worker_does_only_the_commands_that_are_named():
    with pytest.raises(NotDone, match="no command for a worker"):
        run.func("flush", "--noinput")


@pytest.mark.any_database
def test_there_is_no_worker_on_sqlite(monkeypatch):
    monkeypatch.setattr("jarplan.background.management.commands.db_worker.connection.vendor", "sqlite")
    with pytest.raises(CommandError, match="On SQLite"):
        call_command("db_worker")


@postgresql
def test_the_task_of_a_dead_worker_is_taken_again_and_that_of_a_living_one_is_not():
    worker("lives"), worker("dead", ago=61)
    taken(["lives"], "write_import", "1")
    taken(["dead"], "write_import", "2")
    taken(["never told"], "write_import", "3")
    workers.begin_again()
    assert statuses() == ["RUNNING", "READY", "READY"]


@postgresql
def test_a_task_by_which_worker_after_worker_dies_is_given_up():
    task = taken(["dead"] * workers.TRIES, "make_files")
    workers.begin_again()
    assert statuses() == ["FAILED"] and workers.tasks().get(pk=task.pk).finished_at


@postgresql
def test_how_far_a_task_is():
    assert workers.progress("write_import", "1") is None
    task = taken([], "write_import", "1", status="READY")
    assert workers.progress("write_import", "1") is None, "nobody is there to do it"
    here = worker("here", done=5, total=9)
    assert workers.progress("write_import", "1") == (0, 0)
    workers.tasks().filter(pk=task.pk).update(status="RUNNING", worker_ids=["here"])
    assert workers.progress("write_import", "1") == (5, 9) and workers.progress("make_files") is None
    Worker.objects.filter(pk=here.pk).update(seen=Now() - 2 * workers.DEAD)
    assert workers.progress("write_import", "1") is None


def owes_two():
    return [("1",), ("2",)]


@postgresql
def test_what_the_records_owe_is_given_out_once(settings):
    settings.LONG_WORK = {"write_import": f"{__name__}.owes_two"}
    worker("here")
    taken(["here"], "write_import", "1")
    for _time in range(2):
        workers.look_round()
    assert sorted(workers.tasks().values_list("args_kwargs__args", "status")) == [
        (["write_import", "1"], "RUNNING"),
        (["write_import", "2"], "READY"),
    ]


@postgresql
def test_what_is_long_over_is_removed(settings):
    settings.LONG_WORK = {}
    worker("old", ago=8 * 24 * 3600), worker("here")
    old, new = taken(["here"], "make_files"), taken(["here"], "write_import", "1")
    long_ago = Now() - workers.KEPT - timedelta(hours=1)
    workers.tasks().filter(pk=old.pk).update(status="SUCCESSFUL", finished_at=long_ago)
    workers.tasks().filter(pk=new.pk).update(status="SUCCESSFUL", finished_at=Now())
    workers.look_round()
    assert [str(one) for one in Worker.objects.all()] == ["here"] and workers.tasks().get().pk == new.pk


@postgresql
def test_the_technical_admin_shows_tasks_and_changes_none(client):
    client.force_login(User.objects.create_superuser("root", "a-long-enough-phrase", full_name="Root"))
    task = taken(["here"], "make_files")
    pages = "/admin/django_tasks_database/dbtaskresult/"
    assert "make_files" in client.get(f"{pages}{task.pk}/change/").text
    assert client.get(pages).status_code == 200
    changed = [
        client.post(f"{pages}{one}", {"post": "yes"}).status_code for one in (f"{task.pk}/delete/", "add/")
    ]
    assert changed == [403, 403] and workers.tasks().get().status == "RUNNING"
