"""The piece of a text in which the words of a search stand, as HTML with the words marked."""

import re

from django.utils.html import format_html, format_html_join

from jarplan.formfields.searching import found_in, pattern_of

LENGTH = 240  # of an excerpt, in characters
BEFORE = 60  # of these, before the first word that was found


def best(texts, words):
    """The first of some texts in which most of the words stand."""
    return max(texts, key=lambda text: sum(found_in(word, text) for word in words), default="")


def any_of(words):
    """The pattern of any of the words, the longer ones first: where two begin alike, the longer one is marked."""
    return re.compile("|".join(sorted(map(pattern_of, words), key=len, reverse=True)))


def excerpt(text, words):
    """What stands around the first word that is found in a text; its beginning where none is."""
    text, pattern = " ".join(text.split()), any_of(words)
    found = pattern.search(text)
    start, end = cut(text, found.start() if found else 0)
    lead, tail = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", lead, marked(text[start:end], pattern), tail)


def cut(text, place):
    """Where an excerpt begins and ends: between words, where there are any."""
    if len(text) <= LENGTH:
        return 0, len(text)
    start = max(0, min(place - BEFORE, len(text) - LENGTH))
    start = text.find(" ", start, place) + 1 or start if start else 0
    end = start + LENGTH
    if end >= len(text):
        return start, len(text)
    gap = text.rfind(" ", place, end)
    return start, gap if gap > start else end


def marked(text, pattern):
    """A text as HTML, with what the pattern finds in it marked."""
    pieces, last = [], 0
    for found in pattern.finditer(text):
        pieces += [("{}", text[last : found.start()]), ("<mark>{}</mark>", found.group())]
        last = found.end()
    pieces.append(("{}", text[last:]))
    return format_html_join("", "{}", ((format_html(html, words),) for html, words in pieces))
