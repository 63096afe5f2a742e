"""When a publication step may be recorded, and what must be said of it. The days on which plans were published are
looked at in test_verbs.
"""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.publication import policies
from recommendations.publication.policies import (
    NoReason,
    WrongCharge,
    WrongDay,
    check_all_served,
    check_charge,
    check_day,
    check_is_log,
    check_is_recorded,
    check_is_sent,
    check_names_recipients,
    check_published,
    check_reason,
    check_record_step,
    check_said,
    check_somebody_waits,
)
from tests.people_of import Person
from tests.recommendations.publication.test_records import JUNE, OUT, copy, step

REPORT, FIRST, TODAY = date(2008, 6, 3), date(2008, 9, 8), date(2008, 9, 12)


def of(duty, published_on=REPORT):
    return SimpleNamespace(duty=duty, inspection=SimpleNamespace(published_on=published_on))


@pytest.fixture(params=[None, FIRST])
def plan_on(request, monkeypatch):
    """No version of the plan was published, or its first on 8 September."""
    monkeypatch.setattr(policies, "plan_published_on", lambda inspection: request.param)
    return request.param


def test_report_may_always_be_recorded_and_the_plan_once_it_is_published(plan_on):
    assert check_published(of("report")) is None and check_published(of("plan"), correcting=True) is None
    if plan_on:
        assert check_published(of("plan")) is None
    else:
        with pytest.raises(NotNow, match="No version of the plan has been published yet"):
            check_published(of("plan"))


@pytest.mark.parametrize(
    ("duty", "day", "words"),
    [
        ("report", None, ""),
        ("report", REPORT, ""),
        ("report", TODAY, ""),
        ("report", date(2008, 9, 13), "today or in the past"),
        ("report", date(2008, 6, 2), "The report was published on 3 June 2008"),
        ("plan", FIRST, ""),
        ("plan", date(2008, 9, 7), "The plan was published on 8 September 2008"),
    ],
)
def test_day_on_which_it_can_have_been_sent(monkeypatch, duty, day, words):
    monkeypatch.setattr(policies, "plan_published_on", lambda inspection: FIRST)
    if words:
        with pytest.raises(WrongDay, match=words):
            check_day(of(duty), day, today=TODAY)
    else:
        assert check_day(of(duty), day, today=TODAY) is None


def test_step_that_is_put_right_before_any_plan_is_measured_by_the_report(monkeypatch):
    monkeypatch.setattr(policies, "plan_published_on", lambda inspection: None)
    assert check_day(of("plan"), JUNE, today=TODAY, correcting=True) is None
    with pytest.raises(WrongDay, match="The report was published"):
        check_day(of("plan"), date(2008, 6, 2), today=TODAY, correcting=True)


@pytest.mark.parametrize(
    ("by_whom", "proof", "file", "words"),
    [
        ("Press office", "A letter", None, ""),
        ("Press office", " ", object(), ""),
        ("Press office", " ", None, "Enter the proof"),
        (" ", "A letter", object(), "Enter who did this"),
    ],
)
def test_who_did_it_and_what_proves_it_are_said(by_whom, proof, file, words):
    if words:
        with pytest.raises(NotNow, match=words):
            check_said(by_whom, proof, file)
    else:
        assert check_said(by_whom, proof, file) is None


def test_reason_has_words():
    assert check_reason(" wrong day ", "Why?") == "wrong day"
    with pytest.raises(NoReason, match="Why?"):
        check_reason(" \n", "Why?")


@pytest.mark.parametrize(("charge", "kept"), [("0", "0.00"), ("2.5", "2.50"), ("9999.99", "9999.99")])
def test_charge_is_kept_to_the_penny(charge, kept):
    assert str(check_charge(Decimal(charge))) == kept


@pytest.mark.parametrize(
    "charge",
    [
        Decimal("2.505"),
        Decimal("10000.00"),
        Decimal("-0.01"),
        Decimal("NaN"),
        Decimal("Infinity"),
        2.5,
        None,
        "2",
    ],
)
def test_what_is_no_amount_of_pounds_and_pence_is_refused(charge):
    with pytest.raises(WrongCharge, match="Enter"):
        check_charge(charge)


def refused(check, *arguments):
    try:
        check(*arguments)
    except NotNow:
        return True
    return False


def test_class_is_recorded_once_all_that_are_named_were_sent_it():
    assert refused(check_all_served, step(copy(JUNE), copy()))
    assert not any(refused(check_all_served, one) for one in (step(), step(copy(JUNE)), step(copy(**OUT))))


def test_somebody_named_still_waits_for_a_copy():
    assert not refused(check_somebody_waits, step(copy(JUNE), copy()))
    assert refused(check_somebody_waits, step(copy(JUNE))) and refused(
        check_somebody_waits, step(copy(**OUT))
    )
    assert refused(check_names_recipients, step(recipient="website"))


def test_only_what_was_recorded_or_sent_is_taken_back_and_only_a_log_logs():
    recorded = SimpleNamespace(state="done")
    assert not refused(check_is_recorded, recorded) and refused(
        check_is_recorded, SimpleNamespace(state="not_recorded")
    )
    assert not refused(check_is_sent, copy(day_not_stated=True)) and refused(check_is_sent, copy())
    assert not refused(check_is_log, step(recipient="on_demand")) and refused(check_is_log, step())


def test_what_was_sent_is_said_by_a_person_of_the_programme_office():
    assert check_record_step(Person(Role.PROGRAMME), step()) == Role.PROGRAMME
    for person in (None, *(Person(role) for role in Role if role != Role.PROGRAMME)):
        with pytest.raises(Refused, match="Only the programme office"):
            check_record_step(person, step())
