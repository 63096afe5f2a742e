"""Holding a workbook against the plan: which recommendation, which action, what differs, what is asked or told."""

import uuid
from datetime import date

from actions.duedates.verbs import ask_for_date
from actions.life.verbs import pause_action
from actions.models import Action
from actions.plan.content import Criterion
from actions.plan.verbs import withdraw_action
from actions.rules.dates import PlanDate
from recommendations.models import Inspection, Recommendation
from tests.actions.imports.sheets import AUDIT, LEAD, R4, R5, matched, only, sentences
from tests.plan import NOON, agreed, delivered, proposed, signed_off


def test_number_and_text_that_agree_find_the_recommendation(plan):
    for number, text in (
        (4, R4),
        (4, None),
        (4, R4.upper() + "."),
        (None, f" {R4.upper()}"),
        ("R4", R4),
        ("Rec 4", R4[:50]),
    ):
        one = only(number, text, None, "Meet monthly", LEAD, "May 2009", None)
        assert (one.result, one.recommendation.reference) == ("new", "R4"), (number, text)


def test_number_and_text_that_disagree_are_asked_and_the_text_is_proposed(plan):
    one = only(4, R5, None, "Meet monthly", LEAD, "May 2009", None)
    assert (one.result, one.recommendation, one.reference) == ("question", None, "")
    [point] = one.questions
    assert point.sentence == "The number is R4, but the text is that of R5. Which one is right?"
    assert (point.proposed, point.cell, point.raw) == ("R5", "A2", "4")


def test_number_with_a_text_of_no_recommendation_is_asked(plan):
    one = only(4, "something else entirely about finance", None, "Meet monthly", LEAD, "May 2009", None)
    assert one.result == "question"
    assert "but the text is not its own. Is R4 right?" in one.questions[0].sentence


def test_near_text_without_a_number_is_asked(plan):
    one = only(None, R4.replace("qualified ", ""), None, "Meet monthly", LEAD, "May 2009", None)
    assert (one.result, one.questions[0].proposed) == ("question", "R4")


def test_recommendation_that_the_plan_has_not_is_asked_with_its_cell(plan):
    one = only(17, None, None, "Meet monthly", LEAD, "May 2009", None)
    assert (one.result, one.recommendation) == ("question", None)
    [point] = one.questions
    assert point.sentence == "There is no recommendation 17 in the plan. Which one do these rows answer?"
    assert (point.cell, point.row, point.raw) == ("A2", 2, "17")
    one = only(None, "cut the grass in every park of the city twice", None, "Mow", LEAD, "May 2009", None)
    assert one.questions[0].sentence.startswith("No recommendation has the text “cut the grass")


def test_row_that_names_no_recommendation_is_asked(plan):
    one = only("Meet monthly", LEAD, "May 2009", headings=["Action", "Lead", "By when"])
    [sentence] = sentences(one.questions)
    assert sentence == "“Meet monthly” does not say which recommendation it answers. Which one is it?"


def test_recommendation_is_told_by_a_reference_with_its_letters_and_else_asked(plan):
    headings = ["Ref", "Action", "Lead", "By when"]
    one = only("R5.2", "Meet monthly", LEAD, "May 2009", headings=headings)
    assert (one.recommendation.reference, one.reference) == ("R5", "R5.2")
    one = only("5.2", "Meet monthly", LEAD, "May 2009", headings=headings)
    [point] = one.questions
    assert (one.recommendation, point.kind) == (None, "numbers")
    assert point.options[0][1].startswith("Yes: 5 is R5 “")


def test_reference_of_another_recommendation_is_asked(plan):
    one = only(4, R4, "5.1", "Meet monthly", LEAD, "May 2009", None)
    assert one.result == "question"
    assert "The reference 5.1 is one of recommendation 5" in one.questions[0].sentence


