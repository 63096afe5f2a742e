"""Two administrators at the same moment, on real connections."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.integrity.verification import problems
from jarplan.people.accounts.calendars import make_calendar_address
from jarplan.people.models import CalendarToken, PostHolding, User
from jarplan.people.persons import verbs as persons_verbs
from jarplan.people.posts import verbs as posts_verbs
from tests.people.conftest import JUNE

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def together(*verbs):
    """Calls the verbs at one moment, each on a connection of its own; what each raised, or None."""
    barrier = Barrier(len(verbs))

    def run(verb):
        barrier.wait()
        try:
            verb()
        except (NotNow, Refused) as refusal:  # refused: whoever came second is no administrator any more
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


def test_two_administrators_who_deactivate_each_other_leave_one(admin, make):
    for attempt in range(5):
        second = make(f"second{attempt}", "administrator")
        fresh = User.objects.get(pk=admin.pk)
        found = together(
            lambda by=fresh, person=second: persons_verbs.deactivate_person(
                by=by, now=JUNE, person=person, version=person.version
            ),
            lambda by=second, person=fresh: persons_verbs.deactivate_person(
                by=by, now=JUNE, person=User.objects.get(pk=person.pk), version=person.version
            ),
        )
        assert len([refusal for refusal in found if refusal]) == 1
        left = User.objects.filter(is_active=True, groups__name="administrator")
        assert left.count() == 1
        admin = left.get()
    assert list(problems()) == []


def test_a_post_is_given_by_one_of_two_who_saw_it_vacant(admin, olive, make, head_of_service):
    ben = make("ben", "officer")
    found = together(
        *(
            lambda person=person: posts_verbs.hold_post(
                by=admin, now=JUNE, post=head_of_service, version=1, person=person
            )
            for person in (olive, ben)
        )
    )
    assert len([refusal for refusal in found if refusal]) == 1
    assert PostHolding.objects.count() == 1 and list(problems()) == []


def test_a_post_is_not_given_to_somebody_who_is_deactivated_at_that_moment(admin, olive, head_of_service):
    found = together(
        lambda: posts_verbs.hold_post(by=admin, now=JUNE, post=head_of_service, version=1, person=olive),
        lambda: persons_verbs.deactivate_person(by=admin, now=JUNE, person=olive, version=1),
    )
    held = PostHolding.objects.filter(held_to__isnull=True, user__is_active=False).exists()
    assert not held and found[1] is None and list(problems()) == []


def test_a_calendar_address_made_in_two_windows_at_once_leaves_one_in_use(olive):
    for _ in range(5):
        make = partial(make_calendar_address, by=olive, now=JUNE, person=olive)
        assert together(make, make) == [None, None]
    assert CalendarToken.objects.filter(ended_at__isnull=True).count() == 1
    assert CalendarToken.objects.count() == 10
    assert list(problems()) == []
