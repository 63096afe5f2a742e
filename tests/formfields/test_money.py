"""Amounts in pounds as people type them: to the penny, never guessed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from jarplan.formfields.money import PoundsField


@pytest.mark.parametrize(
    "typed, amount",
    [
        ("0", "0.00"),
        ("2", "2.00"),
        ("2.5", "2.50"),
        ("£2.50", "2.50"),
        ("£ 2.50 ", "2.50"),
        ("0.10", "0.10"),
        ("9999.99", "9999.99"),
    ],
)
def test_an_amount_is_read_to_the_penny(typed, amount):
    found = PoundsField().clean(typed)
    assert isinstance(found, Decimal)
    assert str(found) == amount


@pytest.mark.parametrize("typed", ["1,50", "1,500", "1,500.00", "£1,50"])
def test_a_comma_is_never_guessed_at(typed):
    with pytest.raises(ValidationError, match="without a comma and the pence after a full stop"):
        PoundsField().clean(typed)


@pytest.mark.parametrize("typed", ["-1", "-0.01", "−1"])
def test_nothing_below_nothing(typed):
    with pytest.raises(ValidationError, match="must be 0 or more"):
        PoundsField().clean(typed)


@pytest.mark.parametrize("typed", ["1.005", "1e2", "NaN", "free", "1.", ".5", "1 50", "٣", "2.50p", "€2"])
def test_what_is_no_amount_is_asked_for_again(typed):
    with pytest.raises(ValidationError, match="pounds and pence, for example 2.50, or 0"):
        PoundsField().clean(typed)


def test_an_amount_has_a_limit_and_is_shown_with_its_pence():
    with pytest.raises(ValidationError, match="£9,999.99 or less"):
        PoundsField().clean("10000")
    assert PoundsField().prepare_value(Decimal("2.5")) == "2.50"
    assert PoundsField(required=False).clean(" ") is None
    with pytest.raises(ValidationError):
        PoundsField().clean("")
