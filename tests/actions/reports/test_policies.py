"""Who opens rounds and reports, and what explains a rating. That a round has one report is in test_verbs."""

from datetime import date

import pytest

from actions.reports.policies import check_rating_is_explained, check_reports, check_rounds
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from tests.people_of import Person

SINCE, LATER = date(2008, 9, 1), date(2008, 9, 2)


@pytest.mark.parametrize(("check", "mine"), [(check_rounds, Role.PROGRAMME), (check_reports, Role.OFFICER)])
def test_rounds_are_the_programme_offices_and_reports_the_officers(check, mine):
    assert check(Person(mine)) == mine
    for role in set(Role) - {mine}:
        with pytest.raises(Refused, match="^Only"):
            check(Person(role))


@pytest.mark.parametrize("rating", ["amber", "red"])
@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("Staff left", "Recruit", SINCE), ""),
        ((" ", "Recruit", LATER), "a reason and a next step"),
        (("Staff left", "", LATER), "a reason and a next step"),
        (("Staff left", "Recruit", None), "the date the action is expected back on track"),
        (("Staff left", "Recruit", date(2008, 8, 31)), "on or after the date of the report"),
    ],
)
def test_amber_and_red_say_why_what_next_and_by_when(rating, said, words):
    if words:
        with pytest.raises(NotNow, match=words):
            check_rating_is_explained(rating, *said, SINCE)
    else:
        assert check_rating_is_explained(rating, *said, SINCE) is None


def test_green_needs_no_explanation():
    assert check_rating_is_explained("green", "", "", None, SINCE) is None
