"""One state has one text, whoever wrote it down."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db.models import TextChoices
from hypothesis import given
from hypothesis import strategies as st

from jarplan.audit.canonical import canonical, digest, plain
from tests.drawing import examples


class Colour(TextChoices):
    RED = "red", "Red"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (4, "4"),
        ("Café “R4”", '"Café “R4”"'),  # every character as itself
        (Colour.RED, '"red"'),
        (date(2008, 9, 1), '"2008-09-01"'),
        (Decimal("1E+2"), '"100"'),
        (Decimal("2.50"), '"2.50"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        ((1, [2]), "[1,[2]]"),
        ({"b": 1, "a": {"d": 2, "c": 3}}, '{"a":{"c":3,"d":2},"b":1}'),
        ({1: "a"}, '{"1":"a"}'),
    ],
)
def test_text_of_a_value(value, text):
    assert canonical(value) == text


def test_moment_has_one_spelling_wherever_it_was_written():
    moment = datetime(2008, 9, 1, 9, tzinfo=UTC)
    summer = moment.astimezone(timezone(timedelta(hours=1)))
    assert canonical(moment) == canonical(summer) == '"2008-09-01T09:00:00.000000+00:00"'


def test_member_of_a_list_of_choices_is_a_plain_text():
    assert type(plain(Colour.RED)) is str


@pytest.mark.parametrize("value", [1.5, {"a": [1.5]}, object(), b"x", {1}])
def test_what_has_no_one_text_is_refused(value):
    with pytest.raises(TypeError, match="A state cannot hold a"):
        canonical(value)


STATES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@examples(60)
@given(STATES)
def test_state_that_is_read_back_has_the_same_text(state):
    assert canonical(plain(state)) == canonical(state)


def test_digest_is_of_the_bytes():
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
