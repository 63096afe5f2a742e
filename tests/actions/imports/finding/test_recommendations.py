"""Which recommendation a row answers: what names it, and what is only asked."""

from collections import namedtuple
from dataclasses import replace

import pytest

from actions.imports.finding.asking import shortened
from actions.imports.finding.recommendations import Numbering, Recommendations
from jarplan.spreadsheets.layout.table import Understood
from jarplan.spreadsheets.understanding.references import read_reference
from tests.spreadsheets.sheets import plan_row

One = namedtuple("One", "reference order text inspection_id", defaults=[1])
AUDIT = "ensure that all looked after children have qualified social workers"
HEALTH = "improve the take-up of health assessments by looked after children"
SHORT = "work together"
R4 = One(reference="R4", order=4, text=AUDIT)
R5 = One(reference="R5", order=5, text=HEALTH)
R6 = One(reference="R6", order=6, text=SHORT)
Y4 = One(reference="Y4", order=4, text="review the centre", inspection_id=2)
PLAN = [R4, R5, R6, Y4]


@pytest.fixture
def plan():
    return Recommendations(PLAN, elsewhere={"Z1"})


def row(number=None, text="", written="", theme="", titles=(), reference="", sheet="Plan", numbering=None):
    made = plan_row(sheet=sheet, recommendation=written, reference=reference)
    made.understood = Understood(
        recommendation=number,
        recommendation_text=text,
        numbering=numbering,
        theme=theme,
        titles=titles,
        reference=read_reference(reference),
    )
    return made


def first_option(found):
    return found.options[0][0]


@pytest.mark.parametrize(
    ("said", "reference"),
    [
        ({"number": 5}, "R5"),
        ({"number": 5, "text": HEALTH.upper() + "."}, "R5"),
        ({"number": 5, "text": "improve the take-up of health"}, "R5"),  # the start of its text
        ({"text": f"  {HEALTH.upper()}"}, "R5"),
        ({"number": 4, "written": "y4"}, "Y4"),  # what is written tells two inspections apart
        ({"number": 4, "text": AUDIT}, "R4"),  # as the text does
        ({"number": 4, "text": "review the centre"}, "Y4"),
        ({"text": "r5"}, "R5"),  # a reference in the column of texts
        ({"text": "R5 Health"}, "R5"),
        ({"text": "Recommendation 5: health"}, "R5"),
        ({"theme": "R5 Health"}, "R5"),
        ({"theme": HEALTH}, "R5"),
        ({"reference": "R5.2"}, "R5"),
        ({"titles": ("Recommendation 5",)}, "R5"),
        ({"titles": (f"Priority 5: {HEALTH}",)}, "R5"),
        ({"titles": ("Health", "R 5")}, "R5"),
        ({"sheet": "R5"}, "R5"),
        # The nearest of several wins: the row's own cells, then its theme, then its titles, then its sheet.
        ({"text": "R4", "theme": "R5", "titles": ("R6",)}, "R4"),
        ({"theme": "R5", "titles": ("R6",), "sheet": "R4"}, "R5"),
        ({"titles": ("R6", "R5"), "sheet": "R4"}, "R6"),
    ],
)
def test_recommendation_is_taken_where_the_row_names_it(plan, said, reference):
    found = plan.find(row(**said))
    assert found.recommendation and found.recommendation.reference == reference
    assert not found.question


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"number": 9},  # the plan has no such
        {"numbering": 4},
        {"text": "hold an open day"},
        {"text": "improve the take-up of health assessments by looked after child"},  # near, and shortened
        {"text": f"so that we {AUDIT} and soon"},
        {"text": HEALTH + "."},
        {"theme": "Health"},
        {"titles": ("4. Social workers", "Priority 5")},
        {"reference": "4.2"},
        {"reference": "WS4.2"},
        {"sheet": "4"},
        {"sheet": "R5 return.csv"},
        {"theme": "FR5", "titles": ("R51", "R5b")},
    ],
)
def test_nothing_else_names_a_recommendation(plan, said):
    assert plan.find(row(**said)) is None
    found = plan.ask(row(**said), several_sheets=True)
    assert found.question and found.recommendation is None
    assert {"R4", "R5", "R6", "Y4", "leave"} <= {value for value, _label in found.options}


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Response to recommendations 4 to 6", "R4 or Y4 or R5 or R6"),
        ("Recommendations 5-6: at once", "R5 or R6"),
        ("Action plan: recommendations 5, 6 and 14", "R5 or R6"),
        ("Recs 5 & 6", "R5 or R6"),
        ("Rec. 5/6", "R5 or R6"),
        ("R5, 6", "R5 or R6"),
        ("R5 and 6 of the review", None),
    ],
)
def test_several_that_are_named_at_once_are_asked(plan, words, asked):
    for said in ({"titles": (words,)}, {"sheet": words}, {"written": words}, {"theme": words}):
        found = plan.find(row(**said))
        if asked is None:
            assert found.recommendation == R5
        else:
            assert found.recommendation is None and f"This may be {asked}." in found.question


