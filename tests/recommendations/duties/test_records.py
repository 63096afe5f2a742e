"""The days left of each class of recipients, and what a page is narrowed to, today and on a past day."""

from datetime import date, datetime

import pytest

from jarplan.clock import LONDON
from recommendations.duties.records import left_in_words, narrowed, publication_duties
from recommendations.models import DayOff, Inspection, PublicationStep
from tests.recommendations.conftest import NOON
from tests.recommendations.publishing import log, name, record, send, step_for

pytestmark = pytest.mark.django_db
FIRST_SEPTEMBER = date(2008, 9, 1)


def shown_of(duties, duty, recipient):
    [found] = [
        shown
        for one in duties
        for shown in one.steps
        if (one.duty, shown.step.recipient) == (duty, recipient)
    ]
    return found


def test_days_left_are_counted_in_calendar_and_in_working_days(facts):
    report, plan = publication_duties(FIRST_SEPTEMBER)
    assert (report.duty, report.number, report.number_done, report.number_open) == ("report", 9, 2, 7)
    assert (plan.duty, plan.number, plan.number_open) == ("plan", 7, 7)
    newspaper = shown_of([plan], "plan", "newspaper")
    assert (newspaper.days_left, newspaper.working_days_left) == (8, 6)
    assert newspaper.time_words == "8 days left, 6 of them working days"
    late = shown_of([report], "report", "newspaper")
    assert (late.days_left, late.working_days_left) == (-48, None)
    assert late.time_words == report.time_words == "48 days overdue"


@pytest.mark.parametrize(
    "days, working, words",
    [
        (8, 6, "8 days left, 6 of them working days"),
        (1, 1, "1 day left, 1 of them a working day"),
        (2, 0, "2 days left, 0 of them working days"),
        (9000, None, "9000 days left"),
        (0, 0, "Today is the deadline"),
        (-1, None, "1 day overdue"),
    ],
)
def test_days_left_are_said_in_words(days, working, words):
    assert left_in_words(days, working) == words


def test_a_year_whose_bank_holidays_are_not_known_has_no_working_days(facts):
    shown = shown_of(publication_duties(date(1980, 1, 1)), "plan", "radio")
    assert shown.working_days_left is None
    assert "working" not in shown.time_words


def test_a_proclaimed_holiday_is_no_working_day_of_those_that_are_left(facts):
    DayOff.objects.create(day=date(2008, 9, 3), kind="bank_holiday", name="Proclaimed", added_at=NOON)
    shown = shown_of(publication_duties(FIRST_SEPTEMBER), "plan", "newspaper")
    assert (shown.days_left, shown.working_days_left) == (8, 5)


def test_what_is_done_says_whether_it_was_in_time(programme):
    record(programme, step_for("newspaper"))
    late = datetime(2008, 8, 1, 12, tzinfo=LONDON)
    record(programme, step_for("radio"), now=late, done_on=date(2008, 7, 16))
    duties = publication_duties(FIRST_SEPTEMBER)
    assert shown_of(duties, "report", "newspaper").time_words == "In time"
    assert shown_of(duties, "report", "radio").time_words == "1 day after the deadline"
    assert shown_of(duties, "report", "website").time_words == "Not known if in time"
    assert shown_of(duties, "report", "website").days_left is None


def test_a_page_is_narrowed_to_what_is_not_recorded_or_done(programme):
    send(programme, name(programme, step_for("board_partners"), "One", "Two"), 1)
    log(programme, step_for("on_demand"))
    every = publication_duties(FIRST_SEPTEMBER)
    report, plan = narrowed(every, "open")
    assert (len(report.steps), len(plan.steps)) == (7, 7)
    board = shown_of([report], "report", "board_partners")
    assert [copy.name for copy in board.copies] == ["Two"]
    assert shown_of([report], "report", "on_demand").copies == ()
    report, plan = narrowed(every, "done")
    assert ([shown.step.recipient for shown in report.steps], plan.steps) == (
        ["partnership_members", "website"],
        (),
    )
    assert narrowed(every, "anything") == every


def test_a_past_day_shows_what_was_recorded_then(programme):
    step = name(programme, step_for("board_partners"), "One", "Two")
    later = datetime(2008, 6, 25, 12, tzinfo=LONDON)
    step = send(programme, step, 1, now=later)
    then = shown_of(publication_duties(NOON.date(), NOON.date()), "report", "board_partners").step
    assert (then.progress, [copy.is_sent for copy in then.owed]) == ("0 of 2", [False, False])
    after = shown_of(publication_duties(later.date(), later.date()), "report", "board_partners").step
    assert after.progress == "1 of 2"
    assert after == shown_of(publication_duties(FIRST_SEPTEMBER), "report", "board_partners").step
    assert publication_duties(date(2008, 6, 2), date(2008, 6, 2)) == []


def test_steps_of_another_inspection_stand_under_their_own(facts):
    other = Inspection.objects.create(
        reference="later",
        kind="other",
        title="A later review",
        published_on=NOON.date(),
        reference_prefix="X",
    )
    PublicationStep.objects.create(
        inspection=other, duty="report", recipient="radio", order=1, source="A rule"
    )
    *_, last = duties = publication_duties(FIRST_SEPTEMBER)
    assert [duty.number for duty in duties] == [9, 7, 1]
    assert (last.full_title, last.deadline, last.time_words) == (
        "Publish the inspection report, A later review",
        None,
        "",
    )


def test_duties_cost_few_queries(facts, django_assert_num_queries):
    with django_assert_num_queries(6):
        publication_duties(FIRST_SEPTEMBER)
