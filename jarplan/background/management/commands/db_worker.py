"""manage.py db_worker: a worker, which does what takes longer than a page may; as many of them, on as many machines,
as are wanted. That of django-tasks-db, with signs of life.
"""

import logging
import os
import secrets
import socket
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from jarplan.background import workers
from jarplan.background.models import Worker

ROUND = 10  # beats from one look round to the next
log = logging.getLogger(__name__)


class Command(BaseCommand):
    # Those who start it checked the site when they deployed it.
    requires_system_checks = []
    help = "Does what takes longer than a page may, until it is stopped: files of versions and packs, long imports."

    def handle(self, **options):
        if connection.vendor != "postgresql":
            raise CommandError("On SQLite there is no worker: a process is started for each long task.")
        name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        worker = made(name)
        worker.configure_signals()
        heart = Heart(name)
        heart.start()
        try:
            worker.run()
        finally:
            heart.end()


def made(name):
    """The library's own worker, which ends after its task when it is asked to."""
    from django_tasks_db.management.commands.db_worker import Worker as TheirWorker  # on PostgreSQL only

    return TheirWorker(
        queue_names=["default"],
        excluded_queue_names=[],
        backend_name="default",
        worker_id=name,
        interval=1,
        startup_delay=False,
        batch=False,
        max_tasks=None,
    )


class Heart(threading.Thread):
    """Says every few seconds that the worker lives, also while it waits for a command, and looks round at times."""

    def __init__(self, name):
        super().__init__(daemon=True)
        self.worker, self.over = name, threading.Event()
        # At once, so that a task which is given now finds a worker.
        workers.look_round()
        workers.beat(name)

    def run(self):
        beats = 0
        while not self.over.wait(workers.BEAT):
            beats += 1
            try:
                self.beat(beats)
            except Error:
                # It comes back, or the worker itself ends by it.
                log.exception("the worker could not say that it lives")
                connection.close()
        connection.close()

    def beat(self, beats):
        from jarplan.background.tasks import far  # on PostgreSQL only

        workers.beat(self.worker, **far)
        if beats % ROUND == 0:
            workers.look_round()

    def end(self):
        """No task is given to a worker that has ended."""
        self.over.set()
        self.join()
        Worker.objects.filter(name=self.worker).delete()
