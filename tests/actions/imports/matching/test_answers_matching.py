"""Questions about which recommendation or action a row is, and whose post leads: asked, and answered each way."""

import uuid
from datetime import date

import pytest

from actions.plan.verbs import withdraw_action
from jarplan.people.models import Organisation
from recommendations.models import Inspection, Recommendation
from tests.actions.imports.sheets import (
    AUDIT,
    LEAD,
    R4,
    R5,
    answered,
    matched,
    new_values,
    only,
    said,
    sentences,
)
from tests.plan import NOON, make_recommendation, proposed

NEAR = "Audit all the cases and reallocate them"


@pytest.fixture
def plan(plan):
    """The plan of one council and one trust."""
    Organisation.objects.filter(pk=plan.a.pk).update(kind="council")
    return plan


def sheet_row(rec=4, text=R4, ref=None, action="Meet monthly", lead=LEAD):
    return [rec, text, ref, action, lead, date(2009, 5, 1), None]


def asked(*rows, **options):
    [one] = matched(*rows, **options).questions()
    return one.point


def values_of(point):
    return [value for value, _label in point.options]


def test_every_recommendation_is_offered_those_in_doubt_first(plan):
    make_recommendation(1)
    point = asked(sheet_row(4, R5))
    assert (point.kind, values_of(point)) == ("recommendation", ["R5", "R4", "R1", "leave"])
    assert point.label("R5").startswith("It is R5: improve the take-up of health")
    assert point.label("leave") == "Leave this row out"


@pytest.mark.parametrize("reference", ["R4", "R5", "R1"])
def test_recommendation_that_was_answered_is_taken(plan, reference):
    make_recommendation(1)
    match = answered(sheet_row(4, R5), choice=reference)
    [one] = match.rows
    assert (one.result, one.recommendation.reference, one.reference) == ("new", reference, f"{reference}.1")
    assert match.questions() == [] and said(match)[0].startswith(f"You said: It is {reference}: ")


@pytest.mark.parametrize(
    "row",
    [
        sheet_row(4, R5),
        sheet_row(4, "something else entirely about finance"),
        sheet_row(None, R4.replace("qualified ", "")),
        sheet_row(9, None),
    ],
)
def test_every_question_of_a_recommendation_can_leave_the_row_out(plan, row):
    match = answered(row, choice="leave", kind="recommendation")
    [one] = match.rows
    assert (one.result, sentences(one.rejected)) == ("left out", ["Left out, as you chose."])
    assert one.rejected[0].cell and match.questions() == []


def test_recommendation_that_is_not_offered_is_not_taken(plan):
    match = answered(sheet_row(4, R5), choice="R99")
    assert (match.rows[0].result, match.rows[0].recommendation) == ("question", None)
    assert answered(sheet_row(4, R5), choice="yes").rows[0].result == "question"


def test_number_of_two_inspections_offers_both(plan):
    first = Recommendation.objects.get(reference="R4")
    other = Inspection.objects.get(pk=first.inspection_id)
    other.pk, other.uuid, other.reference, other.reference_prefix = None, uuid.uuid4(), "other-2009", "S"
    other.save(force_insert=True)
    Recommendation.objects.create(
        reference="S4", order=4, inspection=other, timeframe=first.timeframe, text=R5[8:], paragraph="1"
    )
    row = sheet_row(4, None)
    assert values_of(asked(row))[:2] == ["R4", "S4"]
    assert answered(row, choice="S4").rows[0].reference == "S4.1"


def test_reference_of_another_recommendation_is_answered_either_way(plan):
    row = sheet_row(4, R4, "5.1")
    point = asked(row)
    assert (point.kind, values_of(point)) == ("elsewhere", ["R4", "R5", "leave"])
    assert answered(row, choice="R4").rows[0].reference == "R4.1"
    one = answered(row, choice="R5").rows[0]
    assert (one.result, one.recommendation.reference, one.reference) == ("new", "R5", "R5.1")
    assert answered(row, choice="leave").rows[0].result == "left out"
    assert values_of(asked(sheet_row(4, R4, "77.1"))) == ["R4", "leave"]


