"""What only a real server shows: an import beside people who edit, and an import that is killed."""

import os
import random
import signal
import threading
import time
from dataclasses import replace

import pytest
from django.db import OperationalError, connection, connections

from actions import plansheet
from actions.content import Content, content_of
from actions.models import Action, PlanImport
from actions.services import add_action, edit_action
from jarplan.audit.errors import Stale
from jarplan.audit.models import AuditEvent
from jarplan.audit.verification import problems
from jarplan.people.models import Organisation, Post
from jarplan.reporting.facts import BASELINE, load_facts
from recommendations.models import Recommendation
from tests.actions.sheets import NOW, confirmed, kept, plan_file, row
from tests.factories import UserFactory
from tests.plan import fresh

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
HEADINGS = [heading for heading in row() if heading != plansheet.RESOURCES]


@pytest.fixture
def office():
    load_facts(by=None, now=BASELINE)
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
        thread.join(120)
    return raised


def test_two_imports_beside_four_editors_never_deadlock(office):
    references = [f"4.{number}" for number in range(1, 31)]
    confirmed(office, kept(office, plan_file(*[row(one) for one in references])))
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
        while not editing.is_set() or not done["imports"]:
            turn += 1
            changed = set(random.Random(turn).sample(references, 3))
            rows = [
                row(one, text=f"sheet {turn} {order[0]}") if one in changed else row(one) for one in order
            ]
            waiting = kept(office, plan_file(*rows, headings=HEADINGS))
            if confirmed(office, waiting).state == PlanImport.State.CONFIRMED:
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
        row(f"4.{n}", lead=f"Head {n % 7} of run {run}", agency=f"Body {n % 3} of {run}") for n in numbers
    ]


def fork_import(office, waiting):
    """A child process that confirms an import; returns its process id."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            confirmed(office, waiting)
        finally:
            os._exit(0)
    return child


def everything():
    """How much there is of all that an import may write."""
    models = (Action, Post, Organisation, AuditEvent)
    return [model.objects.count() for model in models]


def wait_until_alone():
    """Until the server has noticed that the killed process is gone."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the killed import still holds a connection")


def test_import_killed_at_any_moment_is_done_or_not_begun(office):
    began = time.monotonic()
    waiting = kept(office, plan_file(*rows_of_run(0)))
    os.waitpid(fork_import(office, waiting), 0)
    whole = time.monotonic() - began
    assert fresh(waiting).state == PlanImport.State.CONFIRMED
    choose, ends = random.Random(), []
    for run in range(1, 31):
        waiting = kept(office, plan_file(*rows_of_run(run)))
        before = everything()
        child = fork_import(office, waiting)
        time.sleep(choose.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        wait_until_alone()
        state = fresh(waiting).state
        ends.append(state)
        # 30 actions, 7 posts in each of 3 bodies, 3 bodies, and one event for each and for the import.
        written = [30, 21, 3, 55] if state == PlanImport.State.CONFIRMED else [0, 0, 0, 0]
        assert [now - then for now, then in zip(everything(), before, strict=True)] == written
    assert PlanImport.State.PREVIEWED in ends, "no import was killed in time: nothing was tried"
    chain = [problem for problem in problems() if "has no history" not in problem]
    assert chain == []
