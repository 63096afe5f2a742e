"""Lines over time, drawn on the server as SVG; the table of the same numbers stands beside it. Lines differ by their
strokes and by the words at their ends, not by colour."""

from django.utils.safestring import SafeString
from django.utils.text import slugify

from jarplan.reporting.filling import filled

WIDTH, HEIGHT = 360, 220
LEFT, RIGHT, TOP, BOTTOM = 34, 256, 12, 180  # the field that is drawn in; the rest holds words
STROKES = ("none", "7 4", "2 4")
LINE_HEIGHT = 16


def lines(title, labels, series) -> SafeString:
    """`labels`: what stands below, one for each point; `series`: {name: numbers}, at most as many as STROKES."""
    key = f"chart-{slugify(title)}"
    most = max((number for numbers in series.values() for number in numbers), default=0) or 1
    steps = max(len(labels) - 1, 1)

    def point(place, number):
        x = LEFT + (RIGHT - LEFT) * place / steps
        return round(x, 1), round(BOTTOM - (BOTTOM - TOP) * number / most, 1)

    drawn, ends = [], []
    for (name, numbers), stroke in zip(series.items(), STROKES, strict=False):
        points = [point(place, number) for place, number in enumerate(numbers)]
        drawn.append(
            filled(
                '<polyline points="{}" stroke="currentColor" stroke-width="2.5" stroke-dasharray="{}"'
                ' fill="none"/>{}',
                " ".join(f"{x},{y}" for x, y in points),
                stroke,
                SafeString(
                    "".join(
                        filled('<circle cx="{}" cy="{}" r="3.5" fill="currentColor"/>', *one)
                        for one in points
                    )
                ),
            )
        )
        ends.append((points[-1][1] if points else BOTTOM, f"{name} {numbers[-1] if numbers else 0}"))
    said = "; ".join(f"{name}: {', '.join(map(str, numbers))}" for name, numbers in series.items())
    return filled(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-desc"'
        ' font-family="system-ui, sans-serif" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>'
        '<path d="M{} {}V{}H{}" stroke="currentColor" fill="none"/>{}{}{}</svg>',
        *(WIDTH, HEIGHT, key, key, key, title, key, f"{', '.join(labels)}. {said}"),
        *(LEFT, TOP, BOTTOM, RIGHT),
        axes(most, labels),
        SafeString("".join(drawn)),
        SafeString("".join(names(ends))),
    )


def axes(most, labels):
    """The largest number, nought, and the first and last label."""
    first, last = (labels[0], labels[-1]) if labels else ("", "")
    text = '<text x="{}" y="{}" font-size="13" text-anchor="{}" fill="currentColor">{}</text>'
    found = [(LEFT - 5, TOP + 5, "end", most), (LEFT - 5, BOTTOM + 4, "end", 0)]
    found += [(LEFT, BOTTOM + 20, "start", first)]
    found += [(RIGHT, BOTTOM + 20, "end", last)] if last != first else []
    return SafeString("".join(filled(text, *one) for one in found))


def names(ends):
    """The names at the ends of the lines, one under the other where two lines end near each other."""
    below = None
    for y, words in sorted(ends):
        below = y if below is None else max(y, below + LINE_HEIGHT)
        yield filled(
            '<text x="{}" y="{}" font-size="13" font-weight="600" fill="currentColor">{}</text>',
            RIGHT + 6,
            below + 4,
            words,
        )
