"""States are made of rows that are read with what these say, and no row asks for the rest one by one."""

import pytest
from django.db.models import Model

from jarplan.audit.subjects import SUBJECTS
from tests import kept

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def asked_later(monkeypatch):
    """The fields that some row asked the database for by itself."""
    found, read = [], Model.refresh_from_db

    def refresh(self, using=None, fields=None, **more):
        found.append((type(self).__name__, fields))
        return read(self, using=using, fields=fields, **more)

    monkeypatch.setattr(Model, "refresh_from_db", refresh)
    return found


def test_nothing_of_a_state_is_asked_for_row_by_row(asked_later):
    kept.demonstration()
    asked_later.clear()
    for subject in SUBJECTS.values():
        for row in subject.with_states():
            assert subject.state(row) and subject.reference(row)
            assert list(subject.faults(row)) == []
    assert asked_later == []
