"""The key against a second time, in the address of a form that adds something."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from jarplan.formfields.pages import adds_once

KEY = "8b0f2a52-6f0e-4a64-9d51-0d9d0d0f3a11"
BROWSER = {"headers": {"accept": "text/html,application/xhtml+xml"}}
ask = RequestFactory()


@adds_once
def page(request):
    return HttpResponse(request.POST.get("once", "") if request.method == "POST" else "the form")


def test_a_browser_is_led_to_an_address_with_a_key_that_keeps_the_rest():
    path, _, query = page(ask.get("/add/?next=1", **BROWSER)).url.partition("?")
    assert path == "/add/" and query.startswith("next=1&once=")
    assert UUID(query.removeprefix("next=1&once="))
    assert page(ask.get(f"/add/?{query}", **BROWSER)).content == b"the form"


@pytest.mark.parametrize("text", ["", "nothing", "8b0f2a52"])
def test_what_is_no_key_is_replaced_by_one(text):
    assert page(ask.get(f"/add/?once={text}", **BROWSER)).url.count("once=") == 1


def test_the_key_of_the_address_counts_and_not_that_of_the_page():
    assert page(ask.post(f"/add/?once={KEY}", {"once": "another"})).content.decode() == KEY
    assert page(ask.post("/add/", {"once": "another"})).content == b"another"


def test_a_script_and_a_look_at_the_head_are_led_nowhere():
    assert page(ask.get("/add/")).status_code == page(ask.head("/add/", **BROWSER)).status_code == 200
