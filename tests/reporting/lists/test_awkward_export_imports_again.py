"""Exports of awkward texts, dates and names, brought back as an import: nothing is new, changed or asked."""

from datetime import date

import pytest

from actions.models import Action
from actions.plan.content import Content, Criterion
from actions.rules.dates import PlanDate
from jarplan.people.models import Organisation, Post
from tests import plan
from tests.reporting.exports import ENDINGS, brought_back, differences

TEXTS = [
    "=1+1 is two",
    "+44 116 252 7000 is the number to ring",
    "-1 posts by Easter",
    "@home: carers' helpline",
    "'=1+1 with an apostrophe before it",
    "''=1+1 with two",
    "'Quoted' from the start",
    "\tindented",
    "• Meet the carers\n• Write to them\r\n• Report",
    "1. Meet\n2. Write",
    "Meet; write; “report” & 'repeat' <soon>",
    "two  blanks and a trailing one ",
    "and goes on in small letters",
    "Key",
    "Notes: see the file",
    "_x0041_ is no letter, nor is _x000D_",
    "30/09/2008",
    "1.10",
    "£6k for 50% of places – naïve café",
    "x" * 4000,
]
DATES = [
    PlanDate("", "unknown", None, None),
    PlanDate("TBC", "unknown", None, None),
    PlanDate("9 September 2008", "day", date(2008, 9, 9), date(2008, 9, 9)),
    PlanDate("Sept 08", "month", date(2008, 9, 1), date(2008, 9, 30)),
    PlanDate("w/c 1 September 2008", "range", date(2008, 9, 1), date(2008, 9, 7)),
    PlanDate("end of Q2 2008/09", "quarter", date(2008, 7, 1), date(2008, 9, 30)),
    PlanDate("Autumn term 2008", "term", date(2008, 9, 1), date(2008, 12, 19)),
    PlanDate("2008/09", "year", date(2008, 4, 1), date(2009, 3, 31)),
    PlanDate("March 2008 & ongoing", "ongoing", date(2008, 3, 1), None),
    PlanDate("Ongoing", "ongoing", None, None),
    PlanDate("=1+1", "unknown", None, None),
]
POSTS = [
    ("Head of Youth, Play and Careers", "Leicester City Council"),
    ("Health & Social Care Manager", "Leicester City PCT"),
    ("Director/Deputy Director", "Leicester City PCT"),
    ("Service Director (Access, Inclusion and Participation)", "Leicester City Council"),
    ("Head of Service - Fieldwork", "Leicester City Council"),
    ("Jane O'Neil", "Leicester City Council"),
    ("All headteachers", "Schools, Colleges and Partners"),
    ("Chair", "Leicester City Council"),
    ("=Head", "@home Trust & Co"),
    ("Head of CAMHS, Leicester City PCT", "Smith/Jones + Partners"),
    ("TBC", "Leicester City Council"),
    ("Leicester City PCT", "Leicester City Council"),
]


@pytest.fixture
def posts(people):
    made = []
    for title, name in POSTS:
        organisation, _new = Organisation.objects.get_or_create(name=name)
        made.append(Post.objects.create(title=title, organisation=organisation))
    return made


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_awkward_texts_change_nothing(people, visit, ending):
    for text in TEXTS:
        plan.proposed(people, text=text)
    check(brought_back(visit, people.programme, ending), len(TEXTS))


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_dates_of_every_precision_change_nothing(people, visit, ending):
    for number, due in enumerate(DATES):
        action = plan.proposed(people, text=f"Do thing number {number}")
        parts = {f"due_{part}": getattr(due, part) for part in ("raw", "precision", "earliest", "latest")}
        Action.objects.filter(pk=action.pk).update(**parts)
    check(brought_back(visit, people.programme, ending), len(DATES))


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_awkward_names_of_posts_change_nothing(people, posts, visit, ending):
    for number, post in enumerate(posts):
        plan.proposed(people, post, text=f"Do thing number {number}")
    check(brought_back(visit, people.programme, ending), len(posts))


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_an_export_does_not_show_stays(people, posts, visit, ending):
    criteria = (Criterion("• 100% seen; all", unit="%", target="100"), Criterion("=1+1"))
    plan.proposed(people, *posts[:3], text="With several", partners=("A, B & C", "Ofsted"), criteria=criteria)
    plan.add_action(
        by=people.programme,
        now=plan.NOON,
        recommendation=plan.make_recommendation(),
        content=Content(text="Without lead, criteria or date"),
    )
    plan.signed_off(people)
    check(brought_back(visit, people.programme, ending), 3)


def check(match, number):
    assert differences(match) == []
    assert len(match.rows) == number and match.not_in_file == []
