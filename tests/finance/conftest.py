"""The cost table of the report, loaded as a council loads it."""

import pytest

from finance.models import CostTable
from jarplan.reporting.facts import BASELINE, load_facts


@pytest.fixture
def table(db, monkeypatch):
    """Only this fixture of the source's facts: the others have their own tests, and loading takes time."""
    monkeypatch.setattr("jarplan.reporting.facts.FIXTURES", ("appendix2",))
    load_facts(by=None, now=BASELINE)
    return CostTable.objects.get(slug="tll")