def test_near_text_is_the_same_action_or_a_new_one(plan):
    action = proposed(plan, plan.post_a)
    row = sheet_row(action=NEAR)
    point = asked(row)
    assert (point.kind, values_of(point)) == ("near text", ["R4.1", "new", "leave"])
    assert point.label("R4.1") == "The same action: R4.1 changes"
    one = answered(row, choice="R4.1").rows[0]
    assert (one.result, one.action, one.reference) == ("changed", action, "R4.1")
    assert new_values(one)["text"] == NEAR
    one = answered(row, choice="new").rows[0]
    assert (one.result, one.action, one.reference) == ("new", None, "R4.2")
    assert answered(row, choice="leave").rows[0].result == "left out"


def test_answer_to_one_question_of_a_row_answers_no_other(plan):
    proposed(plan, plan.post_a)
    other = "Head of Nursing, Leicester City PCT"
    rows = [sheet_row(action="Meet monthly"), sheet_row(action=NEAR), sheet_row(action=NEAR, lead=other)]
    match = answered(*rows, choice="new", kind="repeat")
    assert [(one.point.kind, one.rows) for one in match.questions()] == [
        ("near text", (3,)),
        ("near text", (4,)),
    ]


def test_reference_of_one_action_with_the_text_of_another_is_either(plan):
    first = proposed(plan, plan.post_a)
    second = proposed(plan, plan.post_a, text="Recruit twelve social workers")
    row = sheet_row(ref="4.1", action=second.text)
    assert (asked(row).kind, values_of(asked(row))) == ("other text", ["R4.2", "R4.1", "leave"])
    one = answered(row, choice="R4.2").rows[0]
    assert (one.action, one.reference, "text" in new_values(one)) == (second, "R4.2", False)
    one = answered(row, choice="R4.1").rows[0]
    assert (one.action, new_values(one)["text"]) == (first, second.text)


def test_two_rows_cannot_both_be_one_action(plan):
    proposed(plan, plan.post_a)
    second = proposed(plan, plan.post_a, text="Recruit twelve social workers")
    rows = [sheet_row(ref="4.1", action=second.text), sheet_row(ref="4.2", action=second.text)]
    match = answered(*rows, choice="R4.2", kind="other text")
    assert [one.result for one in match.rows] == ["question", "changed"]
    assert "You chose R4.2, but row 3 is already that action." in match.questions()[0].point.sentence
    assert said(match) == []


def test_new_reference_with_the_text_of_an_action_is_the_same_or_new(plan):
    action = proposed(plan, plan.post_a)
    row = sheet_row(ref="4.7", action=AUDIT)
    point = asked(row)
    assert (point.kind, values_of(point)) == ("same text", ["R4.1", "new", "leave"])
    assert point.label("new") == "A new action, R4.7"
    one = answered(row, choice="R4.1").rows[0]
    assert (one.action, one.reference, one.result) == (action, "R4.1", "changed")
    one = answered(row, choice="new").rows[0]
    assert (one.action, one.reference, one.result) == (None, "R4.7", "new")


def test_action_that_was_withdrawn_comes_back_as_a_new_one_or_stays_out(plan):
    action = proposed(plan, plan.post_a)
    withdraw_action(by=plan.programme, now=NOON, action=action, version=action.version, reason="Not needed")
    row = sheet_row(action=AUDIT)
    assert (asked(row).kind, values_of(asked(row))) == ("left plan", ["new", "leave"])
    one = answered(row, choice="new").rows[0]
    assert (one.result, one.action, one.reference, one.returns) == ("new", None, "R4.2", False)
    assert answered(row, choice="leave").rows[0].result == "left out"


def test_lead_without_an_organisation_is_asked_with_those_of_the_plan(plan):
    row = sheet_row(lead="Head of Somewhere")
    point = asked(row)
    assert (point.kind, point.typed, point.proposed) == (
        "lead",
        "leads",
        "Head of Somewhere, Leicester City Council",
    )
    assert values_of(point) == ["yes", "of Leicester City PCT", "other", "leave"]


