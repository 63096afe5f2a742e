"""The count that is kept, the calendar that changes under it, and the duty that is met: who may, what they leave
behind, and what they refuse."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.reading.folding import state_at
from jarplan.reporting.operations.facts import BASELINE
from jarplan.workdays.derivation import Unit
from recommendations.deadlines import queries
from recommendations.deadlines import verbs as deadlines_verbs
from recommendations.models import DayOff, Deadline, Inspection
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON

pytestmark = pytest.mark.django_db
HOLIDAY, CLOSURE = DayOff.Kind.BANK_HOLIDAY, DayOff.Kind.CLOSURE
MOURNING = date(2008, 7, 1)
REPORT, PLAN, YEAR = date(2008, 7, 15), date(2008, 9, 10), date(2009, 6, 3)


def counts():
    """{duty: (date as it was counted, date that the calendar now gives)} of what is counted in working days."""
    found = [record for record in queries.deadlines() if record.unit == Unit.WORKING_DAY]
    return {record.duty: (record.computed, record.derivation.due) for record in found}


def plan():
    return Deadline.objects.get(rule__duty="plan")


def add(by, day=MOURNING, kind=HOLIDAY, name="Day of mourning", source="The Gazette"):
    return deadlines_verbs.add_day_off(by=by, now=NOON, day=day, kind=kind, name=name, source=source)


def take_out(by, row, reason="it was not proclaimed", **more):
    more.setdefault("version", row.version)
    return deadlines_verbs.take_out_day_off(by=by, now=NOON, day_off=row, reason=reason, **more)


def met(by, on=date(2008, 6, 19), proof="Leicester Mercury, page 7", **more):
    more.setdefault("version", plan().version)
    return deadlines_verbs.record_met(by=by, now=NOON, deadline=plan(), met_on=on, proof=proof, **more)


def kinds():
    return list(AuditEvent.objects.order_by("sequence").values_list("kind", flat=True))


def test_the_count_is_kept_once(facts):
    deadlines_verbs.hold(by=None, now=BASELINE)
    assert set(Deadline.objects.values_list("computed_on", flat=True)) == {REPORT, PLAN, YEAR}
    events = AuditEvent.objects.count()
    deadlines_verbs.hold(by=None, now=NOON)
    assert AuditEvent.objects.count() == events
    assert kinds().count("count kept") == 4


def test_a_date_that_the_calendar_does_not_reach_is_not_kept(facts):
    Deadline.objects.update(start=date(2035, 12, 20))
    deadlines_verbs.hold(by=None, now=BASELINE)
    counted_in_days = Deadline.objects.exclude(rule__unit="month")
    assert set(counted_in_days.values_list("computed_on", flat=True)) == {None}


@pytest.mark.parametrize("kept_before", [True, False])
def test_a_new_bank_holiday_moves_no_date_by_itself(programme, kept_before):
    if kept_before:
        deadlines_verbs.hold(by=None, now=BASELINE)
    add(programme)
    assert counts() == {"report": (REPORT, date(2008, 7, 16)), "plan": (PLAN, date(2008, 9, 11))}
    assert all(record.would_move for record in queries.deadlines()[:2])
    assert kinds()[-1] == "added"
    assert kinds().count("count kept") == 4


def test_a_met_deadline_is_left_as_it_is(programme):
    met(programme)
    add(programme)
    assert plan().computed_on is None
    assert plan().version == 2


def test_counting_again_takes_the_new_date_with_a_reason(programme):
    add(programme)
    with pytest.raises(NotNow, match="Enter the reason"):
        deadlines_verbs.count_again(by=programme, now=NOON, deadline=plan(), version=2, reason=" ")
    with pytest.raises(Stale):
        deadlines_verbs.count_again(by=programme, now=NOON, deadline=plan(), version=1, reason="proclaimed")
    deadlines_verbs.count_again(
        by=programme, now=NOON, deadline=plan(), version=2, reason="proclaimed in The Gazette"
    )
    assert counts()["plan"] == (date(2008, 9, 11), date(2008, 9, 11))
    assert counts()["report"] == (REPORT, date(2008, 7, 16))
    assert state_at("deadline", plan().uuid)["computed_on"] == "2008-09-11"
    with pytest.raises(NotNow, match="nothing to change"):
        deadlines_verbs.count_again(by=programme, now=NOON, deadline=plan(), version=3, reason="once more")


def test_closed_offices_are_counted_and_named(programme):
    add(programme, kind=CLOSURE, name="Flood")
    assert counts() == {"report": (REPORT, REPORT), "plan": (PLAN, PLAN)}
    derivation = queries.deadlines()[0].derivation
    assert [(each.day, each.reason) for each in derivation.counted_nevertheless] == [
        (
            MOURNING,
            "offices closed (Flood), still counted as a working day",
        )
    ]


def test_closed_offices_are_left_out_where_the_rule_says_so(programme):
    deadline = plan()
    deadline.rule.leaves_out_closures = True
    deadline.rule.save()
    add(programme, kind=CLOSURE, name="Flood")
    assert counts() == {"report": (REPORT, REPORT), "plan": (PLAN, date(2008, 9, 11))}


@pytest.mark.parametrize("day", [date(2008, 8, 25), date(2008, 6, 21)])
def test_a_day_that_is_left_out_anyway_is_not_added(programme, day):
    with pytest.raises(NotNow, match="already excluded"):
        add(programme, day=day)


def test_a_day_off_is_added_once_and_may_come_back(programme):
    row = add(programme)
    with pytest.raises(ValidationError, match="already"):
        add(programme, kind=CLOSURE)
    take_out(programme, row)
    add(programme)
    assert [record.stands for record in queries.days_off()] == [False, True]


def test_taking_a_day_out_moves_no_date_by_itself(programme):
    row = add(programme)
    deadlines_verbs.count_again(by=programme, now=NOON, deadline=plan(), version=2, reason="proclaimed")
    with pytest.raises(NotNow, match="Enter the reason"):
        take_out(programme, row, reason="")
    take_out(programme, row)
    assert counts() == {"report": (REPORT, REPORT), "plan": (date(2008, 9, 11), PLAN)}
    with pytest.raises(NotNow, match="already"):
        take_out(programme, row, version=2)


@pytest.mark.parametrize(
    ("roles", "kind", "may"),
    [
        (["programme"], HOLIDAY, True),
        (["programme"], CLOSURE, True),
        (["administrator"], HOLIDAY, True),
        (["administrator"], CLOSURE, False),
        (["officer", "approver", "cabinet", "finance"], HOLIDAY, False),
        (["officer", "approver", "cabinet", "finance"], CLOSURE, False),
    ],
)
def test_who_may_say_which_days_are_off(programme, roles, kind, may):
    person = UserFactory(roles=roles)
    row = add(programme, day=date(2008, 7, 2), kind=kind)
    if may:
        add(person, kind=kind)
        take_out(person, row)
        return
    with pytest.raises(Refused, match="Only the programme office"):
        add(person, kind=kind)
    with pytest.raises(Refused, match="Only the programme office"):
        take_out(person, row)


@pytest.mark.parametrize("kind", DayOff.Kind.values)
def test_the_system_changes_no_calendar(facts, kind):
    with pytest.raises(Refused):
        add(None, kind=kind)


def test_a_duty_is_met_with_proof(programme):
    met(programme)
    record = next(one for one in queries.deadlines() if one.duty == "plan")
    assert (record.met_on, record.met_proof) == (date(2008, 6, 19), "Leicester Mercury, page 7")
    assert record.met_by == programme.full_name
    assert not record.met_late and not record.is_open
    assert kinds()[-1] == "met"
    state = state_at("deadline", plan().uuid)
    assert (state["met_on"], state["met_by"]) == ("2008-06-19", str(programme.uuid))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"on": date(2008, 6, 21)}, "must be today or in the past"),
        ({"on": date(2008, 6, 2)}, "cannot have been met before"),
        ({"proof": "  "}, "Enter the proof"),
    ],
)
def test_meeting_it_is_refused(programme, words, sentence):
    with pytest.raises(NotNow, match=sentence):
        met(programme, **words)


def test_correcting_what_was_met_needs_a_reason(programme):
    met(programme)
    events = AuditEvent.objects.count()
    met(programme)
    assert AuditEvent.objects.count() == events
    with pytest.raises(NotNow, match="Enter why"):
        met(programme, on=date(2008, 6, 18))
    met(programme, on=date(2008, 6, 18), reason="it came out a day earlier")
    assert plan().met_on == date(2008, 6, 18)
    assert kinds()[-1] == "record of meeting it corrected"


def adopted(by, on=date(2008, 9, 9)):
    row = plan()
    act = {"by": by, "now": NOON, "deadline": row, "version": row.version}
    return deadlines_verbs.adopt_date(**act, adopted_on=on, reason="A day to spare")


TAKEN_BACK = [
    (adopted, deadlines_verbs.take_back_adopted, "adopted", "adopted date taken back"),
    (met, deadlines_verbs.take_back_met, "met", "record of meeting it taken back"),
]


@pytest.mark.parametrize("record, take_back, what, kind", TAKEN_BACK)
def test_what_was_recorded_by_mistake_is_taken_back(programme, record, take_back, what, kind):
    before = next(one for one in queries.deadlines() if one.duty == "plan")
    row = record(programme)
    act = {"by": programme, "now": NOON, "entry": row, "version": row.version}
    with pytest.raises(NotNow, match="Enter the reason for withdrawing"):
        take_back(**act, reason=" ")
    with pytest.raises(Stale):
        take_back(**act | {"version": row.version - 1}, reason="The wrong deadline")
    take_back(**act, reason="The wrong deadline")
    after = next(one for one in queries.deadlines() if one.duty == "plan")
    assert after == replace(before, version=after.version) and kinds()[-1] == kind
    # The history keeps what was recorded and why it was taken back.
    *_, recorded, gone = AuditState.objects.filter(subject=row.uuid).order_by("sequence")
    assert gone.reason == "The wrong deadline"
    assert [bool(json.loads(state.body)[f"{what}_on"]) for state in (recorded, gone)] == [True, False]
    with pytest.raises(NotNow, match="no adopted date|has not been recorded as met"):
        take_back(**act | {"version": plan().version}, reason="Again")
    for by in (UserFactory(roles=["officer"]), UserFactory(roles=["administrator"]), None):
        with pytest.raises(Refused):
            take_back(**act | {"by": by}, reason="Mine")


def test_the_receipt_sets_the_count_anew(programme):
    deadlines_verbs.hold(by=None, now=BASELINE)
    deadlines_verbs.record_receipt(
        by=programme, now=NOON, inspection=Inspection.objects.get(), version=1, received_on=date(2008, 6, 2)
    )
    assert counts() == {
        "report": (date(2008, 7, 14),) * 2,
        "plan": (date(2008, 9, 9),) * 2,
    }
    assert set(Deadline.objects.values_list("computed_on", flat=True)) == {
        date(2008, 7, 14),
        date(2008, 9, 9),
        YEAR,
    }


def test_a_past_day_keeps_the_calendar_it_had(programme):
    add(programme)
    before = {record.duty: record for record in queries.deadlines(date(2008, 6, 19))}
    assert before["plan"].derivation.due == PLAN
    assert queries.days_off(date(2008, 6, 19)) == []
    assert queries.deadlines(NOON.date()) == queries.deadlines()
