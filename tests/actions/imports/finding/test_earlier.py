"""A file that comes again: rows without references find their actions, and edits made in the plan stay."""

from dataclasses import replace
from datetime import date

import pytest

from actions.imports.drafts.preview import rows_as_json
from actions.imports.finding.earlier import EarlierRow, rows_read
from actions.models import Action
from actions.plan.content import Content, Criterion, content_of
from actions.plan.verbs import add_action, withdraw_action
from actions.rules.dates import PlanDate
from jarplan.people.models import Organisation
from recommendations.models import Recommendation
from tests.actions.imports.sheets import AUDIT, LEAD, R4, R5, answered, matched, new_values, said, sentences
from tests.changes import edit_action
from tests.plan import NOON, agreed

MEET = "Meet every carer once a month"
WRITE = "Write a protocol with the schools of the city"
POLICY = "Adopt one policy of recruitment for all partners"
DUE = date(2009, 5, 1)


def row(text, rec=4, lead=LEAD, due=DUE, criteria=None):
    return [rec, R4 if rec == 4 else R5, None, text, lead, due, criteria]


ROWS = [row(AUDIT), row(MEET), row(WRITE, 5), row(POLICY, 5)]


@pytest.fixture
def plan(plan):
    Organisation.objects.filter(pk=plan.a.pk).update(kind="council")
    return plan


def brought(plan, *rows, **options):
    """The plan has an action for each row; the EarlierRows of the import that brought them."""
    for rec, _text, _ref, text, _lead, due, criteria in rows:
        dated = due if isinstance(due, date) else DUE
        content = Content(
            text=text,
            leads=(plan.post_a,),
            due=PlanDate.on(dated),
            criteria=tuple(Criterion(one) for one in (criteria or "").split("; ") if one),
        )
        recommendation = Recommendation.objects.get(reference=f"R{rec}")
        add_action(by=plan.programme, now=NOON, recommendation=recommendation, content=content)
    return as_imported(*rows, **options)


def as_imported(*rows, **options):
    match = matched(*rows, **options)
    return rows_read(rows_as_json(match))


def edited(plan, reference, **parts):
    """Somebody edits an action in the plan."""
    action = Action.objects.get(reference=reference)
    content = replace(content_of(action), **parts)
    edit_action(by=plan.programme, now=NOON, action=action, version=action.version, content=content)


def results(match):
    return [(one.result, one.reference) for one in match.rows]


SAME = [("unchanged", "R4.1"), ("unchanged", "R4.2"), ("unchanged", "R5.1"), ("unchanged", "R5.2")]


def test_same_file_again_is_unchanged(plan):
    earlier = brought(plan, *ROWS)
    assert [one.row for one in earlier] == [2, 3, 4, 5]
    match = matched(*ROWS, earlier=earlier)
    assert results(match) == SAME and match.questions() == []


def test_same_file_after_edits_in_the_plan_changes_nothing_and_says_so(plan):
    earlier = brought(plan, *ROWS)
    edited(plan, "R4.1", text="Audit a tenth of all cases and say what was found")
    edited(plan, "R5.1", due=PlanDate.on(date(2009, 9, 30)))
    edited(plan, "R5.2", leads=(plan.post_b,))
    match = matched(*ROWS, earlier=earlier)
    assert results(match) == SAME and match.questions() == []
    assert sentences(match.rows[0].warnings) == [
        "This has not changed since the file was last imported; the plan has been changed since, and "
        "“Audit a tenth of "
        "all cases and say what was found” stays."
    ]
    assert "“30 September 2009” stays." in sentences(match.rows[2].warnings)[0]
    assert match.rows[2].warnings[0].cell == "F4"
    assert "“Director of Public Health, Leicester City PCT” stays." in sentences(match.rows[3].warnings)[0]
    assert match.rows[1].warnings == []


def test_same_file_without_its_lineage_would_take_the_edits_back(plan):
    """What the lineage is for: without it the edited text is not found, and the date goes back."""
    brought(plan, *ROWS)
    edited(plan, "R4.1", text="Something wholly different now")
    edited(plan, "R5.1", due=PlanDate.on(date(2009, 9, 30)))
    match = matched(*ROWS)
    assert (match.rows[0].result, match.rows[2].result) == ("new", "changed")


