"""Text as people type it into a form: trimmed, lines that end alike, no control characters. Knows no record."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from jarplan.formfields.words import named
from jarplan.symbols import with_plain_symbols

KEPT = "\n\t"
# They turn round how the rest of a line is read, so that a page says something else than was typed.
TURNING = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


def check_characters(value):
    """ValidationError where the text holds characters that no keyboard types and no paper shows."""
    if any(
        letter in TURNING or (unicodedata.category(letter) == "Cc" and letter not in KEPT) for letter in value
    ):
        raise ValidationError(
            "The text contains characters that cannot be shown. Paste the text again as plain text.",
            code="control",
        )


def names_in(text):
    """The lines that say something, each once in its first place, as it was first written."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    names = {}
    for line in filter(None, lines):
        names.setdefault(line.casefold(), line)
    return list(names.values())


class PlainText:
    """A field mixin: characters that cannot be shown are refused first, and that is then the only complaint. Signs
    that only Word's own fonts have become those that everybody sees.
    """

    def to_python(self, value):
        value = super().to_python(value)
        return with_plain_symbols(value) if value else value

    def run_validators(self, value):
        if value not in self.empty_values:
            check_characters(value)
        super().run_validators(value)


class LineField(PlainText, forms.CharField):
    """One line of text. `sometimes_needed`: depends on another answer, so it is not called optional."""

    def __init__(self, *, max_length, css_class="", sometimes_needed=False, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
        self.sometimes_needed = sometimes_needed
        if css_class:
            self.widget.attrs["class"] = css_class

    def widget_attrs(self, widget):
        # No maxlength: it would cut a pasted text without a word. The server says what is too long.
        return {}


class ParagraphsField(LineField):
    """Longer text, whose hint says how long it may be, whatever else it is set to. Browsers send CR LF at the end of
    a line; kept as LF, so that nothing looks changed."""

    def __init__(self, *, max_length, rows=5, help_text="", **kwargs):
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, widget=widget, help_text=help_text, **kwargs)

    @property
    def help_text(self):
        # Beforehand: who has written a page is not to learn afterwards that it is too long.
        return f"{self.hint} Up to {self.max_length:,} characters.".strip()

    @help_text.setter
    def help_text(self, words):
        self.hint = words

    def to_python(self, value):
        return super().to_python(str(value or "").replace("\r\n", "\n").replace("\r", "\n"))


class ReasonField(ParagraphsField):
    """The reason for something, or its proof: asked for by its label, "Enter the reason for withdrawing", unless
    `missing` says it better."""

    def __init__(self, label="Reason", *, missing="", max_length=2000, rows=3, **kwargs):
        messages = {"required": missing or f"Enter {named(label)}"}
        super().__init__(label=label, max_length=max_length, rows=rows, error_messages=messages, **kwargs)


class EmailAddressField(PlainText, forms.EmailField):
    """An email address."""


class WebAddressField(PlainText, forms.URLField):
    """An address on the web, http or https; without either it is taken for https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)
