"""With all inspections chosen, what two of them have alike is named by its inspection; with one, nothing is."""

import re

import pytest

from recommendations.models import Deadline
from tests.severalplans import beside_the_facts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TITLES = ("Review of the quagga", "Review of the bandicoot")


@pytest.fixture
def people(client):
    people, _ = beside_the_facts()
    client.force_login(people.administrator)
    return people


def lines(client, path, inspection="all"):
    """The page as lines of text: one for each paragraph, cell, term and heading."""
    page = client.get(path, {"inspection": inspection}).content.decode().split("<main")[1]
    blocks = re.split(r"(?=<(?:p|td|th|dt|dd|li|tr|h\d|div|section|/div|/dl|/ul)\b)", page)
    return [" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in blocks]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/versions/", "statutory deadline|should have been published|must be published"),
        ("/", "Publish the action plan, .*step|Publish the action plan.*: (?:all|no)"),
        ("/deadlines/days-off/", "^(?:Publish|Share|Send)"),
    ],
)
def test_lines_of_two_inspections_name_them(client, people, path, words):
    found = [one for one in lines(client, path) if re.search(words, one)]
    assert len(found) > 1, lines(client, path)
    for title in TITLES:
        assert any(title in one for one in found), (title, found)
    assert len(set(found)) == len(found)


def test_a_table_of_versions_has_a_column_of_inspections_where_there_are_several(client, people):
    found = lines(client, "/versions/")
    assert "Inspection" in found and {*TITLES} <= set(found)
    assert "Inspection" not in lines(client, "/versions/", "review-p")


def test_meetings_and_deadlines_name_their_inspection_once(client, people):
    meetings = lines(client, "/meetings/")
    assert {*TITLES} <= set(meetings)
    assert not {*TITLES} & set(lines(client, "/meetings/", "review-p"))
    for title in TITLES:
        of_it = [
            one for one in lines(client, "/") if "Publish the action plan" in one and f"({title})" in one
        ]
        assert of_it and all(one.count(title) == 1 for one in of_it)


def test_the_page_of_one_deadline_says_whose_it_is(client, people):
    client.force_login(people.programme)
    for row in Deadline.objects.filter(inspection__title__in=TITLES):
        page = client.get(f"/deadlines/{row.uuid}/adopt/")
        assert page.status_code == 200 and row.inspection.title in page.content.decode()


def test_the_address_of_the_calendar_is_the_chosen_plans(client, people):
    for path in ("/meetings/", "/deadlines/"):
        assert (
            "/published/review-p/calendar.ics" in client.get(f"{path}?inspection=review-p").content.decode()
        )
        assert "/published/calendar.ics" in client.get(f"{path}?inspection=all").content.decode()


def test_examples_are_the_plans_own(client, people):
    client.get("/?inspection=review-s")
    assert "/actions/S4.2/" in client.get("/nowhere/").content.decode()
    assert "For example S4," in client.get("/history/").content.decode()
    client.logout()
    assert "R4.2" not in client.get("/nowhere/").content.decode()
