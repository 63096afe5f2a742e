"""The page on which an action is said to wait for others; and where that is shown."""

import pytest
from django.test import Client
from django.urls import reverse

from actions.duedates.verbs import ask_for_date
from actions.models import Wait
from actions.rules.dates import PlanDate
from actions.waits.verbs import wait_for
from tests.addresses import BACKEND
from tests.plan import NOON, agreed, later, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings):
    settings.PLAN_TODAY = later(3).date()
    return make_people()


def page_of(action):
    return reverse("actions:waiting", args=[action.reference])


def client_of(person):
    client = Client()
    client.force_login(person, BACKEND)
    return client


def asked(people, action):
    """A later date asked for."""
    said = {"to": PlanDate.on(later(90).date()), "category": "people", "reason": "Two posts are empty"}
    return ask_for_date(by=people.officer_a, now=later(2), action=action, **said)


def waits(people, one, other):
    return wait_for(by=people.officer_a, now=later(1), action=one, other=other, why="It needs its places")


def test_it_is_said_shown_at_both_and_ended(people):
    one, other = agreed(people), agreed(people)
    client = client_of(people.officer_a)
    said = {"other": other.reference.lower(), "why": "It needs its places"}
    answer = client.post(page_of(one), said, follow=True)
    assert f"{one.reference} waits for {other.reference}." in answer.text
    page = client.get(reverse("reporting:action", args=[one.reference])).text
    assert "Waits for" in page and "It needs its places" in page
    page = client.get(reverse("reporting:action", args=[other.reference])).text
    assert "Waiting for this action" in page and "It needs its places" in page
    answer = client.post(page_of(one), {"wait": Wait.objects.get().uuid}, follow=True)
    assert f"no longer waits for {other.reference}" in answer.text
    assert (
        "Waits for"
        not in client.get(reverse("reporting:action", args=[one.reference])).text.split("story")[0]
    )
    past = client.get(reverse("reporting:action", args=[one.reference]) + f"?as_at={later(0).date()}")
    assert "It needs its places" not in past.text


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"other": "", "why": "x"}, "Enter the reference of the action to wait for"),
        ({"other": "R99.9", "why": "x"}, "There is no action R99.9"),
        ({"other": "own", "why": "x"}, "An action cannot wait for itself"),
        ({"other": "other", "why": ""}, "Enter why the action waits"),
    ],
)
def test_what_is_missing_is_said(people, said, says):
    one, other = agreed(people), agreed(people)
    named = {"own": one.reference, "other": other.reference}
    answer = client_of(people.officer_a).post(
        page_of(one), said | {"other": named.get(said["other"], said["other"])}
    )
    assert answer.status_code == 200 and says in answer.text
    assert not Wait.objects.exists()


def test_a_wait_of_another_action_is_not_there(people):
    one, other = agreed(people), agreed(people)
    wait = waits(people, one, other)
    client = client_of(people.officer_a)
    for key in (wait.uuid, "nonsense"):
        assert client.post(page_of(other), {"wait": key}).status_code == 404
    assert client_of(people.officer_b).get(page_of(one)).status_code == 403


def test_who_waits_is_warned_on_the_page_in_the_list_in_the_sheet_and_in_my_work(people):
    one, other = agreed(people), agreed(people)
    waits(people, one, other)
    client = client_of(people.officer_a)
    assert "Waiting for an action that has moved" not in client.get(reverse("reporting:my-work")).text
    asked(people, other)
    page = client.get(reverse("reporting:action", args=[one.reference])).text
    assert f"Waits for {other.reference}, which has moved" in page
    assert "An extension to 18 September 2008 has been requested." in page
    rows = client.get(reverse("reporting:actions") + "?awaiting=moved").text
    assert f"Waits for {other.reference} (moved)" in rows and "1 action" in " ".join(rows.split())
    work = client.get(reverse("reporting:my-work")).text
    assert "Waiting for an action that has moved" in work and "Other action changed on 22 June 2008" in work
    sheet = client.get(reverse("reporting:actions-csv")).text
    heads, *lines = sheet.splitlines()
    assert "Waits for actions" in heads and "Of these, moved" in heads
    assert [line.count(other.reference) for line in lines if line.startswith(one.reference)] == [2]
    assert "Waiting for an action" not in client_of(people.officer_b).get(reverse("reporting:my-work")).text


def test_its_story_says_so_and_that_of_the_other_does_not(people):
    one, other = agreed(people), agreed(people)
    waits(people, one, other)
    client = client_of(people.cabinet)
    assert "Waits for another action" in client.get(reverse("reporting:action", args=[one.reference])).text
    assert (
        "Waits for another action" not in client.get(reverse("reporting:action", args=[other.reference])).text
    )
    assert "Waits for another action" in client.get(reverse("reporting:history")).text


def test_the_page_of_the_other_knows_it_on_a_past_day(people):
    one, other = agreed(people), agreed(people)
    waits(people, one, other)
    client = client_of(people.cabinet)
    address = reverse("reporting:action", args=[other.reference])
    assert "Waiting for this action" in client.get(f"{address}?as_at={later(1).date()}").text
    assert "Waiting for this action" not in client.get(f"{address}?as_at={NOON.date()}").text