def test_action_is_found_by_its_reference_and_what_differs_is_named(plan):
    action = proposed(plan, plan.post_a)
    one = only(4, R4, "4.1", AUDIT, LEAD, date(2008, 8, 1), "100% allocated; audited monthly")
    assert (one.result, one.action) == ("changed", action)
    assert [(change.field, change.old, change.new, change.cell) for change in one.changes] == [
        ("due", "18 July 2008", "1 August 2008", "F2"),
        ("criteria", "100% allocated", "100% allocated; audited monthly", "G2"),
    ]


def test_the_same_again_is_unchanged_and_an_empty_cell_changes_nothing(plan):
    proposed(plan, plan.post_a)
    for reference in ("4.1", "R4.1", None):
        one = only(4, R4, reference, AUDIT, LEAD, date(2008, 7, 18), "100% allocated")
        assert (one.result, one.reference, one.changes) == ("unchanged", "R4.1", [])
    one = only(4, R4, "4.1", AUDIT, None, None, None)
    assert (one.result, one.changes) == ("unchanged", [])


def test_equal_text_under_the_same_recommendation_is_the_same_action(plan):
    action = proposed(plan, plan.post_a)
    assert only(4, R4, None, AUDIT.upper(), LEAD, None, None).action == action
    other = only(5, R5, None, AUDIT, LEAD, None, None)
    assert (other.action, other.result, other.reference) == (None, "new", "R5.1")


def test_near_text_is_asked_and_nothing_is_taken_for_granted(plan):
    proposed(plan, plan.post_a)
    one = only(4, R4, None, "Audit all the cases and reallocate them", LEAD, None, None)
    assert (one.result, one.changes) == ("question", [])
    assert one.questions[0].sentence == f"This is similar to R4.1: “{AUDIT}” Is it the same action?"
    assert (one.questions[0].proposed, one.questions[0].cell) == ("R4.1", "D2")


def test_reference_of_one_action_with_the_text_of_another_is_asked(plan):
    proposed(plan, plan.post_a)
    proposed(plan, plan.post_a, text="Recruit twelve social workers")
    one = only(4, R4, "4.1", "Recruit twelve social workers", LEAD, None, None)
    assert (one.result, one.questions[0].proposed) == ("question", "R4.2")


def test_new_reference_with_the_text_of_an_action_is_asked(plan):
    proposed(plan, plan.post_a)
    one = only(4, R4, "4.7", AUDIT, LEAD, None, None)
    assert (one.result, one.questions[0].proposed) == ("question", "R4.1")
    rows = matched([4, R4, "4.7", AUDIT, LEAD, None, None], [4, R4, "4.1", AUDIT, LEAD, None, None]).rows
    assert rows[0].action is None and rows[1].result == "unchanged"


def test_new_actions_take_references_that_were_never_used(plan):
    action = proposed(plan, plan.post_a)
    withdraw_action(by=plan.programme, now=NOON, action=action, version=action.version, reason="Not needed")
    rows = [
        [4, R4, None, "Recruit twelve social workers", LEAD, None, None],
        [4, R4, "4.5", "Write to every carer", LEAD, None, None],
        [4, R4, None, "Meet the unions about pay", LEAD, None, None],
        [5, R5, None, "Hold clinics in the homes", LEAD, None, None],
    ]
    assert [one.reference for one in matched(*rows).rows] == ["R4.6", "R4.5", "R4.7", "R5.1"]
    found = matched(rows[0])
    assert found.rows[0].reference == "R4.2"
    assert "Rows without a reference get new references: R4.2." in sentences(found.warnings)


def test_reference_of_a_withdrawn_action_is_rejected_and_its_text_is_asked(plan):
    action = proposed(plan, plan.post_a)
    withdraw_action(by=plan.programme, now=NOON, action=action, version=action.version, reason="Not needed")
    one = only(4, R4, "R4.1", "Another thing", LEAD, None, None)
    assert sentences(one.rejected) == [
        "R4.1 has left the plan (withdrawn), and its reference is never used again."
    ]
    one = only(4, R4, None, AUDIT, LEAD, None, None)
    assert "This action left the plan as R4.1 (withdrawn)." in one.questions[0].sentence


