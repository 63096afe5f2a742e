"""The page that compares two moments: what the demonstration's script changed between them, by hand."""

import csv
import io
import re
from datetime import date

import pytest

from jarplan.people.models import User
from tests.reporting.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Between OSMB's meeting and Cabinet's, as fixtures/demonstration.toml has it: (field, before, after) of each action.
CHANGED = {
    "R2.3": {("Confidence", "", "High"), ("Rating", "", "Green"), ("Status", "Agreed", "In progress")},
    "R3.1": {("Confidence", "High", "Medium"), ("Rating", "Green", "Amber")},
    "R4.1": {
        ("Confidence", "Medium", "High"),
        ("Rating", "Amber", "Green"),
        ("Status", "In progress", "Signed off"),
        "Success criteria",
    },
    "R4.2": {("Confidence", "Medium", "Low")},
    "R5.2": {("Confidence", "Medium", "High"), ("Rating", "Amber", "Green")},
    "R7.1": {("Confidence", "", "High"), ("Rating", "", "Green"), ("Status", "Agreed", "In progress")},
    "R8.1": {("Confidence", "High", "Medium"), ("Rating", "Green", "Amber")},
    "R8.2": {("Confidence", "Medium", "Low")},
    "R10.2": {("Confidence", "", "High"), ("Rating", "", "Green"), ("Status", "Agreed", "In progress")},
    "R12.1": {("Confidence", "High", "Medium"), ("Rating", "Green", "Amber")},
    "R15.1": {"Success criteria"},
    "R16.1": {("Status", "In progress", "Delivered")},
}


@pytest.fixture
def cabinet(told):
    return User.objects.get(username="cabinet")


def told_of(differences):
    """{reference: its changes}; of long texts their label alone."""
    short = lambda one: one.label if "\n" in one.before + one.after or len(one.before) > 40 else None  # noqa: E731
    return {
        one.reference: {short(each) or (each.label, each.before, each.after) for each in one.changes}
        for one in differences
    }


def test_the_changes_between_two_meetings_are_those_of_the_script(cabinet, visit):
    response = visit(cabinet, "/compare/?from=2008-08-06&to=2008-09-01")
    assert told_of(response.context["of_actions"]) == CHANGED
    assert [(title, number) for title, number, _ in response.context["ways"]] == [
        ("Reported better", 1),
        ("Reported worse", 3),
        ("Newly overdue", 1),
        ("Signed off for the board", 1),
    ]
    for _title, number, href in response.context["ways"]:
        assert visit(cabinet, href).context["page_obj"].paginator.count == number
    reasons = {one.reference: one.reasons for one in response.context["of_actions"]}
    # What a report gave as the reason of a rating that has changed; none where the rating is what it was.
    assert reasons["R12.1"] == ("Two partners have not agreed targets for three measures.",)
    assert reasons["R8.1"] == ("Two homes want other wording on when the police are called.",)
    assert reasons["R8.2"] == ()
    page = text_of(response)
    assert re.search(r"<del>.*?Amber</del>", page) and re.search(r"<ins>.*?Green</ins>", page)


def test_without_a_choice_it_is_since_the_last_meeting_until_now(cabinet, visit):
    context = visit(cabinet, "/compare/").context
    assert (context["earlier"].key, context["later"].key) == ("2008-08-06", "2008-09-01")
    then = visit(cabinet, "/compare/?as_at=2008-08-20&from=2008-07-01").context
    assert told_of(then["of_actions"]) == told_of(
        visit(cabinet, "/compare/?from=2008-07-01&to=2008-08-20").context["of_actions"]
    )
    assert then["later"].past == date(2008, 8, 20) and then["of_actions"]


def test_the_earlier_moment_comes_first_whichever_was_chosen_first(cabinet, visit):
    response = visit(cabinet, "/compare/?from=2008-09-01&to=2008-08-06", status=302)
    assert response.headers["Location"] == "?from=2008-08-06&to=2008-09-01"


def test_a_day_beside_itself_has_no_differences(cabinet, visit):
    for day in ("2008-07-01", "2008-09-01"):
        response = visit(cabinet, f"/compare/?from={day}&to={day}")
        assert response.context["of_actions"] == [] and "Nothing in the plan has changed" in text_of(response)


def test_versions_are_compared_as_they_were_made(cabinet, visit):
    response = visit(cabinet, "/compare/?from=version-1")
    assert response.context["earlier"].words.startswith("version 1 of the plan, made on ")
    assert "R4.1" in told_of(response.context["of_actions"])
    same = visit(cabinet, "/compare/?from=version-1&to=version-1")
    assert same.context["of_actions"] == []


@pytest.mark.parametrize("asked", ("from=yesterday", "to=2008-09-02", "from=version-99", "from=2008-8-6"))
def test_a_moment_that_there_is_not_is_said(cabinet, visit, asked):
    visit(cabinet, f"/compare/?{asked}", status=400)


def test_the_sheet_has_a_row_for_each_field(cabinet, visit):
    response = visit(cabinet, "/compare.csv?from=2008-08-06&to=2008-09-01")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    fields = {(row["Reference"], row["Field"]) for row in rows if row["Record"] == "Action"}
    wanted = {
        (reference, one if isinstance(one, str) else one[0])
        for reference, changes in CHANGED.items()
        for one in changes
    }
    assert fields == wanted
    visit(cabinet, "/compare.csv?form=2008-08-06", status=400)
