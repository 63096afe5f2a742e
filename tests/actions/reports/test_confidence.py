"""Each report says how confident its lead is; low confidence is shown before the due date has passed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.models import ProgressUpdate
from actions.reading.counts import count_actions
from actions.reading.queries import read_actions
from actions.reports.verbs import report_progress
from actions.rules.filters import Filters
from actions.rules.lifecycle import OPEN, Status
from actions.rules.records import has_low_confidence
from jarplan.audit.errors import NotNow
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import state_at
from jarplan.audit.subjects import SUBJECTS
from tests import plan
from tests.plan import NOON, agreed, fresh, later, make_people, real_problems, reported
from tests.reporting.reading import record_what_factories_made

pytestmark = pytest.mark.django_db
LOW = {"confidence": "low", "would_help": "Two more auditors from the PCT"}
TYPED = {"rating": "green", "done": "All 350 cases are allocated"}
SEPTEMBER = date(2008, 9, 1)


@pytest.fixture
def people():
    return make_people()


def report(people, action, day=1, **more):
    said = {"rating": "green", "done": "Half of the cases", **more}
    return report_progress(by=people.officer_a, now=later(day), action=action, **said)


def test_the_action_keeps_what_the_latest_report_says(people):
    action = reported(people, **LOW)
    update = action.updates.get()
    assert (action.confidence, update.would_help) == ("low", LOW["would_help"])
    report(people, action, confidence="high")
    assert fresh(action).confidence == "high"
    # A correction of the earlier one says what was so then.
    report(people, action, day=2, corrects=update, confidence="medium")
    assert fresh(action).confidence == "high"
    # One that says nothing takes nothing back.
    report(people, action, day=3)
    assert fresh(action).confidence == "high" and real_problems() == []


@pytest.mark.parametrize("words", ["", " \n", "..."])
def test_low_confidence_says_what_would_help(people, words):
    action = agreed(people)
    with pytest.raises(NotNow, match="what would help"):
        report(people, action, confidence="low", would_help=words)
    with pytest.raises(NotNow, match="high, medium or low"):
        report(people, action, confidence="certain")
    assert not ProgressUpdate.objects.exists()


def test_the_database_asks_for_it_as_well(people):
    action = reported(people)
    updates = ProgressUpdate.objects.filter(action=action)
    for said, name in (
        ({"confidence": "low"}, "update_of_low_confidence_says_what_would_help"),
        ({"confidence": "sure"}, "update_confidence_is_known"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            updates.update(**said)
    with pytest.raises(IntegrityError, match="action_confidence_is_known"), transaction.atomic():
        type(action).objects.filter(pk=action.pk).update(confidence="sure")


@pytest.mark.parametrize("status", list(Status))
def test_low_confidence_is_shown_until_it_is_delivered(people, status):
    action = reported(people, **LOW)
    action.status = status
    assert has_low_confidence(action) == (status in OPEN)
    action.confidence = "medium"
    assert not has_low_confidence(action)


def test_earlier_states_say_nothing_of_it():
    read = SUBJECTS["update"].upcast({"rating": "green"}, 3)
    assert read["rating"] == "green" and read["confidence"] == read["would_help"] == ""


@pytest.fixture
def at(client):
    def open_or_send(person, path, data=None):
        client.force_login(person, "jarplan.people.accounts.backends.PeopleBackend")
        return (client.get(path) if data is None else client.post(path, data)).content.decode()

    return open_or_send


@pytest.mark.slow
def test_the_form_asks_for_it_and_keeps_the_last_one_chosen(people, at, settings):
    settings.PLAN_TODAY = later(2).date()
    action, path = agreed(people), "/actions/R4.1/update/"
    off = {"reason": "Vacancies", "next_step": "Recruit", "recovers_on_day": 1, "recovers_on_month": 10}
    amber = {**TYPED, **off, "rating": "amber", "recovers_on_year": 2008}
    page = at(people.officer_a, path, amber)
    assert "Choose high, medium or low confidence" in page and "350 cases are allocated</textarea>" in page
    page = at(people.officer_a, path, {**TYPED, "confidence": "low"})
    assert 'href="#id_would_help"' in page and "Enter what would help: low confidence needs it" in page
    assert not action.updates.exists()
    at(people.officer_a, path, {**TYPED, **LOW})
    assert fresh(action).confidence == "low"
    page = at(people.officer_a, path)
    assert 'value="low" ' in page.split("checked")[0].rsplit("<input", 1)[1]
    assert f"{LOW['would_help']}</textarea>" in page
    assert "350 cases are allocated</textarea>" not in page
    # What was said before cannot be left out of the next report.
    assert "Choose high, medium or low confidence" in at(people.officer_a, path, TYPED)
    assert action.updates.count() == 1


def test_a_first_report_says_it_too_and_the_list_shows_where_none_did(people, at, settings):
    settings.PLAN_TODAY = later(2).date()
    action = agreed(people)
    assert "Choose high, medium or low confidence" in at(people.officer_a, "/actions/R4.1/update/", TYPED)
    assert not action.updates.exists()
    # As reports of before it was asked.
    report(people, action)
    assert 'href="/actions/R4.1/"' in at(people.cabinet, "/actions/?confidence=none")
    assert "Not said yet" in at(people.cabinet, "/actions/?columns=confidence")


def test_nothing_has_changed_carries_it_over(people, at, settings):
    settings.PLAN_TODAY = later(2).date()
    action, path = reported(people, **LOW), "/actions/R4.1/update/"
    at(people.officer_a, path, {"no_change": "1"})
    last = action.updates.order_by("pk").last()
    assert (last.no_change, last.confidence, last.would_help) == (True, *LOW.values())


def test_the_second_report_says_it_whether_something_has_changed_or_not(people, at, settings):
    settings.PLAN_TODAY = later(2).date()
    action, path = reported(people), "/actions/R4.1/update/"
    page = at(people.officer_a, path)
    assert "Send: nothing has changed" not in page and "Say so in this one" in page
    for typed in ({"no_change": "1"}, TYPED):
        assert "Choose high, medium or low confidence" in at(people.officer_a, path, typed)
    assert action.updates.count() == 1
    at(people.officer_a, path, {**TYPED, "confidence": "high"})
    assert fresh(action).confidence == "high"
    assert "Send: nothing has changed" in at(people.officer_a, path)


@pytest.mark.slow
def test_a_draft_and_a_correction_keep_it(people, at, settings):
    settings.PLAN_TODAY = later(2).date()
    action, path = reported(people, **LOW), "/actions/R4.1/update/"
    typed = {"confidence": "medium", "would_help": "One auditor", "later": "1", "kept": ""}
    at(people.officer_a, path, typed)
    assert "One auditor</textarea>" in at(people.officer_a, path)
    update = action.updates.get()
    page = at(people.officer_a, f"{path}?corrects={update.uuid}")
    assert f"{LOW['would_help']}</textarea>" in page
    at(people.officer_a, path, {**TYPED, "confidence": "high", "corrects": update.uuid})
    assert fresh(action).confidence == "high"


@pytest.mark.slow
def test_low_confidence_is_on_the_action_the_list_the_dashboard_and_the_desk(people, at, settings):
    settings.PLAN_TODAY = SEPTEMBER
    action, other = agreed(people, due=date(2008, 12, 24)), agreed(people, due=date(2008, 12, 24))
    report(people, action, **LOW)
    report(people, other, confidence="high")
    record_what_factories_made()
    page = at(people.cabinet, "/actions/R4.1/")
    assert "tag-low-confidence" in page and f"What would help: {LOW['would_help']}" in page
    assert "tag-low-confidence" not in at(people.cabinet, "/actions/R4.2/")
    for path in ("/actions/?confidence=low", "/actions/?confidence=low&view=full&columns=confidence"):
        listed = at(people.cabinet, path)
        assert 'href="/actions/R4.1/"' in listed and 'href="/actions/R4.2/"' not in listed
    shown = at(people.cabinet, "/?as_at=2008-08-30")
    for page in (at(people.cabinet, "/"), shown):
        part = page.split('id="low-confidence"')[1].split("<h2")[0]
        assert "R4.1" in part and LOW["would_help"] in part and "R4.2" not in part
    assert 'id="low-confidence"' not in at(people.cabinet, "/?as_at=2008-06-20")
    assert "Low confidence" in at(people.programme, "/programme/")
    rows = at(people.cabinet, "/actions.csv")
    assert "Confidence in delivery" in rows and "Low" in rows


@pytest.mark.slow
def test_counts_and_lists_agree_now_and_then(people):
    reported(people, **LOW)
    plan.delivered(people)
    record_what_factories_made()
    asked = Filters(confidence="low", status="open")
    for as_at in (None, later(1).date()):
        counts = count_actions(people.cabinet, SEPTEMBER, as_at)
        assert counts.low_confidence == len(read_actions(people.cabinet, asked, SEPTEMBER, as_at)) == 1


def test_the_history_says_it_in_words(people, at, settings):
    settings.PLAN_TODAY = later(2).date()
    action = reported(people, **LOW)
    page = at(people.cabinet, "/actions/R4.1/")
    assert "What would help" in page and "Confidence" in page
    update = action.updates.get()
    assert AuditEvent.objects.filter(subject=update.uuid, kind="made").exists()
    assert state_at("update", update.uuid, NOON.date())["confidence"] == "low"
