"""Who is one of those whom the table of an action's life names. That each row of it decides is in test_rows."""

from types import SimpleNamespace

import pytest

from actions.reading import permission
from actions.reading.permission import check_way, check_who
from actions.rules.lifecycle import Status, Verb
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from tests.people_of import Person

OWN, DEPUTISED, OTHER = 1, 2, 3


@pytest.fixture(autouse=True)
def deputies(monkeypatch):
    """Everybody of organisation 3 stands in for organisation 2."""

    def deputyships_of(by):
        def standing(for_organisation__in):
            return SimpleNamespace(
                exists=lambda: by.organisation_id == OTHER and DEPUTISED in for_organisation__in
            )

        return SimpleNamespace(filter=standing)

    monkeypatch.setattr(permission, "deputyships_of", deputyships_of)


def action(status=Status.IN_PROGRESS, *leads):
    posts = [SimpleNamespace(post=SimpleNamespace(organisation_id=one)) for one in leads or (OWN,)]
    return SimpleNamespace(reference="R4.2", status=status, leads=SimpleNamespace(all=lambda: posts))


def role_of(person, one, *verbs, **said):
    try:
        return check_who(person, one, *verbs, **said)
    except Refused as refusal:
        assert refusal.about is one
        return refusal.sentence


@pytest.mark.parametrize(
    ("organisation", "leads", "may"),
    [
        (OWN, (OWN,), True),
        (OWN, (OTHER, OWN), True),
        (OTHER, (OWN,), False),
        (None, (OWN,), False),
        (OTHER, (DEPUTISED,), False),
    ],
)
def test_officer_is_one_of_an_organisation_that_leads(organisation, leads, may):
    person = Person(Role.OFFICER, organisation=organisation)
    assert (role_of(person, action(Status.IN_PROGRESS, *leads), Verb.REPORT) == Role.OFFICER) == may


@pytest.mark.parametrize(("organisation", "may"), [(OWN, True), (OTHER, False)])
def test_approver_signs_for_their_own_organisation(organisation, may):
    person = Person(Role.APPROVER, organisation=organisation)
    assert (role_of(person, action(Status.DELIVERED), Verb.SIGN_OFF) == Role.APPROVER) == may


def test_deputy_signs_for_the_organisation_that_they_stand_in_for():
    person = Person(Role.APPROVER, organisation=OTHER)
    assert role_of(person, action(Status.DELIVERED, DEPUTISED), Verb.SIGN_OFF) == Role.APPROVER


def test_who_has_several_roles_acts_in_the_first_that_the_table_names():
    person = Person(Role.OFFICER, Role.PROGRAMME, organisation=OWN)
    assert role_of(person, action(), Verb.EDIT) == Role.PROGRAMME


@pytest.mark.parametrize(("theirs", "may"), [(True, True), (False, False)])
def test_request_is_recalled_by_who_made_it(theirs, may):
    person = Person(Role.OFFICER, organisation=OTHER)
    assert (role_of(person, action(), Verb.RECALL_EXTENSION, theirs=theirs) == Role.OFFICER) == may


def test_refusal_names_who_can_in_words():
    said = role_of(Person(Role.FINANCE), action(), Verb.PAUSE)
    assert said == "You cannot pause R4.2: only the programme office can."
    own_words = role_of(Person(Role.FINANCE), action(), Verb.PAUSE, refusal="Wait for {who} of {what}.")
    assert own_words == "Wait for the programme office of pause R4.2."


@pytest.mark.parametrize("verb", [Verb.EDIT, Verb.SIGN_OFF, Verb.REPORT, Verb.PAUSE])
def test_who_has_no_role_may_nothing(verb):
    said = role_of(Person(organisation=OWN), action(Status.DELIVERED), verb)
    assert said.startswith("You cannot ")


def test_who_may_elsewhere_is_told_why_not_now_and_who_may_not_is_refused():
    signed = action(Status.EMBEDDED)
    with pytest.raises(NotNow):
        check_way(Person(Role.PROGRAMME), signed, Verb.PAUSE)
    with pytest.raises(Refused):
        check_way(Person(Role.CABINET), signed, Verb.PAUSE)
    assert check_way(Person(Role.PROGRAMME), action(), Verb.PAUSE) == Role.PROGRAMME