@pytest.mark.parametrize(
    "words",
    [
        "Update on recommendations 5 August 2008",
        "Update on recommendations, 5 Aug",
        "In place of recommendation 5 of the 2005 inspection",
        "What came of recommendation 5 from our inspection in 1999",
    ],
)
def test_a_day_or_another_inspections_number_is_no_recommendation(plan, words):
    assert plan.find(row(titles=(words,))) is None


@pytest.mark.parametrize(
    "words", ["R5, 6 August 2008", "R5 March update", "R5, 6 posts", "Recommendation 5 of 16"]
)
def test_what_stands_behind_one_does_not_hide_it(plan, words):
    assert plan.find(row(titles=(words,))).recommendation == R5


def test_a_number_before_a_text_that_is_nobodys_is_not_proposed(plan):
    found = plan.find(row(number=5, text="buy a new boiler for the depot"))
    assert "Is R5 right?" in found.question and found.proposed == "" and first_option(found) == "R5"


def test_row_of_another_inspection_is_asked_and_told(plan):
    for said in ({"text": "Z1"}, {"written": "Z1"}, {"theme": "Z1 Elsewhere"}):
        found = plan.find(row(**said))
        assert found.recommendation is None and found.question.startswith("Z1 belongs to another inspection.")


def test_number_of_two_inspections_is_asked(plan):
    found = plan.find(row(4))
    assert found.question == "This may be R4 or Y4. Which recommendation is right?" and found.proposed == ""
    assert [value for value, _label in found.options][:2] == ["R4", "Y4"]


def test_text_of_two_recommendations_is_asked():
    found = Recommendations([R4, One(reference="R9", order=9, text=AUDIT)]).find(row(text=AUDIT))
    assert "R4 or R9" in found.question and found.field == "recommendation_text"


@pytest.mark.parametrize(
    ("number", "text", "proposed", "says"),
    [
        (5, AUDIT, "R4", "The number is R5, but the text is that of R4."),
        (5, "hold an open day", "", "but the text is not its own. Is R5 right?"),
        (5, "improve the take-up of assessments by children in care", "R5", "the text differs from its own."),
        (6, "work alone", "", "the text is not its own"),
    ],
)
def test_text_is_believed_before_the_number_and_either_is_asked(plan, number, text, proposed, says):
    found = plan.find(row(number, text))
    assert says in found.question and found.proposed == proposed
    assert first_option(found) == (proposed or f"R{number}")


@pytest.mark.parametrize(
    ("said", "field", "words", "proposed"),
    [
        ({"text": f"{AUDIT} now"}, "recommendation_text", "No recommendation has the text “ensure that", "R4"),
        ({"text": AUDIT[:20]}, "recommendation_text", "No recommendation has the text", "R4"),
        ({"text": AUDIT[:19]}, "recommendation_text", "No recommendation has the text", ""),
        ({"number": 9, "written": "9"}, "recommendation", "There is no recommendation 9 in the plan.", ""),
        ({"theme": "Health", "titles": ("Plan",)}, "theme", "the rows under “Health” answer?", ""),
        ({"titles": ("Health", "Plan")}, "title", "the rows under “Health” answer?", ""),
        ({"sheet": "Health"}, "row", "the rows under “Health” answer?", ""),
    ],
)  # fmt: skip
def test_rows_that_stand_under_the_same_words_are_asked_about_once(plan, said, field, words, proposed):
    found = plan.ask(row(**said), several_sheets=True)
    assert words in found.question and (found.field, found.proposed) == (field, proposed)
    assert found.about == plan.ask(row(**said), several_sheets=True).about != ""
    assert [value for value, _label in found.options][-2:] == ["each", "leave"]


