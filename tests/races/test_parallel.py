"""Many people at once, on PostgreSQL and over real connections: nothing lost, nothing forked."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from actions.evidence.verbs import withdraw_evidence
from actions.models import ReportingRound, SignOff
from actions.plan.content import content_of
from actions.plan.verbs import agree_action, edit_action
from actions.reports.verbs import report_progress
from actions.signoff import verbs
from actions.signoff.verbs import Changed, digest_of
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.integrity.verification import chain_problems
from jarplan.audit.models import AuditEvent, AuditState
from tests.claims import sign_off
from tests.factories import UserFactory
from tests.plan import NOON, agreed, delivered, evidence, fresh, make_people, proposed, real_problems

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WRITERS = 8


@pytest.fixture
def people():
    return make_people()


def at_once(work, count=WRITERS):
    """Runs work(number) in as many threads, each with a connection of its own; returns what each returned."""

    def with_connection(number):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(with_connection, range(count)))


def edit_until_saved(people, action, gate=None, **said):
    """Edits like a person at a form: reads, types, saves, and on a stale save looks again. Returns the tries. With a
    `gate` it first waits until the others have read as well."""
    for tries in range(1, 1000):
        seen = fresh(action)
        if gate and tries == 1:
            gate.wait(600)
        act = {"by": people.officer_a, "now": NOON, "action": seen, "version": seen.version}
        try:
            edit_action(**act, content=replace(content_of(seen), **said), wording_only=True)
            return tries
        except Stale:
            continue
    raise AssertionError("never saved")


def test_200_edits_by_8_editors_are_200_events_and_every_text_is_kept(people):
    action = agreed(people)
    before = AuditEvent.objects.count()

    gate = threading.Barrier(WRITERS)

    def editor(number):
        return sum(
            edit_until_saved(people, action, None if turn else gate, resources=f"text {number}-{turn}")
            for turn in range(25)
        )

    tries = sum(at_once(editor))
    assert tries >= 200 + WRITERS - 1, "no edit was ever refused: the test did not race"
    assert AuditEvent.objects.count() == before + 200
    assert fresh(action).version == action.version + 200
    kept = "\n".join(AuditState.objects.values_list("body", flat=True))
    assert all(f'"text {number}-{turn}"' in kept for number in range(WRITERS) for turn in range(25))
    assert real_problems() == []


def test_400_parallel_writes_make_one_chain(people):
    actions = [agreed(people) for _ in range(WRITERS)]
    before = AuditEvent.objects.count()

    def writer(number):
        for turn in range(50):
            edit_until_saved(people, actions[number], resources=f"turn {turn}")

    at_once(writer)
    assert AuditEvent.objects.count() == before + 400
    assert list(chain_problems()) == []


def test_nothing_is_signed_that_the_signer_did_not_see(people):
    """50 races of signing while the text, the evidence or the report changes."""
    signed = 0
    for turn in range(50):
        action = delivered(people)
        seen = digest_of(fresh(action))
        said = {"seen": seen, "doubts": {str(one.uuid): None for one in action.criteria.all()}}

        def signer(action=action, said=said):
            try:
                return verbs.sign_off(by=people.approver_a, now=NOON, action=action, **said)
            except (Changed, NotNow, Refused):
                return None

        def changer(action=action, turn=turn):
            if turn % 3 == 0:
                edit_until_saved(people, action, text=f"{action.text}.")
            elif turn % 3 == 1:
                one = action.evidence.get()
                withdraw_evidence(by=people.officer_a, now=NOON, action=action, evidence=one, reason="Wrong")
            else:
                report_progress(by=people.officer_a, now=NOON, action=action, rating="green", done=f"{turn}")

        at_once(lambda number, work=(signer, changer): work[number](), 2)
        for row in SignOff.objects.filter(action=action):
            signed_as_seen = json.loads(row.content)
            del signed_as_seen["checked"]  # what the signer says of it
            assert digest(canonical(signed_as_seen)) == seen and digest(row.content) == row.digest
            signed += 1
            if turn % 3 != 2:
                assert row.lapsed_at, "a signature outlived what it covered"
    assert signed > 0
    assert real_problems() == []


def test_two_reports_at_once_leave_one_and_a_sentence(people):
    days = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
    row = ReportingRound.objects.create(**days)
    for turn in range(10):
        action = agreed(people)
        said = []

        def officer(number, action=action, said=said, turn=turn):
            by = [people.officer_a, people.both_a][number]
            try:
                report_progress(
                    by=by, now=NOON, action=action, rating="green", done=f"{turn} {number}", round=row
                )
            except NotNow as sentence:
                said.append(str(sentence))

        at_once(officer, 2)
        assert action.updates.count() == 1 and "for June 2008 has already been sent" in said[0]


def test_two_approvers_at_once_leave_one_signature(people):
    action = delivered(people)
    other = UserFactory(username="approver_a2", organisation=people.a, roles=["approver"])
    seen = digest_of(fresh(action))

    def approver(number):
        try:
            sign_off(by=[people.approver_a, other][number], now=NOON, action=action, seen=seen)
        except (NotNow, Refused):
            return 0
        return 1

    assert sum(at_once(approver, 2)) == 1
    assert SignOff.objects.filter(action=action).count() == 1


def test_evidence_is_attached_by_many_at_once(people):
    action = agreed(people)
    at_once(lambda number: evidence(people, action))
    assert action.evidence.count() == WRITERS
    assert real_problems() == []


def test_a_report_that_waited_records_the_action_as_it_found_it(people):
    """Who agreed it is in the row that the report waited for, and so in the state that it leaves."""
    action, gate = proposed(people), threading.Barrier(2)

    def agreeing():
        with transaction.atomic():
            agree_action(by=people.programme, now=NOON, action=fresh(action))
            gate.wait(60)
            await_a_lock()

    def reporting():
        gate.wait(60)
        report_progress(by=people.officer_a, now=NOON, action=action, rating="green", done="Begun")

    at_once(lambda number: (agreeing, reporting)[number](), 2)
    assert fresh(action).agreed_by == people.programme
    assert real_problems() == []


def await_a_lock():
    """Returns once another connection waits for a lock that this one holds."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("nobody waited: the test did not race")
