"""Each form that edits something, sent as it is shown: it says that nothing was changed, and leaves no event."""

from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from actions.models import ReportingRound
from jarplan import clock
from jarplan.audit.models import AuditEvent
from jarplan.formfields.pages import NOTHING_CHANGED
from jarplan.people.models import Organisation, Post
from recommendations.deadlines.verbs import adopt_date, record_met, record_receipt
from recommendations.meetings.verbs import record_outcome
from recommendations.models import Deadline, DeadlineRule, Inspection, Meeting, PublicationStep
from recommendations.publication.verbs import log_copy, record_step
from tests import kept
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"


class Shown(HTMLParser):
    """What a browser would send of the form that is shown: {name: values}."""

    def __init__(self, page):
        super().__init__()
        self.inside, self.fields, self.area, self.choice = False, {}, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        about = dict(attributes)
        if tag == "form":
            self.inside = about.get("method") == "post" and "action" not in about
        elif not self.inside or "disabled" in about:
            return
        elif tag == "input" and about["type"] in ("checkbox", "radio"):
            if "checked" in about:
                self.add(about["name"], about.get("value", "on"))
        elif tag == "input" and about["type"] != "file":
            self.add(about["name"], about.get("value") or "")
        elif tag == "textarea":
            self.area = about["name"]
            self.add(self.area, "")
        elif tag == "select":
            self.choice = about["name"]
        elif tag == "option" and "selected" in about:
            self.add(self.choice, about["value"])

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            # A browser drops the line break that follows the tag.
            self.fields[self.area][-1] += data

    def add(self, name, value):
        self.fields.setdefault(name, []).append(value)


def uuid(name, row, **more):
    return lambda: reverse(name, kwargs={"uuid": row().uuid, **more})


def jar():
    return Inspection.objects.get(reference="jar-2008")


def part(name, number):
    return uuid("recommendations:inspection-correct-part", jar, part=name, number=number)


def step():
    return PublicationStep.objects.get(duty="report", recipient="newspaper")


def a_copy():
    row = PublicationStep.objects.get(duty="report", recipient="on_demand")
    return reverse("recommendations:copy-correct", kwargs={"uuid": row.uuid, "order": 1})


FORMS = {
    "organisation": uuid("people:change-organisation", lambda: Organisation.objects.first()),
    "post": uuid("people:rename-post", lambda: Post.objects.first()),
    "person": lambda: reverse("people:change-person", args=["officer"]),
    "user name": lambda: reverse("people:correct-username", args=["officer"]),
    "own mail": lambda: reverse("accounts:mail"),
    "inspection": uuid("recommendations:inspection-part", jar, part="details"),
    "grade": part("grade", 4),
    "timeframe": part("timeframe", 1),
    "judgement": part("judgement", 1),
    "recommendation": lambda: reverse("recommendations:recommendation-words", args=["R4"]),
    "who answers": lambda: reverse("recommendations:recommendation-set-accountable", args=["R4"]),
    "rule": uuid("recommendations:rule-correct", lambda: DeadlineRule.objects.first()),
    "receipt": uuid("recommendations:inspection-record-receipt", jar),
    "adopted": uuid("recommendations:deadline-adopt", lambda: Deadline.objects.get(rule__duty="plan")),
    "met": uuid("recommendations:deadline-met", lambda: Deadline.objects.get(rule__duty="report")),
    "meeting": uuid("recommendations:meeting-correct", lambda: Meeting.objects.first()),
    "outcome": uuid("recommendations:meeting-record-outcome", lambda: Meeting.objects.first()),
    "round": uuid("actions:change-round", lambda: ReportingRound.objects.last()),
    "step": uuid("recommendations:step-record", step),
    "copy": a_copy,
    "children's page": lambda: reverse("recommendations:childrens-page-write"),
    "action": lambda: reverse("actions:edit", args=["R4.2"]),
}


@pytest.fixture
def desk(client, settings, db):
    """Somebody who may edit everything, in the demonstration, with everything recorded that can be recorded."""
    settings.PLAN_TODAY = date(2008, 9, 1)
    kept.demonstration()
    everything = UserFactory(username="everything", roles=["administrator", "programme", "finance"])
    record_everything({"by": everything, "now": clock.now()})
    client.force_login(everything, BACKEND)
    return client


def record_everything(act):
    """What the demonstration leaves open."""

    def at(name, row, **more):
        return act | {name: row, "version": row.version} | more

    record_receipt(**at("inspection", jar()), received_on=date(2008, 6, 3))
    row = Deadline.objects.get(rule__duty="plan")
    adopt_date(**at("deadline", row), adopted_on=date(2008, 9, 9), reason="As the paper has it")
    row = Deadline.objects.get(rule__duty="report")
    record_met(**at("deadline", row), met_on=date(2008, 7, 1), proof="Mercury, page 4", reason="Found")
    record_outcome(**at("meeting", Meeting.objects.first()), outcome="Noted", reason="The minutes")
    done = {
        "done_on": date(2008, 6, 18),
        "done_by": "Press office",
        "proof": "Mercury, page 4",
        "reason": "Found",
    }
    record_step(**at("step", step()), **done)
    row = PublicationStep.objects.get(duty="report", recipient="on_demand")
    sent = {"sent_on": date(2008, 6, 20), "sent_by": "Reception", "charge": Decimal("0.00")}
    log_copy(**at("step", row), name="A resident", **sent)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(desk, name):
    path = FORMS[name]()
    typed = Shown(desk.get(path).content.decode()).fields
    before = AuditEvent.objects.count()
    page = desk.post(path, typed, follow=True).content.decode()
    assert AuditEvent.objects.count() == before
    assert NOTHING_CHANGED in page and "message-success" not in page
