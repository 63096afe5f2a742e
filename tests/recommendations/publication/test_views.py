"""The pages of publication: what they show to whom, what is typed into them, and who may open a proof."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jarplan.audit.models import AuditEvent
from recommendations.publication.records import step_of
from tests.factories import OrganisationFactory, UserFactory
from tests.recommendations.publishing import fresh, log, name, publish_plan, record, send, step_for

pytestmark = pytest.mark.django_db
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
DAY = {"day": "18", "month": "6", "year": "2008"}


@pytest.fixture(autouse=True)
def first_september(settings):
    settings.PLAN_TODAY = date(2008, 9, 1)


@pytest.fixture
def office(programme, client):
    client.force_login(programme, BACKEND)
    return client


@pytest.fixture
def officer(facts, client):
    client.force_login(UserFactory(username="olive.officer", roles=["officer"]), BACKEND)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def path_to(step, what=""):
    return f"/publication/{step.uuid}/{what}"


def on(field, **day):
    return {f"{field}_{box}": part for box, part in {**DAY, **day}.items()}


SAID = {"version": 1, "done_by": "Press office", "proof": "Leicester Mercury, page 4"}


def test_the_page_names_every_class_and_never_says_not_done(officer):
    page = text_of(officer.get("/publication/"))
    assert page.count('class="missing">Not recorded') == 14
    assert page.count("Date not stated") == 2
    assert "Deadline: <strong>15 July 2008</strong> (calculated). 48 days overdue." in page
    assert (
        "Deadline: <strong>9 September 2008</strong> (stated). 8 days left, 6 of them working days." in page
    )
    assert "does not mean “not done”" in page
    assert "Publish the inspection report" in page and "Publish the action plan" in page


def test_the_page_is_narrowed_and_says_so_where_nothing_is_left(officer):
    page = text_of(officer.get("/publication/?show=open"))
    assert "LCYPSP</abbr> members" not in page and "At least one newspaper of the area" in page
    page = text_of(officer.get("/publication/?show=done"))
    assert "LCYPSP</abbr> members" in page and "At least one newspaper of the area" not in page
    assert "No publication steps have been recorded yet." in page
    assert "<strong>All</strong>" in text_of(officer.get("/publication/?show=nonsense"))


def test_an_empty_plan_says_so(client, db):
    client.force_login(UserFactory(), BACKEND)
    assert "There are no publication steps yet" in text_of(client.get("/publication/"))


@pytest.mark.parametrize("asked", ["2008-09-02", "yesterday"])
def test_a_day_to_come_is_refused(officer, asked):
    assert officer.get(f"/publication/?as_at={asked}").status_code == 400
    assert officer.get(path_to(step_for("radio"), f"?as_at={asked}")).status_code == 400


def test_copies_and_charges_stand_on_the_page_with_their_sum(office, programme):
    send(programme, name(programme, step_for("relevant_partners"), "The Trust", "The Police"), 2)
    step = log(programme, log(programme, step_for("on_demand"), "Mr Singh", "2.10"), "Mrs Patel", "0.20")
    page = text_of(office.get("/publication/"))
    assert "A copy to each relevant partner: 1 of 2 sent" in page
    assert "1 of 2 recorded as sent" in page
    assert "Post book, page 4" in page
    assert "£2.30" in page
    assert f"/publication/{step.uuid}/copies/" not in page
    assert path_to(step, "copies/1/correct/") in text_of(office.get(path_to(step)))


def test_buttons_are_for_the_programme_office_today(office, client):
    step = step_for("relevant_partners")
    page = text_of(office.get(path_to(step)))
    assert "Add recipients" in page and "Record as done" in page
    past = text_of(office.get(path_to(step, "?as_at=2008-06-20")))
    assert "Add recipients" not in past and "Record as done" not in past
    client.force_login(UserFactory(roles=["officer"]), BACKEND)
    assert "Add recipients" not in text_of(client.get(path_to(step)))


def test_a_step_is_recorded_on_its_day_with_a_file(office):
    step = step_for("newspaper")
    assert "at least one newspaper of the area" in text_of(office.get(path_to(step, "record/")))
    upload = SimpleUploadedFile("page4.txt", b"Page 4", "text/plain")
    typed = SAID | on("done_on") | {"done_to": "Leicester Mercury", "upload": upload}
    assert office.post(path_to(step, "record/"), typed).url == path_to(step)
    page = text_of(office.get(path_to(step)))
    assert "18 June 2008" in page and "Leicester Mercury, page 4" in page
    assert "In time" in page
    file = fresh(step).proof_file
    assert f"/proof/{file.uuid}/" in page
    answer = office.get(path_to(step, f"proof/{file.uuid}/"))
    assert b"".join(answer.streaming_content) == b"Page 4"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({}, "Enter the date, or tick the box if it is not stated"),
        (on("done_on") | {"day_not_stated": "on"}, "clear the box"),
        (on("done_on", month="9", day="2"), "must be today or in the past"),
        (on("done_on", day="2"), "The report was published on 3 June 2008"),
        (on("done_on") | {"done_by": ""}, "Enter who did this"),
        (on("done_on") | {"proof": ""}, "Enter the proof"),
        (on("done_on") | {"upload": SimpleUploadedFile("page.exe", b"MZ")}, "which is not accepted"),
    ],
)
def test_a_step_is_not_recorded_and_says_why(office, typed, sentence):
    step = step_for("newspaper")
    answer = office.post(path_to(step, "record/"), SAID | typed)
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert fresh(step).version == 1


def test_a_step_that_somebody_else_ticked_shows_both(office, programme):
    step = step_for("newspaper")
    record(programme, step)
    typed = SAID | on("done_on", day="19") | {"done_by": "Communications"}
    answer = office.post(path_to(step, "record/"), typed)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "<td>18 June 2008</td> <td>19 June 2008</td>" in page
    assert "<td>Press office</td> <td>Communications</td>" in page
    assert 'name="version" value="2"' in page
    typed |= {"version": 2}
    assert "why you are correcting the record" in text_of(office.post(path_to(step, "record/"), typed))
    office.post(path_to(step, "record/"), typed | {"reason": "It was the 19th"})
    assert fresh(step).done_by == "Communications"


def test_the_plan_cannot_be_recorded_before_a_version_is_published(office):
    step = step_for("newspaper", "plan")
    page = text_of(office.get(path_to(step)))
    assert "No version of the plan has been published yet" in page and "Record as done" not in page
    answer = office.get(path_to(step, "record/"))
    assert (answer.status_code, "No version of the plan has been published yet" in text_of(answer)) == (
        409,
        True,
    )
    answer = office.post(path_to(step, "record/"), SAID | {"day_not_stated": "on"})
    assert (answer.status_code, fresh(step).state) == (200, "not_recorded")
    publish_plan(date(2008, 8, 29))
    assert "Record as done" in text_of(office.get(path_to(step)))
    office.post(path_to(step, "record/"), SAID | {"day_not_stated": "on"})
    assert fresh(step).state == "done"


def test_recipients_are_named_and_recorded_as_sent(office):
    step, trust = step_for("relevant_partners"), OrganisationFactory(name="Leicester City PCT")
    typed = {"version": 1, "organisations": trust.pk, "names": "The Police\n\n  the  police \nConnexions"}
    assert office.post(path_to(step, "name/"), typed).url == path_to(step)
    assert [copy.name for copy in step_of(fresh(step)).owed] == [
        "Leicester City PCT",
        "The Police",
        "Connexions",
    ]
    sent = on("sent_on") | {"version": 2, "sent_by": "Post room", "proof": "Post book"}
    assert "Select who was sent a copy" in text_of(office.post(path_to(step, "sent/"), sent))
    assert "409" in str(office.get(path_to(step, "record/")).status_code)
    assert office.post(path_to(step, "sent/"), sent | {"copies": [1, 2]}).url == path_to(step)
    again = office.post(path_to(step, "sent/"), sent | {"version": 3, "copies": [1]})
    assert "Somebody else has just recorded one of these" in text_of(again)
    assert "Named recipients: 2 of 3 sent" in text_of(office.get(path_to(step)))


def test_the_page_of_sending_opens_where_somebody_waits_for_a_copy(office, programme):
    step = step_for("relevant_partners")

    def page():
        answer = office.get(path_to(step, "sent/"))
        return answer.status_code, "no named recipients left to send a copy to" in text_of(answer)

    assert page() == (409, True)
    name(programme, step, "The Trust")
    assert page() == (200, False)
    send(programme, fresh(step), 1)
    assert page() == (409, True)


def test_a_line_in_the_log_is_written_once_and_corrected(office):
    step = step_for("on_demand")
    typed = on("sent_on") | {"version": 1, "name": "A resident", "sent_by": "Reception", "charge": "1,50"}
    page = text_of(office.post(path_to(step, "log/"), typed))
    assert "Write the amount without a comma" in page and 'value="1,50"' in page
    for _ in range(2):
        assert office.post(path_to(step, "log/"), typed | {"charge": "1.50"}).url == path_to(step)
    assert step.copies.count() == 1
    page = text_of(office.get(path_to(step, "copies/1/correct/")))
    assert 'value="1.50"' in page
    right = typed | {"version": 2, "charge": "0.50", "reason": "It was one sheet"}
    assert office.post(path_to(step, "copies/1/correct/"), right).url == path_to(step)
    assert "£0.50" in text_of(office.get(path_to(step)))
    why = {"version": 3, "reason": "It was never given"}
    assert office.post(path_to(step, "copies/1/take-out/"), why).url == path_to(step)
    page = text_of(office.get(path_to(step)))
    assert "It was never given" in page and "£0.00" in page
    assert office.get(path_to(step, "copies/1/take-out/")).status_code == 404


def test_a_stale_correction_of_a_copy_is_shown_beside_theirs(office, programme):
    step = send(programme, name(programme, step_for("relevant_partners"), "One", "Two"), 1)
    typed = on("sent_on", day="19") | {"version": 1, "sent_by": "Courier", "proof": "Receipt", "reason": "x"}
    answer = office.post(path_to(step, "copies/1/correct/"), typed)
    assert answer.status_code == 409
    assert "<td>Post room</td> <td>Courier</td>" in text_of(answer)


def test_a_replaced_proof_is_the_programme_offices_to_open(office, programme, client):
    step = record(programme, step_for("newspaper"), upload=SimpleUploadedFile("wrong.txt", b"Wrong"))
    wrong = step.proof_file
    upload = SimpleUploadedFile("right.txt", b"Right")
    right = record(programme, fresh(step), reason="It was the wrong page", upload=upload).proof_file
    other = record(
        programme, step_for("radio"), upload=SimpleUploadedFile("other.txt", b"Another step's")
    ).proof_file
    assert office.get(path_to(step, f"proof/{right.uuid}/")).status_code == 200
    assert office.get(path_to(step, f"proof/{wrong.uuid}/")).status_code == 200
    assert office.get(path_to(step, f"proof/{other.uuid}/")).status_code == 404
    client.force_login(UserFactory(roles=["officer"]), BACKEND)
    assert client.get(path_to(step, f"proof/{right.uuid}/")).status_code == 200
    assert client.get(path_to(step, f"proof/{wrong.uuid}/")).status_code == 404
    client.logout()
    assert client.get(path_to(step, f"proof/{right.uuid}/")).status_code == 302


def test_a_refused_attempt_is_recorded(officer):
    before = AuditEvent.objects.count()
    assert officer.post(path_to(step_for("radio"), "log/")).status_code == 403
    assert AuditEvent.objects.count() == before + 1


def test_what_is_not_there_is_missing(office):
    step = step_for("radio")
    assert office.get("/publication/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert office.get(path_to(step, "copies/1/correct/")).status_code == 404
    assert office.delete(path_to(step, "record/")).status_code == 405


def test_deadlines_lead_to_the_page_of_publication(officer):
    page = text_of(officer.get("/deadlines/"))
    assert "2 of 9 publication steps done" in page
    assert 'href="/publication/#report-' in page
    assert path_to(step_for("radio")) in page
