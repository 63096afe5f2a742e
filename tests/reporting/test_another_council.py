"""Another council with other inspections: no page, message or document speaks of the first one."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from jarplan.people.models import Organisation, Post, User
from jarplan.reporting.operations.facts import load_law
from recommendations.models import Inspection
from tests.factories import OrganisationFactory, UserFactory
from tests.plan import PARTS
from tests.reporting.test_several_plans import addresses_of, read, signed_in
from tests.severalplans import Setting, both

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.nightly]
FOREIGN = re.compile(r"\b(Leicester|JAR|2008|TLL|LCYPSP|R1)\b")
MIDSHIRE = Setting(datetime(2026, 3, 2, 11, tzinfo=UTC), "Midshire", ("childrens_services", "send_area"))
# The kinds of inspection that there are, and what the law is known from, may name anybody.
EXCEPTED = ("/inspections/kinds/", "/deadlines/rules/", "/inspections/add/")


@pytest.fixture
def people(settings):
    settings.PLAN_TODAY = date(2026, 3, 31)  # the day after actions were due, which is news
    settings.PLAN_PLACE, settings.PRODUCT_NAME = "Midshire", "Promise Keeper"
    settings.DEFAULT_FROM_EMAIL = settings.DEFAULT_FROM_EMAIL.replace("JAR plan", settings.PRODUCT_NAME)
    load_law(by=None, now=MIDSHIRE.start)
    bodies = {
        "a": OrganisationFactory(name="Midshire Council"),
        "b": OrganisationFactory(name="Midshire ICB"),
    }
    for name, (letter, role) in PARTS.items():
        UserFactory(username=name, organisation=bodies[letter], roles=role.split())
    post = Post.objects.create(title="Head of Fieldwork Services", organisation=bodies["a"])
    people = {user.username: user for user in User.objects.select_related("organisation")}
    return SimpleNamespace(**people, **bodies, post_a=post)


def test_nothing_says_leicester(people, settings):
    rows = both(people, MIDSHIRE)
    found, opened = set(), 0
    for role in ("programme", "administrator", "cabinet"):
        client = signed_in(getattr(people, role))
        paths = {path for row in rows for path in addresses_of(row)}
        paths |= {
            reverse("published:latest"),
            reverse("published:children"),
            reverse("reporting:public-calendar"),
        }
        for path in sorted(paths):
            response = client.get(path)
            if response.status_code != 200 or path.startswith(EXCEPTED):
                continue
            opened += 1
            said = read(response)
            found |= {
                f"{path}: {said[max(0, one.start() - 50) : one.end() + 50]!r}"
                for one in FOREIGN.finditer(said)
            }
    assert not found, "\n".join(sorted(found))
    assert opened > 150
    call_command("send_reminders", commit=True)
    for message in mail.outbox:
        assert not FOREIGN.search(message.subject + message.body + message.from_email)
    assert mail.outbox and mail.outbox[0].subject.startswith("Promise Keeper: ")
    page = signed_in(people.cabinet).get("/").content.decode()
    assert "Promise Keeper" in page and "Midshire" in page
    assert "Promise Keeper" in Client().get("/accounts/login/").content.decode()
    assert Organisation.objects.filter(name__contains="Leicester").count() == 0
    assert {row.reference_prefix for row in Inspection.objects.all()} == {"P", "S"}