def test_nearest_are_offered_first_with_how_near_they_are(plan):
    found = plan.ask(row(theme="Health assessments of children"), several_sheets=False)
    value, label = found.options[0]
    assert value == "R5" and label.endswith("% alike)")


def test_row_that_says_nothing_is_asked_by_itself(plan):
    alone = row(sheet="Plan")
    assert plan.ask(alone, several_sheets=False) == plan.ask_alone(alone)
    assert plan.ask_alone(alone).about == ""
    assert plan.ask_alone(alone).question.startswith("This row does not say")
    alone.understood = replace(alone.understood, text="Mow the grass")
    assert plan.ask_alone(alone).question.startswith("“Mow the grass” does not say")


def test_same_words_with_another_reference_beside_them_are_looked_up_again(plan):
    assert (
        plan.find(row(4, "", "R4")).recommendation is R4 and plan.find(row(4, "", "Y4")).recommendation is Y4
    )


def numbered(*numbers):
    return [row(numbering=number) for number in numbers]


Z9 = One(reference="Z9", order=9, text="publish the survey", inspection_id=2)


@pytest.mark.parametrize(
    ("numbers", "number", "is_asked"),
    [
        ((4, 5, 9), 9, True),  # 4 may be of either inspection, so 9 is not surely of the second
        ((4, 5, 9), 5, True),
        ((5, 6, 9), 9, True),  # the file is the first one's
        ((5, 6, 9), 5, False),
        ((9,), 9, False),
        ((5, 6), 6, False),
    ],
)
def test_number_of_another_inspection_than_the_rest_of_the_file_is_asked(numbers, number, is_asked):
    plan = Recommendations([*PLAN, Z9])
    plan.weigh([row(one) for one in numbers])
    found = plan.find(row(number))
    assert bool(found.question) == is_asked
    if is_asked:
        [own] = [one for one in (R5, R6, Z9) if one.order == number]
        assert found.recommendation is None and found.proposed == own.reference
        assert found.question.startswith(f"Only {own.reference} has the number {number}, but other numbers")
        assert plan.find(row(number, own.text)).recommendation is own  # its text leaves no doubt
        assert plan.find(row(number, written=own.reference)).recommendation is own


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("4, 5", "R4 or Y4 or R5"),
        ("5 and 6", "R5 or R6"),
        ("5-6", "R5 or R6"),
        ("5 & 6", "R5 or R6"),
        ("5, 77", ""),
    ],
)
def test_numbers_in_a_cell_under_a_heading_of_recommendations_are_asked(plan, written, asked):
    made = replace(row(written=written), named=frozenset(["recommendation"]))
    found = plan.find(made)
    if not asked:
        assert found.recommendation is R5
        return
    assert found.question == f"This may be {asked}. Which recommendation is right?"
    assert plan.find(replace(made, named=frozenset())) is None


def test_numbers_of_a_file_are_offered_as_those_of_each_inspection_that_has_most_of_them():
    made = Numbering.of(numbered(4, 5, 6), PLAN)
    assert made.becomes == {"as R4": {4: R4, 5: R5, 6: R6}}
    assert made.options[0][1].startswith("Yes: 4 is R4 “ensure that all") and made.options[-1][0] == "no"
    assert set(Numbering.of(numbered(4), PLAN).becomes) == {"as R4", "as Y4"}
    assert Numbering.of(numbered(7, 8, 9), PLAN) is None and Numbering.of([], PLAN) is None


@pytest.mark.parametrize(
    "title", ["4. Social workers", "4 Social workers", "R4 Social workers", "Priority 4: Social workers"]
)
def test_numbers_of_a_file_are_offered_with_what_its_titles_say_of_them(title):
    rows = [row(numbering=4, titles=(title, "5. Health")), row(numbering=6, titles=("Workforce",))]
    label = Numbering.of(rows, PLAN).options[0][1]
    assert label == f"Yes: 4 “Social workers” is R4 “{shortened(AUDIT, 40)}”; 6 is R6 “{SHORT}”"


def test_plan_without_recommendations_asks_all_the_same():
    empty = Recommendations([])
    assert empty.find(row(text="R4")) is None
    assert [value for value, _label in empty.ask(row(theme="Health"), several_sheets=False).options] == [
        "each",
        "leave",
    ]
