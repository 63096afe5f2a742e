"""Opening and changing reporting rounds, by whom, and so that nobody is hurt."""

from datetime import date

import pytest

from actions.models import ReportingRound
from actions.reports.verbs import report_progress
from actions.rounds.verbs import change_round, open_round
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from recommendations.models import Meeting
from tests import plan
from tests.plan import NOON, fresh, later

pytestmark = pytest.mark.django_db
JUNE = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
JULY = {"month": date(2008, 7, 1), "opens_on": date(2008, 7, 25), "closes_on": date(2008, 8, 4)}


@pytest.fixture
def people():
    return plan.make_people()


def opened(people, **more):
    return open_round(by=people.programme, now=NOON, **{**JUNE, **more})


def change(people, row, now=NOON, **more):
    kept = {"opens_on": row.opens_on, "closes_on": row.closes_on, "meeting": row.meeting}
    return change_round(by=people.programme, now=now, round=row, version=row.version, **{**kept, **more})


def test_round_is_opened_for_a_month_with_one_event(people):
    meeting = Meeting.objects.create(body="OSMB", held_on=date(2008, 8, 6), purpose="Progress")
    row = opened(people, month=date(2008, 6, 20), meeting=meeting)
    assert (row.month, row.meeting, str(row)) == (date(2008, 6, 1), meeting, "June 2008")
    (event,) = AuditEvent.objects.filter(subject_kind="round")
    assert (event.kind, event.subject, event.role) == ("opened", row.uuid, "programme")


@pytest.mark.parametrize("who", ["officer_a", "approver_a", "cabinet", "administrator", "superuser"])
def test_only_the_programme_office_opens_and_changes(people, who):
    row = opened(people)
    by = getattr(people, who)
    with pytest.raises(Refused):
        open_round(by=by, now=NOON, **JULY)
    with pytest.raises(Refused):
        change_round(by=by, now=NOON, round=row, version=1, opens_on=row.opens_on, closes_on=date(2008, 7, 9))
    assert fresh(row).closes_on == row.closes_on and ReportingRound.objects.count() == 1


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"closes_on": date(2008, 6, 17)}, "on or after the first day"),
        ({"opens_on": date(2008, 5, 31)}, "has not begun"),
        ({"closes_on": date(2008, 6, 19)}, "late at once"),
        (JUNE, "already"),
        ({**JULY, "opens_on": date(2008, 7, 5)}, "cannot overlap"),
        ({**JULY, "month": date(2008, 5, 1), "opens_on": date(2008, 8, 1)}, "order of their months"),
    ],
)
def test_round_that_fits_with_no_other_is_refused_in_words(people, wrong, sentence):
    if wrong.get("month"):
        opened(people, closes_on=date(2008, 7, 5))
    with pytest.raises(NotNow, match=sentence):
        opened(people, **wrong)


def test_last_day_is_moved_later_and_never_into_the_past(people):
    row = change(people, opened(people), closes_on=date(2008, 7, 4))
    assert fresh(row).closes_on == date(2008, 7, 4)
    with pytest.raises(NotNow, match="late because of the change"):
        change(people, row, closes_on=date(2008, 6, 25), now=later(9))
    row = change(people, row, closes_on=date(2008, 6, 29), now=later(9))
    assert fresh(row).closes_on == date(2008, 6, 29)
    assert AuditEvent.objects.filter(subject=row.uuid, kind="changed").count() == 2


def test_first_day_stays_once_it_has_come(people):
    with pytest.raises(NotNow, match="has begun"):
        change(people, opened(people, closes_on=date(2008, 7, 5)), opens_on=date(2008, 6, 21))
    to_come = open_round(by=people.programme, now=NOON, **JULY)
    assert change(people, to_come, opens_on=date(2008, 7, 28)).opens_on == date(2008, 7, 28)
    with pytest.raises(NotNow, match="cannot overlap"):
        change(people, fresh(to_come), opens_on=date(2008, 7, 4))


def test_round_that_somebody_else_changed_is_stale_and_no_change_is_none(people):
    row = opened(people)
    change(people, row, closes_on=date(2008, 7, 4))
    with pytest.raises(Stale):
        change(people, row, closes_on=date(2008, 7, 9))
    row = fresh(row)
    before = AuditEvent.objects.count()
    change(people, row)
    assert (AuditEvent.objects.count(), fresh(row).version) == (before, row.version)


def test_reported_round_can_still_be_made_longer(people):
    row, action = opened(people), plan.agreed(people)
    report_progress(by=people.officer_a, now=NOON, action=action, rating="green", done="All", round=row)
    assert change(people, row, closes_on=date(2008, 7, 9)).closes_on == date(2008, 7, 9)
