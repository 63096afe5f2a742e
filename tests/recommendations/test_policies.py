"""Who may change what of the inspectors' and the law's words."""

from types import SimpleNamespace

import pytest

from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.policies import check_inspections, check_programme, check_versions, in_state, may_change
from tests.people_of import Person

THING = object()


def role_of(check, *arguments):
    """The role that somebody acts in, or "refused"; what is refused is told with what it was about."""
    try:
        return check(*arguments)
    except Refused as refusal:
        assert refusal.about is THING and refusal.sentence.endswith(".")
        return "refused"


@pytest.mark.parametrize("role", list(Role))
def test_programme_office_and_nobody_else_changes_this_room(role):
    mine = "programme" if role == Role.PROGRAMME else "refused"
    assert (
        role_of(check_programme, Person(role), "No.", THING)
        == mine
        == role_of(check_versions, Person(role), THING)
    )
    assert may_change(Person(role)) == (role == Role.PROGRAMME)
    enters = str(role) if role in (Role.PROGRAMME, Role.ADMINISTRATOR) else "refused"
    assert role_of(check_inspections, Person(role), THING) == enters


def test_the_system_changes_what_needs_no_person():
    assert check_programme(None, "No.", THING) is None and not may_change(None)
    assert [role_of(check, None, THING) for check in (check_versions, check_inspections)] == ["refused"] * 2


def test_who_is_both_acts_as_the_programme_office():
    assert check_inspections(Person(Role.ADMINISTRATOR, Role.PROGRAMME)) == Role.PROGRAMME


def test_version_in_another_state_is_named():
    version = SimpleNamespace(state="draft", get_state_display=lambda: "a draft")
    assert in_state(version, "approved", "draft", say="Only these") is None
    with pytest.raises(NotNow, match="^Only these; this one is a draft.$"):
        in_state(version, "approved", say="Only these")
