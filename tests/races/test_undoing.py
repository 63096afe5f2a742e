"""An import is undone while other people work, on PostgreSQL: either their work stays and the undoing is refused, or
it is undone and they are told."""

import random
import threading
import time
from dataclasses import replace

import pytest

from actions.imports.undoing.verbs import undo_import
from actions.models import Action, PlanImport
from actions.plan.content import content_of
from actions.plan.verbs import add_action
from jarplan.audit.errors import NotNow, Stale
from jarplan.people.models import Organisation, Post
from recommendations.models import Recommendation
from tests.actions.imports.sheets import LEAD, R4
from tests.actions.imports.written import AFTERWARDS, imported
from tests.changes import edit_action
from tests.plan import content, fresh, make_people, make_recommendation, proposed, real_problems
from tests.races.test_parallel import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
RUNS, MOST = 12, 60  # a race is run until it has ended both ways


@pytest.fixture
def people():
    people = make_people()
    Recommendation.objects.filter(pk=make_recommendation().pk).update(text=R4)
    return people


def unlike():
    """A text that is near to no other one."""
    return " ".join("".join(random.sample("abcdefghijklmnoprstuvwy", 8)) for _ in range(4))


def beside(*functions, run=0):
    """Begins the functions in the same moment, each on a connection of its own; returns what each returned, or the
    NotNow that it raised. The longer a race has not ended both ways, the longer a head start may be."""
    gate = threading.Barrier(len(functions))

    def work(number):
        gate.wait(120)
        time.sleep(random.choice([0, random.random() / 10 * (1 + run // RUNS)]))
        try:
            return functions[number]()
        except NotNow as refusal:
            return refusal

    return at_once(work, len(functions))


def undoing(people, plan_import):
    said = {"version": plan_import.version, "reason": "The wrong file."}
    return lambda: undo_import(by=people.programme, now=AFTERWARDS, plan_import=plan_import, **said)


def editing(people, action, text):
    typed = replace(content_of(action), text=text)
    return lambda: edit_action(
        by=people.programme_2, now=AFTERWARDS, action=action, version=action.version, content=typed
    )


def test_edit_beside_an_undoing_survives_or_is_told(people):
    proposed(people, text="Audit all cases")
    outcomes = set()
    for run in range(MOST):
        if run >= RUNS and len(outcomes) == 2:
            break
        rows = [
            [4, R4, "R4.1", unlike(), LEAD, "", ""],
            [4, R4, "", unlike(), f"Champion {run}, City Carers Trust", "31/10/2008", ""],
        ]
        plan_import = imported(people.programme, *rows)
        action = Action.objects.get(text=rows[run % 2][3])
        undone, edited = beside(
            undoing(people, plan_import), editing(people, action, f"typed in run {run}"), run=run
        )
        if isinstance(undone, NotNow):
            assert f"{action.reference} was edited" in str(undone)
            assert fresh(action).text == f"typed in run {run}"
            assert fresh(plan_import).state == PlanImport.State.CONFIRMED
            outcomes.add("edited")
        else:
            assert isinstance(edited, Stale if run % 2 == 0 else NotNow)
            assert fresh(action).text != f"typed in run {run}"
            assert fresh(plan_import).state == PlanImport.State.UNDONE
            outcomes.add("undone")
    assert outcomes == {"edited", "undone"}, "one was always first: the test did not race"
    assert real_problems() == []


def test_import_is_undone_once_by_two_people(people):
    for _run in range(5):
        plan_import = imported(people.programme, [4, R4, "", unlike(), LEAD, "", ""])
        ends = beside(undoing(people, plan_import), undoing(people, plan_import))
        assert len([one for one in ends if isinstance(one, NotNow)]) == 1
        assert fresh(plan_import).version == 2
    assert real_problems() == []


def test_post_that_goes_beside_an_action_that_it_would_lead_is_kept_or_told(people):
    outcomes = set()
    for run in range(MOST):
        if run >= RUNS and len(outcomes) == 2:
            break
        row = [4, R4, "", unlike(), f"Champion {run}, Trust {run}", "31/10/2008", ""]
        plan_import = imported(people.programme, row)
        post = Post.objects.get(title=f"Champion {run}")
        typed = content(post, text=f"Led by {run}")

        def add(typed=typed):
            return add_action(
                by=people.programme_2,
                now=AFTERWARDS,
                recommendation=make_recommendation(),
                content=typed,
            )

        undone, added = beside(undoing(people, plan_import), add, run=run)
        assert not isinstance(undone, NotNow)
        there = Post.objects.filter(pk=post.pk).exists()
        assert there is not isinstance(added, NotNow)
        assert there is bool(undone.kept)
        assert Organisation.objects.filter(name=f"Trust {run}").exists() is there
        assert Action.objects.filter(text=f"Led by {run}").exists() is there
        outcomes.add(there)
    assert outcomes == {True, False}, "one was always first: the test did not race"
    assert real_problems() == []
