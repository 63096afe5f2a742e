"""How a rating looks: always letter, word, pattern and colour together. What it means is not decided here."""

from typing import NamedTuple

from django.utils.html import format_html

from actions.rules.lifecycle import CALCULATED


class Look(NamedTuple):
    """One rating's letter, word, meaning for the key, colours, and pattern as a path over a 14 x 20 strip."""

    key: str
    letter: str
    word: str
    meaning: str
    fill: str
    ink: str
    pattern: str


LOOKS = {
    look.key: look
    for look in (
        Look(
            "red",
            "R",
            "Red",
            "Off track: the action will be late or not done unless a decision is made",
            "#b3261e",
            "#ffffff",
            "M-2 8L8 -2M-2 15L15 -2M-2 22L22 -2M5 22L22 5",
        ),
        Look(
            "amber",
            "A",
            "Amber",
            "At risk: there is a problem, and a next step is planned",
            "#f2a900",
            "#000000",
            "M3 4h3M9 4h3M3 10h3M9 10h3M3 16h3M9 16h3",
        ),
        Look("green", "G", "Green", "On track", "#1b7a3d", "#ffffff", "M0 5H14M0 10H14M0 15H14"),
        Look(
            "blue",
            "B",
            "Blue",
            "Done and signed off for the board",
            "#1f4e9e",
            "#ffffff",
            "M4 0V20M10 0V20M0 5H14M0 10H14M0 15H14",
        ),
        Look("none", "–", "No rating yet", "No progress has been reported yet", "#ffffff", "#1d2733", ""),
    )
}


def look_of(rating):
    """The look of a rating's key; nothing, None or an unknown word is "No rating yet"."""
    return LOOKS.get(str(rating or "none").lower(), LOOKS["none"])


def drawn(look):
    """The rating as HTML: a swatch with its letter and pattern, hidden from readers, then the word."""
    swatch = format_html(
        '<svg class="swatch" width="34" height="20" viewBox="0 0 34 20" aria-hidden="true" focusable="false">'
        '<rect x="0.5" y="0.5" width="33" height="19" rx="2" fill="{}" stroke="#1d2733"{}/>'
        '<svg x="19" y="1" width="14" height="18" viewBox="0 0 14 20" preserveAspectRatio="none">'
        '<path d="{}" fill="none" stroke="{}" stroke-width="1.5"/></svg>'
        '<text x="10" y="15" font-family="sans-serif" font-size="14" font-weight="700" text-anchor="middle"'
        ' fill="{}">{}</text></svg>',
        look.fill,
        format_html(' stroke-dasharray="{}"', "3 2") if look.key == "none" else "",
        look.pattern or "M0 0",
        look.ink,
        look.ink,
        look.letter,
    )
    return format_html('<span class="rating rating-{}">{}{}</span>', look.key, swatch, look.word)


NOT_RATED = LOOKS["none"]._replace(
    word=CALCULATED["none"],
    meaning="No calculated rating: the action is not agreed yet, is not going ahead, or has no due date",
)


def computed_html(key):
    """What a page shows for a rating by the rule: where it gives none, nobody is still to give one."""
    return DRAWN_NOT_RATED if key == NOT_RATED.key else DRAWN[key]


def computed_word(key):
    """The word alone, for a sentence or an export."""
    return NOT_RATED.word if key == NOT_RATED.key else LOOKS[key].word


DRAWN = {key: drawn(look) for key, look in LOOKS.items()}
DRAWN_NOT_RATED = drawn(NOT_RATED)


def rating_html(rating):
    """What a page shows for a rating; drawn once when the program starts, so a long list costs nothing."""
    return DRAWN[look_of(rating).key]
