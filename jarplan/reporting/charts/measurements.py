"""The line of a criterion's readings against its path, drawn on the server as SVG; its table stands beside it.

Presentation attributes only, as in charts.py. What is behind the line has another shape, not another colour.
"""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jarplan.dates import in_full

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 58, 346, 14, 150  # the field that is drawn in
DAY = timedelta(days=1)


class Field:
    """Where days and numbers lie on the drawing."""

    def __init__(self, path, measured):
        days = [path.begins, path.ends, *[one.on for one in measured]]
        numbers = [path.baseline, path.target, *[one.number for one in measured]]
        self.first, last = min(days), max(days)
        self.span = max((last - self.first) / DAY, 1)
        self.lowest, highest = min(numbers), max(numbers)
        self.height = float(highest - self.lowest) or 1

    def x(self, day):
        return round(LEFT + (RIGHT - LEFT) * ((day - self.first) / DAY) / self.span, 1)

    def y(self, number):
        return round(BOTTOM - (BOTTOM - TOP) * float(number - self.lowest) / self.height, 1)


def line_of_measurements(criterion, path, measured) -> SafeString:
    """Readings that stand, the earliest first, against the path of their criterion. Needs a path that has a line."""
    field, key = Field(path, measured), f"measurements-{criterion.uuid}"
    title = f"{criterion.statement}: measurements against the trajectory"
    points = [(field.x(one.on), field.y(one.number), path.is_behind(one)) for one in measured]
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-desc" '
        'font-family="system-ui, sans-serif" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        key,
        key,
        key,
        title,
        key,
        described(criterion, path, measured),
        axes(field, path),
        path_line(field, path),
        reading_line(points),
        format_html_join("", "{}", [(mark(*point),) for point in points]),
    )


def described(criterion, path, measured):
    """What the drawing shows, in words."""
    begins, ends = in_full(path.begins), in_full(path.ends)
    way = f"The trajectory goes from {criterion.baseline} on {begins} to {criterion.target} on {ends}."
    read = "; ".join(
        f"{one.words} on {in_full(one.on)}{', behind the trajectory' if path.is_behind(one) else ''}"
        for one in measured
    )
    return f"{way} Measurements: {read}." if read else f"{way} There are no measurements yet."


def axes(field, path):
    """The two axes, with the numbers and days that the path goes between."""
    ends = {path.begins: "start", path.ends: "end"}
    days = [
        (field.x(day), BOTTOM + 20, anchor, date_format(day, "j M Y")) for day, anchor in placed(field, ends)
    ]
    numbers = [
        (LEFT - 8, field.y(number) + 5, "end", f"{number.normalize():f}")
        for number in (path.baseline, path.target)
    ]
    return format_html(
        '<path d="M{} {}V{}H{}" stroke="currentColor" fill="none"/>{}',
        LEFT,
        TOP - 8,
        BOTTOM + 2,
        RIGHT,
        format_html_join(
            "",
            '<text x="{}" y="{}" font-size="13" text-anchor="{}" fill="currentColor">{}</text>',
            [*days, *numbers],
        ),
    )


def placed(field, ends):
    """The days to be written below, one where two would lie over each other, each with the side it is held at."""
    (first, _), *rest = sorted(ends.items())
    last = rest[-1][0] if rest else first
    if field.x(last) - field.x(first) < 170:
        return [(last, "end" if field.x(last) > WIDTH / 2 else "start")]
    return [(first, "start"), (last, "end")]


def path_line(field, path):
    """The path: broken, up to the day on which it ends; then level at the target, dotted."""
    end = max(field.x(path.ends), RIGHT)
    return format_html(
        '<path d="M{} {}L{} {}" stroke="currentColor" stroke-width="1.5" stroke-dasharray="7 4" fill="none"/>'
        '<path d="M{} {}H{}" stroke="currentColor" stroke-dasharray="2 4" fill="none"/>',
        field.x(path.begins),
        field.y(path.baseline),
        field.x(path.ends),
        field.y(path.target),
        LEFT,
        field.y(path.target),
        end,
    )


def reading_line(points):
    if len(points) < 2:
        return ""
    way = " ".join(f"{x},{y}" for x, y, _behind in points)
    return format_html('<polyline points="{}" stroke="currentColor" stroke-width="2" fill="none"/>', way)


def mark(x, y, behind):
    """A reading: a filled circle, or an open square where it is behind the path."""
    if behind:
        return format_html(
            '<rect x="{}" y="{}" width="11" height="11" fill="#ffffff" stroke="currentColor" stroke-width="2.5"/>',
            round(x - 5.5, 1),
            round(y - 5.5, 1),
        )
    return format_html('<circle cx="{}" cy="{}" r="5" fill="currentColor"/>', x, y)
