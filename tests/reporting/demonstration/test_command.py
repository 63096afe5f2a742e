"""manage.py demo: what it makes, serves, empties and refuses; and who may pin the clock."""

import os
import re
import signal
import socket
import subprocess
import sys
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.conf import settings as real_settings
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from jarplan.people.models import Organisation
from jarplan.reporting.demonstration import mark as demonstration_mark
from jarplan.reporting.demonstration.mark import ClockRefused, Found, look, set_clock
from jarplan.reporting.management.commands import demo
from jarplan.reporting.models import Demonstration
from tests import ROOT
from tests.effort import plain_python, seconds_of_reference, spent
from tests.factories import UserFactory

DAY = demo.demonstration_make.DAY
HANGS = 600  # seconds after which a process that does not end is taken to hang
TIMES = 400  # of plain_python() that the making may be: half a minute, where that is 0.08 seconds


class Elsewhere:
    """A database of this kind with a files folder of its own, for commands in a process of their own."""

    def __init__(self, folder, url):
        self.files = folder / "files"
        left_out = {"DATABASE_URL", "PLAN_TODAY", "SITE_URL", "DEBUG", "TEST_DB_NAME"}
        self.environment = {name: value for name, value in os.environ.items() if name not in left_out}
        self.environment |= {"VAR_DIR": str(folder)} | ({"DATABASE_URL": url} if url else {})

    def start(self, *arguments, **environment):
        command = [sys.executable, ROOT / "manage.py", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        # As in a terminal, wherever the tests run: what is started in the background inherits that Ctrl-C is ignored.
        heeds = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
        return subprocess.Popen(command, env=self.environment | environment, **pipes, **heeds)

    def run(self, *arguments, **environment):
        process = self.start(*arguments, **environment)
        said, _ = process.communicate(timeout=HANGS)
        return process.returncode, said

    def stored(self):
        return [path for path in self.files.rglob("*") if path.is_file()]


@pytest.fixture
def elsewhere(tmp_path):
    """Without DATABASE_URL on SQLite, as an officer starts it; an empty database of the server else."""
    if connection.vendor == "sqlite":
        yield Elsewhere(tmp_path, None)
        return
    name = f"{connection.settings_dict['NAME']}_demo"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield Elsewhere(tmp_path, urlsplit(real_settings.DATABASE_URL)._replace(path=f"/{name}").geturl())
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_from_nothing_to_a_served_plan_and_back(elsewhere):
    code, said = elsewhere.run("check", PLAN_TODAY="2008-09-01")
    assert code and "manage.py demo did not make this database" in said

    (code, said), used = spent(lambda: elsewhere.run("demo", "--noserver"))
    assert (code, said.splitlines()[-1]) == (0, "The demonstration is ready, as at 1 September 2008.")
    assert used < TIMES * seconds_of_reference(plain_python), "it is made in some seconds"
    first = elsewhere.stored()
    assert len(first) == 10  # what people brought, and the two files of the pack
    assert elsewhere.run("check", PLAN_TODAY="2008-09-01")[0] == 0
    code, said = elsewhere.run("load_facts")
    assert code == 0, said

    # Served by a second start, which leaves what is there alone.
    server = elsewhere.start("demo", "--port", "0")  # any that is free
    try:
        told = ""
        while "Ctrl-C stops" not in told:
            line = server.stdout.readline()
            assert line, told
            told += line
        assert "pct.approver" in told and "leicester-demo-2008" in told
        address = re.search(r"http://127\.0\.0\.1:\d+", told)[0]
        page = urlopen(f"{address}/accounts/login/", timeout=HANGS).read().decode()
        assert "The clock is set to 1 September 2008." in page
        sheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
        assert urlopen(f"{address}{sheet}", timeout=HANGS).status == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=HANGS) == 0
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
    assert elsewhere.stored() == first

    # A demonstration that was broken off has no complete mark: it is emptied and made again.
    told = "from jarplan.reporting.models import Demonstration as D; D.objects.update(complete=False)"
    assert elsewhere.run("shell", "-c", told)[0] == 0
    code, said = elsewhere.run("demo", "--noserver")
    assert code == 0 and "was not completed" in said
    assert len(elsewhere.stored()) == len(first) and not set(elsewhere.stored()) & set(first)


