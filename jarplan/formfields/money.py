"""An amount in pounds and pence as people type it. Used by every room's forms; knows no record."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

TYPED = re.compile(r"£? ?([0-9]+(?:\.[0-9]{1,2})?)", re.ASCII)
PENNY = Decimal("0.01")


class PoundsField(forms.Field):
    """An amount in pounds, never below nothing, as a Decimal of two places. Raises ValidationError in words that
    say what to type; a comma is never guessed at, as it means pence to some and thousands to others.
    """

    widget = forms.TextInput

    def __init__(self, *, most=Decimal("9999.99"), example="2.50", **kwargs):
        super().__init__(**kwargs)
        self.most, self.example = most, example

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off", "class": "width-10"}

    def prepare_value(self, value):
        return f"{value:.2f}" if isinstance(value, Decimal) else value

    def to_python(self, value):
        if isinstance(value, Decimal):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        if "," in text:
            raise ValidationError(
                f"Write the amount without a comma and the pence after a full stop, for example {self.example}",
                code="comma",
            )
        if text.startswith(("-", "\N{MINUS SIGN}")):
            raise ValidationError("The amount must be 0 or more", code="negative")
        found = TYPED.fullmatch(text)
        if not found:
            raise ValidationError(
                f"Enter the amount in pounds and pence, for example {self.example}, or 0", code="invalid"
            )
        amount = Decimal(found[1])
        if amount > self.most:
            raise ValidationError(f"The amount must be £{self.most:,} or less", code="most")
        return amount.quantize(PENNY)  # of thousands of digits it would be an error of its own
