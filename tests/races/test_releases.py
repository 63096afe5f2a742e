"""Windows of the programme office that release progress at once, on PostgreSQL."""

import pytest

from actions.models import ProgressRelease
from actions.releases.verbs import release_progress, withdraw_release
from jarplan.audit.errors import NotNow, Stale
from recommendations.versions.verbs import withdraw_version
from tests import releases
from tests.plan import fresh, later, make_people, real_problems
from tests.races.test_parallel import WRITERS, at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story():
    return releases.told(make_people())


def tried(act):
    try:
        act()
    except (NotNow, Stale):
        return False
    return True


def test_two_presses_of_one_button_make_one_release(story):
    assert sum(at_once(lambda n: tried(lambda: releases.release(story, story.june)), WRITERS)) == 1
    assert ProgressRelease.objects.count() == 1 and real_problems() == []


def test_rounds_released_at_once_get_numbers_of_their_own(story):
    both = (story.june, story.july)
    assert at_once(lambda n: releases.release(story, both[n]).number, 2) in ([1, 2], [2, 1])
    assert real_problems() == []


def test_a_release_beside_the_withdrawal_of_its_version_is_of_a_published_one_or_not_there(story):
    act = {"by": story.people.programme, "now": later(82)}
    said = releases.looked_at(story, story.june, later(82))

    def withdraw():
        version = fresh(story.version)
        withdraw_version(**act, plan_version=version, version=version.version, reason="A mistake")

    done = at_once(lambda n: tried((lambda: release_progress(**act, **said), withdraw)[n]), 2)
    assert done[1] and ProgressRelease.objects.count() == done[0]
    assert real_problems() == []


def test_a_release_is_withdrawn_once(story):
    row = releases.release(story, story.june)
    act = {"by": story.people.programme, "now": later(83), "release": row, "version": row.version}
    assert sum(at_once(lambda n: tried(lambda: withdraw_release(**act, reason=f"Reason {n}")), WRITERS)) == 1
    assert real_problems() == []
