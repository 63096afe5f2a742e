"""Which recommendation a row answers: by number and text, and asked where the two disagree."""

from collections import namedtuple

import pytest

from actions.imports.finding.recommendations import Recommendations

One = namedtuple("One", "reference order text")
AUDIT = "ensure that all looked after children have qualified social workers"
HEALTH = "improve the take-up of health assessments by looked after children"
SHORT = "work together"
R4 = One(reference="R4", order=4, text=AUDIT)
R5 = One(reference="R5", order=5, text=HEALTH)
R6 = One(reference="R6", order=6, text=SHORT)
Y4 = One(reference="Y4", order=4, text="review the centre")
PLAN = [R4, R5, R6, Y4]


@pytest.fixture
def plan():
    return Recommendations(PLAN)


def first_option(found):
    return found.options[0][0]


@pytest.mark.parametrize(
    ("number", "text", "written", "reference"),
    [
        (5, "", "", "R5"),
        (5, HEALTH.upper() + ".", "", "R5"),
        (None, HEALTH, "", "R5"),
        (4, "", "y4", "Y4"),  # what is written tells two inspections apart
        (4, AUDIT, "", "R4"),  # as the text does
        (4, "review the centre", "", "Y4"),
        (None, "r5", "", "R5"),  # a reference in the column of texts
        (None, "improve the take-up of health", "", "R5"),  # shortened
        (None, f"Recommendation 5 says: {HEALTH}, and soon", "", "R5"),
    ],
)
def test_recommendation_is_found_without_a_question(plan, number, text, written, reference):
    found = plan.find(number, text, written)
    assert found.recommendation and found.recommendation.reference == reference
    assert not found.question and not found.problem


@pytest.mark.parametrize(
    ("number", "text", "problem"),
    [
        (None, "", "The row does not say which recommendation it belongs to."),
        (9, "", "There is no recommendation 9 in the plan."),
        (None, "hold an open day", "No recommendation in the plan has this text."),
        (9, "hold an open day", "There is no recommendation 9 in the plan, and none with similar text."),
    ],
)
def test_row_of_no_recommendation_is_rejected(plan, number, text, problem):
    assert plan.find(number, text).problem == problem


def test_number_of_two_inspections_is_asked(plan):
    found = plan.find(4, "")
    assert "more than one inspection: R4 or Y4" in found.question and found.proposed == ""
    assert [value for value, _label in found.options][:2] == ["R4", "Y4"]


def test_text_of_two_recommendations_is_asked():
    found = Recommendations([R4, One(reference="R9", order=9, text=AUDIT)]).find(None, AUDIT)
    assert "R4 or R9" in found.question and found.field == "recommendation_text"


def test_near_text_is_proposed(plan):
    found = plan.find(None, "ensure that all looked after children have their qualified social workers now")
    assert found.proposed == "R4" and found.field == "recommendation_text" and found.recommendation is None


@pytest.mark.parametrize(
    ("number", "text", "proposed", "says"),
    [
        (5, AUDIT, "R4", "The number is R5, but the text is that of R4."),
        (9, AUDIT, "R4", "There is no recommendation 9. The text is that of R4."),
        (5, "hold an open day", "R5", "but the text is not its own. Is R5 right?"),
        (
            5,
            "improve the take-up of assessments by children in care",
            "R5",
            "but the text differs from its own.",
        ),
    ],
)
def test_text_is_believed_before_the_number_and_either_is_asked(plan, number, text, proposed, says):
    found = plan.find(number, text)
    assert says in found.question and found.proposed == first_option(found) == proposed


def test_text_that_is_half_anothers_is_not_called_alike(plan):
    found = plan.find(6, "work alone")
    assert "the text is not its own" in found.question and found.proposed == "R6"


def test_short_text_does_not_stand_for_the_longer_ones_that_begin_so(plan):
    assert plan.find(None, "improve the take-up").problem
    assert plan.find(None, AUDIT[:20]).recommendation is R4 and plan.find(None, AUDIT[:19]).problem
    assert plan.find(None, "we work together on this every single day").problem


def test_same_words_with_another_reference_beside_them_are_looked_up_again(plan):
    assert plan.find(4, "", "R4").recommendation is R4 and plan.find(4, "", "Y4").recommendation is Y4
