"""Which workers there are, and the tasks that they are given: rows of django-tasks-db, which only PostgreSQL has. A
task names a command and the numbers of records, never what somebody typed.
"""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from jarplan.background.models import Worker

BEAT = 3  # seconds between two signs of life
LATELY = timedelta(seconds=15)  # a worker that was seen so lately is given tasks
DEAD = timedelta(
    minutes=1
)  # one that was not seen for so long has died, and what it was doing is begun again
TRIES = 5  # of one task: beyond them it is no accident that its workers die
KEPT = timedelta(days=7)  # what is over is kept so long, to be looked at


def seen_within(period):
    """Whether a worker was seen within so long."""
    return Worker.objects.filter(seen__gte=Now() - period).exists()


def last_seen():
    """When a worker was last seen, or None."""
    return Worker.objects.values_list("seen", flat=True).first()


def beat(name, done=0, total=0):
    """Says that a worker lives, and how far it is."""
    # Two statements, and no lock between them: nobody else writes this row.
    if not Worker.objects.filter(name=name).update(seen=Now(), done=done, total=total):
        Worker.objects.create(name=name, seen=Now(), done=done, total=total)


def tasks():
    """All tasks, as a queryset."""
    return apps.get_model("django_tasks_database", "DBTaskResult").objects


def unfinished(command, arguments):
    """Those of a command that nobody has done, or is at."""
    same = {"args": [command, *arguments], "kwargs": {}}
    return tasks().filter(status__in=("READY", "RUNNING"), args_kwargs=same)


def enqueue(command, arguments):
    """Gives the workers a task, unless the same one waits already."""
    from jarplan.background.tasks import run  # its library is there on PostgreSQL only

    if not unfinished(command, arguments).filter(status="READY").exists():
        run.enqueue(command, *arguments)


def progress(command, *arguments):
    """(done, total) where a worker is at a task, or one will be; None where nobody is."""
    if not apps.is_installed("django_tasks_db") or not seen_within(DEAD):
        return None
    found = unfinished(command, arguments).order_by("-status").first()
    if found is None:
        return None
    at_it = Worker.objects.filter(name=found.worker_ids[-1]).first() if found.status == "RUNNING" else None
    return (at_it.done, at_it.total) if at_it else (0, 0)


def look_round():
    """What each worker does now and then: begins again what a dead one did, gives out what the records owe and nobody
    is at, and removes what is long over."""
    begin_again()
    give_out_owed()
    Worker.objects.filter(seen__lt=Now() - KEPT).delete()
    tasks().filter(finished_at__lt=Now() - KEPT).delete()


def begin_again():
    """Has each task whose worker died be taken once more."""
    alive = set(Worker.objects.filter(seen__gte=Now() - DEAD).values_list("name", flat=True))
    for task in tasks().filter(status="RUNNING"):
        if task.worker_ids[-1] not in alive:
            status = "READY" if len(task.worker_ids) < TRIES else "FAILED"
            # On condition that no other worker was faster.
            still = tasks().filter(pk=task.pk, status="RUNNING", worker_ids=task.worker_ids)
            still.update(status=status, finished_at=Now() if status == "FAILED" else None)


def give_out_owed():
    for command, owed in settings.LONG_WORK.items():
        for arguments in import_string(owed)():
            if not unfinished(command, arguments).exists():
                enqueue(command, arguments)
