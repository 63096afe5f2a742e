"""The criteria on an action's page: what was read, what follows from it, and how it stood on a past day."""

import json
from datetime import date

import pytest
from django.template.loader import render_to_string

from actions.plan.content import Criterion
from actions.reports.measurements import withdraw_measurement
from jarplan.reporting.actionpage.page import ActionPage, covered
from jarplan.reporting.actionpage.states import action_row
from tests.plan import agreed, fresh, later, make_people, proposed
from tests.reading_of import read

pytestmark = pytest.mark.django_db
SHARE, PLAIN = Criterion("Allocated", "%", "60", "88"), Criterion("All know")


@pytest.fixture
def people():
    return make_people()


def shown(people, action, day, as_at=None):
    return ActionPage(action_row(action.reference), people.cabinet, day, as_at).criteria


@pytest.mark.slow
def test_each_way_in_which_a_criterion_stands_has_its_words(people):
    action = agreed(people, criteria=(SHARE, PLAIN))
    june, august = date(2008, 6, 30), date(2008, 8, 1)
    assert [one.verdict for one in shown(people, action, june)] == [
        "No measurement yet",
        "No measurement yet",
    ]
    assert [one.verdict for one in shown(people, action, august)] == ["Off track", "Off track"]
    read(people, action, value="75", now=later(10))
    assert [one.verdict for one in shown(people, action, june)] == ["On track", "No measurement yet"]
    read(people, action, value="88", now=later(12))
    read(people, action, 1, met=True, now=later(12))
    assert [one.verdict for one in shown(people, action, august)] == ["Target reached", "Met"]
    assert shown(people, proposed(people, criteria=(PLAIN,)), june)[0].verdict == "No measurement yet"


def test_past_day_shows_what_stood_then(people):
    action = agreed(people, criteria=(SHARE,))
    update = read(people, action, value="61", now=later(10))
    withdraw_measurement(
        by=people.officer_a,
        now=later(15),
        action=action,
        update=update.uuid,
        criterion=fresh(action).criteria.get().uuid,
        reason="It was counted twice",
    )
    before = [shown(people, action, day, day)[0] for day in (later(9).date(), later(12).date())]
    assert [one.verdict for one in before] == ["No measurement yet", "Off track"]
    assert before[1].off_since == later(10).date()
    assert [row.figure.is_withdrawn for row in before[1].rows] == [False]
    now = shown(people, action, later(16).date())[0]
    assert now.verdict == "No measurement yet"
    assert [(row.figure.words, row.withdrawn_reason) for row in now.rows] == [("61", "It was counted twice")]


def test_live_page_and_fold_of_today_are_the_same(people):
    action = agreed(people, criteria=(SHARE, PLAIN))
    first = read(people, action, value="61", now=later(10))
    read(people, action, value="71", now=later(11), corrects=first)
    day = later(12).date()
    assert shown(people, action, day) == shown(people, action, day, day)
    assert [row.replaced for row in shown(people, action, day)[0].rows] == [False, True]


@pytest.mark.parametrize("format_of", [1, 2])
def test_signatures_of_both_formats_say_what_they_cover(format_of):
    criterion = {
        "statement": "All know",
        "unit": "",
        "baseline": "",
        "target": "",
        "target_on": None,
        "current": "",
    }
    if format_of == 2:
        reading = {"update": "u", "value": "", "met": True, "on": "2008-06-30", "source": "The June audit"}
        criterion |= {"uuid": "c", "readings": [reading]}
    content = {"text": "Audit", "leads": [], "criteria": [criterion], "evidence": [], "update": None}
    covers = covered(json.dumps({**content, "claimed_by": "A", "claimed_at": None}))
    page = " ".join(render_to_string("reporting/actionpage/covered.html", {"covers": covers}).split())
    assert "All know" in page
    assert ("Met on 30 June 2008, source: The June audit" in page) == (format_of == 2)
