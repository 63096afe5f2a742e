"""Who may propose an action, and what it must have before it is agreed."""

from datetime import date
from types import SimpleNamespace

import pytest

from actions.plan.policies import check_add, check_agree_complete, check_due_is_open, check_may_come_back
from actions.rules.lifecycle import Status
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from tests.people_of import Person

OWN, OTHER = 1, 2


@pytest.mark.parametrize(
    ("person", "organisations", "acts_as"),
    [
        (Person(Role.PROGRAMME), [OTHER], Role.PROGRAMME),
        (Person(Role.OFFICER, organisation=OWN), None, Role.OFFICER),
        (Person(Role.OFFICER, organisation=OWN), [OTHER, OWN], Role.OFFICER),
        (Person(Role.OFFICER, organisation=OWN), [OTHER], None),
        (Person(Role.OFFICER, organisation=OWN), [], None),
        (Person(Role.OFFICER), None, None),
        (Person(Role.APPROVER, organisation=OWN), None, None),
    ],
)
def test_officers_propose_what_their_own_organisation_leads(person, organisations, acts_as):
    if acts_as:
        assert check_add(person, organisations) == acts_as
    else:
        with pytest.raises(Refused, match="propose"):
            check_add(person, organisations)


@pytest.mark.parametrize("status", list(Status))
def test_due_date_is_written_until_the_action_is_agreed(status):
    action = SimpleNamespace(status=status)
    if status == Status.PROPOSED:
        assert check_due_is_open(action) is None
    else:
        with pytest.raises(NotNow, match="was fixed when the action was agreed"):
            check_due_is_open(action)


def action(led=True, raw="", latest=None):
    leads = SimpleNamespace(filter=lambda accountable: SimpleNamespace(exists=lambda: led and accountable))
    return SimpleNamespace(reference="R4.2", leads=leads, due_raw=raw, due_latest=latest)


@pytest.mark.parametrize(
    ("one", "missing"),
    [
        (action(raw="ongoing"), ""),
        (action(latest=date(2008, 7, 18)), ""),
        (action(), "a due date"),
        (action(led=False, raw="ongoing"), "an accountable lead"),
        (action(led=False), "an accountable lead and a due date"),
    ],
)
def test_action_is_agreed_with_a_lead_and_a_date(one, missing):
    if missing:
        with pytest.raises(NotNow, match=f"^R4.2 needs {missing} before it can be agreed.$"):
            check_agree_complete(one)
    else:
        assert check_agree_complete(one) is None


@pytest.mark.parametrize(("brought", "may"), [(None, False), ("confirmed", False), ("undone", True)])
def test_action_comes_back_where_its_import_was_undone(brought, may):
    one = SimpleNamespace(reference="R4.2", plan_import=SimpleNamespace(state=brought) if brought else None)
    if may:
        assert check_may_come_back(one) is None
    else:
        with pytest.raises(NotNow, match="its reference is never used again"):
            check_may_come_back(one)