def test_reference_used_twice_keeps_its_first_bearer_and_the_second_is_asked(plan):
    rows = matched(
        [4, R4, "4.1", "Meet monthly", LEAD, None, None],
        [4, R4, "R4.1", "Write to every carer", LEAD, None, None],
        [4, R4, "4.2", "Hold clinics", LEAD, None, None],
    ).rows
    assert [one.result for one in rows] == ["new", "question", "new"]
    [point] = rows[1].questions
    assert (point.sentence, point.cell) == (
        "The reference R4.1 is also in row 2. Is this a different action?",
        "C3",
    )


def test_another_date_of_an_agreed_action_is_a_request(plan):
    agreed(plan, plan.post_a)
    one = only(4, R4, "4.1", AUDIT, LEAD, date(2008, 9, 30), None)
    assert [(change.field, change.later_date) for change in one.changes] == [("due", True)]
    assert sentences(one.warnings) == [
        "R4.1 is agreed, so its due date, 18 July 2008, does not change. 30 September 2008 can be "
        "requested as an extension."
    ]
    assert one.warnings[0].cell == "F2"


def test_date_that_cannot_be_asked_for_stays_and_is_told(plan):
    action = agreed(plan, plan.post_a)
    ask_for_date(
        by=plan.officer_a,
        now=NOON,
        action=action,
        to=PlanDate.on(date(2008, 12, 1)),
        category="people",
        reason="Posts are vacant",
    )
    one = only(4, R4, "4.1", AUDIT, LEAD, date(2008, 9, 30), None)
    assert (one.result, one.changes) == ("unchanged", [])
    assert "is already waiting for a decision" in one.warnings[0].sentence


def test_date_of_a_delivered_action_stays(plan):
    delivered(plan, plan.post_a)
    one = only(4, R4, "4.1", AUDIT, LEAD, date(2008, 9, 30), None)
    assert (one.result, one.changes) == ("unchanged", [])
    assert "can no longer be changed" in one.warnings[0].sentence


def test_row_that_would_change_a_paused_action_is_rejected(plan):
    action = agreed(plan, plan.post_a)
    pause_action(by=plan.programme, now=NOON, action=action, version=action.version, reason="No money")
    for row in (
        [4, R4, "4.1", "Audit everything twice", LEAD, None, None],
        [4, R4, "4.1", AUDIT, LEAD, date(2008, 9, 30), None],
    ):
        one = only(*row)
        assert (one.result, one.changes) == ("rejected", [])
        assert sentences(one.rejected) == [
            "R4.1 is paused, so nothing is done on it. The programme office can resume it."
        ]
    assert only(4, R4, "4.1", AUDIT, LEAD, None, None).result == "unchanged"


def test_row_that_would_lapse_a_sign_off_says_so(plan):
    action = signed_off(plan)
    reworded = f"{action.text}."
    row = [action.recommendation.order, None, action.reference, reworded, LEAD, None, None]
    one = only(*row)
    assert one.result == "changed"
    assert sentences(one.warnings) == ["R4.1 was signed off. A change of its text ends the sign-off."]
    assert only(*row[:3], AUDIT, LEAD, None, None).warnings == []


def test_row_of_an_action_that_nobody_signed_lapses_nothing(plan):
    action = delivered(plan, plan.post_a)
    assert only(4, R4, action.reference, f"{action.text}.", LEAD, None, None).warnings == []


def test_what_the_file_does_not_name_is_listed_and_stays(plan):
    proposed(plan, plan.post_a)
    proposed(plan, plan.post_a, text="Recruit twelve social workers")
    found = matched([4, R4, "4.1", AUDIT, LEAD, None, None])
    assert (found.not_in_file, found.without_action) == (["R4.2"], ["R5"])
    assert sentences(found.warnings) == [
        "Recommendations without an action: R5.",
        "In the plan but not in the file, and not changed: R4.2.",
    ]


