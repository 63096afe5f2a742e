"""A plan that holds the facts of the source and no actions, and who imports into it."""

import pytest

from jarplan.reporting.facts import BASELINE, load_facts
from tests.factories import UserFactory


@pytest.fixture
def facts(db):
    load_facts(by=None, now=BASELINE)


@pytest.fixture
def programme(facts):
    return UserFactory(username="pat.programme", roles=["programme"])


@pytest.fixture
def administrator(facts):
    return UserFactory(username="ada.administrator", roles=["administrator"])
