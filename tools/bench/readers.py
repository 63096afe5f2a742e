"""Measures what readers of the published plan take from everybody else: how long `/healthz` takes while many read at
once, and how much memory the workers have afterwards. gunicorn is started as docs/operations.md says.
"""

import http.client
import multiprocessing
import os
import re
import secrets
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection

from jarplan.archives import MEGABYTE

MOST_TIMES = 3  # what `/healthz` may take at most, in times of what it takes unloaded
ASKED = 60  # times that `/healthz` is asked for while nobody reads
WARM_UP = 12  # times: both workers have answered by then
MOST_ASKED = 1_800  # or a worker that has had its 2,000 requests would be replaced while it is measured
FORK = multiprocessing.get_context("fork")
PAUSE = 0.02  # seconds between two times
MOST_WAIT = 20  # seconds for which the server may start
COMMAND = re.compile(r"gunicorn jarplan\.wsgi --bind \S+ (.+?)\n```", re.DOTALL)


@dataclass(frozen=True)
class Crowd:
    """What was read, how many answers the readers had, the middle time of `/healthz` in milliseconds, and the memory
    of all workers in megabytes afterwards."""

    name: str
    answers: int
    healthz: float
    megabytes: float


def crowds(folder, paths, number, seconds, pause):
    """For each address, with a server of its own, (a Crowd of nobody, one of so many readers who ask for it again
    and again, each after so many seconds of pause)."""
    for path in paths:
        with served(folder) as (port, pid):
            for _ in range(WARM_UP):
                asked(port, path), asked(port, "/healthz")
            rest = Crowd("nobody", 0, median(healthz(port, ASKED)), megabytes(pid))
            yield rest, crowd(port, pid, path, number, seconds, pause)


def crowd(port, pid, path, number, seconds, pause):
    here, there = FORK.Pipe()
    # In a process of their own: they and who asks for `/healthz` would wait for one another.
    reading = FORK.Process(target=read, args=(there, port, path, number, seconds, pause))
    reading.start()
    here.recv()
    took = []
    while not here.poll():
        took += healthz(port, 1)
    answers = here.recv()
    reading.join()
    return Crowd(path, answers, median(took), megabytes(pid))


def read(there, port, path, number, seconds, pause):
    """So many readers ask for an address for so many seconds; says how many answers they had together."""
    until, had = time.monotonic() + seconds, []

    def go_on():
        for _ in range(MOST_ASKED // number):
            if time.monotonic() > until:
                break
            asked(port, path)
            had.append(1)
            time.sleep(pause)

    threads = [threading.Thread(target=go_on) for _ in range(number)]
    there.send("reading")
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    there.send(len(had))


def healthz(port, times):
    """The milliseconds that `/healthz` took, each time."""
    found = []
    for _ in range(times):
        time.sleep(PAUSE)
        start = time.perf_counter()
        asked(port, "/healthz")
        found.append(1000 * (time.perf_counter() - start))
    return found


def asked(port, path):
    """Asks for an address as a new reader does, and reads the answer to its end."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path)
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")


@contextmanager
def served(folder):
    """(port, process) of gunicorn with the database of the measurement, on this machine alone."""
    how = COMMAND.search((settings.BASE_DIR / "docs" / "operations.md").read_text())[1]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "jarplan.wsgi", "--bind", f"127.0.0.1:{port}"]
    environment = {
        **{
            name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH") if name in os.environ
        },
        "DATABASE_URL": address_of_database(),
        "VAR_DIR": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "PLAN_PLACE": "Midshire",
        "PYTHONWARNINGS": "ignore",
    }
    with (folder / "gunicorn.log").open("w") as log:
        server = subprocess.Popen(
            [*command, *how.replace("\\\n", " ").split()],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(port, server, folder / "gunicorn.log")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(MOST_WAIT)


def wait_for(port, server, log):
    until = time.monotonic() + MOST_WAIT
    while True:
        try:
            return asked(port, "/healthz")
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"gunicorn did not start: {log.read_text()[-2000:]}") from None
            time.sleep(0.1)


def address_of_database():
    """The database of the measurement as DATABASE_URL names it."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    who = ":".join(filter(None, (said["USER"], said["PASSWORD"])))
    place = ":".join(filter(None, (said["HOST"], str(said["PORT"]))))
    return f"postgres://{who}@{place}/{said['NAME']}"


def megabytes(pid):
    """The memory of the workers of a server; 0 where the system does not tell."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    workers = found.read_text().split() if found.exists() else []
    kept = (re.search(r"VmRSS:\s*(\d+)", Path(f"/proc/{one}/status").read_text()) for one in workers)
    return sum(int(one[1]) * 1024 for one in kept if one) / MEGABYTE
