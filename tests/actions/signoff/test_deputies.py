"""A deputy signs for a lead organisation that has no approver, and for nobody else; and nobody signs twice."""

import pytest
from django.db import DatabaseError, transaction

from actions.models import Action, Deputy, SignOff
from actions.reading.visibility import may_see_evidence
from actions.rules.lifecycle import Awaiting
from actions.signoff.deputies import end_deputy, name_deputy
from actions.signoff.policies import bare_leads, check_needs_deputy, check_sign
from actions.signoff.signable import by_nobody, signable
from actions.signoff.verbs import digest_of
from jarplan.audit.errors import NotNow, Refused, allows
from jarplan.people.models import Post
from tests.claims import sign_off
from tests.factories import OrganisationFactory, UserFactory
from tests.plan import NOON, delivered, fresh, make_people, real_problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """With organisation C, which has an officer and no approver."""
    people = make_people()
    people.c = OrganisationFactory(name="Connexions")
    people.officer_c = UserFactory(username="officer_c", organisation=people.c, roles=["officer"])
    people.post_c = Post.objects.create(title="Head of Connexions", organisation=people.c)
    return people


def name(people, signer=None, organisation=None, by=None):
    signer = signer or people.approver_b
    who = {"by": by or people.programme, "now": NOON, "reason": "It has no approver"}
    return name_deputy(**who, organisation=organisation or people.c, signer=signer)


def sign(by, action):
    return sign_off(by=by, now=NOON, action=action, seen=digest_of(fresh(action)))


@pytest.mark.slow
def test_a_deputy_signs_for_the_organisation(people):
    action = delivered(people, people.post_c, by=people.officer_c)
    with pytest.raises(Refused):
        sign(people.approver_b, action)
    assert not may_see_evidence(people.approver_b, action)
    deputy = name(people)
    assert may_see_evidence(people.approver_b, action)
    signed = sign(people.approver_b, action)
    assert (signed.for_organisation, signed.deputy) == (people.c, deputy)
    assert signed.signer_organisation == people.b.name
    assert fresh(action).awaiting == Awaiting.BOARD
    assert real_problems() == []


def test_only_where_the_organisation_has_nobody(people):
    with pytest.raises(NotNow, match="has its own approver"):
        name(people, organisation=people.a)
    deputy = name(people)
    with pytest.raises(NotNow, match="already has a deputy"):
        name(people, signer=people.approver_a)
    UserFactory(username="approver_c", organisation=people.c, roles=["approver"])
    action = delivered(people, people.post_c, by=people.officer_c)
    with pytest.raises(Refused):
        sign(people.approver_b, action)
    assert fresh(deputy).ended_at is None


def test_a_deactivated_approver_is_none(people):
    person = UserFactory(username="approver_c", organisation=people.c, roles=["approver"], is_active=False)
    assert name(people).signer == people.approver_b
    assert not person.is_active


@pytest.mark.parametrize("who", ["officer_a", "approver_a", "cabinet", "administrator", "superuser"])
def test_only_the_programme_office_names(people, who):
    with pytest.raises(Refused):
        name(people, by=getattr(people, who))
    assert not Deputy.objects.exists()


@pytest.mark.parametrize("who", ["officer_b", "cabinet"])
def test_only_an_approver_is_named(people, who):
    with pytest.raises(NotNow, match="not an approver of another organisation"):
        name(people, signer=getattr(people, who))


def test_nobody_names_themselves(people):
    both = UserFactory(username="both", organisation=people.a, roles=["programme", "approver"])
    with pytest.raises(NotNow, match="cannot name yourself"):
        name(people, signer=both, by=both)
    with pytest.raises(DatabaseError), transaction.atomic():
        Deputy.objects.create(
            for_organisation=people.c, signer=both, named_by=both, named_at=NOON, reason="x"
        )


def test_one_person_never_signs_for_two_organisations(people):
    action = delivered(people, people.post_b, people.post_c, by=people.officer_b)
    name(people)
    sign(people.approver_b, action)
    with pytest.raises(Refused, match="must sign off for this one"):
        sign(people.approver_b, action)
    assert fresh(action).awaiting == Awaiting.ORGANISATION