@pytest.mark.parametrize(
    "choice, text, lead",
    [
        ("yes", "", "Head of Somewhere, Leicester City Council"),
        # As it is answered for many posts at once.
        ("of Leicester City Council", "", "Head of Somewhere, Leicester City Council"),
        ("of Leicester City PCT", "", "Head of Somewhere, Leicester City PCT"),
        ("other", "Chief Nurse, UHL", "Chief Nurse, UHL"),
        ("other", "head of fieldwork services", LEAD),
        ("leave", "", None),
    ],
)
def test_lead_without_an_organisation_is_answered(plan, choice, text, lead):
    match = answered(sheet_row(lead="Head of Somewhere"), choice=choice, text=text)
    assert new_values(match.rows[0]).get("lead") == lead
    assert match.questions() == [] and len(said(match)) == 1


@pytest.mark.parametrize("text", ["", "Head of Nowhere", "Leicester City Council"])
def test_typed_lead_without_an_organisation_leaves_the_question(plan, text):
    match = answered(sheet_row(lead="Head of Somewhere"), choice="other", text=text)
    assert "post, organisation" in match.questions()[0].point.sentence
    assert "lead" not in new_values(match.rows[0])


def test_each_lead_of_a_cell_is_asked_by_itself_and_none_is_written_before_all_are_answered(plan):
    row = sheet_row(lead=f"Head of Somewhere; {LEAD}; Head of Elsewhere")
    first, second = [one.point for one in matched(row).each_question()]
    assert first.key != second.key and first.cell == second.cell
    match = matched(row, answers={first.key: {"choice": "yes"}})
    assert "lead" not in new_values(match.rows[0]) and len(match.questions()) == 1
    answers = {first.key: {"choice": "yes"}, second.key: {"choice": "leave"}}
    one = matched(row, answers=answers).rows[0]
    assert new_values(one)["lead"] == f"Head of Somewhere, Leicester City Council; {LEAD}"


def test_same_doubt_of_several_rows_is_asked_once_and_answered_for_all(plan):
    rows = [
        sheet_row(4, R5, action="Meet weekly"),
        sheet_row(4, R5, lead="Head of Somewhere"),
        sheet_row(5, R4),
        sheet_row(lead="head of somewhere", action="Write to every carer"),
    ]
    match = matched(*rows)
    assert [(one.point.kind, one.rows) for one in match.questions()] == [
        ("recommendation", (2, 3)),
        ("lead", (3, 5)),
        ("recommendation", (4,)),
    ]
    first, lead, _third = [one.point.key for one in match.questions()]
    match = matched(*rows, answers={first: {"choice": "R5"}, lead: {"choice": "leave"}})
    assert [one.recommendation and one.recommendation.reference for one in match.rows] == [
        "R5",
        "R5",
        None,
        "R4",
    ]
    assert [one.rows for one in match.answered()] == [(2, 3), (3, 5)]


def test_numbers_that_start_again_under_each_recommendation_are_no_repeats(plan):
    rows = [sheet_row(4, R4, "1"), sheet_row(4, R4, "2", "Meet weekly"), sheet_row(5, R5, "1")]
    match = matched(*rows)
    assert [(one.result, one.reference) for one in match.rows] == [
        ("new", "R4.1"),
        ("new", "R4.2"),
        ("new", "R5.1"),
    ]
    match = matched(*rows, sheet_row(5, R5, "1", "Meet yearly"))
    assert [one.reference for one in match.rows] == ["R4.1", "R4.2", "R5.1", "R5.2"]


def test_questions_stand_in_the_order_of_the_file_and_rejected_rows_ask_nothing(plan):
    rows = [
        sheet_row(action="x" * 4001, lead="Head of Somewhere"),
        sheet_row(lead="Head of Somewhere"),
        sheet_row(4, R5),
    ]
    match = matched(*rows)
    assert [(one.point.kind, one.rows) for one in match.questions()] == [
        ("lead", (3,)),
        ("recommendation", (4,)),
    ]
    assert match.rows[0].result == "rejected"


def test_keys_are_the_same_when_the_plan_has_changed(plan):
    row = sheet_row(4, R5, lead="Head of Somewhere")
    before = {one.point.key for one in matched(row).questions()}
    make_recommendation(1)
    proposed(plan, plan.post_a)
    assert {one.point.key for one in matched(row).questions()} == before and len(before) == 2


def test_open_question_of_the_row_keeps_all_of_it_out(plan):
    proposed(plan, plan.post_a)
    one = only(*sheet_row(action=NEAR))
    assert (one.result, one.changes) == ("question", [])