def test_cell_that_changed_is_written_though_the_plan_was_edited(plan):
    earlier = brought(plan, *ROWS)
    edited(plan, "R5.1", due=PlanDate.on(date(2009, 9, 30)))
    rows = [*ROWS[:2], row(WRITE, 5, due=date(2009, 12, 1)), ROWS[3]]
    match = matched(*rows, earlier=earlier)
    assert new_values(match.rows[2]) == {"due": "1 December 2009"}
    assert [one.result for one in match.rows] == ["unchanged", "unchanged", "changed", "unchanged"]


def test_value_that_was_taken_out_of_the_plan_stays_out(plan):
    rows = [row(AUDIT, criteria="All are allocated")]
    earlier = brought(plan, *rows)
    edited(plan, "R4.1", criteria=())
    match = matched(*rows, earlier=earlier)
    assert results(match) == [("unchanged", "R4.1")]
    assert "and the field stays empty." in sentences(match.rows[0].warnings)[0]


def test_row_edited_in_the_sheet_is_the_same_action(plan):
    earlier = brought(plan, *ROWS)
    text = "Meet every foster carer once a month"
    match = matched(ROWS[0], row(text), *ROWS[2:], earlier=earlier)
    assert results(match) == [SAME[0], ("changed", "R4.2"), *SAME[2:]]
    assert new_values(match.rows[1]) == {"text": text}


def test_row_near_what_the_plan_says_now_is_the_same_action(plan):
    earlier = brought(plan, *ROWS)
    edited(plan, "R4.2", text="Meet all parents of the city in their own homes every single week")
    text = "Meet all parents of the city in their own homes every week"
    match = matched(ROWS[0], row(text), *ROWS[2:], earlier=earlier)
    assert results(match)[1] == ("changed", "R4.2")


def test_row_inserted_at_the_top_moves_no_action(plan):
    earlier = brought(plan, *ROWS)
    match = matched(row("Hold an open day in the town hall"), *ROWS, earlier=earlier)
    assert results(match) == [("new", "R4.3"), *SAME] and match.questions() == []


def test_row_inserted_that_is_like_the_one_it_pushed_down_is_new_or_asked_but_never_that(plan):
    earlier = brought(plan, *ROWS)
    match = matched(row("Audit all old cases and reallocate them"), *ROWS, earlier=earlier)
    assert results(match) == [("new", "R4.3"), *SAME]


def test_row_taken_out_at_the_top_moves_no_action(plan):
    earlier = brought(plan, *ROWS)
    match = matched(*ROWS[1:], earlier=earlier)
    assert results(match) == SAME[1:] and match.not_in_file == ["R4.1"]


def test_rows_swapped_keep_their_actions(plan):
    earlier = brought(plan, *ROWS)
    match = matched(ROWS[3], ROWS[1], ROWS[0], ROWS[2], earlier=earlier)
    assert results(match) == [SAME[3], SAME[1], SAME[0], SAME[2]]


def test_equal_texts_under_different_recommendations_are_told_apart(plan):
    rows = [row(MEET), row(MEET, 5)]
    earlier = brought(plan, *rows)
    same = [("unchanged", "R4.1"), ("unchanged", "R5.1")]
    assert results(matched(*rows, earlier=earlier)) == same
    assert results(matched(*reversed(rows), earlier=earlier)) == same[::-1]
    edited(plan, "R4.1", text="Something wholly different now")
    assert results(matched(*rows, earlier=earlier)) == same
    assert results(matched(*reversed(rows), earlier=earlier)) == same[::-1]


def test_equal_texts_that_were_imported_as_two_actions_are_not_asked_again(plan):
    rows = [row(MEET), [*row(MEET)[:-1], "All met"]]
    brought(plan, *rows)
    key = matched(*rows).questions()[0].point.key
    earlier = as_imported(*rows, answers={key: {"choice": "new"}})
    assert results(matched(*rows, earlier=earlier)) == [("unchanged", "R4.1"), ("unchanged", "R4.2")]
    match = matched(*rows, row(MEET), earlier=earlier)
    assert results(match)[:2] == [("unchanged", "R4.1"), ("unchanged", "R4.2")]
    assert match.rows[2].result == "left out"


