"""The list in lines and in full, with the columns and groups that its address names; totals lead to their lists."""

import csv
import io
import re
from datetime import date

import pytest
from django.http import QueryDict

from actions.plan.verbs import withdraw_action
from jarplan.reporting.lists.shape import COMPACT, FULL, SHOWN, Shape
from tests import plan
from tests.reporting.reading import record_what_factories_made, text_of

pytestmark = pytest.mark.django_db


def headings(page):
    return [column.heading for column in page.context["columns"]]


def groups(page):
    """(name, number) of each group, and the addresses of the numbers."""
    found = re.findall(
        r'<tr class="group-row"><th[^>]*>(.*?) <a class="group-number" href="([^"]*)">(\d+) action', page.text
    )
    return [(name, int(number)) for name, _href, number in found], [
        href.replace("&amp;", "&") for _name, href, _number in found
    ]


def test_a_list_is_compact_unless_it_is_asked_for_in_full(people, visit):
    plan.reported(people)
    page = visit(people.cabinet, "/actions/")
    text = text_of(page)
    assert headings(page) == ["Action", "Led by", "Due", "Rating", "Status"]
    assert 'class="one-line"' in text and "45 days overdue" in text and "rule:</span>" in text
    page = visit(people.cabinet, "/actions/?view=full")
    text = text_of(page)
    assert headings(page)[-1] == "Last reported"
    assert 'class="one-line"' not in text and "Calculated:" in text


def test_every_rating_in_a_line_can_say_why(people, visit):
    plan.proposed(people)
    assert 'href="/actions/R4.1/rating/"' in text_of(visit(people.cabinet, "/actions/"))
    past = text_of(visit(people.cabinet, "/actions/?as_at=2008-09-01"))
    assert 'href="/actions/R4.1/rating/' in past


def test_columns_are_those_that_the_address_names_in_the_order_of_the_list(people, visit):
    plan.proposed(people)
    page = visit(people.cabinet, "/actions/?columns=reported&columns=recommendation")
    assert headings(page) == ["Action", "Recommendation", "Last reported"]
    rows = csv.DictReader(
        io.StringIO(visit(people.cabinet, "/actions.csv?columns=due").content.decode("utf-8-sig"))
    )
    assert "Due" in rows.fieldnames and "Reference" in rows.fieldnames and "Led by" not in rows.fieldnames


def test_the_programme_office_selects_beside_the_columns_that_it_chose(people, visit):
    plan.proposed(people)
    assert headings(visit(people.programme, "/actions/?columns=due")) == ["Action", "Due", "Select"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("view=tiny", "“tiny” is not one of the choices for view"),
        ("columns=due&columns=price", "“price” is not one of the choices for columns"),
        ("group=colour", "“colour” is not one of the choices for group"),
        ("mine=yes", "“yes” is not one of the choices for mine"),
    ],
)
def test_what_there_is_not_is_refused_with_a_sentence(people, visit, query, says):
    assert says in text_of(visit(people.cabinet, f"/actions/?{query}", status=400))


def test_nothing_asked_is_the_compact_view():
    assert Shape.read(QueryDict("view=&columns=")) == Shape() == Shape(COMPACT)
    assert Shape.read(QueryDict("view=full")).shown == SHOWN[FULL]


@pytest.mark.slow
@pytest.mark.parametrize("as_at", ["", "&as_at=2008-07-10"])
def test_each_group_has_its_name_and_its_number_as_a_link(people, visit, as_at):
    plan.proposed(people)
    plan.proposed(people, people.post_b)
    plan.proposed(people)
    gone = plan.proposed(people)
    withdraw_action(by=people.programme, now=plan.NOON, action=gone, version=gone.version, reason="Twice")
    record_what_factories_made()
    for group, expected in {
        "recommendation": [("R4", 3)],
        "timeframe": [("For immediate action", 3)],
        "lead": [(str(people.post_a), 2), (str(people.post_b), 1)],
    }.items():
        page = visit(people.cabinet, f"/actions/?group={group}{as_at}")
        found, hrefs = groups(page)
        assert found == expected, group
        for (_name, number), href in zip(found, hrefs, strict=True):
            alone = visit(people.cabinet, f"/actions/{href}")
            assert alone.context["page_obj"].paginator.count == number
            assert groups(alone)[0] == []


@pytest.mark.slow
def test_a_group_counts_what_is_on_other_pages_too(people, visit, monkeypatch):
    monkeypatch.setattr("jarplan.reporting.lists.paging.PER_PAGE", 2)
    for post in (people.post_a, people.post_a, people.post_a, people.post_b):
        plan.proposed(people, post)
    assert groups(visit(people.cabinet, "/actions/?group=lead"))[0] == [(str(people.post_a), 3)]
    second = groups(visit(people.cabinet, "/actions/?group=lead&page=2"))[0]
    assert second == [(str(people.post_a), 3), (str(people.post_b), 1)]


def test_actions_without_a_lead_are_a_group_of_their_own(people, visit):
    action = plan.proposed(people)
    action.leads.all().delete()
    page = visit(people.cabinet, "/actions/?group=lead")
    assert "No lead yet" in text_of(page)
    assert groups(visit(people.cabinet, f"/actions/{groups(page)[1][0]}&group=lead"))[0][0][1] == 1


def test_what_is_asked_for_is_said_above_the_list(people, visit):
    plan.proposed(people, due=date(2008, 7, 18))
    page = text_of(visit(people.cabinet, "/actions/?due=overdue&q=audit"))
    assert '<span class="caption">Overdue, with “audit”</span>' in page
    assert '<a href="?">Clear filters</a>' in page
    assert "Clear filters" not in text_of(visit(people.cabinet, "/actions/?group=lead&sort=due"))
