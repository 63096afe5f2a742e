"""Answers at once, on PostgreSQL: one stands and the others are shown it; a published record misses none."""

import json

import pytest

from jarplan.audit.errors import NotNow, Stale
from jarplan.audit.models import AuditEvent
from recommendations.consultation.links import link_of
from recommendations.models import Consultation
from recommendations.versions.verbs import approve_version, publish_version
from tests import papers
from tests.plan import fresh, later, make_people, real_problems
from tests.races.test_parallel import WRITERS, at_once
from tests.recommendations.consultation.test_links import a_school, linked
from tests.recommendations.consultation.test_verbs import answered, asked

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_eight_answers_at_once_leave_one():
    people = make_people()
    row = asked(people)

    def answer(number):
        try:
            answered(people, row, answer=f"Answer {number}")
        except Stale:
            return 0
        return 1

    assert sum(at_once(answer)) == 1
    assert AuditEvent.objects.filter(kind="answered").count() == 1 and real_problems() == []


def test_an_answer_while_the_plan_is_published_is_in_the_record_or_refused():
    people = make_people()
    row = asked(people)
    act = {"by": people.programme, "plan_version": row.version_asked}
    made = fresh(row.version_asked)
    made = approve_version(**act, now=later(80), version=made.version, meeting=papers.a_meeting())

    def answer():
        try:
            answered(people, row, days=81)
        except NotNow:
            return "refused"
        return "answered"

    def publish():
        publish_version(**act, now=later(81), version=made.version, findings=[])

    at_once(lambda number: (answer, publish)[number](), count=2)
    [kept] = json.loads(fresh(made).record)["consultation"]
    assert kept["answer"] == Consultation.objects.get().answer


def test_links_made_at_once_leave_one_in_use():
    people = make_people()
    row = a_school(people)
    secrets = at_once(lambda number: linked(people, row), WRITERS)
    found = [link_of(secret) for secret in secrets]
    assert len([link for link in found if link.ended_at is None]) == 1 and len(set(secrets)) == WRITERS
    assert real_problems() == []
