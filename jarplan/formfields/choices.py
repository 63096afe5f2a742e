"""What is offered to choose from: long lists, and lists of which nothing is chosen beforehand. Knows no record."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join


class LongSelect(forms.Select):
    """A select that draws its options itself: four of 2,000 posts each, a template an option, took seconds."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        parts = [
            format_html('<optgroup label="{}">{}</optgroup>', label, options(choices, chosen))
            if isinstance(choices, list | tuple)
            else options([(label, choices)], chosen)
            for label, choices in self.choices
        ]
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html(
            "<select{}>{}</select>", attributes, format_html_join("", "{}", ((part,) for part in parts))
        )


def options(choices, chosen):
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, " selected" if str(value) == chosen else "", label) for value, label in choices),
    )


def to_choose(choices, ask=""):
    """The choices as a reader sees them, each with a capital letter; choices: pairs, a class of choices, or what
    makes them. `ask`: what a select says until one is chosen, as what is chosen beforehand is easily left so."""

    def made():
        pairs = getattr(choices, "choices", choices)
        pairs = pairs() if callable(pairs) else pairs
        shown = [(value, f"{label[:1].upper()}{label[1:]}") for value, label in pairs]
        return [("", ask), *shown] if ask else shown

    return made
