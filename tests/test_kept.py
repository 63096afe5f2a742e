"""What is put into the database of a test again is what was made there the first time."""

import pytest
from django.db import transaction

from jarplan.files.tidying import lost
from jarplan.people.models import Organisation
from tests import kept
from tests.plan import real_problems

pytestmark = pytest.mark.django_db


def everything():
    return {model: kept.rows_of(model) for model in kept.models_of_rows()}


@pytest.mark.slow
@pytest.mark.parametrize("have", [kept.facts, kept.demonstration])
def test_what_is_put_back_is_what_was_made(have, monkeypatch):
    monkeypatch.setattr(kept, "made", {})
    with transaction.atomic():
        have()
        first = everything()
        transaction.set_rollback(True)
    assert not Organisation.objects.exists()
    have()
    assert everything() == first and any(rows for _columns, rows in first.values())
    assert real_problems() == [] and lost() == []
    Organisation.objects.create(name="One more")


def test_what_is_there_already_is_not_passed_over(monkeypatch):
    monkeypatch.setattr(kept, "made", {})
    done = []

    def make():
        done.append("made")

    kept.once(make)
    kept.once(make)
    assert done == ["made"]
    Organisation.objects.create(name="Leicester City Council")
    kept.once(make)
    assert done == ["made", "made"]
