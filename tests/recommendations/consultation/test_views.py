"""The pages of consultation: what each person finds there, and that nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from recommendations.models import Consultation
from tests import papers, plan
from tests.recommendations.consultation.test_verbs import answered, ask, asked, publish, responded

pytestmark = pytest.mark.django_db
SAID = "We want a nurse in every school"


@pytest.fixture
def people(db, settings):
    settings.PLAN_TODAY = date(2008, 7, 12)
    return plan.make_people()


def get(client, by, name, *arguments):
    client.force_login(by)
    return client.get(reverse(f"recommendations:{name}", args=arguments))


def post(client, by, name, *arguments, **typed):
    client.force_login(by)
    return client.post(reverse(f"recommendations:{name}", args=arguments), typed)


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def test_the_list_says_how_far_each_is_and_nobody_reads_what_others_said(client, people):
    made = papers.drafted(people.programme)
    first, _ = ask(people, made, (people.b, people.b.name), (None, "Barnardo’s"))
    answered(people, first, answer=SAID)
    partner = reverse("recommendations:consultation-partner", args=[first.uuid])
    page = get(client, people.officer_a, "consultation", 1).text
    assert "Barnardo’s" in page and "Overdue by 2 days" in page and "Answered" in page
    assert partner not in page and SAID not in page
    assert client.get(partner).status_code == 404
    for by in (people.officer_b, people.cabinet, people.programme):
        assert partner in get(client, by, "consultation", 1).text
        assert SAID in client.get(partner).text


def test_once_it_is_published_everybody_reads_it_and_nothing_can_be_changed(client, people):
    row = responded(people, answered(people, answer=SAID))
    publish(people, row.version_asked)
    page = get(client, people.officer_a, "consultation-partner", row.uuid).text
    assert SAID in page and "We moved the date" in page
    page = get(client, people.programme, "consultation-partner", row.uuid).text
    assert "/respond/" not in page and "/answer/" not in page


def test_partners_are_asked_from_the_page_once_each(client, people):
    made = papers.drafted(people.programme)
    typed = {
        "version": made.version,
        "organisations": [people.b.pk],
        "others": "leicester city pct\r\n  Barnardo’s \r\n\r\nbarnardo’s",
        **day("answer_by", date(2008, 7, 30)),
    }
    assert post(client, people.programme, "consultation-ask", 1, **typed).status_code == 302
    assert sorted(Consultation.objects.values_list("partner_name", "organisation")) == [
        ("Barnardo’s", None),
        ("Leicester City PCT", people.b.pk),
    ]


def test_a_question_to_nobody_is_refused_on_the_page(client, people):
    made = papers.drafted(people.programme)
    typed = {"version": made.version, **day("answer_by", date(2008, 7, 30))}
    answer = post(client, people.programme, "consultation-ask", 1, **typed)
    assert answer.status_code == 200 and "Choose at least one organisation" in answer.text


def test_the_partner_is_told_that_its_answer_becomes_public_and_asked_only_for_its_words(client, people):
    row = asked(people)
    page = get(client, people.officer_b, "consultation-answer", row.uuid).text
    assert "published plan’s record" in page and 'name="came_by"' not in page
    assert 'name="came_by"' in get(client, people.programme, "consultation-answer", row.uuid).text
    answer = post(client, people.officer_b, "consultation-answer", row.uuid, version=row.version, answer=SAID)
    row.refresh_from_db()
    assert answer.status_code == 302 and (row.answer, row.answered_on) == (SAID, date(2008, 7, 12))


def test_two_who_answer_at_once_see_both_texts(client, people):
    row = asked(people)
    answered(people, row, answer="Theirs")
    typed = {"version": row.version - 1, "answer": "Mine", "reason": "x"}
    answer = post(client, people.approver_b, "consultation-answer", row.uuid, **typed)
    assert answer.status_code == 409 and "Theirs" in answer.text and "Mine" in answer.text


def test_the_programme_office_responds_and_the_page_says_so(client, people):
    row = answered(people, answer=SAID)
    assert SAID in get(client, people.programme, "consultation-respond", row.uuid).text
    typed = {"version": row.version, "outcome": "not_changed", "response": "No money"}
    assert post(client, people.programme, "consultation-respond", row.uuid, **typed).status_code == 302
    page = get(client, people.officer_b, "consultation-partner", row.uuid).text
    assert "The plan was not changed" in page and "No money" in page
