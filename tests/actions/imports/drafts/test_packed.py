"""The rows of a draft, as the database keeps them."""

import json

import pytest
from django.db import connection

from actions.models import ImportDraft
from actions.models.imports import Packed
from tests import kept
from tests.actions.imports.books import drafted, sample
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [0, 1, Packed.PIECE, Packed.PIECE + 1, 5 * Packed.PIECE])
def test_what_was_packed_comes_out_again(number):
    values = [{"row": one, "said": f"£{one}k\nand more  ", "none": None} for one in range(number)]
    assert list(Packed(iter(values))) == values == list(Packed.of(Packed(values).text))


@pytest.fixture
def draft():
    kept.facts()
    return drafted(UserFactory(roles=["programme"]), sample())


def raw():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rows FROM {ImportDraft._meta.db_table}")
        return cursor.fetchone()[0]


def test_the_rows_of_a_draft_are_packed_in_the_database(draft):
    rows = ImportDraft.objects.get().rows
    assert len(rows) == len(draft.rows) == draft.understood["counts"]["rows"] and rows[0]["text"]
    assert rows[0]["text"] not in raw() and len(raw()) < len(json.dumps(rows)) / 3
    ImportDraft.objects.update(rows=[{"text": "blanked"}])
    assert ImportDraft.objects.get().rows == [{"text": "blanked"}] and "blanked" not in raw()


def test_rows_of_before_are_read_as_they_are(draft):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {ImportDraft._meta.db_table} SET rows = %s", [json.dumps([{"row": 5}])])
    assert ImportDraft.objects.get().rows == [{"row": 5}]
