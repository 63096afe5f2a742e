"""Who asks partners, who answers, who responds, and on which days. Published answers are in test_verbs."""

from datetime import date
from types import SimpleNamespace

import pytest

from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.consultation.policies import (
    check_answer,
    check_answer_by,
    check_answered_on,
    check_ask,
    check_open,
    check_respond,
    check_to_consult,
    speaks_for,
)
from recommendations.models import PlanVersion
from tests.people_of import Person

PARTNER, OTHER = 2, 3
ASKED = SimpleNamespace(organisation_id=PARTNER, withdrawn_at=None)
JUNE, JULY = date(2008, 6, 3), date(2008, 7, 3)


@pytest.mark.parametrize(
    ("roles", "organisation", "acts_as"),
    [
        ([Role.OFFICER], PARTNER, Role.OFFICER),
        ([Role.APPROVER, Role.OFFICER], PARTNER, Role.APPROVER),
        ([Role.CABINET], PARTNER, None),
        ([Role.OFFICER], OTHER, None),
        ([Role.OFFICER], None, None),
        ([Role.PROGRAMME], PARTNER, Role.PROGRAMME),
        ([Role.PROGRAMME], OTHER, Role.PROGRAMME),
        ([Role.PROGRAMME, Role.OFFICER], PARTNER, Role.OFFICER),  # speaks for the partner first
    ],
)
def test_officers_and_approvers_answer_for_their_own_organisation(roles, organisation, acts_as):
    person = Person(*roles, organisation=organisation)
    if acts_as:
        assert check_answer(person, ASKED) == acts_as
    else:
        with pytest.raises(Refused):
            check_answer(person, ASKED)


def test_nobody_and_who_has_no_organisation_speaks_for_none():
    nowhere = SimpleNamespace(organisation_id=None, withdrawn_at=None)
    assert speaks_for(None, ASKED) is None and speaks_for(Person(Role.OFFICER), nowhere) is None
    for check in (check_answer, check_ask):
        with pytest.raises(Refused):
            check(None, ASKED)


def test_who_speaks_for_the_partner_does_not_respond():
    assert check_respond(Person(Role.PROGRAMME, organisation=PARTNER), ASKED) == Role.PROGRAMME
    with pytest.raises(Refused, match="You belong to the organisation that was asked"):
        check_respond(Person(Role.PROGRAMME, Role.OFFICER, organisation=PARTNER), ASKED)
    with pytest.raises(Refused, match="Only the programme office"):
        check_respond(Person(Role.OFFICER, organisation=OTHER), ASKED)


def test_question_that_was_withdrawn_is_not_open():
    with pytest.raises(NotNow, match="has been withdrawn"):
        check_open(SimpleNamespace(organisation_id=PARTNER, withdrawn_at=JUNE))


@pytest.mark.parametrize("state", list(PlanVersion.State))
def test_partners_are_asked_about_a_draft_or_a_version_in_consultation(state):
    version = PlanVersion(state=state)
    if state in ("draft", "in_consultation"):
        assert check_to_consult(version) is None
    else:
        with pytest.raises(NotNow, match=str(version.get_state_display())):
            check_to_consult(version)


@pytest.mark.parametrize(("day", "over"), [(JULY, False), (date(2008, 7, 2), True), (JUNE, True)])
def test_day_to_answer_by_is_not_over(day, over):
    for asked_on, today in ((JUNE, JULY), (JULY, JUNE)):
        if over:
            with pytest.raises(NotNow, match="has passed"):
                check_answer_by(day, asked_on=asked_on, today=today)
        else:
            assert check_answer_by(day, asked_on=asked_on, today=today) is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2008, 6, 2), "asked on 3 June 2008, so the answer cannot be earlier"),
        (JUNE, ""),
        (JULY, ""),
        (date(2008, 7, 4), "today or in the past"),
    ],
)
def test_answer_lies_between_the_question_and_today(day, words):
    if words:
        with pytest.raises(NotNow, match=words):
            check_answered_on(day, asked_on=JUNE, today=JULY)
    else:
        assert check_answered_on(day, asked_on=JUNE, today=JULY) is None
