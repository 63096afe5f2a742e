"""Releasing on the pages: the programme office sees what will be public first, and withdraws with a reason."""

import re
from datetime import date

import pytest
from django.test import Client

from actions.models import ProgressRelease
from actions.rounds.verbs import open_round
from tests import plan, releases
from tests.plan import later
from tests.reporting.conftest import BACKEND
from tests.reporting.reading import text_of


@pytest.fixture
def office(story):
    client = Client()
    client.force_login(story.people.programme, BACKEND)
    return client


def address(round):
    return f"/releases/JAR-TEST/{round.uuid}/"


def typed(page):
    """What is sent with the form of a page as it was shown."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_the_page_shows_what_will_be_public_and_then_it_is(story, office, read):
    page = office.get(address(story.june))
    assert "What will be public" in text_of(page) and "Half of the cases are audited" in text_of(page)
    assert ProgressRelease.objects.count() == 0
    done = office.post(address(story.june), typed(page), follow=True)
    assert "The progress of June 2008 has been released" in text_of(done)
    [shown] = re.findall(r"What will be public</h2>(.*?)</section>", page.text, re.DOTALL)
    assert " ".join(shown.split()) in text_of(read("/published/progress/1/"))


def test_what_changed_meanwhile_is_shown_before_it_is_released(story, office):
    page = office.get(address(story.june))
    first = story.first.updates.get(round=story.june)
    releases.report(story, story.first, None, later(50), **releases.GREEN, corrects=first)
    again = office.post(address(story.june), typed(page))
    assert "Reports have changed since you looked" in text_of(again) and ProgressRelease.objects.count() == 0
    assert "All cases are audited" in text_of(again)
    [seen] = re.findall(r'name="seen" value="(\w+)"', again.text)
    assert office.post(address(story.june), typed(page) | {"seen": seen}).status_code == 302


def test_reports_that_are_left_out_are_named(story, office):
    new = plan.agreed(story.people)
    releases.report(story, new, story.july, later(35), **releases.GREEN)
    assert f"the reports on {new.reference}" in text_of(office.get(address(story.july)))


def test_the_page_says_why_a_round_cannot_be_released(story, office, settings):
    days = {"month": date(2008, 9, 1), "opens_on": date(2008, 9, 10), "closes_on": date(2008, 9, 30)}
    september = open_round(by=story.people.programme, now=later(50), **days)
    assert "is open until 30 September 2008" in text_of(office.get(address(september)))
    releases.release(story, story.june)
    page = office.get(address(story.june))
    assert "was released on 10 September 2008" in text_of(page) and "<form" not in page.text.split("<main")[1]


def test_the_desk_offers_it_and_the_list_shows_what_became_of_it(story, office):
    assert "Progress to release" in text_of(office.get("/programme/"))
    page = office.get("/releases/")
    assert f'href="{address(story.july)}"' in page.text and "No progress has been released yet" in page.text
    row = releases.release(story, story.july)
    assert "Progress to release" not in text_of(office.get("/programme/"))
    path = f"/releases/{row.number}/withdraw/"
    assert path in office.get("/releases/").text
    refused = office.post(path, {"version": row.version, "reason": ""})
    assert "Enter a reason for withdrawing" in text_of(refused)
    done = office.post(path, {"version": row.version, "reason": "A child was named"}, follow=True)
    assert "The release has been withdrawn" in text_of(done) and "A child was named" in text_of(done)
    assert "This release was withdrawn on" in text_of(office.get(path))


def test_members_read_the_list_and_are_offered_nothing(story):
    releases.release(story, story.june)
    client = Client()
    client.force_login(story.people.cabinet, BACKEND)
    page = client.get("/releases/")
    assert "June 2008" in text_of(page) and "Release progress" not in text_of(page)
    assert "Withdraw release" not in text_of(page)
    assert client.get(address(story.july)).status_code == 403
