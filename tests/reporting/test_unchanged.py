"""Pieces of pages that are kept while nothing changes are those that would be made now, for everybody, after anything
that anybody does.
"""

import random
import re
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from jarplan.people.models import PostHolding
from jarplan.people.persons.verbs import change_person
from jarplan.reporting.redaction.removal import redact_text
from jarplan.reporting.unchanged import key_of
from jarplan.settings import cache_of
from recommendations.within import within
from tests import plan
from tests.actions.life.test_machine import VERBS, Life
from tests.addresses import BACKEND
from tests.factories import UserFactory

KEPT = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
NONE = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
PATHS = ("/", "/?as_at=2008-06-20", "/actions/", "/actions/?due=moved&sort=-lead", "/actions/{}/")
READERS = ("cabinet", "finance", "officer_a", "approver_b", "both_a", "programme", "administrator")
DAY = date(2011, 6, 1)  # after all that is done: what changes is the plan, and not the day
WORKS = ("/", "/actions/", "/actions/R4.1/")


def page_of(client, path, **how):
    """The answer to a person, without what is another's at each look."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def signed_in(person):
    client = Client()
    client.force_login(person, BACKEND)
    return client


def differing(people, path):
    """Those whose kept pieces are not what would be made for them alone. What was made for them in this very look is
    that, and is not made a second time."""
    for person in people:
        client = signed_in(person)
        with override_settings(CACHES=KEPT):
            before = set(cache._cache)
            kept = page_of(client, path)
            made_now = set(cache._cache) - before
        with override_settings(CACHES=NONE):
            if not made_now and kept != page_of(client, path):
                yield person.username, path


def go_on(life, seed):
    """Does one of the verbs of a plan's life, or is refused it."""
    life.chance = random.Random(seed)
    verb, minded, _weight = life.chance.choices(VERBS, weights=[weight for *_verb, weight in VERBS])[0]
    life.now += timedelta(minutes=30)
    with suppress(NotNow, Refused, IndexError):
        verb(life, by=getattr(life.people, life.chance.choice(minded)), now=life.now)


def live(verbs):
    """Until that many random verbs have changed something: after each of them everybody looks at one page after the
    other, and after a refused one those who read of it."""
    cache.clear()
    life, changes = Life(), AuditEvent.objects.exclude(kind="refused")
    try:
        people = [getattr(life.people, name) for name in READERS]
        for step in range(verbs * 15):
            events, changed = AuditEvent.objects.count(), changes.count()
            go_on(life, step)
            verbs -= changes.count() > changed
            if step % 20 == 0:
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")  # as the database does by itself between transactions
            if AuditEvent.objects.count() > events:
                path = PATHS[step % len(PATHS)].format(("R4.1", "R4.2")[step % 2])
                looking = people if changes.count() > changed else [life.people.programme]
                assert not list(differing(looking, path)), f"after {step + 1} steps"
            if not verbs:
                return
        pytest.fail("too few of the verbs changed anything")
    finally:
        life.cancel()


@pytest.fixture
def kept_here(settings):
    settings.PLAN_TODAY, settings.CACHES = DAY, KEPT


@pytest.mark.django_db
@pytest.mark.slow
def test_pieces_are_those_of_now_after_a_few_verbs(kept_here):
    live(5)


@pytest.mark.django_db
@pytest.mark.nightly
def test_pieces_are_those_of_now_after_200_random_verbs(kept_here):
    live(200)


@pytest.fixture
def people(settings):
    settings.CACHES = KEPT
    cache.clear()
    found = plan.make_people()
    plan.agreed(found)
    plan.reported(found)
    return found


def asked(client, path):
    with CaptureQueriesContext(connection) as queries:
        page = page_of(client, path)
    return page, len(queries)


@pytest.mark.django_db
@pytest.mark.parametrize("path", WORKS)
def test_the_next_reader_of_a_class_asks_for_the_plan_no_more(people, path):
    cabinet, other = (
        signed_in(people.cabinet),
        UserFactory(roles=["cabinet"], organisation=people.cabinet.organisation),
    )
    first, many = asked(cabinet, path)
    again, few = asked(signed_in(other), path)
    # Beside the frame's three, which views of the list they have saved, or whether they watch the action; of the
    # dashboard which posts they hold, the meetings to come with the rounds, and whether anything else may be asked.
    assert few <= (6 if path == "/" else 4) < many
    assert again == first.replace(str(people.cabinet), str(other))