def test_row_under_another_recommendation_is_asked(plan):
    earlier = brought(plan, *ROWS)
    rows = [row(AUDIT, 5), *ROWS[1:]]
    match = matched(*rows, earlier=earlier)
    [question] = match.questions()
    assert question.point.kind == "earlier" and question.rows == (2,)
    assert "this was R4.1, under R4; now it is under R5." in question.point.sentence
    assert [value for value, _label in question.point.options] == ["R4.1", "new", "leave"]
    one = answered(*rows, earlier=earlier, choice="R4.1").rows[0]
    assert (one.result, one.reference, one.recommendation.reference) == ("unchanged", "R4.1", "R4")
    assert "R4.1 stays under R4." in sentences(one.warnings)
    one = answered(*rows, earlier=earlier, choice="new").rows[0]
    assert (one.result, one.reference, one.action) == ("new", "R5.3", None)
    assert answered(*rows, earlier=earlier, choice="leave").rows[0].result == "left out"


def test_row_that_says_another_thing_in_its_place_is_asked(plan):
    earlier = brought(plan, *ROWS)
    rows = [row("Hold an open day in the town hall"), *ROWS[1:]]
    match = matched(*rows, earlier=earlier)
    [question] = match.questions()
    assert (question.point.kind, question.point.proposed) == ("earlier", "R4.1")
    assert f"this row was R4.1: “{AUDIT}” Is it still the same action?" in question.point.sentence
    one = answered(*rows, earlier=earlier, choice="R4.1").rows[0]
    assert (one.result, new_values(one)) == ("changed", {"text": "Hold an open day in the town hall"})
    match = answered(*rows, earlier=earlier, choice="new")
    assert results(match) == [("new", "R4.3"), *SAME[1:]] and match.not_in_file == ["R4.1"]


def test_open_field_that_was_answered_then_is_not_asked_again(plan):
    rows = [row(AUDIT, due="mid-May 2009"), row(MEET, lead="Head of Somewhere", due="mid-June 2009")]
    brought(plan, *rows)
    first = matched(*rows)
    answers = {one.point.key: {"choice": "yes"} for one in first.each_question() if one.rows == (2,)}
    earlier = as_imported(*rows, answers=answers)
    match = matched(*rows, earlier=earlier)
    assert [(one.point.field, one.rows) for one in match.each_question()] == [("due", (3,)), ("lead", (3,))]
    assert match.rows[0].result == "unchanged"
    assert "was answered then. The plan does not change." in sentences(match.rows[0].warnings)[0]
    rows[0] = row(AUDIT, due="mid-July 2009")
    assert ("due", (2,)) in [
        (one.point.field, one.rows) for one in matched(*rows, earlier=earlier).each_question()
    ]


def test_field_that_was_left_out_then_is_asked_again(plan):
    rows = [row(AUDIT, due="mid-May 2009")]
    brought(plan, *rows)
    key = matched(*rows).questions()[0].point.key
    earlier = as_imported(*rows, answers={key: {"choice": "leave"}})
    assert [one.point.field for one in matched(*rows, earlier=earlier).questions()] == ["due"]


def test_answer_does_not_take_back_an_edit_where_the_cell_is_the_same(plan):
    rows = [row(AUDIT, due="mid-May 2009")]
    brought(plan, *rows)
    key = matched(*rows).questions()[0].point.key
    answers = {key: {"choice": "yes"}}
    earlier = as_imported(*rows, answers=answers)
    edited(plan, "R4.1", due=PlanDate.on(date(2010, 1, 1)))
    match = matched(*rows, answers=answers, earlier=earlier)
    assert results(match) == [("unchanged", "R4.1")] and len(said(match)) == 1


