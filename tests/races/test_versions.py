"""Two windows of the programme office act on versions of the plan at once, on PostgreSQL."""

import pytest

from jarplan.audit.errors import NotNow, Stale
from jarplan.reporting.document.schema import FORMAT, to_text
from recommendations.models import PlanVersion
from recommendations.versions.verbs import make_version, publish_version, withdraw_version
from tests import papers
from tests.plan import later, make_people, real_problems
from tests.races.test_parallel import WRITERS, at_once
from tests.reporting.contents import make_content

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
TURNS = 10


@pytest.fixture
def people():
    return make_people()


def attempt(verb, people, made, **typed):
    """Whether the verb was done with the version as it was looked at."""
    try:
        verb(by=people.programme, now=later(82), plan_version=made, version=made.version, **typed)
    except (NotNow, Stale):
        return False
    return True


def states():
    return [one.state for one in PlanVersion.objects.order_by("number")]


def test_versions_made_at_once_get_numbers_of_their_own(people):
    contents = [to_text(make_content(number)) for number in range(1, WRITERS + 1)]

    def maker(number):
        text = contents[number]
        return make_version(
            by=people.programme, now=later(1), content=text, format=FORMAT, title="Plan"
        ).number

    assert sorted(at_once(maker)) == list(range(1, WRITERS + 1))
    assert real_problems() == []


def test_two_presses_of_one_button_make_one_version(people):
    def presser(number):
        try:
            papers.drafted(people.programme)
        except NotNow:
            return 0
        return 1

    assert sum(at_once(presser)) == 1 and PlanVersion.objects.count() == 1


def test_of_two_published_at_once_one_is_published(people):
    for turn in range(TURNS):
        pair = [papers.approved(people.programme, content=make_content(2 * turn + one)) for one in (1, 2)]
        done = at_once(lambda n, pair=pair: attempt(publish_version, people, pair[n], findings=[]), 2)
        assert any(done)
        assert states().count("published") == 1, "the public was shown two plans"
        assert PlanVersion.objects.get(state="published").number == pair[done[1]].number
    assert real_problems() == []


def test_a_version_published_while_it_is_withdrawn_is_one_or_the_other(people):
    for turn in range(TURNS):
        made = papers.approved(people.programme, content=make_content(turn + 1))
        acts = [(publish_version, {"findings": []}), (withdraw_version, {"reason": "A mistake"})]
        done = at_once(lambda n, made=made, acts=acts: attempt(acts[n][0], people, made, **acts[n][1]), 2)
        made.refresh_from_db()
        assert sum(done) == 1
        assert made.state == ("published" if done[0] else "withdrawn")
    assert real_problems() == []