@pytest.fixture
def stubs(monkeypatch):
    """What the command does, without doing it."""
    done = []
    monkeypatch.setattr(demo, "empty", lambda: done.append("emptied"))
    monkeypatch.setattr(demo.demonstration_make, "make", lambda: done.append("made"))
    monkeypatch.setattr(demo, "connection", type("Open", (), {"close": staticmethod(lambda: None)}))
    monkeypatch.setattr(demo, "too_old", lambda connection: "")
    return done


@pytest.mark.parametrize(
    ("found", "reset", "expected"),
    [
        (Found.EMPTY, False, ["made"]),
        (Found.EMPTY, True, ["made"]),
        (Found.HALF_MADE, False, ["emptied", "made"]),
        (Found.HALF_MADE, True, ["emptied", "made"]),
        (Found.COMPLETE, False, []),
        (Found.COMPLETE, True, ["emptied", "made"]),
    ],
)
def test_what_is_done_with_what_is_found(db, stubs, monkeypatch, found, reset, expected):
    monkeypatch.setattr(demo, "look", lambda: found)
    call_command("demo", noserver=True, reset=reset)
    assert stubs == expected


def test_a_demonstration_that_is_too_old_says_how_to_make_it_again(db, stubs, monkeypatch):
    monkeypatch.setattr(demo, "look", lambda: Found.COMPLETE)
    monkeypatch.setattr(demo, "too_old", lambda connection: "" if "emptied" in stubs else "It is too old.")
    with pytest.raises(CommandError, match="It is too old. Or make it again: manage.py demo --reset."):
        call_command("demo", noserver=True)
    assert stubs == []
    call_command("demo", noserver=True, reset=True)
    assert stubs == ["emptied", "made"]


@pytest.mark.parametrize("reset", [False, True])
def test_somebodys_database_is_left_alone(db, stubs, reset):
    UserFactory()
    with pytest.raises(CommandError, match="neither empty nor a demonstration, so nothing was changed"):
        call_command("demo", noserver=True, reset=reset)
    assert stubs == []


def test_an_empty_one_is_told_from_a_used_one(db):
    assert look() is Found.EMPTY
    UserFactory()
    assert look() is Found.SOMEBODYS


def test_a_table_of_somebody_else_makes_it_theirs(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE parish_register (name varchar(20))")
    assert look() is Found.SOMEBODYS


def test_the_mark_says_complete_last(db):
    Demonstration.objects.create(pk=1)
    assert look() is Found.HALF_MADE
    demonstration_mark.complete_mark()
    assert look() is Found.COMPLETE


def test_only_a_marked_database_is_ever_emptied(db):
    Organisation.objects.create(name="Leicester City Council")
    with pytest.raises(ValueError, match="Only a demonstration"):
        demonstration_mark.empty()
    assert Organisation.objects.exists()


@pytest.mark.parametrize("mark", [None, False])
def test_the_clock_is_not_pinned_on_a_councils_database(db, settings, mark):
    if mark is not None:
        Demonstration.objects.create(pk=1, complete=mark)
    set_clock()
    settings.PLAN_TODAY = DAY
    with pytest.raises(ClockRefused, match="PLAN_TODAY pins the clock to 2008-09-01"):
        set_clock()
    assert "reporting.E001" in {problem.id for problem in checks.run_checks()}


def test_the_clock_may_be_pinned_on_a_demonstration(db, settings):
    Demonstration.objects.create(pk=1, complete=True)
    settings.PLAN_TODAY = DAY
    set_clock()
    assert checks.run_checks() == []


def test_the_clock_does_not_run_on_a_demonstration(db, settings):
    """One event of today, and nothing of the demonstration's day could follow it."""
    settings.PLAN_TODAY = None
    Demonstration.objects.create(pk=1, complete=True)
    assert checks.run_checks() == []
    assert settings.PLAN_TODAY == DAY


def test_commands_start_where_there_is_no_database_yet(monkeypatch, settings):
    def no_database():
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(demonstration_mark, "look", no_database)
    set_clock()
    assert settings.PLAN_TODAY is None


def test_production_servers_ask_before_they_open():
    assert "\nset_clock()\n" in (ROOT / "jarplan" / "wsgi.py").read_text()


def test_a_taken_port_is_said_before_anything_is_made(db, stubs):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        with pytest.raises(CommandError, match="choose another with --port N"):
            call_command("demo", port=door.getsockname()[1])
    assert stubs == []


def test_it_is_not_served_where_pages_demand_https(db, stubs, settings):
    settings.HTTPS = True
    with pytest.raises(CommandError, match="does not use https"):
        call_command("demo")
    assert stubs == []
