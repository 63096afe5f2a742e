"""Whatever had happened before, and whatever the sheet said: undoing gives every record its state back."""

import random

import pytest

from actions.duedates.policies import check_date_may_be_asked
from actions.imports.undoing.verbs import obstacles, undo_import
from actions.models import Action, ContentChange, DateChange, SignOff
from actions.rules.lifecycle import LIVE, SIGNED, Verb
from jarplan.audit.errors import allows
from tests.actions.imports.sheets import matched
from tests.actions.imports.written import everything, write
from tests.plan import make_people, real_problems, signed_off
from tests.random_plan import Plan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEPS = 150
LEADS = (
    "Head of Fieldwork Services, Leicester City Council",
    "Director of Public Health, Leicester City PCT",
    "Carers' Champion, City Carers Trust",
)


def unlike(chance):
    """A text that is near to no other one."""
    return "".join(chance.sample("abcdefghijklmnopqrstuvwxyz", 20))


def sheet_of(chance):
    """A row for most actions of the plan, each cell saying what stands, something else, or nothing; and new ones."""
    rows = []
    for action in Action.objects.filter(status__in=LIVE).select_related("recommendation"):
        due = "31/03/2010" if allows(check_date_may_be_asked, action, Verb.IMPORT_EXTENSION) else ""
        cells = [
            chance.choice([action.text, unlike(chance)]),
            chance.choice(["", *LEADS]),
            due,
            chance.choice(["", "All are audited", "Half are audited; The rest by Easter"]),
        ]
        if action.status in SIGNED:
            cells = [
                f"{action.text}.",
                "",
                due,
                "",
            ]  # a correction of wording ends a sign-off; a request does not
        number = action.recommendation.order
        rows.append([number, action.recommendation.text, action.reference, *cells])
    for _ in range(3):
        rows.append([1, "recommendation 1", "", unlike(chance), LEADS[2], "31/10/2008", "All are audited"])
    return chance.sample(rows, len(rows))


@pytest.mark.parametrize("seed", (0, 1, 3, 4))
def test_undoing_gives_every_record_its_state_back(seed):
    chance = random.Random(seed)
    plan = Plan(make_people(), chance)
    for _ in range(STEPS):
        plan.step()
    signed_off(plan.people)
    before, known = everything(), set(Action.objects.values_list("uuid", flat=True))
    signed = set(SignOff.objects.filter(lapsed_at__isnull=True).values_list("pk", flat=True))
    match = matched(*sheet_of(chance))
    later = [one.reference for one in match.rows if any(change.later_date for change in one.changes)]
    by = {"by": plan.people.programme, "now": plan.now}
    plan_import = write(**by, match=match, name="plan.xlsx", later_dates=frozenset(later))
    kinds = {kind for kind, _uuid in plan_import.touched}
    wanted = {"action", "post", "organisation", "date_change", "content_change", "sign_off"}
    assert wanted <= kinds, "too little was tried"
    assert everything() != before
    assert obstacles(plan_import) == []
    undo_import(**by, plan_import=plan_import, version=1, reason="The wrong file.")
    new = set(Action.objects.exclude(uuid__in=known).values_list("uuid", flat=True))
    requests = [model.objects.filter(decision="recalled") for model in (DateChange, ContentChange)]
    recalled = {uuid for rows in requests for uuid in rows.values_list("uuid", flat=True)}
    assert len(new) == 3
    assert everything(but=new | recalled) == before
    assert set(SignOff.objects.filter(lapsed_at__isnull=True).values_list("pk", flat=True)) == signed
    assert real_problems() == []
