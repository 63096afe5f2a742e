"""The pages of samples: draw one, see what was found, record a check; and where the counts are shown."""

import pytest
from django.test import Client
from django.urls import reverse

from actions.models import Action, Sample, SampleCheck
from actions.samples.verbs import draw_sample, record_check
from tests.addresses import BACKEND
from tests.claims import WHY, sign_off
from tests.factories import UserFactory
from tests.plan import agreed, delivered, fresh, later, make_inspection, make_people, signed_off
from tests.reporting.reading import record_what_factories_made

pytestmark = pytest.mark.django_db
SAID = {"outcome": "holds", "seen": "Ten of the cases of May"}


@pytest.fixture
def people(settings):
    settings.PLAN_TODAY = later(5).date()
    return make_people()


def client_of(person):
    client = Client()
    client.force_login(person, BACKEND)
    return client


def drawn(people):
    inspection, _frame = make_inspection()
    return draw_sample(by=people.programme, now=later(1), inspection=inspection, number=1)


def page_of(action):
    return reverse("actions:check", args=[action.reference])


def test_a_sample_is_drawn_and_says_how(people):
    action, client = signed_off(people), client_of(people.programme)
    assert reverse("actions:draw-sample") in client.get(reverse("actions:samples")).text
    answer = client.post(reverse("actions:draw-sample"), {"inspection": "JAR-TEST", "number": 1}, follow=True)
    assert "1 signed-off action has been drawn." in answer.text
    sample = Sample.objects.get()
    assert f"random.Random({sample.seed}).sample(LIST, 1)" in answer.text
    assert action.reference in answer.text and "Not checked yet" in answer.text


def test_where_nothing_is_signed_off_no_number_is_asked_for(people):
    page = client_of(people.programme).get(reverse("actions:draw-sample")).text
    assert "There is nothing to draw from" in page and 'name="number"' not in page
    signed_off(people)
    assert 'name="number"' in client_of(people.programme).get(reverse("actions:draw-sample")).text


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("", "Enter how many"),
        ("many", "in figures"),
        ("0", "must be between 1 and 500"),
        ("9", "only 1 signed-off action"),
    ],
)
def test_a_number_that_cannot_be_is_said(people, number, says):
    signed_off(people)
    said = {"inspection": "JAR-TEST", "number": number}
    answer = client_of(people.programme).post(reverse("actions:draw-sample"), said)
    assert answer.status_code == 200 and says in answer.text
    assert not Sample.objects.exists()


def test_a_member_finds_the_check_in_my_work_and_records_it(people):
    action = signed_off(people)
    sample, client = drawn(people), client_of(people.cabinet)
    work = client.get(reverse("reporting:my-work")).text
    assert "Sign-offs to check" in work and page_of(action) in work
    assert page_of(action) in client.get(reverse("actions:sample", args=[sample.uuid])).text
    assert "Record sample check" in client.get(reverse("reporting:action", args=[action.reference])).text
    check = SampleCheck.objects.get()
    assert "Ten of" not in client.get(page_of(action)).text
    answer = client.post(page_of(action), SAID | {"check": check.uuid}, follow=True)
    assert "Your check has been recorded." in answer.text
    assert "Check by sample:" in answer.text and "Looked at: Ten of the cases of May" in answer.text
    assert "Sign-offs to check" not in client.get(reverse("reporting:my-work")).text
    assert "Holds" in client.get(reverse("actions:sample", args=[sample.uuid])).text
    assert client.get(page_of(action)).status_code == 409


def test_who_checks_reads_the_claim_with_its_answers_and_doubts(people):
    action = delivered(people)
    told = {"doubts": {str(one.uuid): "Two cases are missing" for one in action.criteria.all()}}
    sign_off(by=people.approver_a, now=later(0), action=action, **told)
    sign_off(by=people.programme, now=later(0), action=fresh(action))
    drawn(people)
    page = " ".join(client_of(people.cabinet).get(page_of(action)).text.split())
    assert "<strong>Met</strong>" in page and WHY in page
    assert "No measurement shows it" in page and "doubts “100% allocated”: Two cases are missing" in page


def test_the_desk_has_it_for_whoever_had_no_part(people):
    signed_off(people)
    drawn(people)
    assert "Sign-offs to check" not in client_of(people.programme).get(reverse("reporting:desk")).text
    desk = client_of(people.programme_2).get(reverse("reporting:desk")).text
    assert "Sign-offs to check" in desk and reverse("actions:samples") in desk


def test_a_no_says_why_and_ends_the_sign_off(people):
    action = signed_off(people)
    drawn(people)
    client, check = client_of(people.cabinet), SampleCheck.objects.get()
    said = SAID | {"check": check.uuid, "outcome": "not"}
    assert "Enter why the sign-off does not hold" in client.post(page_of(action), said).text
    answer = client.post(page_of(action), said | {"reason": "Three cases have no worker"}, follow=True)
    assert "its lead organisation must sign it off again" in answer.text
    assert "a check by sample found that it does not hold" in answer.text
    assert Action.objects.get().status == "delivered"
    assert "Sign-off ended by a sample check" in answer.text or "Sample check recorded" in answer.text


def test_strangers_and_those_with_a_part_are_kept_out(people):
    action = signed_off(people)
    assert client_of(people.cabinet).get(page_of(action)).status_code == 404
    drawn(people)
    other = agreed(people)
    check = SampleCheck.objects.get()
    client = client_of(people.cabinet)
    assert client.post(page_of(other), SAID | {"check": check.uuid}).status_code == 404
    for who in (people.programme, people.officer_b, people.finance):
        assert client_of(who).get(page_of(action)).status_code == 403
    missing = reverse("actions:sample", args=["00000000-0000-4000-8000-000000000000"])
    assert client.get(missing).status_code == 404


def test_the_dashboard_says_how_many_were_checked_and_held_on_each_day(people):
    signed_off(people)
    record_what_factories_made()
    client = client_of(people.cabinet)
    assert "checked by sample" not in client.get(reverse("reporting:dashboard")).text
    sample = drawn(people)
    who = {"by": people.cabinet, "now": later(3), "action": sample.checks.get().action}
    record_check(**who, check=sample.checks.get(), held=True, seen="Ten cases")
    page = " ".join(client.get(reverse("reporting:dashboard")).text.split())
    assert "1 of 1 signed-off action drawn</a> has been checked by sample: 1 held, 0 did not." in page
    past = " ".join(client.get(reverse("reporting:dashboard") + f"?as_at={later(2).date()}").text.split())
    assert "0 of 1 signed-off action drawn</a>" in past
    address = reverse("actions:sample", args=[sample.uuid])
    assert "Ten cases" not in client.get(f"{address}?as_at={later(2).date()}").text
    assert "Ten cases" in client.get(f"{address}?as_at={later(3).date()}").text
    assert client.get(f"{address}?as_at={later(0).date()}").status_code == 404
    assert (
        "No sample has been drawn yet"
        in client.get(reverse("actions:samples") + f"?as_at={later(0).date()}").text
    )


def test_pages_cost_the_same_however_many_were_drawn(people, django_assert_max_num_queries):
    for _ in range(4):
        signed_off(people)
    inspection, _frame = make_inspection()
    sample = draw_sample(by=people.programme, now=later(1), inspection=inspection, number=4)
    checker = client_of(UserFactory(organisation=people.a, roles=["programme"]))
    for address in (reverse("actions:samples"), reverse("actions:sample", args=[sample.uuid])):
        checker.get(address)
        with django_assert_max_num_queries(16):
            assert checker.get(address).status_code == 200
