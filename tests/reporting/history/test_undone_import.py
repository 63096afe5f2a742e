"""What readers see of an import that was undone: its history in words, with the names of what is gone; past days as
they were."""

import csv
import io

import pytest

from actions.imports.undoing.verbs import undo_import
from actions.models import Action
from jarplan.audit.ledger import verb
from jarplan.people.models import Organisation, Post
from recommendations.models import Inspection, Recommendation
from tests.actions.imports.sheets import AUDIT, LEAD, R4, R5
from tests.actions.imports.written import AFTERWARDS, WHEN, imported
from tests.plan import NOON, agreed, make_people, make_recommendation, real_problems, signed_off

CHAMPION = "Carers' Champion, City Carers Trust"
NEW = [4, R4, "", "Write to every carer", CHAMPION, "31/10/2008", ""]
REWORDED = "Audit all cases, and reallocate them"  # more than that is requested
EDIT = [4, R4, "4.1", REWORDED, LEAD, "", ""]


@pytest.fixture
def people(db):
    people = make_people()
    for number, text in ((4, R4), (5, R5)):
        Recommendation.objects.filter(pk=make_recommendation(number).pk).update(text=text)
    with_history(by=people.programme, now=NOON)
    return people


@verb
def with_history(*, by, now, ledger):
    """Gives the rows that were made by hand the history that lists of a past day are read from."""
    for model in (Inspection, Recommendation, Organisation, Post):
        for row in model.objects.all():
            ledger.record(row, "loaded", role="")


@pytest.fixture
def pages(people, client, settings):
    settings.PLAN_TODAY = AFTERWARDS.date()
    client.force_login(people.programme, backend="jarplan.people.accounts.backends.PeopleBackend")

    def look(address):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return " ".join(answer.content.decode().replace("&#x27;", "'").split())

    return look


def undone(people, plan_import):
    said = {"version": plan_import.version, "reason": "It was last year's file."}
    return undo_import(by=people.programme, now=AFTERWARDS, plan_import=plan_import, **said)


def test_history_of_an_action_that_left_names_who_led_it(people, pages):
    undone(people, imported(people.programme, NEW))
    page = pages("/actions/R4.1/")
    assert "The import of plan.xlsx was undone. It was last year's file." in page
    assert f"{CHAMPION} (accountable)" in page
    assert "a record that is no longer there" not in page


@pytest.mark.slow
def test_history_of_an_action_that_went_back_says_so(people, pages):
    agreed(people, text=AUDIT)
    undone(people, imported(people.programme, EDIT))
    page = pages("/actions/R4.1/")
    assert "Action restored to before an import" in page
    assert REWORDED in page


@pytest.mark.slow
def test_history_of_what_an_import_requested_names_posts_that_are_gone(people, pages):
    agreed(people, text=AUDIT)
    undone(people, imported(people.programme, [4, R4, "4.1", AUDIT, CHAMPION, "", ""]))
    page = pages("/actions/R4.1/")
    assert "Change requested" in page and f"becomes {CHAMPION}" in page
    assert "a record that is no longer there" not in page and "no longer asked for" in page.lower()


@pytest.mark.slow
def test_history_page_tells_every_event_of_an_undoing_in_words(people, pages):
    signed_off(people)
    undone(people, imported(people.programme, NEW, EDIT))
    page = pages("/history/")
    for words in (
        "City Carers Trust: Organisation removed",
        "Carers' Champion: Post removed",
        "Import undone",
        "R4.1: Action restored to before an import",
        "R4.2: Action withdrawn",
    ):
        assert words in page
    assert "a record that is no longer there" not in page
    rows = list(csv.reader(io.StringIO(pages("/history.csv").lstrip("\ufeff"))))
    assert rows


@pytest.mark.slow
def test_past_day_shows_the_import_as_it_stood(people, pages):
    undone(people, imported(people.programme, NEW))
    day = WHEN.date().isoformat()
    page = pages(f"/actions/R4.1/?as_at={day}")
    assert CHAMPION in page
    assert "The import of plan.xlsx was undone" not in page
    for address in ("/actions/", "/", "/recommendations/R4/", "/actions.csv", "/history/"):
        pages(f"{address}?as_at={day}")
    assert "City Carers Trust" in pages(f"/actions.csv?as_at={day}")


@pytest.mark.slow
def test_live_pages_stand_after_an_undoing(people, pages):
    undone(people, imported(people.programme, NEW))
    addresses = ("/", "/my-work/", "/actions/", "/recommendations/R4/", "/history/")
    for address in (*addresses, "/actions.csv", "/history.csv"):
        pages(address)
    assert not Action.objects.get().leads.exists()
    assert real_problems() == []


def test_later_date_is_told_as_no_longer_asked_for(people, pages):
    agreed(people, text=AUDIT)
    row = [4, R4, "4.1", AUDIT, LEAD, "31/12/2008", ""]
    undone(people, imported(people.programme, row, later_dates=["R4.1"]))
    page = pages("/actions/R4.1/")
    assert "Extension request withdrawn" in page


@pytest.mark.slow
def test_sign_off_is_told_to_stand_again(people, pages):
    signed_off(people)
    undone(people, imported(people.programme, EDIT))
    assert "Signed off for the board" in pages("/actions/R4.1/")
