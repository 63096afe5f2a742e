"""The cost table of the report, loaded as a council loads it."""

import pytest

from finance.models import CostTable
from jarplan.reporting.operations.facts import BASELINE, load_facts
from tests import kept


@pytest.fixture
def table(db, monkeypatch):
    """Only this fixture of the source's facts: the others have their own tests, and loading takes time."""
    monkeypatch.setattr("jarplan.reporting.operations.facts.FIXTURES", ("appendix2",))
    kept.once(read_table)
    return CostTable.objects.get(slug="tll")


def read_table():
    load_facts(by=None, now=BASELINE)
