"""The facts of the report, loaded as a council loads them."""

import pytest

from finance.models import CostTable
from jarplan.reporting.facts import BASELINE, load_facts


@pytest.fixture
def table(db):
    load_facts(by=None, now=BASELINE)
    return CostTable.objects.get(slug="tll")
