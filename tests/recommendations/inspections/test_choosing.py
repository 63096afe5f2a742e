"""A form about the plan of one inspection is saved for the one that it was opened for."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from recommendations.meetings.forms import CorrectMeetingForm
from recommendations.models import ChildrensPage, PlanVersion
from recommendations.within import within_of
from tests import kept, plan
from tests.addresses import BACKEND
from tests.severalplans import MARKS, begun

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.any_database]
MAKE, WRITE = "reporting:version-make", "recommendations:childrens-page-write"
HIDDEN = re.compile(r'<input type="hidden" name="inspection" value="([^"]*)" id="id_inspection">')


@pytest.fixture
def client(settings):
    """Somebody who may write for both of two confirmed inspections."""
    settings.PLAN_TODAY = plan.later(60).date()
    kept.facts()
    people = plan.make_people()
    for prefix in MARKS:
        begun(people, prefix)
    client = Client()
    client.force_login(people.programme, BACKEND)
    return client


def opened(client, name, reference):
    """What a form holds that was opened with this inspection chosen."""
    form = client.get(reverse(name), {"inspection": reference}).context["form"]
    return {box.html_name: "" if box.value() is None else box.value() for box in form}


def choose_another(client):
    assert client.get("/", {"inspection": "review-s"}).status_code == 200


def test_a_version_is_made_of_the_plan_that_the_form_was_opened_for(client):
    typed = opened(client, MAKE, "review-p") | {"title": "Plan for the quagga"}
    choose_another(client)
    client.post(reverse(MAKE), typed)
    made = PlanVersion.objects.get()
    assert made.inspection.reference == "review-p"
    assert MARKS["P"] in made.content and MARKS["S"] not in made.content


def test_the_page_for_children_is_written_for_the_plan_that_the_form_was_opened_for(client):
    typed = opened(client, WRITE, "review-p") | {"title": "For friends", "text": "A quagga."}
    choose_another(client)
    answer = client.post(reverse(WRITE), typed, follow=True)
    assert ChildrensPage.objects.get().inspection.reference == "review-p"
    assert (
        "A quagga." in answer.text and answer.status_code == 200
    )  # and not that nothing is written of the other


def test_a_form_with_an_error_keeps_what_it_was_opened_for(client):
    typed = opened(client, WRITE, "review-p")
    choose_another(client)
    page = client.post(reverse(WRITE), typed).text
    assert "Enter a title" in page and HIDDEN.search(page)[1] == "review-p"
    assert f"Inspection: Review of the {MARKS['P']}" in page


def test_a_form_for_an_inspection_that_has_gone_is_refused(client):
    typed = opened(client, WRITE, "review-p") | {"inspection": "review-x", "title": "A", "text": "B"}
    answer = client.post(reverse(WRITE), typed)
    assert answer.status_code == 400 and "There is no inspection “review-x”" in answer.text


def views_of_one_plan():
    """The names of the addresses whose page is of one plan, by the mark that its decorator leaves."""

    def walk(patterns, space=""):
        for one in patterns:
            if hasattr(one, "url_patterns"):
                yield from walk(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
            elif of_one_plan(one.callback):
                yield f"{space}{one.name}"

    return set(walk(get_resolver().url_patterns))


def of_one_plan(view):
    while view is not None:
        if getattr(view, "of_one_plan", False):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_every_form_about_one_plan_carries_its_inspection(client):
    forms = {name for name in views_of_one_plan() if client.post(reverse(name)).status_code != 405}
    assert {MAKE, WRITE} <= forms
    for name in forms:
        page = client.get(reverse(name), {"inspection": "review-p"}).text
        assert HIDDEN.search(page)[1] == "review-p", name


def test_a_meeting_corrected_on_a_page_that_asked_for_no_inspection_keeps_its_own(client):
    said = {"version": 1, "body": "Cabinet", "purpose": "The plan", "reason": "Misread"}
    said |= {"held_on_day": "1", "held_on_month": "9", "held_on_year": "2008"}
    about = {"within": within_of(), "theirs": lambda inspection: True}
    form = CorrectMeetingForm(said, **about)
    assert form.is_valid() and "inspection" not in form.cleaned_data
    assert "inspection" in CorrectMeetingForm(said | {"inspection": ""}, **about).fields
