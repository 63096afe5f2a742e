"""What tests of matching share."""

import pytest
from django.db import transaction

from actions.imports.finding.current_plan import CurrentPlan
from tests import kept


@pytest.fixture(scope="module")
def plan_of_facts(django_db_setup, django_db_blocker):
    """The plan of the facts alone, read once: what is held against it is not in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept.facts()
        yield CurrentPlan.read()
        transaction.set_rollback(True)
