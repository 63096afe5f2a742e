"""Two processes that make the files of a published version at once, and one that dies, on PostgreSQL."""

import hashlib
import os
import signal
import threading
import time

import pytest
from django.core.files.storage import default_storage
from django.db import connections

from jarplan.files.storage import files_in
from jarplan.reporting.models import MADE, MadeFile
from jarplan.reporting.published import making
from jarplan.reporting.published.making import KINDS, make_owed, owed
from jarplan.reporting.redaction.removal import redact_text
from tests import papers
from tests.actions.imports.writing.test_confirming_postgresql import moments, wait_until_alone
from tests.plan import later, make_people, real_problems
from tests.races.test_parallel import WRITERS, at_once
from tests.reporting.contents import make_content

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
KILLS = 30


@pytest.fixture
def people():
    return make_people()


class Makers:
    """Stands where files are made: counts what is made, and how many make at once."""

    def __init__(self, monkeypatch, seconds=0.02):
        self.seconds, self.made, self.busy, self.most = seconds, [], 0, 0
        self.lock = threading.Lock()
        monkeypatch.setattr(making, "PAUSE", 0.01)
        kinds = {kind: about._replace(make=self.maker(kind)) for kind, about in KINDS.items()}
        monkeypatch.setattr(making, "KINDS", kinds)

    def maker(self, kind):
        def make(version, content):
            with self.lock:
                self.busy += 1
                self.most = max(self.most, self.busy)
            time.sleep(self.seconds)
            with self.lock:
                self.busy -= 1
                self.made.append((version.number, kind))
            return f"{kind}: {content.actions[0].text} ".encode() * 1000

        return make


def whole():
    """Whether each file that is owed is there as it was made, and no other."""
    rows = list(MadeFile.objects.all())
    for row in rows:
        with row.file.open("rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == row.sha256
    return not list(owed()) and sorted(files_in(default_storage, MADE)) == sorted(
        row.file.name for row in rows
    )


def test_of_many_makers_at_once_one_makes_each_file_once(people, monkeypatch):
    for number in (1, 2):
        papers.published(people.programme, content=make_content(number))
    makers = Makers(monkeypatch)
    done = at_once(lambda number: make_owed())
    assert makers.most == 1, "two made files at once"
    assert sorted(makers.made) == sorted((number, kind) for number in (1, 2) for kind in KINDS)
    assert sorted(made for made, _ in done) == [0] * (WRITERS - 1) + [2 * len(KINDS)] and whole()


def test_who_waits_too_long_says_so_and_the_lock_is_free_afterwards(people, monkeypatch):
    papers.published(people.programme)
    makers, held, enough = Makers(monkeypatch), threading.Event(), threading.Event()
    monkeypatch.setattr(making, "WAIT", 0.1)

    def work(number):
        if number == 0:
            with making.only_maker():
                held.set()
                enough.wait(60)
            return None
        held.wait(60)
        with pytest.raises(TimeoutError):
            make_owed()
        enough.set()
        return None

    at_once(work, 2)
    assert makers.made == []
    assert make_owed() == (len(KINDS), []) and whole()


def test_a_redaction_beside_two_makers_leaves_no_file_of_the_old_words(people, monkeypatch):
    text = make_content(1).actions[0].text
    row = papers.published(people.programme, content=make_content(1))
    Makers(monkeypatch)

    def work(number):
        if number:
            return make_owed()
        time.sleep(0.05)
        return redact_text(
            by=people.administrator, now=later(90), text=text, reason="A name typed by mistake"
        )

    at_once(work, 3)
    make_owed()
    row.refresh_from_db()
    assert whole() and not [one for one in MadeFile.objects.all() if text.encode() in one.file.read()]
    assert {one.stamp for one in MadeFile.objects.all()} == {making.stamp_of(row)} and real_problems() == []


def fork_maker():
    """A process that makes what is owed; returns its id."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            make_owed()
        finally:
            os._exit(0)
    return child


def test_what_a_maker_began_that_was_killed_is_begun_again(people, monkeypatch):
    papers.published(people.programme)
    Makers(monkeypatch, seconds=0.005)
    began = time.monotonic()
    os.waitpid(fork_maker(), 0)
    took, ends = time.monotonic() - began, []
    assert whole() and MadeFile.objects.count() == len(KINDS)
    for delay in moments(1.2 * took, KILLS):
        making.forget(MadeFile.objects.all())
        child = fork_maker()
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        wait_until_alone()
        ends.append(MadeFile.objects.count())
        assert make_owed() == (len(KINDS) - ends[-1], []), "the lock of a dead process is free"
        assert whole()
    assert min(ends) < len(KINDS), "no maker was killed in time: nothing was tried"
