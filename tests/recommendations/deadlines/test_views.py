"""The pages of deadlines and days off: what is shown, what is shown before it is recorded, and what is left."""

from datetime import date

import pytest

from jarplan.audit.models import AuditEvent
from jarplan.reporting.operations.facts import BASELINE
from recommendations.deadlines import verbs as deadlines_verbs
from recommendations.models import DayOff, Deadline, Inspection
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON

pytestmark = pytest.mark.django_db
ANY_BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
DAYS_OFF = "/deadlines/days-off/"


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def text_of(response):
    return " ".join(response.content.decode().split())


def plan():
    return Deadline.objects.get(rule__duty="plan")


@pytest.fixture
def office(programme, settings, client):
    deadlines_verbs.hold(by=None, now=BASELINE)
    settings.PLAN_TODAY = date(2008, 9, 1)
    client.force_login(programme, ANY_BACKEND)
    return client


@pytest.fixture
def officer(programme, settings, client):
    settings.PLAN_TODAY = date(2008, 9, 1)
    client.force_login(UserFactory(roles=["officer"]), ANY_BACKEND)
    return client


def add(office, day=date(2008, 9, 5), kind="bank_holiday"):
    return office.post(
        f"{DAYS_OFF}add/", {**boxes("day", day), "kind": kind, "name": "Day of mourning"}, follow=True
    )


def test_the_page_names_each_reading_and_every_day(office):
    page = text_of(office.get("/deadlines/"))
    for reading in (
        "3 June counted as day 1",
        "25 August counted as a working day (Late Summer Bank Holiday)",
        "received on 2 June",
    ):
        assert f"<li>{reading}</li>" in page
    assert "70 calendar days would end on 12 August 2008" in page
    assert "<strong>8 days left</strong>" in page
    assert "<strong>6 working days</strong>" in page
    assert "not counted, Late Summer Bank Holiday" in page
    assert page.count('<table class="count-month">') == 2 + 4
    assert page.count('class="count-due"') == 2


def test_a_count_of_months_has_no_days_to_list(office):
    page = text_of(office.get("/deadlines/"))
    # The duties of 4.12: the review of the plan, and the self-assessment.
    assert page.count("Month 1 ends on Thursday 3 July 2008, month 12 on Wednesday 3 June 2009.") == 2
    assert page.count("List of days by week") == 2


def test_what_a_receipt_would_change_is_shown_before_it_is_recorded(office):
    path = f"/inspections/{Inspection.objects.get().uuid}/receipt/"
    typed = {"version": 1, **boxes("received_on", date(2008, 6, 2))}
    typed["received_on_is_right"] = "2008-06-02"  # a day before the report was published
    assert "Check changes" in text_of(office.get(path))
    events = AuditEvent.objects.count()
    page = text_of(office.post(path, {**typed, "look": "1"}))
    for day in ("15 July 2008", "14 July 2008", "10 September 2008", "9 September 2008", "11 August 2008"):
        assert day in page
    assert AuditEvent.objects.count() == events
    assert Inspection.objects.get().received_on is None
    page = text_of(office.post(path, typed, follow=True))
    assert "How 14 July 2008 is calculated" in page
    assert "How 9 September 2008 is calculated" in page
    assert "The stated date is the same as the calculated date." in page


def test_a_receipt_that_has_not_come_is_not_even_looked_at(office):
    path = f"/inspections/{Inspection.objects.get().uuid}/receipt/"
    typed = {"version": 1, **boxes("received_on", date(2008, 9, 2)), "look": "1"}
    page = text_of(office.post(path, typed))
    assert "The date must be today or in the past" in page
    assert "Nothing has been saved yet" not in page


@pytest.mark.slow
def test_a_new_day_off_shows_its_effect_and_moves_nothing(office):
    page = text_of(add(office))
    assert "No deadline has changed" in page
    assert "10 September 2008 would become 11 September 2008." in page
    assert f"/deadlines/{plan().uuid}/count-again/" in page
    page = text_of(office.get("/deadlines/"))
    assert "The calculated date would now be 11 September 2008 instead of 10 September 2008" in page
    again = f"/deadlines/{plan().uuid}/count-again/"
    assert "Change to 11 September 2008" in text_of(office.get(again))
    page = text_of(office.post(again, {"version": 2, "reason": "proclaimed"}, follow=True))
    assert "The deadline has been recalculated: 11 September 2008." in page
    assert "there is nothing to change" in text_of(office.get(again))


