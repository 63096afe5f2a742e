"""The pages of the law: what they say, who may change what, and how they refuse."""

from datetime import date

import pytest
from django.utils.html import escape

from jarplan.audit.models import AuditEvent
from recommendations.models import Deadline, Finding, Inspection, Meeting, PublicationStep, Recommendation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_september(settings):
    settings.PLAN_TODAY = date(2008, 9, 1)


@pytest.fixture
def officer(facts, first_september, client):
    client.force_login(UserFactory(username="olive.officer", roles=["officer"]), ANY_BACKEND)
    return client


@pytest.fixture
def office(programme, first_september, client):
    client.force_login(programme, ANY_BACKEND)
    return client


ANY_BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
ACCOUNTABLE = "/recommendations/R4/accountable/"


def text_of(response):
    return " ".join(response.content.decode().split())


def test_deadlines_stand_side_by_side(officer):
    page = text_of(officer.get("/deadlines/"))
    for day in ("3 June 2008", "15 July 2008", "9 September 2008", "10 September 2008", "12 August 2008"):
        assert day in page
    assert "8 days left" in page
    assert "Overdue by 48 days" in page
    assert "25 August counted as a working day (Late Summer Bank Holiday)" in page
    assert "The source does not say when the council received the report" in page
    assert page.count('class="missing">Not recorded') == 14
    assert page.count("Date not stated") == 2


def test_the_other_dates_of_the_paper_are_named(officer):
    page = text_of(officer.get("/deadlines/"))
    for day in ("16 July 2008", "14 July 2008", "26 June 2008", "1 April 2009", "December 2007"):
        assert day in page


def test_deadlines_as_at_a_past_day(officer):
    page = text_of(officer.get("/deadlines/?as_at=2008-07-15"))
    assert "The deadline is today, 15 July 2008." in page
    assert "This is the plan as it stood at the end of 15 July 2008." in page
    assert "56 days left" in page


@pytest.mark.parametrize("asked", ["2008-09-02", "yesterday", "2008-13-01"])
@pytest.mark.parametrize("path", ["/deadlines/", "/meetings/"])
def test_a_day_that_is_none_or_to_come_is_refused(officer, path, asked):
    assert officer.get(f"{path}?as_at={asked}").status_code == 400


def test_as_at_today_is_live(officer):
    assert "as it stood" not in text_of(officer.get("/deadlines/?as_at=2008-09-01"))


def test_meetings_and_what_the_cabinet_is_asked(officer):
    page = text_of(officer.get("/meetings/"))
    to_come, past = page.split("Past meetings</h2>")
    assert "Cabinet, Monday 1 September 2008" in to_come
    assert "Cabinet is asked to note the findings" in to_come
    assert "OSMB</abbr>, Wednesday 6 August 2008" in past


def test_what_the_inspectors_found(officer):
    page = text_of(officer.get("/inspections/"))
    assert '<th scope="row">Safeguarding</th> <td class="number">3</td> <td>good</td>' in page
    assert page.count('<td class="number">') == 5
    assert page.count("was judged inadequate") == 2
    assert "Audit Commission, Healthcare Commission, Ofsted" in page
    assert '#p4-9-6">4.9.6</a> Service management and capacity to improve' in page
    for finding in Finding.objects.all():
        assert escape(finding.text) in page
    assert "There are no inspections yet" in text_of(officer.get("/inspections/?as_at=2008-06-02"))


@pytest.mark.parametrize("path", ["/deadlines/", "/meetings/"])
def test_an_empty_plan_says_so(client, path, db):
    client.force_login(UserFactory(), ANY_BACKEND)
    page = text_of(client.get(path))
    assert "There are no deadlines yet" in page or "There are no upcoming meetings" in page


@pytest.mark.parametrize("path", ["/deadlines/", "/meetings/", ACCOUNTABLE])
def test_nobody_is_sent_to_sign_in(client, facts, path):
    assert client.get(path).url.startswith("/accounts/login/")


def other_paths():
    deadline, step = Deadline.objects.first(), PublicationStep.objects.first()
    return [ACCOUNTABLE, f"/deadlines/{deadline.uuid}/adopt/", f"/publication/{step.uuid}/record/"]


def receipt_path():
    return f"/inspections/{Inspection.objects.get().uuid}/receipt/"


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_officer_is_refused_and_it_is_recorded(officer, number, method):
    before = AuditEvent.objects.count()
    assert getattr(officer, method)(other_paths()[number]).status_code == 403
    assert AuditEvent.objects.count() == before + 1
    assert AuditEvent.objects.last().kind == "refused"


def test_an_officer_is_shown_no_button(officer):
    page = text_of(officer.get("/deadlines/"))
    assert "/adopt/" not in page
    assert "/record/" not in page


def test_the_past_is_shown_without_buttons(office):
    assert "/adopt/" in text_of(office.get("/deadlines/"))
    assert "/adopt/" not in text_of(office.get("/deadlines/?as_at=2008-08-01"))


@pytest.mark.parametrize(
    "path",
    [
        "/recommendations/R99/accountable/",
        "/deadlines/00000000-0000-4000-8000-000000000000/adopt/",
        "/publication/00000000-0000-4000-8000-000000000000/record/",
    ],
)
def test_what_is_not_there_is_missing(office, path):
    assert office.get(path).status_code == 404


