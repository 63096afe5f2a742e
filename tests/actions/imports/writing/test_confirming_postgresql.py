"""What only a real server shows: imports beside people who edit, two confirmations at once, an import that is killed,
and one that is written by a process of its own.
"""

import os
import random
import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import OperationalError, connection, connections

from actions.imports.running import Progress
from actions.imports.writing import long_run
from actions.imports.writing.long_run import begin, looked_after
from actions.models import Action, ImportDraft, PlanImport
from actions.plan.content import Content, content_of
from actions.plan.verbs import add_action
from jarplan.audit.errors import NotNow, Stale
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, Post
from recommendations.models import Recommendation
from tests import kept
from tests.actions.imports.books import NOW, confirmed, drafted, imported, plan_file, row, sample
from tests.changes import edit_action
from tests.factories import UserFactory
from tests.plan import fresh

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("own_commands"),
]
KILLS = 100
HEADINGS = [heading for heading in row() if heading not in ("Resources / cost", "Partners")]


@pytest.fixture
def office():
    kept.facts()
    return UserFactory(username="pat.programme", roles=["programme"])


def in_threads(*functions):
    """Runs the functions beside each other, each on its own connection; returns what any of them raised."""
    raised = []

    def run(function):
        try:
            function()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[function]) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_confirmations_at_once_write_once_and_the_other_is_told(office):
    for run in range(5):
        draft = drafted(office, plan_file(*rows_of_run(run)))
        gate = threading.Barrier(2)

        def confirm(draft=draft, gate=gate):
            own = fresh(draft)
            gate.wait(120)
            confirmed(office, own)

        raised = in_threads(confirm, confirm)
        assert [type(error) for error in raised] == [NotNow]
        assert "already been imported, by" in str(raised[0])
        assert Action.objects.count() == 30 * (run + 1)
    assert PlanImport.objects.count() == 5


def test_two_imports_beside_four_editors_never_deadlock(office):
    references = [f"4.{number}" for number in range(1, 31)]
    imported(office, plan_file(*[row(one, action=f"Do the {one} thing") for one in references]))
    actions = list(Action.objects.all())
    done = {"edits": 0, "imports": 0}
    editing = threading.Event()

    def editor(seed):
        choose = random.Random(seed)
        for turn in range(20):
            action = Action.objects.get(pk=choose.choice(actions).pk)
            content = replace(content_of(action), resources=f"editor {seed}, turn {turn}")
            try:
                edit_action(by=office, now=NOW, action=action, version=action.version, content=content)
                done["edits"] += 1
            except Stale:
                pass
            if turn % 5 == 0:
                recommendation = Recommendation.objects.get(reference="R4")
                content = Content(text=f"added by {seed} in turn {turn}")
                add_action(by=office, now=NOW, recommendation=recommendation, content=content)

    def importer(order):
        turn = 0
        while turn < 60 and (not editing.is_set() or not done["imports"]):
            turn += 1
            changed = set(random.Random(turn).sample(references, 3))
            rows = [
                row(one, action=f"Do the {one} thing, sheet {turn} {order[0]}" if one in changed else None)
                for one in order
                if one in changed
            ]
            draft = drafted(office, plan_file(*rows, headings=HEADINGS))
            if isinstance(confirmed(office, draft), PlanImport):
                done["imports"] += 1

    def editors():
        try:
            assert not in_threads(*[lambda seed=seed: editor(seed) for seed in range(4)])
        finally:
            editing.set()

    raised = in_threads(lambda: importer(references), lambda: importer(references[::-1]), editors)
    assert not [error for error in raised if isinstance(error, OperationalError)], "a deadlock"
    assert not raised
    assert done["edits"] >= 40
    assert done["imports"] >= 1
    for version, uuid in Action.objects.values_list("version", "uuid"):
        assert AuditEvent.objects.filter(subject_kind="action", subject=uuid).count() == version


def rows_of_run(run):
    """Thirty actions that no other run has, some with posts and organisations that none knows."""
    numbers = range(run * 30 + 1, run * 30 + 31)
    return [
        row(
            f"{4 + n // 900}.{n % 900 + 1}",
            action=f"Action {n} of run {run} about {'abcdefghij'[n % 10] * 6}",
            lead_officer=f"Head {n % 7} of run {run}",
            lead_agency=f"Body {n % 3} of {run}",
            rec_no=4 + n // 900,
            jar_recommendation=None,
        )
        for n in numbers
    ]