def test_lead_without_an_organisation_is_asked_and_not_written(plan):
    one = only(4, R4, "4.1", "Meet monthly", "Head of Somewhere", None, None)
    assert (one.result, one.posts) == ("new", ())
    assert "“Head of Somewhere” has no organisation." in one.questions[0].sentence
    assert "lead" not in [change.field for change in one.changes]
    known = only(4, R4, "4.1", "Meet monthly", "head of fieldwork services", None, None)
    assert known.posts == (("Head of Fieldwork Services", "Leicester City Council"),)


def test_new_organisations_and_posts_are_listed_once(plan):
    found = matched(
        [4, R4, "4.1", "Meet monthly", "Chief Executive, Connexions Leicester Shire", None, None],
        [4, R4, "4.2", "Meet weekly", "Chief executive, Connexions Leicester Shire; " + LEAD, None, None],
    )
    assert found.organisations == ["Connexions Leicester Shire"]
    assert found.posts == [("Chief Executive", "Connexions Leicester Shire")]


def test_field_with_an_open_question_is_not_written(plan):
    proposed(plan, plan.post_a)
    one = only(4, R4, "4.1", AUDIT, LEAD, "mid-October 2008", None)
    assert (one.result, one.changes, one.asked) == ("unchanged", [], {"due"})


def test_dates_in_the_wrong_order_and_texts_too_long_are_rejected(plan):
    headings = ["Rec no", "Action ref", "Action", "Lead", "Start date", "Due date"]
    one = only(4, "4.1", "Meet", LEAD, date(2008, 9, 1), date(2008, 8, 1), headings=headings)
    assert sentences(one.rejected) == [
        "The action would be due on 1 August 2008, before it starts on 1 September 2008."
    ]
    one = only(4, "4.1", "Meet " * 900, LEAD, None, date(2008, 8, 1), headings=headings)
    assert "must have 4,000 or fewer" in one.rejected[0].sentence
    assert one.rejected[0].cell == "C2"


def test_timeframe_of_another_recommendation_is_told(plan):
    other = Recommendation.objects.get(reference="R5").timeframe
    other.pk, other.slug, other.label, other.order = None, "longer", "For action in the longer term", 2
    other.save()
    Recommendation.objects.filter(reference="R5").update(timeframe=other)
    headings = ["Rec no", "Timescale band", "Action ref", "Action", "Lead"]
    one = only(4, other.label, "4.1", "Meet", LEAD, headings=headings)
    assert "The report has R4 under “For immediate action”, which does not change" in one.warnings[0].sentence
    assert only(4, "For immediate action", "4.1", "Meet", LEAD, headings=headings).warnings == []


def test_column_that_is_not_read_and_evidence_are_told(plan):
    found = matched(
        [4, "4.1", "Meet", LEAD, "Blob", "Minutes"],
        headings=["Rec no", "Action ref", "Action", "Lead", "Zzyzx", "Evidence"],
    )
    answered = {(point.cell, point.raw) for point in found.warnings if point.cell}
    assert answered == {("E1", "Zzyzx"), ("F2", "Minutes")}


def test_criterion_with_a_measure_stays_where_its_words_are_the_same(plan):
    proposed(plan, plan.post_a, criteria=(Criterion("100%  allocated", unit="%", target="100"),))
    assert only(4, R4, "4.1", AUDIT, LEAD, None, "• 100% allocated").result == "unchanged"


def test_plan_is_read_in_a_handful_of_queries(plan, django_assert_max_num_queries):
    for number in range(6):
        proposed(plan, plan.post_a, text=f"Do thing {number}")
    with django_assert_max_num_queries(11):
        matched([4, R4, "4.1", "Do thing 0", LEAD, None, None])
    assert Action.objects.count() == 6


