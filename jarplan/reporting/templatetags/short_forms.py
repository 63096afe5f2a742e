"""Short forms that the council writes, written out once on each page."""

from django import template
from django.utils.html import format_html, format_html_join

from jarplan.reporting.shortforms import known, word

register = template.Library()


@register.simple_tag(takes_context=True)
def short_forms(context, text):
    """{% short_forms meeting %}: “Overview and Scrutiny Management Board (OSMB), 6 August 2008” where a page names
    the board for the first time, then an <abbr>. Known by the request, as included templates share nothing else."""
    request = getattr(context, "request", None)
    written_out = request.__dict__.setdefault("short_forms", set()) if request else set()

    def shown(short):
        first = short not in written_out
        written_out.add(short)
        abbr = format_html('<abbr title="{}">{}</abbr>', known()[short], short)
        return format_html("{} ({})", known()[short], abbr) if first else abbr

    # split() gives text and short form in turn.
    parts = enumerate(word().split(str(text)))
    return format_html_join("", "{}", ((shown(part) if place % 2 else part,) for place, part in parts))