@pytest.mark.parametrize("number", range(3))
def test_other_methods_are_refused(office, number):
    assert office.delete(other_paths()[number]).status_code == 405


def test_who_answers_is_set(office, director, lead_member):
    assert "Service Director, Safeguarding" in text_of(office.get(ACCOUNTABLE))
    response = office.post(
        ACCOUNTABLE, {"version": 1, "accountable_post": director.pk, "portfolio_holder": lead_member.pk}
    )
    assert response.url == "/recommendations/R4/"
    row = Recommendation.objects.get(reference="R4")
    assert (row.accountable_post, row.portfolio_holder) == (director, lead_member)


def test_a_stale_form_shows_both_and_can_be_saved_again(office, director, lead_member):
    office.post(ACCOUNTABLE, {"version": 1, "accountable_post": director.pk})
    typed = {"version": 1, "accountable_post": lead_member.pk, "reason": "I know better"}
    answer = office.post(ACCOUNTABLE, typed)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Someone else saved first" in page
    assert "<td>Service Director, Safeguarding, Leicester City Council</td>" in page
    assert "I know better</textarea>" in page
    assert 'name="version" value="2"' in page
    office.post(ACCOUNTABLE, {**typed, "version": 2})
    assert Recommendation.objects.get(reference="R4").accountable_post == lead_member


def test_a_replacement_without_a_reason_is_asked_for_it(office, director, lead_member):
    office.post(ACCOUNTABLE, {"version": 1, "accountable_post": director.pk})
    page = text_of(office.post(ACCOUNTABLE, {"version": 2, "accountable_post": lead_member.pk}))
    assert "<title>Error: Accountable officer and portfolio holder: R4" in page
    assert "Enter why the accountable officer" in page


def test_a_date_is_adopted(office):
    deadline = Deadline.objects.get(rule__duty="plan")
    path = f"/deadlines/{deadline.uuid}/adopt/"
    assert "paper is 9 September 2008. The calculated date is 10 September 2008." in text_of(office.get(path))
    typed = {"version": 1, "adopted_on_day": "9", "adopted_on_month": "9", "adopted_on_year": "2008"}
    assert "Error: " in text_of(office.post(path, typed))
    response = office.post(path, {**typed, "reason": "safe under either reading"})
    assert response.url == "/deadlines/"
    page = text_of(office.get("/deadlines/"))
    assert "This is the adopted date." in page
    assert "safe under either reading" in page


def test_a_stale_save_of_a_date_a_step_or_a_receipt_is_a_conflict(office):
    day = {"day": "9", "month": "6", "year": "2008"}
    typed = {f"{name}_{box}": part for name in ("adopted_on", "received_on") for box, part in day.items()}
    typed |= {
        "version": 99,
        "reason": "Why",
        "done_by": "Press office",
        "proof": "A letter",
        "day_not_stated": "on",
    }
    _, adopt, step = other_paths()
    assert [office.post(path, typed).status_code for path in (adopt, step, receipt_path())] == [409] * 3


def test_the_receipt_is_recorded(office):
    assert "publication on 3 June 2008" in text_of(office.get(receipt_path()))
    typed = {"version": 1, "received_on_day": "2", "received_on_month": "6", "received_on_year": "2008"}
    typed["received_on_is_right"] = "2008-06-02"  # a day before the report was published
    assert office.post(receipt_path(), typed).url == "/deadlines/"
    page = text_of(office.get("/deadlines/"))
    assert "2 June 2008, when the report was received." in page
    assert "Why 9 September 2008 and not" not in page


def test_the_receipt_is_not_an_officers_to_record(officer):
    assert officer.post(receipt_path()).status_code == 403


def test_a_meeting_is_added_once_and_its_outcome_recorded(office):
    before = AuditEvent.objects.count()
    typed = {"body": "LSCB", "purpose": "The plan", "held_on_day": "1", "held_on_month": "9"}
    typed |= {"held_on_year": "2008"}
    added = office.post("/meetings/add/", typed).url
    assert "already been recorded" in text_of(office.post("/meetings/add/", typed))
    page = f"/meetings/{Meeting.objects.get(body='LSCB').uuid}/"
    assert added == page
    path = f"{page}outcome/"
    assert path in text_of(office.get("/meetings/"))
    decided = {"version": 1, "outcome": "Agreed"}
    assert office.post(path, decided).url == page
    assert office.post(path, decided).status_code == 409
    decided |= {"version": 2, "outcome": "Noted"}
    assert "why you are correcting the record" in text_of(office.post(path, decided))
    assert AuditEvent.objects.count() == before + 2


def test_the_outcome_of_a_meeting_to_come_is_not_known(office):
    typed = {"body": "LSCB", "purpose": "The plan", "held_on_day": "2", "held_on_month": "9"}
    office.post("/meetings/add/", typed | {"held_on_year": "2008"})
    path = f"/meetings/{Meeting.objects.get(body='LSCB').uuid}/outcome/"
    assert "not taken place yet" in text_of(office.post(path, {"version": 1, "outcome": "Agreed"}))


def test_a_meeting_is_not_an_officers_to_add(officer):
    assert officer.post("/meetings/add/").status_code == 403
    assert "/meetings/add/" not in text_of(officer.get("/meetings/"))