def test_closed_offices_are_shown_and_counted(office):
    page = text_of(add(office, kind="closure"))
    assert "would become" not in page
    page = text_of(office.get("/deadlines/"))
    assert "5 September 2008 (offices closed (Day of mourning), still counted as a working day)" in page


def test_a_day_taken_out_stays_on_the_page(office):
    add(office)
    row = DayOff.objects.get()
    page = text_of(
        office.post(f"{DAYS_OFF}{row.uuid}/take-out/", {"version": 1, "reason": "a mistake"}, follow=True)
    )
    assert "5 September 2008, Day of mourning: a mistake" in page
    assert "would become" not in page


@pytest.mark.parametrize("day", [date(2008, 8, 25), date(2008, 9, 6)])
def test_a_day_that_is_off_anyway_is_refused_on_the_form(office, day):
    assert "This day is already excluded" in text_of(add(office, day=day))
    assert not DayOff.objects.exists()


def test_meeting_a_duty_is_recorded_with_its_proof(office):
    path = f"/deadlines/{plan().uuid}/met/"
    typed = {
        "version": plan().version,
        **boxes("met_on", date(2008, 9, 1)),
        "proof": "Leicester Mercury, page 7",
    }
    page = text_of(office.post(path, typed, follow=True))
    assert "on <strong>1 September 2008</strong>. The deadline was 9 September 2008" in page
    assert "Leicester Mercury, page 7" in page
    late = {"version": plan().version, **boxes("met_on", date(2008, 9, 2)), "proof": "x"}
    assert "The date must be today or in the past" in text_of(office.post(path, late))


def test_an_adopted_date_and_a_record_of_a_duty_met_are_withdrawn_by_pages(office):
    row = plan()
    act = {"by": UserFactory(roles=["programme"]), "now": NOON}
    row = deadlines_verbs.adopt_date(
        **act, deadline=row, version=row.version, adopted_on=date(2008, 9, 8), reason="A day to spare"
    )
    deadlines_verbs.record_met(
        **act, deadline=row, version=row.version, met_on=date(2008, 6, 18), proof="A letter"
    )
    for what, link in (("adopt", "Withdraw adopted date"), ("met", "Withdraw record that the duty was met")):
        path = f"/deadlines/{row.uuid}/{what}/take-back/"
        assert path in office.get("/deadlines/").text
        page = text_of(office.get(path))
        assert link in page and "Nothing depends on this entry" not in page
        typed = {"version": plan().version, "reason": ""}
        assert "Enter the reason for withdrawing" in text_of(office.post(path, typed))
        page = office.post(path, typed | {"reason": "The wrong deadline"}, follow=True).text
        assert "has been withdrawn." in page and path not in page
        assert "to withdraw" in office.get(path, follow=True).text
    assert (plan().adopted_on, plan().met_on) == (None, None)


def test_what_is_not_met_in_time_is_overdue(office):
    assert "the deadline was 15 July 2008" in text_of(office.get("/deadlines/"))


@pytest.mark.slow
@pytest.mark.parametrize("start", [date(2035, 12, 20), date(2040, 1, 2), date(1985, 3, 1)])
@pytest.mark.parametrize("path", ["/deadlines/", DAYS_OFF, "/", "/published/calendar.ics"])
def test_a_year_that_the_calendar_does_not_know_is_said(officer, start, path):
    Deadline.objects.update(start=start, computed_on=None)
    answer = officer.get(path)
    assert answer.status_code == 200
    if path == "/deadlines/":
        page = text_of(answer)
        assert "are not known yet" in page and DAYS_OFF in page


def test_officers_read_but_are_shown_no_buttons(officer):
    page = text_of(officer.get(DAYS_OFF))
    assert "Add bank holiday" not in page
    assert officer.get(f"{DAYS_OFF}add/").status_code == 403
    assert officer.get(f"/deadlines/{plan().uuid}/met/").status_code == 403
    assert "Record duty as met" not in text_of(officer.get("/deadlines/"))


def test_the_days_off_of_a_past_day(office):
    add(office)
    page = text_of(office.get(f"{DAYS_OFF}?as_at=2008-08-31"))
    assert "No other bank holidays or closures" in page
    assert "Add bank holiday" not in page
