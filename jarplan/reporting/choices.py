"""The choices of a list's filters, drawn as plain selects: a form library is too slow for what stands above
every list."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

CHOSEN = SafeString(" selected")
NOTHING = SafeString("")


def select(name, label, options, chosen):
    """A labelled select. `options`: {value: words}; a value that is asked for and not offered is shown too."""
    if chosen not in options:
        options = {**options, chosen: chosen}
    return format_html(
        '<div class="field"><label class="label" for="filter-{}">{}</label>'
        '<select id="filter-{}" name="{}">{}</select></div>',
        name,
        label,
        name,
        name,
        format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((value, CHOSEN if value == chosen else NOTHING, words) for value, words in options.items()),
        ),
    )
