"""The history page: who did what, for those who may read it, narrowed by its address."""

import csv
import io

import pytest

from actions.plan.verbs import agree_action
from jarplan.audit.errors import Refused
from tests import plan
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry_of(people):
    """R4.1 is reported on; R5.1 proposed; officer B tried to agree R4.1."""
    action = plan.reported(people)
    plan.make_recommendation(40)
    with pytest.raises(Refused):
        agree_action(by=people.officer_b, now=plan.later(1), action=action)
    return people


def titles(response):
    return [item.full_title for item in response.context["story"]]


def test_history_tells_who_did_what_the_newest_first(entry_of, visit):
    response = visit(entry_of.cabinet, "/history/")
    assert titles(response)[:3] == [
        "R4.1: Progress reported",
        "R4.1: Action agreed",
        "R4.1: Action proposed",
    ]
    page = text_of(response)
    for words in (
        "Officer_A (Officer, Leicester City Council)",
        "<del>Agreed</del>",
        "In progress",
        "All audited",
    ):
        assert words in page, words


@pytest.mark.slow
@pytest.mark.parametrize("person, sees", [("programme", True), ("administrator", True), ("officer_b", False)])
def test_refused_attempts_are_for_programme_office_and_administrator(entry_of, visit, person, sees):
    reader = getattr(entry_of, person)
    assert ("R4.1: Refused attempt" in titles(visit(reader, "/history/"))) is sees
    assert ("Refused attempts" in text_of(visit(reader, "/history/"))) is sees
    assert bool(titles(visit(reader, "/history/?kind=refused"))) is sees


def test_history_of_people_is_for_the_administrator(entry_of, visit):
    from jarplan.people.persons.verbs import add_person

    add_person(
        by=entry_of.administrator,
        now=plan.NOON,
        username="new.person",
        full_name="New Person",
        email="",
        organisation=entry_of.a,
        roles=["officer"],
    )
    assert "new.person: Person: added" in titles(visit(entry_of.administrator, "/history/"))
    assert not any("new.person" in title for title in titles(visit(entry_of.programme, "/history/")))


@pytest.mark.slow
@pytest.mark.parametrize(
    "query, number",
    [
        ("reference=R4", 3),
        ("reference=R4.1", 3),
        ("reference=R40", 0),
        ("person=OFFICER", 1),
        ("person=programme", 2),
        ("kind=update", 1),
        ("since=2008-06-20&until=2008-06-20", 3),
        ("since=2008-06-21", 0),
        ("until=2008-06-19", 0),
        ("as_at=2008-06-19", 0),
        ("as_at=2008-06-20", 3),
    ],
)
def test_address_narrows_the_history(entry_of, visit, query, number):
    assert len(titles(visit(entry_of.cabinet, f"/history/?{query}"))) == number


@pytest.mark.parametrize("query", ["since=yesterday", "until=2008-02-30", "kind=gossip"])
def test_what_cannot_be_asked_is_refused(entry_of, visit, query):
    visit(entry_of.cabinet, f"/history/?{query}", status=400)


def test_export_holds_what_the_page_shows(entry_of, visit):
    content = visit(entry_of.cabinet, "/history.csv?reference=R4").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert list(dict.fromkeys(row["What happened"] for row in rows)) == [
        "Progress reported",
        "Action agreed",
        "Action proposed",
    ]
    status = next(row for row in rows if row["Field"] == "Status")
    assert (status["Before"], status["After"], status["Who"]) == ("Agreed", "In progress", "Officer_A")
    assert visit(entry_of.cabinet, "/history.xlsx").content[:2] == b"PK"
