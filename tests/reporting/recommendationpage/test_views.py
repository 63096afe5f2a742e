"""The recommendations: the inspectors' words, who answers for them, and how far the plan has come."""

import csv
import io

import pytest

from recommendations.inspections.recommendation_verbs import set_accountable
from recommendations.models import Recommendation
from tests import kept, plan
from tests.factories import PostFactory, UserFactory
from tests.reporting.reading import record_what_factories_made, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db):
    kept.facts()
    return UserFactory(organisation=None, roles=["cabinet"])


def test_sixteen_recommendations_under_three_timeframes(member, visit):
    response = visit(member, "/recommendations/")
    page = text_of(response)
    assert len(response.context["found"]) == 16
    for words in (
        "5 recommendations",
        "9 recommendations",
        "2 recommendations",
        "The reference numbers are ours",
    ):
        assert words in page
    for one in Recommendation.objects.all():
        assert f">{one.reference}</a>" in page


@pytest.mark.parametrize(
    "query, number",
    [("q=SOCIAL+workers", 1), ("actions=none", 16), ("actions=some", 0), ("q=R4", 1), ("q=nonsense", 0)],
)
def test_address_narrows_the_list(member, visit, query, number):
    assert len(visit(member, f"/recommendations/?{query}").context["found"]) == number


def test_unknown_choice_is_refused(member, visit):
    visit(member, "/recommendations/?actions=many", status=400)


def test_export_holds_the_words_as_printed(member, visit):
    content = visit(member, "/recommendations.csv?q=R4").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["Recommendation"] == Recommendation.objects.get(reference="R4").text
    assert row["Actions"] == "0" and row["Accountable officer"] == ""
    assert visit(member, "/recommendations.xlsx").content[:2] == b"PK"


def test_one_recommendation_word_for_word(member, visit):
    page = text_of(visit(member, "/recommendations/R4/"))
    for words in (
        "ensure that all looked after children have qualified social workers allocated to them",
        "#p4-10-1\">4.10.1</a> of the council's report",
        "our reading",
        "To be confirmed",
        "There are no actions yet",
        "loaded from the council&#x27;s report",
    ):
        assert words in page, words
    assert "Add action" not in page and "/accountable/" not in page


def test_programme_office_may_set_who_answers_and_add_but_not_in_the_past(member, visit):
    office = UserFactory(organisation=None, roles=["programme"])
    for words in ("Add action", "/recommendations/R4/accountable/"):
        assert words in text_of(visit(office, "/recommendations/R4/"))
        assert words not in text_of(visit(office, "/recommendations/R4/?as_at=2008-08-01"))


def test_past_day_shows_who_answered_then(people, visit):
    recommendation = plan.make_recommendation()
    post = PostFactory(title="Interim Director", organisation=people.a)
    record_what_factories_made()
    set_accountable(
        by=people.programme,
        now=plan.later(10),
        recommendation=recommendation,
        version=recommendation.version,
        accountable_post=post,
        portfolio_holder=None,
    )
    assert "Interim Director" in text_of(visit(people.cabinet, "/recommendations/R4/"))
    assert "Interim Director" not in text_of(visit(people.cabinet, "/recommendations/R4/?as_at=2008-06-25"))


def test_missing_recommendation_is_not_found(member, visit):
    visit(member, "/recommendations/R99/", status=404)
    visit(member, "/recommendations/R4/?as_at=2008-06-01", status=404)
