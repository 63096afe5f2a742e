"""Filling values into HTML: whatever the framework would escape is escaped."""

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from jarplan.reporting.filling import filled


class Name(str):
    """A text of another class, as values of choices are."""


class Drawn:
    def __html__(self):
        return "<b>drawn</b>"


VALUES = [
    "<script>alert('1') & \"2\"</script>",
    Name("<i>"),
    mark_safe("<b>kept</b>"),
    Drawn(),
    gettext_lazy("Yes & no"),
    17,
    None,
]


@pytest.mark.parametrize("value", VALUES)
def test_filled_is_what_the_framework_gives(value):
    html = filled('<p title="{}">{}</p>', value, value)
    assert html == format_html('<p title="{}">{}</p>', value, value)
    assert isinstance(html, SafeString)


def test_filled_escapes_text_and_keeps_html():
    assert filled("{}{}", "<i>", mark_safe("<b>")) == "&lt;i&gt;<b>"
