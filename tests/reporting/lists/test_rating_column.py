"""Declared and computed rating: both stand wherever the rating does, that they differ is said in words, and the page
behind them says why; today, on a past day, and in the exports.
"""

import csv
import io
from datetime import date

import pytest

from actions.challenges.verbs import answer_challenge, raise_challenge
from actions.models import Action
from actions.reports.verbs import report_progress
from tests import plan
from tests.reporting.reading import record_what_factories_made, recorded, text_of

DIFFERS = 'class="disagree"'
# Where a rating stands, and who reads it there.
PLACES = {
    "/actions/": "cabinet",
    "/actions/?view=full": "cabinet",
    "/actions/R4.1/": "cabinet",
    "/actions/R4.1/rating/": "cabinet",
    "/recommendations/": "cabinet",
    "/recommendations/R4/": "cabinet",
    "/my-work/": "officer_a",
}


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.slow
@pytest.mark.parametrize("path", PLACES)
def test_green_a_month_late_is_marked_in_words(people, visit, path):
    plan.reported(people)
    page = text_of(visit(getattr(people, PLACES[path]), path))
    said = page.split(DIFFERS)[1].split("</")[0]
    assert "Green" in page and "ore optimistic than the rule" in said


@pytest.mark.slow
@pytest.mark.parametrize("path", PLACES)
def test_ratings_that_agree_are_not_marked(people, visit, path):
    plan.reported(
        people, rating="red", reason="Vacancies", next_step="Recruit", recovers_on=date(2008, 10, 1)
    )
    assert DIFFERS not in text_of(visit(getattr(people, PLACES[path]), path))


@pytest.mark.slow
@pytest.mark.parametrize("path", [*PLACES, "/"])
def test_more_cautious_than_the_rule_is_no_fault(people, visit, path):
    action = plan.agreed(people, due=date(2008, 12, 24))
    words = {"rating": "amber", "done": "Little", "reason": "Vacancies", "next_step": "Recruit"}
    words["recovers_on"] = date(2008, 10, 1)
    report_progress(by=people.officer_a, now=plan.later(2), action=action, **words)
    page = text_of(visit(getattr(people, PLACES.get(path, "cabinet")), path))
    assert "Amber" in page and DIFFERS not in page


@pytest.mark.slow
def test_declared_amber_is_never_overwritten_by_the_rule(people, visit):
    action = plan.reported(
        people, rating="amber", reason="Vacancies", next_step="Recruit", recovers_on=date(2008, 10, 1)
    )
    for path, who in PLACES.items():
        visit(getattr(people, who), path)
    assert plan.fresh(action).declared_rating == "amber"
    assert Action.objects.filter(pk=action.pk, version=action.version).exists()


def test_red_on_the_dashboard_says_where_the_rule_is_milder(people, visit):
    action = plan.agreed(people, due=date(2008, 12, 24))
    words = {"rating": "red", "done": "Little", "reason": "Vacancies", "next_step": "Recruit"}
    words["recovers_on"] = date(2008, 10, 1)
    report_progress(by=people.officer_a, now=plan.later(2), action=action, **words)
    red = text_of(visit(people.cabinet, "/")).split('id="red"')[1].split("<h2")[0]
    assert (
        "Calculated:" in red
        and DIFFERS not in red
        and "on track" in red
        and 'href="/actions/R4.1/rating/"' in red
    )


def test_dashboard_counts_what_differs_and_what_is_red_by_the_rule(people, visit):
    plan.reported(people)
    page = text_of(visit(people.cabinet, "/"))
    assert "more optimistic than the rule" in page
    red = page.split('id="red"')[1].split("<h2")[0]
    assert "1, by declared or calculated rating" in red and "Calculated" in red and "Declared" not in red


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stage", "reason"),
    [(plan.proposed, "proposed"), (lambda people: plan.agreed(people, due=None), "no due date")],
)
def test_not_rated_says_why(people, visit, stage, reason, monkeypatch):
    if reason == "no due date":
        action = plan.agreed(people)
        Action.objects.filter(pk=action.pk).update(due_latest=None, due_raw="ongoing")
        recorded(action)
    else:
        stage(people)
    for path in ("/actions/?view=full", "/actions/R4.1/"):
        page = text_of(visit(people.cabinet, path))
        assert "Not rated" in page and f"{reason}</span>" in page, path
    (row,) = rows_of(visit(people.cabinet, "/actions.csv"))
    assert (row["Rating by the rule"], row["Why by the rule"]) == ("Not rated", reason)
    assert "There is no calculated rating to compare." in text_of(
        visit(people.cabinet, "/actions/R4.1/rating/")
    )


