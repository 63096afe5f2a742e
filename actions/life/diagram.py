"""The life of an action drawn from its table: a box for each status, an arrow for each way, numbered as the rows are.
Pure. `manage.py draw_life` writes it into docs/, and a test holds the two equal.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from actions.rules import lifecycle
from actions.rules.lifecycle import Status

BOX, GAP, PORT, LANE, LINE = 130, 22, 16, 34, 15  # units of the drawing: about a pixel each
ORDER = list(Status)


@dataclass
class Way:
    """One arrow: from which status to which, by which rows of the table. `lane`: how far out it runs, from 0."""

    source: Status
    target: Status
    rows: list
    lane: int = 0

    @property
    def span(self):
        return sorted((ORDER.index(self.source), ORDER.index(self.target)))

    @property
    def is_back(self):
        """Whether it leads up, to what stood before: these are drawn on the left."""
        return ORDER.index(self.target) < ORDER.index(self.source)


def numbered():
    """(number, row) for each row of the table that changes the status."""
    return list(enumerate((row for row in lifecycle.TRANSITIONS if row.moves), 1))


def in_place():
    """(a row, the statuses in words) for all that leaves the status as it is, rows that differ in their status alone
    told once; they have no arrow.
    """
    found = defaultdict(list)
    for row in lifecycle.TRANSITIONS:
        if not row.moves:
            found[row.verb, row.who, row.needs, row.reason].append(row)
    return [(rows[0], ", ".join(row.source.label for row in rows)) for rows in found.values()]


def ways():
    """The arrows, those between one status and another, each in the first lane that is free along its way."""
    rows = defaultdict(list)
    for number, row in numbered():
        rows[row.source, row.target].append(number)
    found = [Way(*ends, numbers) for ends, numbers in rows.items()]
    taken = defaultdict(list)
    for way in sorted(found, key=lambda one: (one.span[1] - one.span[0], one.span)):
        while any(overlap(way.span, other) for other in taken[way.is_back, way.lane]):
            way.lane += 1
        taken[way.is_back, way.lane].append(way.span)
    return found


def overlap(one, other):
    return one[0] <= other[1] and other[0] <= one[1]


def ports(found):
    """{(way, status): place} of every end of an arrow along the side of its box, and the most that a box has. Ends
    that come from above stand above those that go below, so that few arrows cross."""
    places, most = {}, defaultdict(int)
    for back in (True, False):
        for index, status in enumerate(ORDER):
            ends = [way for way in found if way.is_back == back and status in (way.source, way.target)]
            above = sorted((one for one in ends if one.span[1] == index), key=lambda one: one.lane)
            below = sorted((one for one in ends if one.span[0] == index), key=lambda one: -one.lane)
            for place, way in enumerate([*above, *below]):
                places[id(way), status] = place
            most[status] = max(most[status], len(ends))
    return places, most


def drawing():
    """The diagram as SVG."""
    found = ways()
    places, most = ports(found)
    left = (max((way.lane for way in found if way.is_back), default=0) + 1) * LANE + GAP
    right = (max((way.lane for way in found if not way.is_back), default=0) + 1) * LANE + GAP
    tops, y = {}, GAP
    for status in ORDER:
        tops[status] = y
        y += (max(most[status], 2) + 1) * PORT + GAP
    boxes = format_html_join(
        "\n",
        '<rect x="{}" y="{}" width="{}" height="{}" rx="6" fill="#ffffff" stroke="currentColor" stroke-width="1.5"/>'
        '<text x="{}" y="{}" text-anchor="middle" font-size="15" font-weight="600" fill="currentColor">{}</text>',
        (
            (
                left,
                tops[one],
                BOX,
                (max(most[one], 2) + 1) * PORT,
                left + BOX // 2,
                tops[one] + (max(most[one], 2) + 1) * PORT // 2 + 5,
                one.label,
            )
            for one in ORDER
        ),
    )
    arrows = [arrow(way, places, tops, left) for way in found]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' class="life" role="img" aria-labelledby="life-title" font-family="sans-serif" color="#1d2733">\n'
        '<title id="life-title">The life of an action: every way from one status to another, numbered as in the'
        " table</title>\n{boxes}\n{lines}\n{labels}\n</svg>",
        width=left + BOX + right,
        height=y,
        boxes=boxes,
        lines=format_html_join("\n", "{}", ((line,) for line, _label in arrows)),
        labels=format_html_join("\n", "{}", ((label,) for _line, label in arrows)),
    )


def arrow(way, places, tops, left):
    """The line of a way with its head, and its numbers on it."""
    side = -1 if way.is_back else 1
    edge = left if way.is_back else left + BOX
    out = edge + side * (way.lane + 1) * LANE
    begin, end = (tops[one] + (places[id(way), one] + 1) * PORT for one in (way.source, way.target))
    tip = edge + side * 9
    line = format_html(
        '<path d="M{} {}H{}V{}H{}" fill="none" stroke="#6b7885" stroke-width="1.5"/>'
        '<path d="M{} {}l{} -5v10z" fill="#1d2733"/>',
        *(edge, begin, out, end, tip),
        *(edge, end, side * 10),
    )
    top = (begin + end - LINE * len(way.rows)) // 2
    label = format_html(
        '<rect x="{}" y="{}" width="24" height="{}" rx="4" fill="#e3eff1"/>{}',
        *(out - 12, top - 2, LINE * len(way.rows) + 4),
        format_html_join(
            "",
            '<text x="{}" y="{}" text-anchor="middle" font-size="12" fill="#1d2733">{}</text>',
            ((out, top + LINE * place + 12, number) for place, number in enumerate(way.rows)),
        ),
    )
    return line, label


def table_in_markdown():
    """The rows that change the status, as the docs show them."""
    cells = [
        (number, row.source.label, row.target.label, row.verb, row.who_in_words, row.needs, row.reason)
        for number, row in numbered()
    ]
    return markdown(("", "from", "to", "verb", "who", "needs", "reason kept"), cells)


def in_place_in_markdown():
    """What leaves the status as it is."""
    cells = [(row.verb, while_, row.who_in_words, row.needs, row.reason) for row, while_ in in_place()]
    return markdown(("verb", "while it is", "who", "needs", "reason kept"), cells)


def markdown(headings, cells):
    lines = (headings, ["---"] * len(headings), *cells)
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def page():
    """docs/life.md."""
    return (
        "# The life of an action\n\n"
        "Made from the table in `actions/rules/lifecycle.py` by `manage.py draw_life`; a test holds them equal. "
        "Every verb on an action asks\nthat table for its way, and the same picture is in the product at "
        "`/actions/life/`.\n\n## Allowed status changes\n\n"
        f"![Every way from one status to another](life.svg)\n\n{table_in_markdown()}\n\n"
        f"## What else may be done in each status\n\n{in_place_in_markdown()}\n"
    )
