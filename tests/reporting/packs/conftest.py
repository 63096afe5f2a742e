"""A plan of two actions, of which the first was reported amber in June."""

from types import SimpleNamespace

import pytest

from tests import plan, releases
from tests.reporting.reading import record_what_factories_made

AMBER = releases.RED | {"rating": "amber", "confidence": "medium", "would_help": ""}


@pytest.fixture
def story(db):
    people = plan.make_people()
    found = SimpleNamespace(people=people, first=plan.agreed(people), second=plan.agreed(people))
    record_what_factories_made()
    return found


@pytest.fixture
def reported(story):
    """The story with a report of 23 June on its first action."""
    releases.report(story, story.first, None, plan.later(3), **AMBER)
    return story