def test_page_behind_a_rating_gives_rule_inputs_and_result(people, visit):
    plan.reported(people)
    page = text_of(visit(people.officer_b, "/actions/R4.1/rating/"))
    for words in (
        "by Officer_A",
        "18 July 2008",
        "The action is past its due date and not signed off.",
        "This line decided",
        "The declared rating is more optimistic than the rule.",
        "As at 1 September 2008",
        "Reporting round open on that day",
    ):
        assert words.lower() in page.lower(), words
    decided = page.split("This line decided")[0].rsplit("<tr>", 1)[1]
    assert "The action is past its due date" in decided


def test_past_day_is_rated_as_it_stood_then(people, visit):
    plan.reported(people)
    record_what_factories_made()
    page = text_of(visit(people.cabinet, "/actions/R4.1/rating/?as_at=2008-07-10"))
    assert "The two ratings agree." in page and "As at 10 July 2008" in page
    assert DIFFERS not in text_of(visit(people.cabinet, "/actions/?as_at=2008-07-10&view=full"))
    assert 'href="/actions/R4.1/rating/?as_at=2008-07-10"' in text_of(
        visit(people.cabinet, "/actions/?as_at=2008-07-10&view=full")
    )
    assert DIFFERS in text_of(visit(people.cabinet, "/actions/?as_at=2008-07-19"))
    visit(people.cabinet, "/actions/R4.1/rating/?as_at=2008-06-19", status=404)


def test_list_and_export_find_what_differs_and_say_so(people, visit):
    plan.reported(people)
    plan.reported(
        people, rating="red", reason="Vacancies", next_step="Recruit", recovers_on=date(2008, 10, 1)
    )
    rows = rows_of(visit(people.cabinet, "/actions.csv?computed=disagrees"))
    assert [(row["Reference"], row["Rating"], row["Rating by the rule"]) for row in rows] == [
        ("R4.1", "Green", "Red")
    ]
    every = rows_of(visit(people.cabinet, "/actions.csv"))
    both = {row["Reference"]: row["Differs from the declared rating"] for row in every}
    assert both["R4.1"] != both["R4.2"]
    worse = {row["Reference"]: row["More optimistic than the rule"] for row in every}
    assert (worse["R4.1"], worse["R4.2"]) == (both["R4.1"], both["R4.2"])
    (recommendation,) = rows_of(visit(people.cabinet, "/recommendations.csv?q=R4"))
    assert recommendation["Calculated rating differs"] == "1"
    assert recommendation["More optimistic than the rule"] == "1"


@pytest.mark.slow
def test_challenge_stands_on_the_page_and_in_lists_until_it_is_answered(people, visit):
    action = plan.reported(people)
    record_what_factories_made()
    lodged = raise_challenge(
        by=people.cabinet, now=plan.later(40), action=action, question="Green, and late?"
    )
    answer_challenge(by=people.officer_a, now=plan.later(50), challenge=lodged, answer="It was done.")
    then, now = "?as_at=2008-08-05", ""
    for path in ("/actions/", "/actions/R4.1/"):
        assert "tag-challenged" in text_of(visit(people.officer_b, path + then)), path
        assert "tag-challenged" not in text_of(visit(people.officer_b, path + now)), path
    assert "The lead has not answered yet." in text_of(visit(people.cabinet, "/actions/R4.1/" + then))
    page = text_of(visit(people.cabinet, "/actions/R4.1/"))
    assert "Green, and late?" in page and "It was done." in page
    (row,) = rows_of(visit(people.cabinet, "/actions.csv?awaiting=challenge&as_at=2008-08-05"))
    assert row["Challenged on"] == "30/07/2008"
    assert rows_of(visit(people.cabinet, "/actions.csv?awaiting=challenge")) == []


def test_published_rule_is_read_by_everybody_signed_in(people, visit):
    page = text_of(visit(people.officer_b, "/rating-rule/"))
    assert page.index("signed off for the board, or embedded") < page.index("The action is past its due date")
    assert "Not rated" in page and "This line decided" not in page