@pytest.mark.django_db
@pytest.mark.parametrize("path", WORKS)
def test_nothing_of_the_reader_is_kept(people, path):
    readers = (people.cabinet, people.officer_b, people.programme)
    for person in readers:
        assert 'name="csrfmiddlewaretoken"' in signed_in(person).get(path).content.decode(), (
            "the frame has one"
        )
    kept = [piece.decode("utf-8", "replace") for piece in cache._cache.values()]
    # The dashboard keeps their portfolios apart, and how the plan was counted at the last meeting.
    assert len(kept) == (2 * len(readers) + 1 if path == "/" else len(readers))
    for piece in kept:
        assert "csrfmiddlewaretoken" not in piece and "Signed in as" not in piece


@pytest.mark.django_db
def test_who_becomes_another_class_reads_what_that_reads(people):
    officer = signed_in(people.officer_a)
    assert "Report progress" in page_of(officer, "/actions/R4.1/")
    person = people.officer_a
    said = {name: getattr(person, name) for name in ("full_name", "email", "organisation", "version")}
    change_person(by=people.administrator, now=plan.later(1), person=person, **said, roles=["cabinet"])
    assert "Report progress" not in page_of(officer, "/actions/R4.1/")


@pytest.mark.django_db
def test_what_one_of_a_class_may_not_sign_is_still_the_others_to_sign(people):
    other = UserFactory(roles=["officer", "approver"], organisation=people.a)
    action = plan.delivered(people, by=people.both_a)
    pages = [page_of(signed_in(one), f"/actions/{action.reference}/") for one in (people.both_a, other)]
    assert ["Sign off or return" in page for page in pages] == [False, True]


@pytest.mark.django_db
def test_what_is_somebodys_own_is_kept_for_them_alone(people):
    other = UserFactory(
        roles=["officer"], organisation=people.a
    )  # of the same class of readers, without a post
    PostHolding.objects.create(post=people.post_a, user=people.officer_a, held_from=date(2008, 1, 1))
    for mine, theirs in (("posts", False), ("organisation", True)):
        pages = [page_of(signed_in(one), f"/actions/?mine={mine}") for one in (people.officer_a, other)]
        assert ["Audit all cases" in page for page in pages] == [True, theirs]


@pytest.mark.django_db
def test_a_redaction_empties_it(people, django_capture_on_commit_callbacks):
    reader = signed_in(people.cabinet)
    assert "Audit all cases" in page_of(reader, "/actions/")
    with django_capture_on_commit_callbacks(execute=True):
        redact_text(by=people.administrator, now=plan.later(1), text="Audit all cases", reason="A name")
    assert cache._cache == {}
    assert "Audit all cases" not in page_of(reader, "/actions/")


@pytest.mark.django_db
def test_a_refused_attempt_changes_nothing_that_is_kept(people):
    reader = signed_in(people.cabinet)
    page_of(reader, "/actions/")
    kept, events = set(cache._cache), AuditEvent.objects.count()
    assert signed_in(people.cabinet).post("/actions/R4.1/withdraw/", {"reason": "No"}).status_code == 403
    page_of(reader, "/actions/")
    assert AuditEvent.objects.count() == events + 1 and set(cache._cache) == kept


def test_a_cache_is_named_by_an_address_that_it_can_have():
    assert cache_of("", 7)["OPTIONS"] == {"MAX_ENTRIES": 7}
    assert cache_of("redis://10.0.0.5:6379/1", 7)["LOCATION"] == "redis://10.0.0.5:6379/1"
    for wrong in ("memcached://cache", "redis://", "cache"):
        with pytest.raises(ImproperlyConfigured, match="CACHE_URL must look like"):
            cache_of(wrong, 7)


@pytest.mark.django_db
def test_nothing_is_kept_where_the_inspections_are_those_of_another_moment(people, rf):
    """The end of the history is read with them: an inspection of before must not stand under an end of after."""
    request = rf.get("/")
    request.user, request.session = people.cabinet, {}
    assert key_of(request, {}, "") is not None
    assert key_of(request, {}, "") is not None, "asked once, the end is the same"
    other = rf.get("/")
    other.user, other.session = people.cabinet, {}
    within(other)
    assert key_of(other, {}, "") is None