def test_the_database_refuses_one_person_for_two_organisations(people):
    action = delivered(people, people.post_b, people.post_c, by=people.officer_b)
    sign(people.approver_b, action)
    row = {"action": action, "round": 1, "outcome": "signed", "signed_at": NOON, "content": "{}"}
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.create(
            **row, claimed_by=people.officer_b, signed_by=people.approver_b, for_organisation=people.c
        )


def test_nor_in_both_rounds(people):
    both = UserFactory(username="both", organisation=people.a, roles=["programme", "approver"])
    name(people, signer=both)
    action = delivered(people, people.post_c, by=people.officer_c)
    sign(both, action)
    with pytest.raises(Refused):
        sign(both, action)
    sign(people.programme, action)


@pytest.mark.slow
def test_a_deputy_that_was_ended_signs_no_more(people):
    deputy = name(people)
    who = {"by": people.programme, "now": NOON, "deputy": deputy, "reason": "Not needed"}
    end_deputy(**who, version=deputy.version)
    with pytest.raises(NotNow, match="already been ended"):
        end_deputy(**who, version=deputy.version)
    with pytest.raises(Refused):
        sign(people.approver_b, delivered(people, people.post_c, by=people.officer_c))
    assert real_problems() == []


@pytest.mark.slow
def test_an_action_that_nobody_can_sign_is_told_from_one_that_somebody_can(people):
    bare = delivered(people, people.post_a, people.post_c, by=people.officer_c)
    delivered(people)

    def waiting():
        found = set(Action.objects.filter(by_nobody()))
        by_policy = {one for one in Action.objects.all() if allows(check_needs_deputy, people.programme, one)}
        assert found == by_policy
        return found

    assert waiting() == {bare}
    deputy = name(people)
    assert waiting() == set()
    people.approver_b.groups.clear()
    assert waiting() == {bare}
    end_deputy(by=people.programme, now=NOON, deputy=deputy, version=deputy.version, reason="Left")
    UserFactory(username="approver_c", organisation=people.c, roles=["approver"])
    assert waiting() == set()


def test_one_that_has_signed_and_is_left_without_an_approver_waits_for_nobody(people):
    action = delivered(people, people.post_a, people.post_b)
    sign(people.approver_b, action)
    people.approver_b.groups.clear()
    assert not Action.objects.filter(by_nobody()).exists()
    assert not bare_leads(fresh(action)).exists()


@pytest.mark.slow
def test_the_office_names_a_deputy_from_the_action_that_waits(people, client):
    action = delivered(people, people.post_b, people.post_c, by=people.officer_c)
    sign(people.approver_b, action)
    client.force_login(people.programme)
    page = client.get(f"/actions/{action.reference}/").content.decode()
    assert "Nobody can sign off this action for Connexions" in page
    assert f'href="/actions/{action.reference}/deputy/"' in page
    form = client.get(f"/actions/{action.reference}/deputy/").context["form"]
    assert form.initial["organisation"] == people.c.uuid
    assert set(form.fields["signer"].queryset) == {people.approver_a, people.both_a}  # B's has signed already
    data = {"organisation": people.c.uuid, "signer": people.approver_a.pk, "reason": "It has no approver"}
    assert client.post(f"/actions/{action.reference}/deputy/", data).status_code == 302
    assert "Nobody can sign" not in client.get(f"/actions/{action.reference}/").content.decode()
    assert client.get(f"/actions/{action.reference}/deputy/").status_code == 409


@pytest.mark.slow
def test_the_pile_of_my_work_is_the_policy(people):
    name(people)
    delivered(people, people.post_b, people.post_c, by=people.officer_b)
    delivered(people, people.post_c, by=people.officer_c)
    delivered(people)
    sign(people.approver_b, Action.objects.order_by("pk").first())
    for person in (people.approver_a, people.approver_b, people.programme, people.both_a):
        may = {one.pk for one in Action.objects.all() if allows(check_sign, person, one)}
        assert set(signable(Action.objects.all(), person).values_list("pk", flat=True)) == may, person
