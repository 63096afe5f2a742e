"""What redactions did to a version is read from the chain."""

import json
from dataclasses import replace
from datetime import date

import pytest

from jarplan.audit.models import AuditState
from jarplan.reporting.redaction.removal import redact_text
from recommendations.versions.queries import redacted
from tests import papers, plan
from tests.plan import later
from tests.reporting.contents import make_action, make_content

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def people():
    return plan.make_people()


def made_with(people, text, **more):
    content = replace(make_content(1), actions=(make_action("R1.1", text=text),))
    return papers.published(people.programme, content=content, **more)


def redact(people, text, days):
    redact_text(by=people.administrator, now=later(days), text=text, reason="A name typed by mistake")


def test_a_version_that_nothing_was_taken_out_of_is_not_redacted(people):
    made = made_with(people, "Meet Kim Doe weekly", note="For Lee Fox")
    made_with(people, "Write to Ann Lee")
    redact(people, "Ann Lee", 90)
    assert redacted(made) is None


def test_the_first_digest_and_the_last_one_are_in_the_chain(people):
    row = made_with(people, "Meet Kim Doe and Sam Roe weekly")
    first = row.digest
    redact(people, "Kim Doe", 90)
    redact(people, "Sam Roe", 91)
    row.refresh_from_db()
    found = redacted(row)
    assert found.days == (date(2008, 9, 18), date(2008, 9, 19)) and row.number == 1
    assert found.when == "18 September 2008 and 19 September 2008"
    assert found.first_digest == first != row.digest
    assert json.loads(AuditState.objects.get(pk=found.last.pk).body)["digest"] == row.digest


def test_a_redaction_of_its_note_leaves_its_digest(people):
    row = made_with(people, "Meet weekly", note="For Lee Fox")
    redact(people, "Lee Fox", 90)
    row.refresh_from_db()
    assert row.note == "For [removed]" and redacted(row).first_digest == row.digest
