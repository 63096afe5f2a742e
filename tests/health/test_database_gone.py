"""A PostgreSQL server of the test's own is killed and started again while people write through the production server:
what was acknowledged is there afterwards, who was not heard was told so, and nobody has to start anything.
"""

import http.client
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests import ROOT

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

WRITERS, EACH, MOST = 4, 12, 60  # people, changes of each, seconds for anything that is waited for
SIGN_IN = """
from django.test import Client
from jarplan.people.models import User
from jarplan import clock
from jarplan.people.persons.verbs import add_person
for number in range({number}):
    person = add_person(by=None, now=clock.now(), username=f"admin{{number}}", full_name=f"Ada {{number}}",
                        roles=["administrator"])
    browser = Client()
    browser.force_login(person, backend="jarplan.people.accounts.backends.PeopleBackend")
    print("session", browser.cookies["sessionid"].value)
"""
NAMES = """
from jarplan.people.models import Organisation
for one in Organisation.objects.all():
    print("named", one.name)
"""


def program(name):
    found = [shutil.which(name), *sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)]
    return next((str(path) for path in found if path), None)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def as_postgres(*command):
    """A command as a user that the server's programs agree to be run by: they refuse to be root."""
    if os.getuid():
        return command
    return ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command)


class Server:
    """A PostgreSQL server with an empty cluster, on this machine alone."""

    def __init__(self, folder):
        self.folder, self.port = folder / "cluster", free_port()
        self.folder.mkdir()
        for place in (*reversed(folder.parents), folder):
            if place.owner() != "root" or not os.getuid():
                place.chmod(place.stat().st_mode | 0o011)
        if not os.getuid():
            shutil.chown(self.folder, "postgres")
        options = ("-D", str(self.folder), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync")
        self.run(program("initdb"), *options, "--locale=C.UTF-8")

    def run(self, *command):
        subprocess.run(as_postgres(*command), check=True, capture_output=True, cwd=self.folder, timeout=MOST)

    def start(self):
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
        )
        log = str(self.folder / "log")
        self.run(program("pg_ctl"), "start", "-w", "-D", str(self.folder), "-l", log, "-o", options)

    def stop(self):
        # At once, as a machine that loses its power: what is committed is on the disk, or it is lost.
        self.run(program("pg_ctl"), "stop", "-m", "immediate", "-D", str(self.folder))

    def only_reads(self, how):
        """As a copy that has not taken over yet."""
        for said in (f"ALTER SYSTEM SET default_transaction_read_only = {how}", "SELECT pg_reload_conf()"):
            self.run(program("psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-c", said)

    @property
    def address(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"


@contextmanager
def running(folder, environment):
    """The port of the production server, as docs/operations.md starts it."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "jarplan.wsgi", "--bind", f"127.0.0.1:{port}"]
    with (folder / "web.log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--worker-class", "gthread", "--workers", "2", "--threads", "4"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        until(lambda: ask(port, "GET", "/healthz").status == 200)
        yield port
    finally:
        server.terminate()
        server.wait(MOST)


def until(happens):
    end = time.monotonic() + MOST
    while True:
        try:
            if happens():
                return
        except OSError:
            pass
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def ask(port, method, path, sent=None, cookies=""):
    """The answer, with its text."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=MOST)
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    line.request(method, path, urlencode(sent) if sent else None, headers)
    answer = line.getresponse()
    answer.text = answer.read().decode()
    line.close()
    return answer


class Writer(threading.Thread):
    """Somebody who adds organisations; `kept`: those whose adding was acknowledged; `answers`: all other answers."""

    PATH = "/people/organisations/add/"

    def __init__(self, number, port, session):
        super().__init__(daemon=True)
        self.number, self.port, self.kept, self.answers = number, port, [], []

        form = ask(port, "GET", self.PATH, cookies=f"sessionid={session}")
        self.token = unescape(re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1])
        cookie = re.search(r"csrftoken=([^;]+)", form.getheader("Set-Cookie"))[1]
        self.cookies = f"sessionid={session}; csrftoken={cookie}"

    def run(self):
        for turn in range(EACH):
            self.write(f"Partner {self.number}-{turn}")
            time.sleep(0.15)

    def write(self, name):
        sent = {"csrfmiddlewaretoken": self.token, "name": name, "kind": "a partner " * 5}
        answer = ask(self.port, "POST", self.PATH, sent, self.cookies)
        if answer.status == 302:
            self.kept.append(name)
        else:
            self.answers.append((answer.status, answer.getheader("Retry-After"), answer.text))


@pytest.fixture
def environment(tmp_path):
    known = {
        name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH") if name in os.environ
    }
    return known | {
        "VAR_DIR": str(tmp_path / "var"),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "PLAN_PLACE": "Midshire",
    }


def manage(environment, *words):
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout


def reads_while_nothing_can_be_written(server, port, session):
    writer = Writer("nobody", port, session)
    server.only_reads("on")
    until(lambda: writer.write("Never there") or writer.answers)
    assert [status for status, *_ in writer.answers] == [503] and not writer.kept, writer.answers
    assert ask(port, "GET", Writer.PATH, cookies=writer.cookies).status == 200
    server.only_reads("off")
    until(lambda: writer.write("There again") or writer.kept)


def test_nothing_acknowledged_is_lost_and_the_site_comes_back_by_itself(tmp_path, environment):
    if not program("initdb"):
        pytest.fail("PostgreSQL's own programs are needed: apt-get install postgresql")
    server = Server(tmp_path)
    server.start()
    try:
        environment["DATABASE_URL"] = server.address
        manage(environment, "migrate", "--verbosity", "0")
        said = manage(environment, "shell", "--verbosity", "0", "-c", SIGN_IN.format(number=WRITERS))
        sessions = re.findall(r"session (\S+)", said)
        with running(tmp_path, environment) as port:
            reads_while_nothing_can_be_written(server, port, sessions[0])
            writers = [Writer(number, port, session) for number, session in enumerate(sessions)]
            for one in writers:
                one.start()
            until(lambda: sum(len(one.kept) for one in writers) > WRITERS)
            server.stop()
            page = ask(port, "GET", "/people/organisations/", cookies=f"sessionid={sessions[0]}")
            assert page.status == 503 and page.getheader("Retry-After"), page.text
            assert "The service is not available at the moment" in page.text
            assert ask(port, "GET", "/healthz").status == 503
            until(lambda: sum(len(one.answers) for one in writers) >= WRITERS)
            server.start()
            for one in writers:
                one.join(MOST)
            page = ask(port, "GET", "/people/organisations/", cookies=f"sessionid={sessions[0]}")
            assert page.status == 200, page.text
        there = re.findall(r"named (.+)", manage(environment, "shell", "--verbosity", "0", "-c", NAMES))
        kept = [name for one in writers for name in one.kept]
        assert "Never there" not in there and "There again" in there
        assert set(kept) <= set(there) and len(there) == len(set(there))
        assert any(name.endswith(f"-{EACH - 1}") for name in kept), "nobody wrote after it came back"
        refused = [answer for one in writers for answer in one.answers]
        assert refused and all(status == 503 and again for status, again, _text in refused), refused
        assert all("may not have been saved" in text for *_, text in refused)
        manage(environment, "verify_audit")  # which ends with an error where the chain is not whole
    finally:
        with suppress(subprocess.CalledProcessError):  # it stands already
            server.stop()
