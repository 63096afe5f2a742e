"""What the record says against a claim, point by point, and which success criteria are proved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.rules.claims import (
    Answered,
    Declared,
    Outcome,
    Piece,
    Record,
    Shown,
    Standing,
    answer_to,
    claim_of,
    points_against,
    unanswered,
    unproved,
)
from tests.drawing import examples

DAY = date(2008, 9, 1)
PIECE = Piece("e1", "The list", date(2008, 8, 20))
MET = Standing("c1", "All allocated", Shown.REACHED, "100 on 20 August 2008", ("e1",))
CLEAN = Record(day=DAY, criteria=(MET,), evidence=(PIECE,), began=date(2008, 6, 20), due=DAY, rating="green")
SAID = {"c1": Declared(Outcome.MET, evidence=("e1",))}


def keys(record, declared=SAID):
    return [one.key for one in points_against(record, declared)]


def test_a_record_that_shows_what_is_claimed_says_nothing_against_it():
    assert keys(CLEAN) == []
    assert unproved(CLEAN, SAID) == []


@pytest.mark.parametrize(
    ("changed", "key", "words"),
    [
        (
            {"rating": "red", "reported_on": DAY},
            "rating-red-",
            "The last report, of 1 September 2008, says red.",
        ),
        ({"rating": "amber", "reported_on": DAY}, "rating-amber-", "says amber"),
        (
            {"next_step": "Deliver by 12 September", "reported_on": DAY},
            "next-step-",
            "12 September",
        ),
        ({"due": DAY - timedelta(1)}, "late-2008-08-31", "The action was due on 31 August 2008."),
        (
            {"began": date(2008, 8, 21)},
            "evidence-e1-older",
            "is of 20 August 2008, before the action was agreed or begun",
        ),
        ({"challenged_on": DAY}, "challenge-", "was challenged on 1 September 2008"),
        ({"asked_on": DAY}, "extension-", "An extension was requested on 1 September 2008"),
        ({"criteria": ()}, "no-criterion", "has no success criterion"),
    ],
)
def test_each_thing_that_the_record_says_against_it_is_a_point(changed, key, words):
    (point,) = points_against(replace(CLEAN, **changed), SAID if "criteria" not in changed else {})
    assert point.key == key and words in point.sentence


@pytest.mark.parametrize(
    ("standing", "declared", "found"),
    [
        (Shown.NOTHING, Outcome.MET, ["criterion-c1-nothing"]),
        (Shown.SHORT, Outcome.MET, ["criterion-c1-short"]),
        (Shown.OFF, Outcome.MET, ["criterion-c1-off"]),
        (Shown.REACHED, Outcome.MET, []),
        (Shown.REACHED, Outcome.PARTLY, ["criterion-c1-partly"]),
        (Shown.NOTHING, Outcome.NOT_MET, ["criterion-c1-not_met"]),
        (Shown.OFF, Outcome.CANNOT, ["criterion-c1-cannot"]),
        (Shown.REACHED, None, []),
        (Shown.SHORT, None, ["criterion-c1-short"]),
    ],
)
def test_a_criterion_is_met_by_what_is_declared_and_by_what_is_measured(standing, declared, found):
    record = replace(CLEAN, criteria=(replace(MET, shown=standing),))
    said = {"c1": Declared(declared)} if declared else {}
    assert keys(record, said) == found
    assert bool(unproved(record, said)) == bool(found)


def test_a_criterion_without_any_evidence_is_a_point_and_proved_by_its_measurement():
    record = replace(CLEAN, criteria=(replace(MET, evidence=()),))
    assert keys(record, {"c1": Declared(Outcome.MET)}) == ["criterion-c1-evidence"]
    assert keys(record) == [], "the claim names some"
    assert unproved(record, {}) == []


def test_a_doubt_leaves_it_unproved_and_is_an_answer():
    assert unproved(CLEAN, SAID, {"c1"}) == [MET]
    assert unanswered(CLEAN, SAID, {"c1"}, Answered()) == []


@pytest.mark.parametrize("typed", ["", " ", ".", "–"])
def test_a_point_is_answered_in_words(typed):
    point = points_against(replace(CLEAN, rating="red", reported_on=DAY, report="r1"), SAID)[0]
    assert answer_to(point, SAID, {point.key: typed}) == ""
    assert answer_to(point, SAID, {point.key: " Mended since "}) == "Mended since"


def left(record, answers):
    return [one.key for one in unanswered(record, SAID, (), Answered(answers))]


@pytest.mark.parametrize(
    "later",
    [{"shown": Shown.OFF}, {"latest": "41 on 25 August 2008"}, {"measure": "Some allocated|60"}],
    ids=str,
)
def test_an_answer_is_of_what_was_said_then_and_of_nothing_that_came_later(later):
    then = replace(MET, shown=Shown.SHORT, latest="47 on 20 August 2008", measure="All allocated|100")
    short = replace(CLEAN, criteria=(then,))
    answers = {("criterion-c1-short", then.seen): "47 of 100 is nearly there."}
    assert left(short, answers) == []
    assert left(short, {("criterion-c1-short", then.seen): "  "}) == ["criterion-c1-short"]
    assert left(replace(CLEAN, criteria=(replace(then, **later),)), answers)


@pytest.mark.parametrize("now", [{"report": "r2"}, {"rating": "amber"}, {"due": date(2008, 8, 20)}], ids=str)
def test_another_report_or_date_is_another_point(now):
    then = replace(CLEAN, rating="red", reported_on=DAY, report="r1", due=date(2008, 8, 1))
    answers = {(one.key, one.seen): "Because" for one in points_against(then, SAID)}
    assert left(then, answers) == [] and left(replace(then, **now), answers)


def test_a_measurement_does_not_hide_behind_what_is_declared():
    short = replace(MET, shown=Shown.SHORT, latest="47 on 20 August 2008")
    for outcome in (Outcome.PARTLY, Outcome.NOT_MET, Outcome.CANNOT):
        (point,) = points_against(replace(CLEAN, criteria=(short,)), {"c1": Declared(outcome)})
        assert "The latest measurement is 47 on 20 August 2008." in point.sentence


@st.composite
def records(draw):
    standings = draw(
        st.lists(
            st.builds(
                Standing,
                st.uuids().map(str),
                st.just("A criterion"),
                st.sampled_from(Shown),
                st.sampled_from(["", "61 on 1 July 2008"]),
                st.lists(st.just("e1"), max_size=1).map(tuple),
            ),
            max_size=4,
            unique_by=lambda one: one.uuid,
        )
    )
    days = st.none() | st.dates(date(2008, 1, 1), date(2009, 1, 1))
    return Record(
        day=DAY,
        criteria=tuple(standings),
        evidence=draw(st.lists(st.just(PIECE), max_size=1).map(tuple)),
        began=draw(days),
        due=draw(days),
        rating=draw(st.sampled_from(["", "green", "amber", "red"])),
        reported_on=DAY,
        next_step=draw(st.sampled_from(["", "Hire two people"])),
        challenged_on=draw(days),
        asked_on=draw(days),
    )


@examples(200)
@given(record=records(), data=st.data())
def test_once_every_point_is_answered_nothing_is_unanswered(record, data):
    declared = {
        one.uuid: Declared(data.draw(st.sampled_from(Outcome)), data.draw(st.sampled_from(["", "Why"])))
        for one in record.criteria
    }
    points = points_against(record, declared)
    assert len({one.key for one in points}) == len(points), "each point has a name of its own"
    answers = {one.key: "Because" for one in points}
    claim = claim_of(record, declared, answers)
    assert all(one["answer"] for one in claim["points"])
    answered = Answered({(one["key"], one["seen"]): one["answer"] for one in claim["points"]})
    assert answered.left(points) == [] and unanswered(record, declared, (), answered) == []
    # Without the answers, each criterion that is not proved is among what is unanswered.
    open_ones = unanswered(record, declared, (), Answered())
    assert open_ones == points
    assert {one.uuid for one in unproved(record, declared)} <= {one.criterion for one in open_ones}
