"""Monthly reports, notes and corrections: one report a round, late ones, what counts as the rating; drafts."""

from datetime import date

import pytest

from actions.models import ProgressUpdate, ReportDraft
from actions.reading.queries import Records, live_rows
from actions.reading.rounds import read_rounds
from actions.reports.verbs import drop_draft, report_progress, save_draft
from actions.rounds.verbs import open_round
from actions.rules.records import owes_report, owes_report_q
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from tests import plan
from tests.plan import NOON, fresh, later

pytestmark = pytest.mark.django_db
OFF_TRACK = {"reason": "Vacancies", "next_step": "Recruit", "recovers_on": date(2008, 9, 30)}


@pytest.fixture
def people():
    return plan.make_people()


@pytest.fixture
def june(people):
    """Open from 18 to 30 June 2008; NOON is on the 20th."""
    days = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
    return open_round(by=people.programme, now=NOON, **days)


@pytest.fixture
def july(people, june):
    days = {"month": date(2008, 7, 1), "opens_on": date(2008, 7, 25), "closes_on": date(2008, 8, 4)}
    return open_round(by=people.programme, now=NOON, **days)


def report(people, action, now=NOON, by=None, **more):
    said = {"rating": "green", "done": "All audited", **more}
    return report_progress(by=by or people.officer_a, now=now, action=fresh(action), **said)


def test_report_belongs_to_its_round_and_a_note_to_none(people, june):
    action = plan.agreed(people)
    first = report(people, action, round=june)
    note = report(people, action, now=later(1), done="Two more")
    assert (first.kind, first.round, note.kind, note.round) == ("report", june, "note", None)
    assert fresh(action).reported_month == date(2008, 6, 1)


def test_second_report_in_a_round_is_told_so_in_words(people, june):
    action = plan.agreed(people)
    report(people, action, round=june)
    with pytest.raises(NotNow, match=r"R4\.1 for June 2008 has already been sent, by Officer_A on 20 June"):
        report(people, action, by=people.both_a, round=june, done="Another")
    assert action.updates.count() == 1


def test_report_after_the_last_day_is_late_and_still_taken(people, june):
    action = plan.agreed(people)
    assert report(people, action, now=later(20), round=june).is_late
    assert not report(people, plan.agreed(people), now=later(10, hour=22), round=june).is_late


def test_only_the_current_round_takes_reports(people, june, july):
    action = plan.agreed(people)
    with pytest.raises(NotNow, match="July 2008 is not the current one"):
        report(people, action, round=july)
    with pytest.raises(NotNow, match="June 2008 is not the current one"):
        report(people, action, now=later(36), round=june)
    assert report(people, action, now=later(36), round=july).round == july


def test_round_that_was_over_before_the_agreement_takes_a_note_only(people, june):
    action = plan.proposed(people)
    type(action).objects.filter(pk=action.pk).update(
        status="agreed", agreed_at=later(20), agreed_by=people.programme
    )
    with pytest.raises(NotNow, match="Save yours as a note"):
        report(people, action, now=later(21), round=june)


@pytest.mark.slow
@pytest.mark.parametrize("missing", OFF_TRACK)
@pytest.mark.parametrize("kind", ["report", "note"])
def test_amber_needs_reason_next_step_and_a_day(people, june, missing, kind):
    action, row = plan.agreed(people), june if kind == "report" else None
    given = {**OFF_TRACK, missing: None if missing == "recovers_on" else " "}
    with pytest.raises(NotNow, match="Amber and red need"):
        report(people, action, rating="amber", round=row, **given)
    assert report(people, action, rating="amber", round=row, **OFF_TRACK).rating == "amber"


def test_day_of_recovery_is_not_before_the_report(people, june):
    with pytest.raises(NotNow, match="must be on or after"):
        report(people, plan.agreed(people), rating="red", **{**OFF_TRACK, "recovers_on": date(2008, 6, 19)})


def test_correction_stands_beside_the_report_and_its_rating_counts(people, june):
    action = plan.agreed(people)
    first = report(people, action, round=june)
    again = report(people, action, now=later(30), corrects=first, rating="amber", **OFF_TRACK)
    assert (again.kind, again.round, again.corrects) == ("report", june, first)
    assert fresh(action).declared_rating == "amber" and action.updates.count() == 2
    assert AuditEvent.objects.get(subject=again.uuid).kind == "corrected"
    with pytest.raises(NotNow, match="already been corrected, by Officer_A on 20 July 2008"):
        report(people, action, now=later(31), corrects=first)
    report(people, action, now=later(31), corrects=again, rating="red", **OFF_TRACK)
    assert fresh(action).declared_rating == "red"