def test_our_own_export_is_unchanged_whatever_the_precision_of_its_dates(plan):
    month = PlanDate("Sept 08", "month", date(2008, 9, 1), date(2008, 9, 30))
    action = proposed(plan, plan.post_a)
    Action.objects.filter(pk=action.pk).update(
        **{f"due_{part}": getattr(month, part) for part in ("raw", "precision", "earliest", "latest")}
    )
    headings = ["Reference", "Action", "Recommendation", "Led by", "Organisation", "Due", "Rating", "Status"]
    lead = [plan.post_a.title, "Leicester City Council"]
    one = only("R4.1", AUDIT, "R4", *lead, date(2008, 9, 30), "No rating yet", "Proposed", headings=headings)
    assert (one.result, one.changes, one.questions) == ("unchanged", [], [])
    row = ["R4.1", AUDIT, "R4", *lead, date(2008, 9, 29), "Red", "In progress"]
    changes = only(*row, headings=headings).changes
    assert [(change.field, change.new) for change in changes] == [
        ("due", "29 September 2008"),
        ("status", "In progress"),
        ("rag", "Red"),
    ]


def test_other_leads_stay_where_a_row_names_the_accountable_one_alone(plan):
    proposed(plan, plan.post_a, plan.post_b)
    one = only(4, R4, "4.1", AUDIT, LEAD, None, None)
    assert (one.result, one.changes) == ("unchanged", [])
    assert sentences(one.warnings) == [
        "R4.1 is also led by Director of Public Health, Leicester City PCT. Those leads do not change."
    ]
    other = only(4, R4, "4.1", AUDIT, "Director of Public Health, Leicester City PCT", None, None)
    assert [change.field for change in other.changes] == ["lead"]


def test_number_in_two_inspections_is_asked_and_told_by_text_or_prefix(plan):
    first = Recommendation.objects.get(reference="R4")
    other = Inspection.objects.get(pk=first.inspection_id)
    other.pk, other.uuid, other.reference, other.reference_prefix = None, uuid.uuid4(), "other-2009", "S"
    other.save(force_insert=True)
    Recommendation.objects.create(
        reference="S4", order=4, inspection=other, timeframe=first.timeframe, text=R5[8:], paragraph="1"
    )
    one = only(4, None, None, "Meet monthly", LEAD, None, None)
    assert (one.result, one.recommendation) == ("question", None)
    assert one.questions[0].sentence == "This may be R4 or S4. Which recommendation is right?"
    assert only(4, R4, None, "Meet monthly", LEAD, None, None).reference == "R4.1"
    assert only("S4", None, "S4.2", "Meet monthly", LEAD, None, None).reference == "S4.2"


REVISED = ["Rec no", "Action ref", "Action", "Lead officer", "Original date", "Revised date"]


def test_revised_date_of_an_agreed_action_is_offered_as_an_extension(plan):
    action = agreed(plan)
    row = [4, action.reference, action.text, LEAD, action.due_latest, date(2030, 3, 31)]
    one = only(*row, headings=REVISED)
    [change] = [change for change in one.changes if change.field == "due"]
    assert (change.new, change.later_date, change.cell) == ("31 March 2030", True, "F2")


def test_new_action_keeps_the_original_date_and_the_revised_one_is_told(plan):
    row = [4, None, "Meet monthly", LEAD, date(2009, 1, 31), date(2009, 3, 31)]
    one = only(*row, headings=REVISED)
    assert [change.new for change in one.changes if change.field == "due"] == ["31 January 2009"]
    assert "The sheet revises this date to 31 March 2009." in " ".join(sentences(one.warnings))
    one = only(*row[:-1], "some time", headings=REVISED)
    assert "This revised date was not understood, so it is not imported." in sentences(one.warnings)
    assert not only(*row[:-1], date(2009, 1, 1), headings=REVISED).warnings
