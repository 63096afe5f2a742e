"""The verbs on people: each works, leaves one event for each record it changes, and keeps its rules."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.reading.folding import state_at
from jarplan.people.accounts import verbs as accounts_verbs
from jarplan.people.models import User
from jarplan.people.persons import verbs as persons_verbs
from jarplan.people.posts import verbs as posts_verbs
from jarplan.people.queries import holders_of, posts_held_by
from tests.people.conftest import JUNE

GOOD = "a-long-enough-phrase"


@pytest.fixture
def happened(db):
    """happened() gives the (kind, reference) of the events since it was last called."""
    seen = set()

    def happened():
        events = [event for event in AuditEvent.objects.all() if event.sequence not in seen]
        seen.update(event.sequence for event in events)
        assert list(problems()) == []
        return sorted((event.kind, event.reference) for event in events)

    return happened


def change(person, *, by, version=None, **values):
    now = {
        "full_name": person.full_name,
        "email": person.email,
        "organisation": person.organisation,
        "roles": sorted(person.roles),
    }
    version = version or person.version
    return persons_verbs.change_person(by=by, now=JUNE, person=person, version=version, **now | values)


def test_adding_a_person_is_one_event_in_the_administrators_name(admin, council, happened):
    happened()
    person = persons_verbs.add_person(
        by=admin, now=JUNE, username="o", full_name="O", organisation=council, roles=["officer", "approver"]
    )
    assert happened() == [("added", "o")]
    assert (AuditEvent.objects.last().actor_name, AuditEvent.objects.last().role) == (
        "Ann Administrator",
        "administrator",
    )
    assert person.roles == {"officer", "approver"}
    assert not person.has_usable_password()


def test_a_person_may_be_added_with_a_password_that_is_good_enough(admin):
    person = persons_verbs.add_person(by=admin, now=JUNE, username="c", full_name="C", password=GOOD)
    assert person.check_password(GOOD)
    with pytest.raises(ValidationError):
        persons_verbs.add_person(by=admin, now=JUNE, username="d", full_name="D", password="short")


@pytest.mark.slow
@pytest.mark.parametrize(
    "values", [{"username": "olive"}, {"username": "two words"}, {"full_name": ""}, {"email": "no"}]
)
def test_a_person_with_a_wrong_value_is_not_added(admin, olive, happened, values):
    happened()
    with pytest.raises(ValidationError):
        persons_verbs.add_person(by=admin, now=JUNE, **{"username": "new", "full_name": "New"} | values)
    assert happened() == []


def test_officers_and_approvers_need_an_organisation(admin, olive):
    for role in ("officer", "approver"):
        with pytest.raises(ValidationError):
            persons_verbs.add_person(by=admin, now=JUNE, username="n", full_name="N", roles=[role])
    with pytest.raises(ValidationError):
        persons_verbs.add_person(by=admin, now=JUNE, username="n", full_name="N", roles=["emperor"])


@pytest.mark.slow
def test_changing_a_person_is_one_event_and_changing_nothing_is_none(admin, olive, pct, happened):
    happened()
    changed = change(olive, by=admin, organisation=pct, roles=["approver"])
    assert happened() == [("changed", "olive")]
    assert (changed.version, changed.organisation, changed.roles) == (2, pct, {"approver"})
    assert change(changed, by=admin).version == 2
    assert happened() == []


def test_a_stale_change_is_refused_with_the_record_as_it_is(admin, olive, happened):
    change(olive, by=admin, full_name="Olive Ormerod")
    happened()
    with pytest.raises(Stale) as stale:
        change(olive, by=admin, version=1, full_name="Olive Other")
    assert stale.value.current.full_name == "Olive Ormerod"
    assert happened() == []


def test_the_last_administrator_stays(admin, make):
    with pytest.raises(NotNow):
        change(admin, by=admin, roles=["officer"])
    with pytest.raises(NotNow):
        persons_verbs.deactivate_person(by=admin, now=JUNE, person=admin, version=1)
    second = make("second", "administrator")
    changed = change(admin, by=admin, roles=[])
    assert changed.roles == frozenset()
    with pytest.raises(NotNow):
        persons_verbs.deactivate_person(by=second, now=JUNE, person=second, version=1)


def test_a_deactivated_administrator_does_not_count_as_the_one_who_remains(admin, make):
    second = make("second", "administrator")
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=second, version=1)
    with pytest.raises(NotNow):
        change(admin, by=admin, roles=["officer"])


@pytest.mark.slow
def test_deactivating_hands_every_post_on_in_one_go(admin, olive, make, head_of_service, council, happened):
    ben = make("ben", "officer", full_name="Ben")
    director = posts_verbs.add_post(by=admin, now=JUNE, title="Director", organisation=council)
    for post in (head_of_service, director):
        posts_verbs.hold_post(by=admin, now=JUNE, post=post, version=1, person=olive)
    happened()
    later = JUNE + timedelta(days=7)
    persons_verbs.deactivate_person(
        by=admin, now=later, person=olive, version=1, handovers={head_of_service: ben, director: None}
    )
    assert happened() == [
        ("deactivated", "olive"),
        ("handed over", "Director"),
        ("handed over", "Head of Service"),
    ]
    assert list(holders_of(head_of_service)) == [ben]
    assert not holders_of(director).exists() and not posts_held_by(olive).exists()
    holders = state_at("post", head_of_service.uuid)["holders"]
    assert [(holder["from"], holder["to"]) for holder in holders] == [
        ("2008-06-03", "2008-06-10"),
        ("2008-06-10", None),
    ]


def test_deactivating_leaves_every_post_vacant_where_nothing_is_said(admin, olive, head_of_service, happened):
    posts_verbs.hold_post(by=admin, now=JUNE, post=head_of_service, version=1, person=olive)
    happened()
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=olive, version=1)
    assert happened() == [("deactivated", "olive"), ("handed over", "Head of Service")]
    assert not User.objects.get(pk=olive.pk).roles


def test_deactivating_is_refused_where_the_posts_have_changed_meanwhile(
    admin, olive, head_of_service, happened
):
    posts_verbs.hold_post(by=admin, now=JUNE, post=head_of_service, version=1, person=olive)
    happened()
    with pytest.raises(NotNow):
        persons_verbs.deactivate_person(by=admin, now=JUNE, person=olive, version=1, handovers={})
    assert User.objects.get(pk=olive.pk).is_active and happened() == []


def test_a_post_is_not_handed_to_a_deactivated_person(admin, olive, make, head_of_service):
    gone = make("gone", "officer")
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=gone, version=1)
    posts_verbs.hold_post(by=admin, now=JUNE, post=head_of_service, version=1, person=olive)
    with pytest.raises(NotNow):
        persons_verbs.deactivate_person(
            by=admin, now=JUNE, person=olive, version=1, handovers={head_of_service: gone}
        )
    assert User.objects.get(pk=olive.pk).is_active


def test_a_reactivated_person_has_their_roles_and_no_posts(admin, olive, head_of_service, happened):
    posts_verbs.hold_post(by=admin, now=JUNE, post=head_of_service, version=1, person=olive)
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=olive, version=1)
    happened()
    persons_verbs.reactivate_person(by=admin, now=JUNE, person=olive, version=2)
    assert happened() == [("reactivated", "olive")]
    assert User.objects.get(pk=olive.pk).roles == {"officer"} and not posts_held_by(olive).exists()
    with pytest.raises(NotNow):
        persons_verbs.reactivate_person(by=admin, now=JUNE, person=olive, version=3)


def test_organisations_and_posts_are_added_and_renamed(admin, council, happened):
    happened()
    board = posts_verbs.add_organisation(by=admin, now=JUNE, name="Leicester Safeguarding Board")
    posts_verbs.change_organisation(
        by=admin,
        now=JUNE,
        organisation=board,
        version=1,
        name="LSCB",
        short_name="LSCB",
        kind="board",
        reason="Its new name",
    )
    chair = posts_verbs.add_post(by=admin, now=JUNE, title="Chair", organisation=board)
    posts_verbs.rename_post(
        by=admin, now=JUNE, post=chair, version=1, title="Independent chair", reason="Said so"
    )
    assert happened() == [
        ("added", "Chair"),
        ("added", "Leicester Safeguarding Board"),
        ("changed", "LSCB"),
        ("renamed", "Independent chair"),
    ]
    with pytest.raises(ValidationError):
        posts_verbs.add_organisation(by=admin, now=JUNE, name="LSCB")
    with pytest.raises(ValidationError):
        posts_verbs.change_organisation(
            by=admin, now=JUNE, organisation=council, version=1, name="LSCB", reason="Why"
        )
    with pytest.raises(Stale):
        posts_verbs.rename_post(by=admin, now=JUNE, post=chair, version=1, title="Another", reason="Why")


def test_a_post_is_given_handed_over_and_left(admin, olive, make, head_of_service, happened):
    ben = make("ben", "officer")
    happened()
    posts_verbs.hold_post(by=admin, now=JUNE, post=head_of_service, version=1, person=olive)
    with pytest.raises(NotNow):
        posts_verbs.hold_post(by=admin, now=JUNE, post=head_of_service, version=2, person=olive)
    posts_verbs.hand_over_post(
        by=admin, now=JUNE, post=head_of_service, version=2, person=olive, successor=ben
    )
    with pytest.raises(Stale):
        posts_verbs.hand_over_post(
            by=admin, now=JUNE, post=head_of_service, version=2, person=ben, successor=None
        )
    posts_verbs.hand_over_post(
        by=admin, now=JUNE, post=head_of_service, version=3, person=ben, successor=None
    )
    with pytest.raises(NotNow):
        posts_verbs.hand_over_post(
            by=admin, now=JUNE, post=head_of_service, version=4, person=ben, successor=None
        )
    assert happened() == [(kind, "Head of Service") for kind in ("given", "handed over", "left")]


def test_a_password_link_is_an_event_that_does_not_hold_it(admin, olive, happened):
    happened()
    path = persons_verbs.issue_password_link(by=admin, now=JUNE, person=olive)
    assert happened() == [("password link issued", "olive")]
    token = path.rstrip("/").split("/")[-1]
    assert not AuditState.objects.filter(body__contains=token).exists()


def test_no_link_is_issued_for_a_deactivated_or_technical_account(admin, olive):
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=olive, version=1)
    root = User.objects.create_superuser("root", GOOD, full_name="Root")
    for person in (olive, root):
        with pytest.raises(NotNow):
            persons_verbs.issue_password_link(by=admin, now=JUNE, person=person)


def test_a_password_is_changed_by_its_owner_only(admin, olive, happened):
    happened()
    accounts_verbs.change_password(by=olive, now=JUNE, person=olive, password=GOOD)
    assert happened() == [("password changed", "olive")]
    with pytest.raises(Refused):
        accounts_verbs.change_password(by=admin, now=JUNE, person=olive, password=GOOD)
    with pytest.raises(ValidationError):
        accounts_verbs.change_password(by=olive, now=JUNE, person=olive, password="olive")
    assert User.objects.get(pk=olive.pk).check_password(GOOD)


def test_no_state_holds_a_password_a_token_or_when_somebody_signed_in(admin, olive, client):
    accounts_verbs.change_password(by=olive, now=JUNE, person=olive, password=GOOD)
    path = persons_verbs.issue_password_link(by=admin, now=JUNE, person=olive)
    client.force_login(User.objects.get(pk=olive.pk))
    change(User.objects.get(pk=olive.pk), by=admin, full_name="Olive Ormerod")
    secrets = {GOOD, User.objects.get(pk=olive.pk).password, path, "password", "token", "last_login"}
    for body in AuditState.objects.values_list("body", flat=True):
        assert not [secret for secret in secrets if secret in body]


def test_a_technical_account_made_on_the_server_has_a_history(admin, happened):
    happened()
    root = User.objects.create_superuser("root", GOOD, full_name="Root")
    assert happened() == [("added", "root")]
    assert root.roles == frozenset()


def test_user_names_differ_in_more_than_capitals(olive, make):
    with pytest.raises(ValidationError, match="different capital letters"):
        make("OLIVE", "officer")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="Olive", full_name="Another Olive")