def test_correcting_an_earlier_report_leaves_the_latest_rating(people, june, july):
    action = plan.agreed(people)
    old = report(people, action, rating="red", round=june, **OFF_TRACK)
    report(people, action, now=later(36), round=july, why_better="New staff")
    report(people, action, now=later(37), corrects=old, rating="amber", **OFF_TRACK)
    assert (fresh(action).declared_rating, fresh(action).reported_month) == ("green", date(2008, 7, 1))


def test_correction_is_of_a_report_on_the_same_action(people):
    first = report(people, plan.agreed(people))
    with pytest.raises(NotNow, match="same action"):
        report(people, plan.agreed(people), corrects=first)


def owed(day):
    """The references of the actions that owe a report."""
    rounds = read_rounds()
    action = ProgressUpdate.action.field.related_model
    return set(action.objects.filter(owes_report_q(day, rounds)).values_list("reference", flat=True))


def test_action_owes_a_report_until_its_round_has_one(people, june, july):
    first, second = plan.agreed(people), plan.agreed(people)
    plan.proposed(people)
    assert owed(date(2008, 6, 17)) == set()
    assert owed(date(2008, 6, 18)) == owed(date(2008, 7, 10)) == {"R4.1", "R4.2"}
    report(people, first, round=june)
    assert owed(date(2008, 6, 21)) == {"R4.2"}
    assert owed(date(2008, 7, 25)) == {"R4.1", "R4.2"}
    report(people, second, now=later(36), round=july)
    assert owed(date(2008, 8, 20)) == {"R4.1"}
    for record in Records(live_rows(people.officer_a)):
        assert owes_report(record, date(2008, 8, 20), read_rounds()) is (record.reference == "R4.1")


def test_without_rounds_a_report_is_owed_after_thirty_days(people):
    action = plan.reported(people)
    assert owed(date(2008, 7, 20)) == set() and owed(date(2008, 7, 21)) == {action.reference}


def test_draft_is_its_authors_and_over_with_the_report(people, june):
    action = plan.agreed(people)
    before = AuditEvent.objects.count()
    for by, text in ((people.officer_a, "Half"), (people.both_a, "Other"), (people.officer_a, "More")):
        save_draft(by=by, now=NOON, action=action, typed={"done": text})
    assert AuditEvent.objects.count() == before and ReportDraft.objects.count() == 2
    assert ReportDraft.objects.get(saved_by=people.officer_a).typed == {"done": "More"}
    report(people, action, round=june)
    assert ReportDraft.objects.get().saved_by == people.both_a
    drop_draft(by=people.both_a, now=NOON, action=action)
    assert not ReportDraft.objects.exists()
    with pytest.raises(Refused):
        save_draft(by=people.officer_b, now=NOON, action=action, typed={})


@pytest.mark.parametrize("before, after", [("red", "amber"), ("red", "green"), ("amber", "green")])
def test_a_better_rating_says_what_made_the_difference(people, before, after):
    action = plan.agreed(people)
    report(people, action, rating=before, **OFF_TRACK)
    for nothing in ("", "-", " . "):
        with pytest.raises(NotNow, match="needs what made the difference"):
            report(people, action, now=later(1), rating=after, why_better=nothing, **OFF_TRACK)
    better = report(people, action, now=later(1), rating=after, why_better="New staff", **OFF_TRACK)
    assert better.why_better == "New staff" and fresh(action).declared_rating == after


def test_the_same_a_worse_and_a_first_rating_need_no_difference(people):
    action = plan.agreed(people)
    for day, rating in enumerate(("green", "green", "amber", "amber", "red")):
        report(people, action, now=later(day), rating=rating, **OFF_TRACK)
    assert fresh(action).declared_rating == "red"


def test_a_correction_that_makes_it_better_says_so_too(people):
    action = plan.agreed(people)
    first = report(people, action, rating="red", **OFF_TRACK)
    with pytest.raises(NotNow, match="needs what made the difference"):
        report(people, action, now=later(1), corrects=first)
    report(people, action, now=later(1), corrects=first, why_better="It was another action's")
    assert fresh(action).declared_rating == "green"
