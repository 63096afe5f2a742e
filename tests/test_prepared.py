"""A query that is prepared answers as the queryset does, whatever keys it is asked with; what it would get wrong it
refuses."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from jarplan import prepared
from jarplan.audit.models import AuditHead
from jarplan.people.models import Post, User
from jarplan.prepared import answer
from tests.factories import OrganisationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_prepared():
    prepared.made.cache_clear()


@pytest.fixture
def people():
    return [UserFactory(organisation=OrganisationFactory(), roles=["officer"]) for _ in range(3)]


def seen(user, since):
    rows = User.objects.filter(pk=user, last_login__gt=since).select_related("organisation")
    return rows.annotate(is_any=Exists(Post.objects.filter(organisation=OuterRef("organisation"))))


def test_rows_are_those_of_the_queryset_for_each_of_the_keys(people, django_assert_num_queries):
    PostFactory(organisation=people[1].organisation)
    moment = datetime(2008, 9, 1, 12, 30, tzinfo=UTC)
    for number, person in enumerate(people):
        User.objects.filter(pk=person.pk).update(last_login=moment + timedelta(days=number))
    for person in people:
        for since in (moment - timedelta(microseconds=1), moment, moment + timedelta(days=1)):
            with django_assert_num_queries(1):
                found = answer(("seen",), seen, user=person.pk, since=since)
                said = [(one.username, one.organisation.name, one.is_any) for one in found]
            wanted = seen(person.pk, since)
            assert said == [(one.username, one.organisation.name, one.is_any) for one in wanted]
    assert prepared.made.cache_info().misses == 1


def test_lists_and_what_is_not_given_are_queries_of_their_own(people):
    def names(organisation, keys):
        rows = User.objects.filter(Q(organisation=organisation) | Q(pk__in=keys))
        return rows.order_by("pk").values_list("username", flat=True)

    one, two, three = people
    for organisation, keys in (
        (None, ()),
        (one.organisation_id, ()),
        (None, (two.pk, three.pk)),
        (0, (one.pk,)),
    ):
        found = answer(("names",), names, organisation=organisation, keys=keys)
        assert found == list(names(organisation, keys))


def test_lists_of_nearly_one_length_are_one_query(people):
    def those(keys):
        return User.objects.filter(pk__in=keys).order_by("pk")

    everybody = tuple(person.pk for person in [*people, UserFactory(), UserFactory(), UserFactory()])
    for length in range(len(everybody) + 1):
        keys = everybody[:length]
        assert answer(("of a list",), those, keys=keys) == list(those(keys)), length
    # Of none, one, two, up to four and up to eight.
    assert prepared.made.cache_info().misses == 5


def test_the_shape_tells_queries_apart(people):
    def those(is_active):
        return lambda user: User.objects.filter(pk=user, is_active=is_active)

    user = people[0].pk
    assert [len(answer(("those", one), those(one), user=user)) for one in (True, False, True)] == [1, 0, 1]


def test_nothing_is_asked_where_there_can_be_nothing(people, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert answer(("none",), lambda user: User.objects.filter(pk__in=[]), user=people[0].pk) == []


def test_what_is_made_of_a_key_is_refused(people):
    person = {"user": people[0].pk}
    with pytest.raises(ValueError, match="makes something of a key"):
        answer(("next",), lambda user: User.objects.filter(pk=user + 1), **person)
    with pytest.raises(ValueError, match="differs by its keys"):
        answer(
            ("branch",),
            lambda user: User.objects.filter(**{"pk": user} if user < prepared.STARTS[1] else {}),
            **person,
        )


def test_rows_are_locked_in_a_transaction_only():
    def ended():
        return AuditHead.objects.select_for_update().filter(pk=1)

    assert answer(("ended",), ended)[0].pk == 1
    if connection.vendor == "postgresql":
        assert "FOR UPDATE" in prepared.made(prepared.Asked(("ended",), (), ended))[2]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_locked_outside_a_transaction():
    def ended():
        return AuditHead.objects.select_for_update().filter(pk=1)

    with transaction.atomic():
        answer(("ended",), ended)
    with pytest.raises(transaction.TransactionManagementError):
        answer(("ended",), ended)


def test_texts_and_uuids_are_keys(people):
    def named(names, uuid):
        return User.objects.filter(username__in=names, uuid=uuid).values_list("username", flat=True)

    for one in people:
        names = tuple(each.username for each in people)
        assert answer(("named",), named, names=names, uuid=one.uuid) == [one.username]
    assert prepared.made.cache_info().misses == 1
