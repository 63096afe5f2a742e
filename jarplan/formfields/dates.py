"""A date asked for in three boxes: day, month and year. Used by every room's forms; knows no record."""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError

from jarplan.dates import MONTHS

BOXES = ("day", "month", "year")


def is_number(text):
    """Whether a box holds a number of at most four digits; Python reads no number of thousands of them."""
    return text.isascii() and text.isdecimal() and len(text) <= 4


def month_number(text):
    """The number of a month typed as 9, Sep or September; None where it is none of these."""
    if is_number(text):
        return int(text)
    word = text.casefold().rstrip(".")
    if len(word) >= 3:
        for number, month in enumerate(MONTHS[1:], start=1):
            if month.casefold().startswith(word):
                return number
    return None


class DateBoxes(forms.MultiWidget):
    """Three text boxes, named x_day, x_month and x_year, with the ids id_x_0, id_x_1 and id_x_2."""

    template_name = "jarplan/widgets/date_boxes.html"
    use_fieldset = True
    # The odd day that is asked about (as 1908-06-03), and whether it was said to be right: see odd_dates.py.
    asked = ""
    ticked = False

    def __init__(self, attrs=None):
        numeric = {"inputmode": "numeric", "autocomplete": "off"}
        boxes = {
            "day": forms.TextInput({**numeric, "class": "width-2", "maxlength": 2}),
            "month": forms.TextInput({"autocomplete": "off", "class": "width-2", "maxlength": 9}),
            "year": forms.TextInput({**numeric, "class": "width-4", "maxlength": 4}),
        }
        super().__init__(boxes, attrs)

    def decompress(self, value):
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return [None, None, None]
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], BOXES, strict=True):
            box["label"] = label.capitalize()
        context["widget"] |= {"asked": self.asked, "ticked": self.ticked}
        return context


class DateBoxesField(forms.Field):
    """A date typed into three boxes.

    `what` is how a sentence names it ("the due date"); without it the label is used. The month may be
    typed as a word. Raises ValidationError in words that say what to type.
    """

    widget = DateBoxes
    example = "30 9 2009"

    def __init__(self, *, what=None, **kwargs):
        super().__init__(**kwargs)
        self.what = what

    @property
    def name_in_words(self):
        label = str(self.label or "date")
        return self.what or f"the {label[:1].lower()}{label[1:]}"

    def typed(self, value):
        return [str(part or "").strip() for part in value] if isinstance(value, list | tuple) else []

    def to_python(self, value):
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        parts = self.typed(value)
        if not any(parts):
            return None
        missing = [box for box, part in zip(BOXES, parts, strict=True) if not part]
        what = self.name_in_words
        if missing:
            raise ValidationError(
                f"{what[:1].upper()}{what[1:]} must include a {' and a '.join(missing)}", code="incomplete"
            )
        day, month, year = parts
        number = month_number(month)
        if not (is_number(day) and number and year.isascii() and year.isdecimal()):
            raise ValidationError(self.as_words(), code="invalid")
        # 08 is refused and not guessed at.
        if len(year) != 4 or not 1900 <= int(year) <= 2199:
            raise ValidationError(f"The year of {what} must have 4 digits, from 1900 to 2199", code="year")
        try:
            return date(int(year), number, int(day))
        except ValueError:
            raise ValidationError(
                f"{what[:1].upper()}{what[1:]} must be a real date", code="no_day"
            ) from None

    def as_words(self):
        return f"Enter {self.name_in_words} as day, month and year, for example {self.example}"

    def validate(self, value):
        if self.required and value in self.empty_values:
            raise ValidationError(self.as_words(), code="required")

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            # What cannot be read is a change: the form must show its error, not pass the field over.
            return True