def fork_import(office, draft):
    """A child process that confirms an import; returns its process id."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            confirmed(office, draft)
        finally:
            os._exit(0)
    return child


def everything():
    """How much there is of all that an import may write."""
    models = (Action, Post, Organisation, AuditEvent, PlanImport)
    return [model.objects.count() for model in models]


def wait_until_alone():
    """Until the server has noticed that the killed process is gone."""
    for _ in range(6000):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the killed import still holds a connection")


def moments(whole, count):
    """So many moments within `whole` seconds, one at random in each part: some are early, whatever the machine."""
    return [(part + random.random()) / count * whole for part in range(count)]


def test_import_killed_at_any_moment_is_done_or_not_begun(office):
    draft = drafted(office, plan_file(*rows_of_run(0)))
    began = time.monotonic()
    os.waitpid(fork_import(office, draft), 0)
    whole = time.monotonic() - began
    assert PlanImport.objects.filter(uuid=draft.uuid).exists()
    ends = []
    for run, delay in enumerate(moments(whole, KILLS), start=1):
        draft = drafted(office, plan_file(*rows_of_run(run)))
        before = everything()
        child = fork_import(office, draft)
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        wait_until_alone()
        done = PlanImport.objects.filter(uuid=draft.uuid).exists()
        assert done != ImportDraft.objects.filter(pk=draft.pk).exists()
        ends.append(done)
        # 30 actions, 7 posts in each of 3 bodies, 3 bodies, and one event for each, for the file and for the import.
        written = [30, 21, 3, 56, 1] if done else [0, 0, 0, 0, 0]
        assert [now - then for now, then in zip(everything(), before, strict=True)] == written
    assert False in ends, "no import was killed in time: nothing was tried"
    chain = [problem for problem in problems() if "has no history" not in problem]
    assert chain == []


@pytest.fixture
def same_database(monkeypatch, settings, tmp_path):
    """Processes that are started find the database and the files of this test."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    name = connection.settings_dict["NAME"]
    host, user = connection.settings_dict["HOST"], connection.settings_dict["USER"]
    monkeypatch.setenv("DATABASE_URL", f"postgres://{user}@{host}:5432/{name}")


def until(condition, seconds=300):
    """Waits until something is so; fails when it has not come about."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come about")


def test_long_import_is_written_by_a_process_of_its_own(office, same_database):
    draft = drafted(office, sample())
    begin(by=office, now=NOW, draft=draft, version=draft.version, leave_out=True)
    with pytest.raises(NotNow, match="being saved"):
        begin(by=office, now=NOW, draft=fresh(draft), version=draft.version, leave_out=True)
    until(lambda: not ImportDraft.objects.filter(pk=draft.pk).exists())
    assert PlanImport.objects.get(uuid=draft.uuid).counts["written"] == Action.objects.count() == 37
    until(lambda: not Progress(draft.uuid).is_running)
    assert Progress(draft.uuid).figures == (0, 0)


def test_long_import_whose_process_dies_waits_again_and_says_so(office, same_database):
    draft = drafted(office, sample())
    with no_action_written():  # so it cannot be done before it is killed
        begun = begin(by=office, now=NOW, draft=draft, version=draft.version, leave_out=True)
        until(lambda: Progress(draft.uuid).is_running)
        assert looked_after(office, draft.uuid).state == ImportDraft.State.CONFIRMING
        for process in children_holding(draft.uuid):
            os.kill(process, signal.SIGKILL)
        until(lambda: not Progress(draft.uuid).is_running)
    wait_until_alone()
    again = looked_after(office, begun.uuid)
    assert (again.state, again.message) == (ImportDraft.State.WAITING, long_run.STOPPED)
    assert not Action.objects.exists()
    assert isinstance(confirmed(office, again), PlanImport)


@contextmanager
def no_action_written():
    """Whoever writes an action waits."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE actions_action IN SHARE ROW EXCLUSIVE MODE")
        yield
    finally:
        other.close()


def children_holding(uuid):
    """The ids of the processes that were started to write this import."""
    for place in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{place}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if b"write_import" in words and str(uuid).encode() in words:
            yield int(place)


def test_long_import_that_may_not_be_written_waits_again_and_says_why(office, same_database):
    draft = drafted(office, plan_file(row()))
    begun = begin(by=office, now=NOW, draft=draft, version=draft.version, leave_out=True)
    del begun
    until(lambda: not Progress(draft.uuid).is_running)
    assert Action.objects.count() == 1
    other = drafted(office, plan_file(row(action="Other words")))
    action = Action.objects.get()
    content = replace(content_of(action), text="Typed meanwhile")
    edit_action(by=office, now=NOW, action=action, version=action.version, content=content)
    begin(by=office, now=NOW, draft=other, version=other.version, leave_out=True)
    until(lambda: fresh(other).state == ImportDraft.State.WAITING)
    assert "has changed since" in fresh(other).message
    assert Action.objects.get().text == "Typed meanwhile"
