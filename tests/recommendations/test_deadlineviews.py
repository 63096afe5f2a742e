"""The pages of deadlines and days off: what is shown, what is shown before it is recorded, and what is left."""

from datetime import date

import pytest

from jarplan.audit.models import AuditEvent
from jarplan.reporting.facts import BASELINE
from recommendations import deadlineverbs as verbs
from recommendations.models import DayOff, Deadline, Inspection
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ANY_BACKEND = "django.contrib.auth.backends.ModelBackend"
DAYS_OFF = "/deadlines/days-off/"


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def text_of(response):
    return " ".join(response.content.decode().split())


def plan():
    return Deadline.objects.get(rule__duty="plan")


@pytest.fixture
def office(programme, settings, client):
    verbs.hold(by=None, now=BASELINE)
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
        "25 August not left out (Late Summer Bank Holiday)",
        "received on 2 June",
    ):
        assert f"<li>{reading}</li>" in page
    assert "70 calendar days, lead to 12 August 2008" in page
    assert "<strong>8 days left</strong>" in page
    assert "<strong>6 working days</strong>" in page
    assert "left out, Late Summer Bank Holiday" in page
    assert page.count('<table class="count-month">') == 2 + 4
    assert page.count('class="count-due"') == 2


def test_what_a_receipt_would_change_is_shown_before_it_is_recorded(office):
    path = f"/inspections/{Inspection.objects.get().uuid}/receipt/"
    typed = {"version": 1, **boxes("received_on", date(2008, 6, 2))}
    assert "See what it changes" in text_of(office.get(path))
    events = AuditEvent.objects.count()
    page = text_of(office.post(path, {**typed, "look": "1"}))
    for day in ("15 July 2008", "14 July 2008", "10 September 2008", "9 September 2008", "11 August 2008"):
        assert day in page
    assert AuditEvent.objects.count() == events
    assert Inspection.objects.get().received_on is None
    page = text_of(office.post(path, typed, follow=True))
    assert "How 14 July 2008 is computed" in page
    assert "How 9 September 2008 is computed" in page
    assert "The stated date is the one that the count gives." in page


def test_a_receipt_that_has_not_come_is_not_even_looked_at(office):
    path = f"/inspections/{Inspection.objects.get().uuid}/receipt/"
    typed = {"version": 1, **boxes("received_on", date(2008, 9, 2)), "look": "1"}
    page = text_of(office.post(path, typed))
    assert "The day has not come yet" in page
    assert "Nothing is recorded yet" not in page


def test_a_new_day_off_shows_its_effect_and_moves_nothing(office):
    page = text_of(add(office))
    assert "No deadline has moved" in page
    assert "10 September 2008 would become 11 September 2008." in page
    assert f"/deadlines/{plan().uuid}/count-again/" in page
    page = text_of(office.get("/deadlines/"))
    assert "the count now gives 11 September 2008 instead of 10 September 2008" in page
    again = f"/deadlines/{plan().uuid}/count-again/"
    assert "Take 11 September 2008" in text_of(office.get(again))
    page = text_of(office.post(again, {"version": 2, "reason": "proclaimed"}, follow=True))
    assert "The days are counted again: 11 September 2008." in page
    assert "there is nothing to change" in text_of(office.get(again))


def test_closed_offices_are_shown_and_counted(office):
    page = text_of(add(office, kind="closure"))
    assert "would become" not in page
    page = text_of(office.get("/deadlines/"))
    assert "5 September 2008 (offices closed (Day of mourning), but the regulation counts it)" in page


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
    assert "That day is left out already" in text_of(add(office, day=day))
    assert not DayOff.objects.exists()


def test_meeting_a_duty_is_recorded_with_its_proof(office):
    path = f"/deadlines/{plan().uuid}/met/"
    typed = {
        "version": plan().version,
        **boxes("met_on", date(2008, 9, 1)),
        "proof": "Leicester Mercury, page 7",
    }
    page = text_of(office.post(path, typed, follow=True))
    assert "on <strong>1 September 2008</strong>, before 9 September 2008" in page
    assert "Leicester Mercury, page 7" in page
    late = {"version": plan().version, **boxes("met_on", date(2008, 9, 2)), "proof": "x"}
    assert "The day has not come yet" in text_of(office.post(path, late))


def test_what_is_not_met_in_time_is_overdue(office):
    assert "Overdue: 15 July 2008 has passed" in text_of(office.get("/deadlines/"))


@pytest.mark.parametrize("start", [date(2035, 12, 20), date(2040, 1, 2), date(1985, 3, 1)])
@pytest.mark.parametrize("path", ["/deadlines/", DAYS_OFF, "/", "/published/calendar.ics"])
def test_a_year_that_the_calendar_does_not_know_is_said(officer, start, path):
    Deadline.objects.update(start=start, computed_on=None)
    answer = officer.get(path)
    assert answer.status_code == 200
    if path == "/deadlines/":
        page = text_of(answer)
        assert "are not known here" in page and DAYS_OFF in page


def test_officers_read_but_are_shown_no_buttons(officer):
    page = text_of(officer.get(DAYS_OFF))
    assert "Add a day off" not in page
    assert officer.get(f"{DAYS_OFF}add/").status_code == 403
    assert officer.get(f"/deadlines/{plan().uuid}/met/").status_code == 403
    assert "Record that it is met" not in text_of(officer.get("/deadlines/"))


def test_the_days_off_of_a_past_day(office):
    add(office)
    page = text_of(office.get(f"{DAYS_OFF}?as_at=2008-08-31"))
    assert "No further day off is recorded" in page
    assert "Add a day off" not in page
