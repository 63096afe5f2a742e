"""Stated, computed and adopted side by side, and which of them governs. How days are counted is in tests/workdays."""

from dataclasses import replace
from datetime import date

import pytest

from jarplan.workdays.derivation import DaysOff, Unit, derive
from recommendations.deadlines.records import DeadlineRecord, WordingRecord, named_apart, source_in_words

REPORT = date(2008, 6, 3)
PLAN, STATED = date(2008, 9, 10), date(2008, 9, 9)
OFF = DaysOff(beyond=True)


def wording(day=STATED, number=70, unit=Unit.WORKING_DAY, paragraph="4.11"):
    return WordingRecord(paragraph, "", day, derive(REPORT, number, unit, "next_day", OFF))


def deadline(*wordings, **about):
    """70 working days from the report of 3 June 2008, which is 10 September."""
    stands = {
        "uuid": "12345678-9",
        "version": 1,
        "inspection": "jar",
        "duty": "plan",
        "task": "",
        "after_duty": "",
        "source": "",
        "law": "",
        "certainty": "",
        "rule_counts_from": "received",
        "counted_from": "published",
        "start": REPORT,
        "start_note": "not known when it was received",
        "number": 70,
        "unit": Unit.WORKING_DAY,
        "day_one": "next_day",
        "adopted_on": None,
        "adopted_by": "",
        "adopted_reason": "",
    }
    return DeadlineRecord(**{**stands, **about}, wordings=wordings)


@pytest.mark.parametrize(
    ("made", "day", "because"),
    [
        (deadline(), PLAN, "computed"),
        (deadline(wording()), STATED, "stated"),  # the earlier one is the safe one
        (deadline(wording(date(2008, 9, 11))), PLAN, "computed"),
        (deadline(wording(PLAN)), PLAN, "computed"),
        (deadline(wording(), adopted_on=date(2008, 10, 1)), date(2008, 10, 1), "adopted"),
        (deadline(wording(None)), PLAN, "computed"),
        (deadline(held_on=date(2008, 9, 8)), date(2008, 9, 8), "computed"),  # as it was counted and kept
    ],
)
def test_adopted_date_governs_and_until_then_the_earlier_one(made, day, because):
    assert (made.in_force, made.in_force_because) == (day, because)


def test_what_governs_is_named_as_people_say_it():
    assert deadline().in_force_word == "calculated" and deadline(wording()).in_force_word == "stated"


def test_paper_that_states_two_days_is_taken_at_the_earlier_and_both_are_told():
    made = deadline(
        wording(paragraph="2.1"), wording(date(2008, 8, 12), paragraph="4.11"), wording(None, paragraph="5")
    )
    assert made.stated == date(2008, 8, 12)
    assert made.stated_in == "2.1: 9 September 2008, 4.11"


def test_wording_that_counts_otherwise_is_told():
    made = deadline(wording(), wording(unit=Unit.CALENDAR_DAY), wording(number=71))
    assert [one.counted for one in made.other_wordings] == ["70 calendar days", "71 working days"]


def test_date_that_was_kept_would_move_where_the_calendar_has_changed():
    assert not deadline().would_move and not deadline(held_on=PLAN).would_move
    assert deadline(held_on=STATED).would_move


@pytest.mark.parametrize(
    ("day", "left", "working"),
    [(PLAN, 0, 0), (date(2008, 9, 9), 1, 1), (date(2008, 9, 5), 5, 3), (date(2008, 9, 11), -1, -1)],
)
def test_days_left_to_the_date_that_governs(day, left, working):
    assert (deadline().days_left(day), deadline().working_days_left(day)) == (left, working)


def test_working_days_are_not_told_where_the_bank_holidays_are_not_known():
    assert deadline(adopted_on=date(2150, 1, 1)).working_days_left(date(2149, 12, 1)) is None


@pytest.mark.parametrize(
    ("met_on", "is_open", "late"),
    [(None, True, False), (PLAN, False, False), (date(2008, 9, 11), False, True)],
)
def test_duty_that_is_met_late(met_on, is_open, late):
    made = deadline(met_on=met_on)
    assert (made.is_open, made.met_late) == (is_open, late)


def test_report_that_was_received_on_another_day_is_counted_again():
    made = deadline(wording(), held_on=PLAN, adopted_on=date(2008, 10, 1)).counted_anew(date(2008, 6, 4))
    assert (made.computed, made.counted_from, made.start_note) == (date(2008, 9, 11), "received", "")
    assert made.in_force == date(2008, 10, 1)  # what was adopted stays
    assert made.wordings[0].literal.start == date(2008, 6, 4) and made.wordings[0].day == STATED


def test_readings_are_looked_for_where_the_paper_states_another_day():
    assert deadline().readings == () and deadline(wording()).readings


def test_deadlines_of_several_inspections_are_named_apart():
    one, other = deadline(), deadline(inspection="apa", uuid="abcdefgh-i")
    [alone] = named_apart([one], {"jar": "JAR"})
    assert (alone.anchor, alone.of) == ("plan", "")
    both = list(named_apart([one, other, replace(one, duty="report")], {"jar": "JAR", "apa": "APA"}))
    assert [(each.anchor, each.of) for each in both] == [
        ("plan", "JAR"),
        ("plan-abcdefgh", "APA"),
        ("report", "JAR"),
    ]
    assert both[1].duty_label.endswith(" (APA)") and both[1].title[0].isupper()


def test_duty_is_said_in_the_words_of_its_rule_where_it_has_some():
    assert deadline().title == "Publish the action plan"
    assert deadline(task="review progress after 6 months").title == "Review progress after 6 months"


def test_what_is_counted_from_another_duty_says_whether_that_was_met():
    made = deadline(rule_counts_from="met", after_duty="report", counted_from="met")
    assert made.rule_counts_from_label == "the duty to publish the inspection report is met"
    assert made.counted_from_label == "the duty to publish the inspection report is due"
    met = replace(made, start_note="")
    assert met.counted_from_label == "the duty to publish the inspection report was met"
    elsewhere = replace(made, counted_from="published")
    assert elsewhere.counted_from_label == "the report was published"


def test_source_is_told_as_people_say_it():
    assert (
        source_in_words("SI 2005/1973, as the council's report tells it at 4.11")
        == "SI 2005/1973 (council report, paragraph 4.11)"
    )
    assert source_in_words("SI 2005/1973") == "SI 2005/1973"
