"""Many organisations and posts at once, as an import adds them."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from jarplan.audit.canonical import canonical
from jarplan.audit.errors import Refused
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.models import Organisation, Post
from jarplan.people.posts.verbs import add_names
from tests.factories import OrganisationFactory, UserFactory
from tests.plan import real_problems

pytestmark = pytest.mark.django_db
JUNE = datetime(2008, 6, 3, 9, tzinfo=UTC)
NAMES = ["The Trust", "The College"]
POSTS = [("Head", "the trust"), ("Head", "The College"), ("Dean", "Here Before")]


@pytest.fixture
def office():
    OrganisationFactory(name="Here Before")
    return UserFactory(roles=["programme"])


def added(by, organisations=NAMES, posts=POSTS):
    return add_names(by=by, now=JUNE, organisations=organisations, posts=posts, source="Import of plan.xlsx")


def test_each_name_is_a_row_and_an_event_with_the_state_that_is_read_anew(office):
    added(office)
    assert sorted(map(str, Post.objects.all())) == [
        "Dean, Here Before",
        "Head, The College",
        "Head, The Trust",
    ]
    events = AuditEvent.objects.values_list("kind", "subject_kind", "reference")
    assert list(events[:3]) == [
        ("added", "organisation", "The Trust"),
        ("added", "organisation", "The College"),
        ("added", "post", "Head"),
    ]
    assert len(events) == 5
    for kind in ("organisation", "post"):
        for row in SUBJECTS[kind].instances(uuid__in=AuditEvent.objects.values("subject")):
            assert AuditState.objects.get(subject=row.uuid).body == canonical(SUBJECTS[kind].state(row))
    assert real_problems() == []


def test_number_of_queries_does_not_grow_with_the_names(office, django_assert_max_num_queries):
    many = [f"Body {number}" for number in range(60)]
    with django_assert_max_num_queries(25):
        added(office, many, [("Head", name) for name in many])


@pytest.mark.parametrize(
    ("organisations", "posts"),
    [
        (["Here Before"], []),
        (["New", "here before"], []),
        (["New", "x" * 201], []),
        ([""], []),
        ([], [("Head", "Here Before"), ("Head", "Here Before")]),
        ([], [("x" * 201, "Here Before")]),
    ],
)
def test_one_that_is_there_already_or_no_good_refuses_all(office, organisations, posts):
    with pytest.raises(ValidationError):
        added(office, organisations, posts)
    assert Organisation.objects.filter(name="New").count() == Post.objects.count() == 0
    assert not AuditEvent.objects.exists()


def test_others_may_add_no_names():
    with pytest.raises(Refused):
        added(UserFactory(roles=["lead"]))


def test_nothing_to_add_adds_nothing(office):
    added(office, [], [])
    assert not AuditEvent.objects.exists()
