"""The life of an action drawn from its table: a box for each status, an arrow for each way, numbered as the rows are.
Pure. `manage.py draw_life` writes it into docs/, and a test holds the two equal.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from actions import lifecycle
from actions.lifecycle import Status

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


def in_place():
    """The numbers of the rows that leave the status as it is; they have no arrow."""
    return [number for number, row in numbered() if row.source == row.target]


def numbered():
    """(number, row) for each row of the table."""
    return list(enumerate(lifecycle.TRANSITIONS, 1))


def ways():
    """The arrows, those between one status and another, each in the first lane that is free along its way."""
    rows = defaultdict(list)
    for number, row in numbered():
        rows[row.source, row.target].append(number)
    found = [Way(*ends, numbers) for ends, numbers in rows.items() if ends[0] != ends[1]]
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


def without_arrow():
    """What the picture leaves out, in words."""
    rows = " and ".join(map(str, in_place()))
    return f"Rows {rows} change only whose signature is waited for, so no arrow shows them."


def table_in_markdown():
    """The table as the docs show it."""
    lines = ["| | from | to | verb | who | needs | reason kept |", "|---|---|---|---|---|---|---|"]
    for number, row in numbered():
        cells = (
            number,
            row.source.label,
            row.target.label,
            row.verb,
            row.who_in_words,
            row.needs,
            row.reason,
        )
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines)


def page():
    """docs/life.md."""
    return (
        "# The life of an action\n\n"
        "Made from the table in `actions/lifecycle.py` by `manage.py draw_life`; a test holds them equal. Every "
        "change of status goes\nthrough that table, and the same picture stands in the product at "
        "`/actions/life/`.\n\n"
        f"![Every way from one status to another](life.svg)\n\n{without_arrow()}\n\n{table_in_markdown()}\n"
    )
