"""Charts drawn on the server as SVG. Pure: what to count is decided elsewhere; a table stands beside each.

Presentation attributes only, so that the strict style policy holds; text and axes take the page's colour.
"""

from collections.abc import Mapping

from django.utils.safestring import SafeString
from django.utils.text import slugify

from jarplan.reporting.filling import filled
from jarplan.reporting.ratings import LOOKS

ORDER = ("red", "amber", "green", "blue", "none")
WIDTH = 360
BAR = 312  # the longest bar; the rest of the line holds the total
LABEL, HEIGHT, GAP = 22, 28, 16
LETTER_ROOM = 18  # a segment narrower than this has no room for its letter


def counts_of(row):
    """The counts of a row in the order of ORDER; a rating that it does not name counts 0."""
    counts = row["counts"]
    return (
        [int(counts.get(key, 0)) for key in ORDER]
        if isinstance(counts, Mapping)
        else [int(n) for n in counts]
    )


def in_words(row):
    """A row as a sentence: "Immediate: 1 red, 2 amber, 5 in all"."""
    counts = counts_of(row)
    unproven = getattr(row["counts"], "unproven", 0)
    parts = [
        f"{count} {LOOKS[key].word[0].lower()}{LOOKS[key].word[1:]}"
        f"{f' ({unproven} with criteria unproven)' if unproven and key == 'blue' else ''}"
        for key, count in zip(ORDER, counts, strict=True)
        if count
    ]
    return f"{row['label']}: {', '.join([*parts, f'{sum(counts)} in all'] if parts else ['none'])}"


def pattern(chart_id, key):
    """The fill of a rating, so that it can be told without its colour."""
    look = LOOKS[key]
    return filled(
        '<pattern id="{}-{}" width="14" height="20" patternUnits="userSpaceOnUse">'
        '<rect width="14" height="20" fill="{}"/>'
        '<path d="{}" fill="none" stroke="{}" stroke-width="1.5" stroke-opacity="0.6"/></pattern>',
        chart_id,
        key,
        look.fill,
        look.pattern or "M0 0",
        look.ink,
    )


def segment(chart_id, key, count, x, y, width):
    """One coloured part of a bar, with its letter and count where there is room for them."""
    look = LOOKS[key]
    shape = filled(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="url(#{}-{})" stroke="currentColor"/>',
        round(x, 1),
        y,
        round(width, 1),
        HEIGHT,
        chart_id,
        key,
    )
    text = f"{look.letter} {count}" if width >= 2 * LETTER_ROOM + 8 else look.letter
    if width < LETTER_ROOM:
        return shape
    room = 14 if text == look.letter else 38
    middle = round(x + width / 2, 1)
    return filled(
        '{}<rect x="{}" y="{}" width="{}" height="20" rx="2" fill="{}"/>'
        '<text x="{}" y="{}" font-size="15" font-weight="700" text-anchor="middle" fill="{}">{}</text>',
        shape,
        round(middle - room / 2, 1),
        y + 4,
        room,
        look.fill,
        middle,
        y + HEIGHT - 9,
        look.ink,
        text,
    )


def bar(chart_id, row, y, scale):
    """One row of the chart: its label, its parts from red to none, and its total."""
    x = 1.0
    parts = []
    counts = counts_of(row)
    for key, count in zip(ORDER, counts, strict=True):
        if count:
            parts.append(segment(chart_id, key, count, x, y + LABEL, count * scale))
            x += count * scale
    return filled(
        '<text x="7" y="{}" font-size="15" fill="currentColor">{}</text>{}'
        '<text x="{}" y="{}" font-size="15" font-weight="700" fill="currentColor">{}</text>',
        y + LABEL - 7,
        row["label"],
        SafeString("".join(parts)),
        round(x + 8, 1),
        y + LABEL + HEIGHT - 9,
        sum(counts),
    )


def stacked_bars(title, rows, *, key=None) -> SafeString:
    """Ratings counted by something, as one bar for each row, drawn to one scale.

    `rows` are mappings with `label` and `counts` (by rating, or five numbers in the order red, amber, green,
    blue, none). `key` makes the ids unique where two charts on one page share a title.
    """
    rows = list(rows)
    chart_id = f"chart-{slugify(key or title) or 'ratings'}"
    longest = max((sum(counts_of(row)) for row in rows), default=0)
    scale = BAR / longest if longest else 0
    line = LABEL + HEIGHT + GAP
    height = max(len(rows), 1) * line + 4
    bars = [bar(chart_id, row, number * line, scale) for number, row in enumerate(rows)]
    return filled(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-desc"'
        ' font-family="system-ui, sans-serif" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc><defs>{}</defs>{}'
        '<path d="M0.5 {}V{}" stroke="currentColor" fill="none"/></svg>',
        WIDTH,
        height,
        chart_id,
        chart_id,
        chart_id,
        title,
        chart_id,
        "; ".join(in_words(row) for row in rows) or "No actions yet",
        SafeString("".join(pattern(chart_id, each) for each in ORDER)),
        SafeString("".join(bars)),
        LABEL - 4,
        max(height - GAP, LABEL),
    )
