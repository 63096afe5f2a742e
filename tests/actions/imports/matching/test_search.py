"""A file's own numbers and the plan's references: no action is changed unasked by a text that has nothing of its."""

import pytest

from actions.imports.drafts.preview import rows_as_json
from actions.imports.finding.earlier import rows_read
from actions.plan.content import Content
from actions.plan.verbs import add_action, withdraw_action
from actions.rules.dates import PlanDate
from recommendations.models import Recommendation
from tests.actions.imports.sheets import AUDIT, LEAD, R4, matched, sentences
from tests.plan import NOON

HEADINGS = ["Rec no", "Recommendation", "Ref", "Action", "Lead", "By when"]
OTHERS = ("Fill twelve posts", "Open a clinic", "Publish waiting times", "Survey families", "Train the team")


def brought(plan, text):
    recommendation = Recommendation.objects.get(reference="R4")
    due = PlanDate.on(NOON.date())
    content = Content(text=text, leads=(plan.post_a,), due=due)
    return add_action(by=plan.programme, now=NOON, recommendation=recommendation, content=content)


def row(reference, text):
    return [4, R4, reference, text, LEAD, "May 2009"]


def results(match):
    return [(one.result, one.reference) for one in match.rows]


def answers_to(match, choice):
    return {one.point.key: {"choice": choice} for one in match.each_question()}


@pytest.mark.parametrize("written", ["4.1", "4/1", "Action 4.1", "ref 4.1", "JAR4.1"])
def test_own_number_before_another_text_is_asked_and_may_be_a_new_action(plan, written):
    brought(plan, AUDIT)
    rows = [row(written, OTHERS[0])]
    match = matched(*rows, headings=HEADINGS)
    assert [one.result for one in match.rows] == ["question"]
    assert match.not_in_file == []  # it may be that one
    new = matched(*rows, headings=HEADINGS, answers=answers_to(match, "new"))
    assert results(new) == [("new", "R4.2")] and new.not_in_file == ["R4.1"]
    same = matched(*rows, headings=HEADINGS, answers=answers_to(match, "R4.1"))
    assert results(same) == [("changed", "R4.1")]
    left = matched(*rows, headings=HEADINGS, answers=answers_to(match, "leave"))
    assert [one.result for one in left.rows] == ["left out"]


@pytest.mark.parametrize(
    ("written", "text"), [("R4.1", OTHERS[0]), ("4.1", "Audit the cases"), ("4.1", AUDIT)]
)
def test_plans_own_reference_or_a_text_with_its_words_is_the_action(plan, written, text):
    brought(plan, AUDIT)
    match = matched(row(written, text), headings=HEADINGS)
    assert match.rows[0].action.reference == "R4.1" and match.questions() == []


def test_many_own_numbers_are_one_question(plan):
    for number in range(5):
        brought(plan, f"Audit {'abcde'[number] * 5}")
    rows = [row(f"4.{at}", text) for at, text in enumerate(OTHERS, start=1)]
    match = matched(*rows, headings=HEADINGS)
    [one] = match.questions()
    assert one.point.options == (
        ("same", "All 5: each the same action: R4.1; R4.2; R4.3 and 2 more"),
        ("new", "All 5: A new action, with the next free reference"),
        ("leave", "All 5: leave this row out"),
        ("each", "Ask me about each one"),
    )
    same = matched(*rows, headings=HEADINGS, answers=answers_to(match, "same"))
    assert results(same) == [("changed", f"R4.{at}") for at in range(1, 6)]
    [told] = same.answered()
    assert (told.answer.choice, len(told.members)) == ("same", 5)
    new = matched(*rows, headings=HEADINGS, answers=answers_to(match, "new"))
    assert [reference for _result, reference in results(new)] == [f"R4.{at}" for at in range(6, 11)]


@pytest.fixture
def again(plan):
    """The plan has R4.1 by itself, and R4.2 by a file that numbers it 4.1; the EarlierRows of that file."""
    brought(plan, AUDIT)
    rows = [row("4.1", OTHERS[0])]
    match = matched(*rows, headings=HEADINGS)
    read = rows_as_json(matched(*rows, headings=HEADINGS, answers=answers_to(match, "new")))
    made = brought(plan, OTHERS[0])
    return rows_read([one | {"action": str(made.uuid), "result": "new"} for one in read])


@pytest.mark.parametrize(
    "text", [OTHERS[0], "Fill thirteen posts", "Something else wholly", "Audit the posts"]
)
def test_answer_holds_at_the_next_import_of_the_file(plan, again, text):
    match = matched(
        [4, R4, None, "One more above", LEAD, "May 2009"], row("4.1", text), headings=HEADINGS, earlier=again
    )
    assert match.rows[1].action.reference == "R4.2" and match.rows[1].questions == []


def test_number_of_another_action_of_the_file_is_asked_whatever_its_text(plan, again):
    """R4.2 is what this file calls 4.1; its new 4.2 is another."""
    match = matched(row("4.2", "Fill eleven posts of nurses"), headings=HEADINGS, earlier=again)
    assert "numbered 4.2, but R4.2 is “Fill twelve posts”" in sentences(match.rows[0].questions)[0]


def test_own_number_of_an_action_that_left_is_no_rejection(plan):
    action = brought(plan, AUDIT)
    withdraw_action(
        by=plan.programme, now=NOON, action=action, version=action.version, reason="Done otherwise"
    )
    match = matched(row("4.1", OTHERS[0]), headings=HEADINGS)
    assert [one.result for one in match.rows] == ["question"]
    new = matched(row("4.1", OTHERS[0]), headings=HEADINGS, answers=answers_to(match, "new"))
    assert results(new) == [("new", "R4.2")]
