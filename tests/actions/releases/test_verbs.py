"""Progress is released once a round has closed and a plan is published; it stays, and is withdrawn with a reason."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from actions import release_triggers
from actions.models import ProgressRelease
from actions.releases.queries import awaited, releasable, theirs
from actions.releases.verbs import release_progress, withdraw_release
from actions.rounds.verbs import open_round, withdraw_round
from jarplan.audit.canonical import digest
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.clock import day_of
from recommendations.models import Inspection
from recommendations.versions.verbs import withdraw_version
from recommendations.within import within_of
from tests import plan, releases
from tests.plan import fresh, later, real_problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return releases.told(plan.make_people())


def withdraw(story, row, by=None, **said):
    act = {"by": by or story.people.programme, "now": later(83), "release": row}
    return withdraw_release(**act, **{"version": row.version, "reason": "A child was named", **said})


def test_a_release_is_frozen_with_its_digest_number_and_one_event(story):
    row = releases.release(story, story.june)
    assert (row.number, row.about, row.released_by) == (1, story.version, story.people.programme)
    assert row.digest == digest(row.content)
    event = AuditEvent.objects.get(subject=row.uuid)
    assert (event.kind, event.role, event.reference) == ("released", "programme", "release 1")
    state = json.loads(AuditState.objects.get(sequence=event.sequence).body)
    assert state["digest"] == row.digest and "content" not in state
    assert releases.release(story, story.july).number == 2
    assert real_problems() == []


def test_only_the_programme_office_releases_and_withdraws(story):
    for person in (story.people.officer_a, story.people.cabinet, story.people.administrator):
        with pytest.raises(Refused):
            releases.release(story, story.june, by=person)
    row = releases.release(story, story.june)
    with pytest.raises(Refused):
        withdraw(story, row, by=story.people.officer_a)
    assert fresh(row).withdrawn_at is None


def test_an_open_round_is_not_released(story):
    with pytest.raises(NotNow, match="is open until 30 June 2008"):
        releases.release(story, story.june, now=later(10))


def test_a_round_is_released_once(story):
    releases.release(story, story.june)
    with pytest.raises(NotNow, match="was released on 10 September 2008"):
        releases.release(story, story.june)


def test_nothing_is_released_without_a_published_version(story):
    said = releases.looked_at(story, story.june, later(82))
    act = {"by": story.people.programme, "now": later(82)}
    withdraw_version(
        **act, plan_version=story.version, version=fresh(story.version).version, reason="A mistake"
    )
    with pytest.raises(NotNow, match="No version of the plan is published"):
        release_progress(**act, **said)


def test_the_version_is_that_of_the_inspection(story):
    other = Inspection.objects.create(
        reference="other",
        title="Another",
        published_on=date(2008, 6, 3),
        reference_prefix="Q",
        confirmed=True,
    )
    with pytest.raises(NotNow, match="No version of the plan is published"):
        releases.release(story, story.june, inspection=other)


def test_what_has_changed_since_it_was_looked_at_is_not_released(story):
    with pytest.raises(NotNow, match="Reports have changed since you looked"):
        releases.release(story, story.june, seen=digest("something else"))


def test_a_release_is_withdrawn_with_a_reason_and_the_round_released_again(story):
    row = releases.release(story, story.june)
    with pytest.raises(NotNow, match="Enter why"):
        withdraw(story, row, reason=" - ")
    with pytest.raises(Stale):
        withdraw(story, row, version=row.version + 1)
    withdraw(story, row)
    with pytest.raises(NotNow, match="already been withdrawn"):
        withdraw(story, fresh(row))
    again = releases.release(story, story.june, now=later(84))
    assert again.number == 2 and fresh(row).withdrawn_reason == "A child was named"
    kinds = AuditEvent.objects.filter(subject=row.uuid).order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == ["released", "withdrawn"]
    assert real_problems() == []


def test_the_database_keeps_a_release_as_it_was(story):
    row = releases.release(story, story.june)
    rows = ProgressRelease.objects.filter(pk=row.pk)
    forged = row.content.replace("}", '"[removed]"}', 1)
    for changes in (
        {"content": "{}"},
        {"content": forged},
        {"digest": digest(forged)},
        {"number": 7},
        {"released_at": later(1)},
        {"round": story.july},
    ):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            rows.update(**changes)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        rows.delete()
    withdraw(story, row)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        rows.update(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")


def test_a_text_that_its_digest_does_not_fit_is_told(story):
    row = releases.release(story, story.june)
    release_triggers.RELEASES_KEPT.drop(connection)
    ProgressRelease.objects.filter(pk=row.pk).update(content="{}")
    assert real_problems() == [
        "The content of progress of June 2008 was changed after it was released: its digest does not fit."
    ]


def test_a_round_with_a_release_is_not_withdrawn(story):
    releases.release(story, story.june)
    round = fresh(story.june)
    with pytest.raises(NotNow, match="1 release of progress is about it"):
        withdraw_round(
            by=story.people.programme, now=later(83), entry=round, version=round.version, reason="A mistake"
        )


def waiting(story, now, person=None):
    plans = theirs(person or story.people.programme, within_of())
    return [str(one) for plan in plans for one in awaited(plan, day_of(now))]


def test_the_last_closed_round_waits_and_those_that_close_after_publication(story):
    [plan_shown] = theirs(story.people.programme, within_of())
    assert [str(one) for one in releasable(plan_shown, day_of(later(82)))] == ["June 2008", "July 2008"]
    assert waiting(story, later(82)) == ["July 2008"]
    assert waiting(story, later(82), story.people.officer_a) == []
    row = releases.release(story, story.july)
    assert waiting(story, later(82)) == []
    withdraw(story, row)
    assert waiting(story, later(84)) == []
    assert [str(one) for one in releasable(plan_shown, day_of(later(84)))] == ["June 2008", "July 2008"]
    days = {"month": date(2008, 8, 1), "opens_on": date(2008, 8, 18), "closes_on": date(2008, 9, 9)}
    open_round(by=story.people.programme, now=later(50), **days)
    days = {"month": date(2008, 9, 1), "opens_on": date(2008, 9, 10), "closes_on": date(2008, 9, 12)}
    open_round(by=story.people.programme, now=later(50), **days)
    assert waiting(story, later(90)) == ["August 2008", "September 2008"]


def test_no_round_is_offered_while_no_version_is_published():
    story = releases.told(plan.make_people(), published=False)
    assert waiting(story, later(82)) == []
    assert releasable(within_of(), day_of(later(82))) == []
