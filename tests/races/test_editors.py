"""Eight people edit one action through its page at once, on PostgreSQL: each is told, and none loses a word."""

import random
import threading
import time
from html.parser import HTMLParser

import pytest
from django.test import Client

from jarplan.audit.models import AuditEvent, AuditState
from tests.factories import UserFactory
from tests.plan import agreed, fresh, make_people, real_problems
from tests.races.test_parallel import WRITERS, at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
EDITS = 25


class Form(HTMLParser):
    """What a browser would send back of the one form in main: names and values as they stand."""

    def __init__(self, page):
        super().__init__()
        self.values, self.inside, self.area, self.select = {}, False, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if tag == "main":
            self.inside = True
        if not self.inside or (tag != "option" and not has.get("name")):
            return
        if tag == "input" and has.get("type") not in ("submit", "radio", "checkbox"):
            self.values[has["name"]] = has.get("value", "")
        elif tag == "textarea":
            self.area, self.values[has["name"]] = has["name"], ""
        elif tag == "select":
            self.select, self.values[has["name"]] = has["name"], ""
        elif tag == "option" and self.select and "selected" in has:
            self.values[self.select] = has.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        if tag == "select":
            self.select = None
        if tag == "main":
            self.inside = False

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data


def test_200_edits_through_the_page_lose_no_text():
    people = make_people()
    action = agreed(people)
    address = f"/actions/{action.reference}/edit/"
    editors = [
        UserFactory(username=f"editor{number}", organisation=people.a, roles=["officer"])
        for number in range(WRITERS)
    ]
    before = AuditEvent.objects.count()
    gate = threading.Barrier(WRITERS)

    def editor(number):
        browser = Client()
        browser.force_login(editors[number])
        refused = 0
        for turn in range(EDITS):
            typed = f"text {number}-{turn}"
            form = Form(browser.get(address).content.decode()).values | {"resources": typed}
            if turn == 0:
                gate.wait(
                    600
                )  # all have seen the same version: all but one are refused, whatever the machine
            for tries in range(1000):
                time.sleep(random.random() * min(tries, 10) / 20)  # nobody retries in the same instant
                answer = browser.post(address, form)
                if answer.status_code == 302:
                    break
                assert answer.status_code < 500
                refused += 1
                form = Form(answer.content.decode()).values
                assert form["resources"].strip() == typed, "the typed text is no longer in the form"
            else:
                raise AssertionError("never saved")
        return refused

    refused = sum(at_once(editor))
    assert refused >= WRITERS - 1, "no edit was ever refused: the test did not race"
    assert AuditEvent.objects.count() == before + WRITERS * EDITS
    assert fresh(action).version == action.version + WRITERS * EDITS
    kept = "\n".join(AuditState.objects.values_list("body", flat=True))
    assert all(f'"text {number}-{turn}"' in kept for number in range(WRITERS) for turn in range(EDITS))
    assert real_problems() == []
