"""A plan that holds the facts of the source, and people to act on it."""

from datetime import datetime

import pytest

from jarplan.clock import LONDON
from tests import kept
from tests.factories import PostFactory, UserFactory

NOON = datetime(2008, 6, 20, 12, tzinfo=LONDON)


@pytest.fixture
def facts(db):
    kept.facts()


@pytest.fixture
def programme(facts):
    return UserFactory(username="pat.programme", roles=["programme"])


@pytest.fixture
def director(facts):
    return PostFactory(title="Service Director, Safeguarding")


@pytest.fixture
def lead_member(facts):
    return PostFactory(title="Cabinet Lead for Children")
