"""The short forms of the council's papers: each is written out once on a page, and carries its words wherever it
is. Those of one council are data: fixtures/short_forms.json."""

import json
import re
from functools import cache

from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

# Of the law and of inspections in England: any council's papers write them.
EVERYWHERE = {
    "APA": "Annual Performance Assessment",
    "CAA": "Comprehensive Area Assessment",
    "CYPP": "Children and Young People’s Plan",
}


@cache
def of_place(place):
    """{short form: words} of the council of that place: those of everywhere and its own, which are data."""
    path = settings.BASE_DIR / "fixtures" / "short_forms.json"
    return EVERYWHERE | json.loads(path.read_text(encoding="utf-8")).get(place, {})


def known():
    """The short forms that pages explain here."""
    return of_place(settings.PLAN_PLACE)


@cache
def pattern(place):
    return re.compile(rf"\b({'|'.join(of_place(place))})\b")


def word():
    """What finds one of them in a text."""
    return pattern(settings.PLAN_PLACE)


# Tags, and what holds no other element than text.
MARKUP = re.compile(
    r"(<(?:svg|select|textarea|title|button)\b.*?</(?:svg|select|textarea|title|button)>|<[^>]*>)", re.S
)


def with_short_forms(html, written, elsewhere=""):
    """The same HTML with an <abbr> around each short form, and at its end a list of those that are not `written` out
    on the page yet; they are added to that set. `elsewhere`: words of the page whose short forms are listed, too."""
    found = dict.fromkeys(word().findall(str(elsewhere)), True)
    if not found and not word().search(html):
        return html
    pieces = MARKUP.split(html)
    for at in range(0, len(pieces), 2):  # text and markup take turns
        pieces[at] = word().sub(lambda match: marked(match[1], found), pieces[at])
    new = [short for short in sorted(found) if short not in written]
    written.update(new)
    return SafeString("".join(pieces) + in_full(new))


def marked(short, found):
    found[short] = True
    return f'<abbr title="{escape(known()[short])}">{short}</abbr>'


def in_full(shorts):
    if not shorts:
        return ""
    said = format_html_join("; ", "{}: {}", ((short, known()[short]) for short in shorts))
    return format_html('<p class="small muted">Short forms: {}</p>', said)
