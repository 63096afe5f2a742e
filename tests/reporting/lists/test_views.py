"""The list of actions and its exports: they show what the address asks for, today and in the past."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from actions.duedates.verbs import ask_for_date, decide_date
from actions.plan.verbs import withdraw_action
from actions.rules.dates import PlanDate
from jarplan.people.models import PostHolding
from recommendations.inspections.recommendation_verbs import set_accountable
from tests import plan
from tests.reporting.reading import record_what_factories_made, text_of
from tools.bench import plans

FACE = "=HYPERLINK(1)<b>"


def references(response):
    return [record.reference for record in response.context["page_obj"].object_list]


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_list_shows_an_action_with_its_lead_date_rating_and_status(people, visit):
    plan.reported(
        people, rating="amber", reason="Vacancies", next_step="Recruit", recovers_on=date(2008, 10, 1)
    )
    page = text_of(visit(people.cabinet, "/actions/?view=full"))
    for words in (
        'href="/actions/R4.1/">R4.1</a>',
        "Audit all cases and reallocate them",
        "Head of Fieldwork Services",
        "18 July 2008",
        "Overdue by 45 days",
        "Amber",
        "In progress",
        "20 June 2008",
        "What the ratings mean",
        "<caption> 1 action <",
    ):
        assert words in page, words


def test_list_and_export_show_how_far_a_date_slipped_and_moved_ones_are_found(people, visit):
    moved, _ = plan.agreed(people), plan.agreed(people)
    ask = {"by": people.officer_a, "now": plan.NOON, "action": moved, "category": "people", "reason": "Sick"}
    change = ask_for_date(**ask, to=PlanDate.on(date(2008, 8, 8)))
    decide_date(by=people.programme, now=plan.NOON, change=change, grant=True)
    page = visit(people.cabinet, "/actions/?due=moved&view=full")
    assert references(page) == [moved.reference]
    assert "first 18 July 2008, extended once, by 15 working days" in text_of(page)
    rows = rows_of(visit(people.cabinet, "/actions.csv"))
    assert [(row["Times moved"], row["Slip in working days"]) for row in rows] == [("1", "15"), ("0", "0")]
    plan.proposed(people)
    assert rows_of(visit(people.cabinet, "/actions.csv"))[-1]["Slip in working days"] == ""


def test_what_was_typed_is_escaped(people, visit):
    plan.proposed(people, text="<script>alert(1)</script>")
    page = visit(people.cabinet, "/actions/?q=%3Cscript%3E").content.decode()
    assert "<script>" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;</div>" in page


@pytest.mark.slow
@pytest.mark.parametrize(
    "query, found",
    [
        ("", ["R4.1", "R4.2"]),
        ("q=AUDIT", ["R4.1"]),
        ("q=recruit+r4", ["R4.2"]),
        ("due=overdue", ["R4.1"]),
        ("due=none", ["R4.2"]),
        ("status=withdrawn", ["R4.3"]),
        ("status=all", ["R4.1", "R4.2", "R4.3"]),
        ("organisation=Leicester+City+PCT", ["R4.2"]),
        ("recommendation=R5", []),
        ("sort=-plan", ["R4.2", "R4.1"]),
        ("lead=Head+of+Fieldwork+Services", ["R4.1"]),
        ("lead=none", []),
        ("mine=posts", ["R4.2"]),
        ("mine=organisation", ["R4.1"]),
        ("group=lead&sort=-plan", ["R4.1", "R4.2"]),
        ("group=timeframe&sort=-plan", ["R4.2", "R4.1"]),
        ("page=99", ["R4.1", "R4.2"]),
    ],
)
def test_address_says_what_is_shown(people, visit, query, found):
    plan.proposed(people)
    plan.proposed(people, people.post_b, text="Recruit social workers", due=None)
    gone = plan.proposed(people, text="Do without")
    withdraw_action(by=people.programme, now=plan.NOON, action=gone, version=gone.version, reason="Twice")
    PostHolding.objects.create(post=people.post_b, user=people.officer_a, held_from=date(2008, 1, 1))
    assert references(visit(people.officer_a, f"/actions/?{query}")) == found


def test_what_is_mine_is_found_on_a_past_day_too(people, visit):
    """By the posts that the reader holds today, and as the plan named them then."""
    plan.agreed(people)
    plan.agreed(people, people.post_b)
    PostHolding.objects.create(post=people.post_b, user=people.officer_a, held_from=date(2008, 1, 1))
    record_what_factories_made()
    row = plan.make_recommendation()
    held = {"accountable_post": people.post_b, "portfolio_holder": None}
    set_accountable(by=people.programme, now=plan.later(5), recommendation=row, version=row.version, **held)
    for day, mine, found in (
        ("2008-07-01", "posts", ["R4.2"]),
        ("2008-07-01", "organisation", ["R4.1"]),
        ("2008-07-01", "portfolio", ["R4.1", "R4.2"]),
        ("2008-06-24", "portfolio", []),
        ("", "portfolio", ["R4.1", "R4.2"]),
    ):
        as_at = f"&as_at={day}" if day else ""
        assert references(visit(people.officer_a, f"/actions/?mine={mine}{as_at}")) == found, (day, mine)
    assert references(visit(people.cabinet, "/actions/?mine=portfolio&as_at=2008-07-01")) == []


def test_what_an_address_asks_for_in_vain_is_said(people, visit):
    plan.proposed(people)
    assert "“statos” is not a filter" in text_of(visit(people.cabinet, "/actions/?statos=agreed"))
    page = text_of(visit(people.cabinet, "/actions/?a=1&b=2"))
    assert "“a” and “b” are not filters of this list" in page
    assert "not a filter" in text_of(visit(people.cabinet, "/actions.csv?statos=agreed", status=400))
    for path in ("/recommendations/", "/history/"):
        page = text_of(visit(people.programme, f"{path}?statos=agreed&as_at=2008-09-01"))
        assert "“statos” is not a filter" in page and "“as_at”" not in page
    everything = "q=&status=&view=full&group=lead&columns=due&sort=plan&page=1&tick=all&as_at=2008-09-01"
    assert "filter of this list" not in text_of(visit(people.cabinet, f"/actions/?{everything}"))


def test_unknown_choice_is_refused_with_a_sentence(people, visit):
    assert "“purple” is not one of the choices for rating." in text_of(
        visit(people.officer_a, "/actions/?rating=purple", status=400)
    )


@pytest.mark.parametrize(
    "day, sentence",
    [
        ("2008-09-02", "The date must be today or in the past."),
        ("yesterday", "The date must be written like 2009-07-15."),
        ("20080901", "The date must be written like 2009-07-15."),
    ],
)
@pytest.mark.parametrize("path", ["/", "/actions/", "/recommendations/", "/history/", "/actions.csv"])
def test_day_that_cannot_be_shown_is_refused_with_a_sentence(people, visit, path, day, sentence):
    assert sentence in text_of(visit(people.officer_a, f"{path}?as_at={day}", status=400))


def test_past_day_shows_the_plan_of_that_day_and_keeps_it_in_links(people, visit):
    action = plan.agreed(people)
    record_what_factories_made()
    later = plan.later(30)
    withdraw_action(by=people.programme, now=later, action=action, version=action.version, reason="Twice")
    assert references(visit(people.cabinet, "/actions/")) == []
    response = visit(people.cabinet, "/actions/?as_at=2008-07-10")
    page = text_of(response)
    assert references(response) == ["R4.1"]
    assert "This is the plan as it stood at the end of 10 July 2008." in page
    assert 'href="/actions/R4.1/?as_at=2008-07-10"' in page
    assert 'name="as_at" value="2008-07-10"' in page
    assert 'href="/actions.csv?as_at=2008-07-10"' in page
    assert "Overdue" not in page.split("<tbody>")[1].split("</tbody>")[0]
    assert references(visit(people.cabinet, "/actions/?as_at=2008-06-19")) == []


@pytest.mark.slow
def test_exports_hold_exactly_what_the_list_shows_on_all_its_pages(people, visit, settings):
    settings.PLAN_TODAY = date(2008, 9, 1)
    reader = plans.make_reader()
    plans.grow(130, reader)
    query = "status=all&sort=-due&q=review"
    pages = [visit(reader, f"/actions/?{query}&page={number}") for number in (1, 2)]
    shown = [reference for page in pages for reference in references(page)]
    assert len(references(pages[0])) == 100 and len(shown) == 130
    assert 'rel="next" href="?' in pages[0].content.decode()
    exported = rows_of(visit(reader, f"/actions.csv?{query}&page=2"))
    assert [row["Reference"] for row in exported] == shown
    book = openpyxl.load_workbook(io.BytesIO(visit(reader, f"/actions.xlsx?{query}").content))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == shown


def test_export_speaks_the_words_of_the_list_and_runs_nothing(people, visit):
    plan.reported(people)
    action = plan.proposed(people, text=FACE)
    first, second = rows_of(visit(people.cabinet, "/actions.csv"))
    assert first["Due"] == "18/07/2008" and first["Days overdue"] == "45" and first["Rating"] == "Green"
    assert (first["Led by"], first["Organisation"]) == (
        "Head of Fieldwork Services",
        "Leicester City Council",
    )
    assert second["Reference"] == action.reference and second["Action"] == f"'{FACE}"
    assert second["Rating"] == "No rating yet"
