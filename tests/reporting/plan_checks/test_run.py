"""A sound plan has no findings, and each planted fault has exactly its own."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarplan.reporting.document.schema import ContentCriterion, ContentLead, ContentTimeframe
from jarplan.reporting.plan_checks.dates import unreal_days
from jarplan.reporting.plan_checks.run import ERROR, RULES, WARNING, Finding, errors, lint, warnings
from tests.reporting.contents import CRITERION, INSPECTION, LEAD, make_content

TODAY = date(2008, 9, 1)
WORDS = (
    "Audit all open cases and reallocate those without a social worker",
    "Recruit twelve social workers, as R1.1 needs them",
    "Agree with schools who visits whom",
)


def sound(**changes):
    """A plan in which nothing is to be found."""
    content = make_content()
    actions = [replace(one, text=text) for one, text in zip(content.actions, WORDS, strict=True)]
    return replace(content, **{"actions": tuple(actions), **changes})


def with_action(number=1, **changes):
    """The sound plan with one action changed."""
    content = sound()
    actions = list(content.actions)
    actions[number - 1] = replace(actions[number - 1], **changes)
    return replace(content, actions=tuple(actions))


def with_recommendation(**changes):
    content = sound()
    first, *others = content.recommendations
    return replace(content, recommendations=(replace(first, **changes), *others))


def with_children(text):
    content = sound()
    return replace(content, children=replace(content.children, text=text))


def with_deadline(**changes):
    content = sound()
    return replace(content, deadlines=(replace(content.deadlines[0], **changes),))


def led_by(*leads):
    return with_action(2, leads=leads)


def of_one_organisation():
    content = sound()
    return replace(content, actions=tuple(replace(one, leads=(LEAD,)) for one in content.actions))


def with_another(**changes):
    """The sound plan with a copy of its second action, changed."""
    content = sound()
    return replace(content, actions=(*content.actions, replace(content.actions[1], **changes)))


def with_timeframe(day):
    frame = ContentTimeframe("six-months", "Over the next six months", "4.10.2", day)
    return sound(inspections=(replace(INSPECTION, timeframes=(INSPECTION.timeframes[0], frame)),))


NO_FIGURE = ContentCriterion("Schools say that visits are useful", "", "", "", None)
PLANTED = {
    "no action at all": (lambda: sound(actions=sound().actions[:2]), "no-live-action", "R3"),
    "only a withdrawn action": (lambda: with_action(3, status="withdrawn"), "no-live-action", "R3"),
    "a text names an action that is not there": (
        lambda: with_action(text="Follow up what R9.9 began"),
        "unknown-reference",
        "R1.1",
    ),
    "a criterion names a recommendation that is not there": (
        lambda: with_action(3, criteria=(replace(CRITERION, statement="All of R17 is done"),)),
        "unknown-reference",
        "R3.1",
    ),
    "the children's page names an action that is not there": (
        lambda: with_children("Look at R2.7."),
        "unknown-reference",
        "Page for children and young people",
    ),
    "an action answers no recommendation of the plan": (
        lambda: with_another(recommendation="R8", reference="R8.1", text="See to it"),
        "unknown-reference",
        "R8.1",
    ),
    "superseded by nothing": (
        lambda: with_another(reference="R2.2", status="superseded", superseded_by="R2.9"),
        "unknown-reference",
        "R2.2",
    ),
    "superseded by itself": (
        lambda: with_another(reference="R2.2", status="superseded", superseded_by="R2.2"),
        "unknown-reference",
        "R2.2",
    ),
    "a timeframe that is not there": (
        lambda: with_recommendation(timeframe="some-day"),
        "unknown-reference",
        "R1",
    ),
    "a deadline of no inspection": (
        lambda: with_deadline(inspection="jar-2010"),
        "unknown-reference",
        "Publish the action plan",
    ),
    "due before its start": (
        lambda: with_action(start="1 August 2008", start_latest=date(2008, 8, 1)),
        "impossible-date",
        "R1.1",
    ),
    "due on 31 June": (
        lambda: with_action(due="31 June 2008", due_latest=None),
        "impossible-date",
        "R1.1",
    ),
    "originally due on 30 February": (
        lambda: with_action(original_due="30/02/2009", moves=1),
        "impossible-date",
        "R1.1",
    ),
    "a text says 31 November": (
        lambda: with_action(text="Open the centre by 31st November"),
        "impossible-date",
        "R1.1",
    ),
    "reported in the future": (
        lambda: with_action(reported_on=date(2008, 9, 2)),
        "impossible-date",
        "R1.1",
    ),
    "a timeframe that ends before it begins": (
        lambda: with_timeframe(date(2008, 6, 2)),
        "impossible-date",
        "Joint Area Review",
    ),
    "blue, and nobody has said why": (
        lambda: with_action(status="signed_off", unproven=2, unanswered=1),
        "blue-unanswered",
        "R1.1",
    ),
    "blue, and what is not proved is answered": (
        lambda: with_action(status="embedded", unproven=1),
        "blue-unproven",
        "R1.1",
    ),
    "signed before claims were weighed": (
        lambda: with_action(status="signed_off", weighed=False),
        "not-weighed",
        "R1.1",
    ),
    "no lead": (lambda: with_action(3, leads=()), "no-lead", "R3.1"),
    "nobody accountable": (
        lambda: with_action(3, leads=(replace(LEAD, accountable=False),)),
        "no-lead",
        "R3.1",
    ),
    "no criterion": (lambda: with_action(criteria=()), "no-measure", "R1.1"),
    "nothing to count": (lambda: with_action(criteria=(NO_FIGURE,)), "no-measure", "R1.1"),
    "no date": (lambda: with_action(due="", due_latest=None), "no-date", "R1.1"),
    "an ongoing one": (lambda: with_action(due="ongoing", due_latest=None), "no-date", "R1.1"),
    "immediate, and due after six months": (
        lambda: with_action(due="4 December 2008", due_latest=date(2008, 12, 4)),
        "immediate-late",
        "R1.1",
    ),
    "one organisation leads all": (of_one_organisation, "one-organisation", "The whole plan"),
    "due before the report": (
        lambda: with_action(start="", start_latest=None, due="2 June 2008", due_latest=date(2008, 6, 2)),
        "before-report",
        "R1.1",
    ),
    "the law's date before the report": (
        lambda: with_deadline(governing=date(2008, 5, 30)),
        "before-report",
        "Publish the action plan",
    ),
    "a start in the year before": (
        lambda: with_action(start="June 2007", start_latest=date(2007, 6, 30)),
        "unlikely-year",
        "R1.1",
    ),
    "a target in 2080": (
        lambda: with_action(criteria=(replace(CRITERION, target_on=date(2080, 7, 18)),)),
        "unlikely-year",
        "R1.1",
    ),
    "70 days": (
        lambda: with_action(text="Publish the plan within 70 days"),
        "working-days",
        "R1.1",
    ),
    "an email address": (
        lambda: with_action(resources="Ask jo.smith@leicester.gov.uk"),
        "contact",
        "R1.1",
    ),
    "a telephone number": (
        lambda: with_children("Ring us on 0116 252 7000."),
        "contact",
        "Page for children and young people",
    ),
    "a telephone extension": (lambda: with_action(resources="Finance, ext .29 7750"), "contact", "R1.1"),
    "a sign that no font has": (lambda: with_action(text="See 👩 often"), "sign", "R1.1"),
    "a person for a post": (
        lambda: led_by(ContentLead("Mrs Smith", "Leicester City PCT", True, "")),
        "person-named",
        "R2.1",
    ),
    "a person's name that was not asked for": (
        lambda: led_by(ContentLead("Manager", "Leicester City PCT", True, "Jo Smith")),
        "person-named",
        "R2.1",
    ),
    "a reference twice": (
        lambda: with_another(text="Something else altogether"),
        "same-reference",
        "R2.1",
    ),
    "the same words twice": (
        lambda: with_another(reference="R2.2", text=WORDS[1].upper() + "."),
        "same-text",
        "R2.2",
    ),
}


def test_nothing_is_found_in_a_sound_plan():
    assert lint(sound(), today=TODAY) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found_and_nothing_else(fault):
    content, rule, where = PLANTED[fault]
    found = lint(content(), today=TODAY)
    assert [(one.rule, one.where) for one in found] == [(rule, where)]
    assert found[0].level == RULES[rule][0]
    assert found[0].sentence.endswith(".")


def test_every_rule_but_that_of_other_rooms_has_a_planted_fault():
    assert {rule for _, rule, _ in PLANTED.values()} == set(RULES) - {"totals", "paper-reference"}


def test_findings_of_other_rooms_stand_among_the_others_in_order():
    totals = Finding(WARNING, "totals", "Grand total", "The total is wrong.", "finance")
    unheard_of = Finding(WARNING, "another", "Elsewhere", "Something else.")
    content = with_another(leads=(), reference="R2.2")
    rules = [one.rule for one in lint(content, today=TODAY, extra=(unheard_of, totals))]
    assert rules == ["no-lead", "totals", "same-text", "another"]


def test_errors_stand_before_warnings():
    found_in = with_action(criteria=(), text="As R9.9")
    found = lint(found_in, today=TODAY)
    assert [one.level for one in found] == [ERROR, WARNING]
    assert (errors(found), warnings(found)) == (found[:1], found[1:])


def test_a_plan_from_the_future_is_impossible():
    found = lint(sound(), today=date(2008, 8, 31))
    assert [(one.rule, one.where) for one in found] == [("impossible-date", "The whole plan")]


@pytest.mark.parametrize(
    "words",
    ["31 June", "30 February 2009", "29 Feb 2009", "31st of September 2008", "32 July 2008", "31/6/2008"]
    + ["2008-06-31", "June 31, 2008", "0 May 2008", "31.06.2008"],
)
def test_days_that_are_in_no_calendar(words):
    assert unreal_days(f"By {words}, at the latest") == [words]


@pytest.mark.parametrize(
    "words",
    [
        "29 February 2008",
        "29 February",
        "30 June",
        "45 May attend",
        "up to 31 may come",
        "12/31/2008",
        "1/2/2008",
    ]
    + [
        "£1,031 June",
        "2008-09",
        "2008-06-30",
        "1.31 June",
        "In June 31 came",
    ],
)
def test_what_only_looks_like_a_day(words):
    assert unreal_days(words) == []


@pytest.mark.parametrize(
    "text",
    [
        "Within 70 working days",
        "Within 70 calendar days",
        "28 days",
        "A4 and M1 paper",
        "R1 and R2.1",
        "2008-09",
        "CR12.3",
    ]
    + ["£0 116 252 700", "Children of 0-19", "10 Downing Street", "Q1.5", "AR9.9"],
)
def test_sound_words_are_left_alone(text):
    assert lint(with_action(text=text), today=TODAY) == []


def test_a_number_of_working_days_elsewhere_makes_mere_days_doubtful():
    content = with_action(text="Answer within 5 days", resources="5 working days of a clerk")
    assert [one.rule for one in lint(content, today=TODAY)] == ["working-days"]


def test_what_has_left_the_plan_needs_no_lead_date_or_measure():
    content = with_another(
        reference="R2.2", text="Gone", status="not_accepted", leads=(), criteria=(), due="", due_latest=None
    )
    assert lint(content, today=TODAY) == []


def test_an_immediate_one_may_be_due_on_the_last_day_of_six_months():
    content = with_action(due="3 December 2008", due_latest=date(2008, 12, 3))
    assert lint(content, today=TODAY) == []


def test_a_plan_of_one_action_has_one_organisation():
    content = sound(recommendations=sound().recommendations[:1], actions=sound().actions[:1])
    assert lint(content, today=TODAY) == []


def test_the_inspectors_own_words_are_not_judged():
    content = with_recommendation(text="As R9.9 within 70 days by 31 June; ring 0116 252 7000")
    assert lint(content, today=TODAY) == []


def test_a_start_in_the_month_of_the_due_date_is_possible():
    content = with_action(start="July 2008", start_latest=date(2008, 7, 31))
    assert lint(content, today=TODAY) == []


@pytest.mark.slow
@given(
    st.text(max_size=120),
    st.sampled_from(["text", "resources", "due", "start", "original_due", "superseded_by"]),
)
def test_no_text_makes_it_fail(words, field):
    for finding in lint(with_action(**{field: words}), today=TODAY):
        assert finding.sentence