def test_as_above_that_means_another_now_is_a_change(plan):
    rows = [row(AUDIT), row(MEET, due="as above")]
    earlier = brought(plan, *rows)
    rows[0] = row(AUDIT, due=date(2009, 6, 1))
    match = matched(*rows, earlier=earlier)
    assert [new_values(one) for one in match.rows] == [{"due": "1 June 2009"}] * 2


def test_later_date_that_was_asked_for_then_is_not_asked_for_again(plan):
    agreed(plan, plan.post_a)
    rows = [row(AUDIT, due=date(2008, 9, 30))]
    earlier = as_imported(*rows)
    assert len(matched(*rows).rows[0].changes) == 1
    match = matched(*rows, earlier=earlier)
    assert results(match) == [("unchanged", "R4.1")]
    assert (
        "no extension is requested again, and “18 July 2008” stays." in sentences(match.rows[0].warnings)[0]
    )


def test_action_that_was_withdrawn_since_is_asked_though_its_text_was_edited(plan):
    earlier = brought(plan, *ROWS)
    edited(plan, "R4.1", text="Something wholly different now")
    action = Action.objects.get(reference="R4.1")
    withdraw_action(by=plan.programme, now=NOON, action=action, version=action.version, reason="Not needed")
    match = matched(*ROWS, earlier=earlier)
    assert [one.point.kind for one in match.questions()] == ["left plan"]


def test_newest_import_counts_and_rows_of_unknown_actions_do_not(plan):
    earlier = brought(plan, *ROWS)
    older = [EarlierRow(one.sheet, one.row, one.action, one.said | {"due": "x"}, one.text) for one in earlier]
    unknown = [EarlierRow("Sheet", 2, "00000000-0000-0000-0000-000000000000", {}, AUDIT)]
    edited(plan, "R4.1", due=PlanDate.on(date(2009, 9, 30)))
    assert matched(*ROWS, earlier=[*unknown, *earlier, *older]).rows[0].result == "unchanged"
    assert matched(*ROWS, earlier=[*unknown, *older, *earlier]).rows[0].result == "changed"


def test_cell_is_what_the_newest_import_read_there(plan):
    newest = brought(plan, row(AUDIT), row(MEET))
    older = [replace(newest[0], row=3), replace(newest[1], row=2)]
    match = matched(row("Hold an open day"), earlier=[*newest, *older])
    assert match.questions()[0].point.proposed == "R4.1"
    match = matched(row("Hold an open day"), earlier=[*older, *newest])
    assert match.questions()[0].point.proposed == "R4.2"


def test_lead_whose_agency_changed_in_the_sheet_is_a_change(plan):
    headings = ["Rec no", "Action", "Lead officer", "Lead agency"]
    brought(plan, row(AUDIT))
    rows = [[4, AUDIT, "Head of Fieldwork Services", "Leicester City Council"]]
    earlier = as_imported(*rows, headings=headings)
    assert matched(*rows, headings=headings, earlier=earlier).rows[0].result == "unchanged"
    rows[0][3] = "Leicester City PCT"
    one = matched(*rows, headings=headings, earlier=earlier).rows[0]
    assert new_values(one) == {"lead": "Head of Fieldwork Services, Leicester City PCT"}


def test_only_sheet_may_have_another_name(plan):
    preview = [{"sheet": "June", "row": 2, "result": "new", "action": "a", "said": {}, "text": AUDIT}]
    assert [one.sheet for one in rows_read(preview, {"July"})] == ["July"]
    assert [one.sheet for one in rows_read(preview, {"July", "August"})] == ["June"]
    other = preview[0] | {"sheet": "May"}
    assert [one.sheet for one in rows_read([*preview, other], {"July"})] == ["June", "May"]


def test_rejected_and_asked_rows_are_no_lineage(plan):
    near = row("Meet every foster carer once a month")
    brought(plan, row(AUDIT), row(MEET))
    preview = rows_as_json(matched(row(AUDIT), row("x" * 4001), near))
    assert [one["result"] for one in preview] == ["unchanged", "rejected", "question"]
    assert preview[2]["action"], "the action that is asked about"
    [only] = rows_read(preview)
    assert (only.row, only.said["text"], only.text) == (2, AUDIT, AUDIT)
