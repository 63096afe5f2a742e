"""The plan of the house: which floors and rooms there are, in which order, and what a floor may import.

`tests/test_architecture.py` holds the code to it; `python -m tools.rooms` draws it into docs/rooms.svg and
docs/architecture.md, and a test holds those equal to it.
"""

import ast
import re
from pathlib import Path

from django.utils.html import format_html, format_html_join

ROOT = Path(__file__).resolve().parent.parent
DRAWING, PAGE = ROOT / "docs" / "rooms.svg", ROOT / "docs" / "architecture.md"

SHARED = tuple(
    f"jarplan.{room}" for room in ("people", "audit", "workdays", "files", "spreadsheets", "formfields")
)
# The floors, from the ground up: what lies in one may import what lies in itself and in those that it names.
FLOORS = {
    "jarplan.background": (),
    "jarplan.workdays": (),
    "jarplan.spreadsheets": (),
    "jarplan.audit": (),
    "jarplan.formfields": ("jarplan.audit",),
    "jarplan.people": ("jarplan.audit", "jarplan.formfields"),
    "jarplan.files": ("jarplan.people", "jarplan.audit"),
    "recommendations": SHARED,
    "actions": (*SHARED, "recommendations"),
    "finance": (*SHARED, "recommendations", "actions"),
    "jarplan.reporting": (*SHARED, "recommendations", "actions", "finance"),
    "tools": (*SHARED, "recommendations", "actions", "finance", "jarplan.reporting"),
}
ANYONE_MAY_IMPORT = {
    "jarplan.archives",
    "jarplan.background",
    "jarplan.clock",
    "jarplan.dates",
    "jarplan.inserting",
    "jarplan.prepared",
    "jarplan.settings",
    "jarplan.symbols",
}

# The rooms of each floor, from the ground up: a room imports only from those before it. A name is a folder or a
# module beside the folders. What is not named here is wiring (admin, apps, urls, commands ...): it may import all
# of its floor, and no room of the floor may import it.
ROOMS = {
    "jarplan.background": "models child tasks workers nudging",
    "jarplan.audit": "operations errors models canonical head subjects inforce ledger once reading integrity",
    "jarplan.people": (
        "roles models validation mending policies queries subjects forms decorators signin secondstep accounts posts "
        "persons signon technical_admin"
    ),
    "jarplan.spreadsheets": (
        "limits cells formulas reading results writing as_workbook downloads fonts understanding layout problems "
        "sandbox"
    ),
    "jarplan.spreadsheets.understanding": "names dates criteria ratings statuses contents headings leads references",
    "recommendations": (
        "models references within limits policies visibility earlier subjects forms pasted councilreport deadlines "
        "law recipients publication inspections duties meetings consultation versions"
    ),
    "actions": (
        "rules models reading movement subjects verbpages plan waits evidence reports rounds releases duedates "
        "changes challenges agenda reminding signoff samples life imports returns"
    ),
    "actions.imports": "counting policies running shown finding matching drafts writing workbooks undoing pages",
    "actions.returns": "columns queries policies reading book understanding shown verbs forms views",
    "finance": "models figures policies verbs queries subjects forms",
    "jarplan.reporting": (
        "models filling addresses own ratings badrequests unchanged charts lists history comparison actionpage work "
        "dashboard trend measures search recommendationpage document plan_checks published progress packs "
        "statements versions calendars redaction operations demonstration"
    ),
}
MOST_MODULES = 12  # in one folder: as many names as one look takes in

# The drawing, in pixels. A letter is a little wider than most are: the reader's font is not known.
WIDTH, LABEL, MARGIN, GAP, LINE, BOX, LETTER = 1160, 250, 16, 8, 18, 28, 7.4


def folder(name):
    """The path of a floor or room as the docs write it: jarplan/audit/, actions/subjects.py."""
    path = name.replace(".", "/")
    return f"{path}/" if (ROOT / path).is_dir() else f"{path}.py"


def meaning(name):
    """The first sentence of what a floor, room or module says of itself."""
    path = ROOT.joinpath(*name.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    first = (ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    return re.split(r"(?<=\.)\s", " ".join(first.split()))[0]


def inside(floor):
    """(dotted name, its rooms) of a floor and of each room of it that has rooms of its own."""
    return [(name, rooms.split()) for name, rooms in ROOMS.items() if f"{name}.".startswith(f"{floor}.")]


def imports_in_words(floor):
    below = FLOORS[floor]
    if set(SHARED) <= set(below):
        return "all floors below"
    return ", ".join(name.removeprefix("jarplan.") for name in below) or "no other floor"


def drawing():
    """The plan as SVG, the ground floor at the bottom."""
    bands, y = [], MARGIN
    for floor in reversed(FLOORS):
        drawn, height = band(floor, y)
        bands.append(drawn)
        y += height + GAP
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="img" aria-labelledby="rooms-title" font-family="sans-serif" font-size="13" color="#1d2733">\n'
        '<title id="rooms-title">The floors from the ground up, and the rooms of each in order</title>\n'
        '<rect width="{width}" height="{height}" fill="#ffffff"/>\n{bands}\n</svg>\n',
        width=WIDTH,
        height=y - GAP + MARGIN,
        bands=format_html_join("\n", "{}", ((one,) for one in bands)),
    )


def band(floor, top):
    """(SVG, height) of one floor: its name and what it imports, and its rooms beside them."""
    boxes, y = [], top + GAP
    for name, rooms in inside(floor):
        if name != floor:
            boxes.append(text(LABEL, y + 13, f"in {name.removeprefix(floor + '.')}:", size=12))
            y += LINE
        x = LABEL
        for room in rooms:
            width = round(len(room) * LETTER) + 16
            if x + width > WIDTH - MARGIN - GAP:
                x, y = LABEL, y + BOX + GAP
            boxes.append(box(x, y, width, room))
            x += width + GAP
        y += BOX + GAP
    if not boxes:
        boxes.append(text(LABEL, top + 21, meaning(floor)))
    height = max(y - top, 2 * LINE + 2 * GAP)
    frame = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="6" fill="#f4f7f8" stroke="currentColor"/>',
        *(MARGIN, top, WIDTH - 2 * MARGIN, height),
    )
    label = (
        text(MARGIN + 12, top + 21, folder(floor), weight=600),
        text(MARGIN + 12, top + 21 + LINE, f"imports {imports_in_words(floor)}", size=12),
    )
    return format_html_join("\n", "{}", ((one,) for one in (frame, *label, *boxes))), height


def box(x, y, width, room):
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="#ffffff" stroke="currentColor"/>{}',
        *(x, y, width, BOX, text(x + width // 2, y + 19, room, anchor="middle")),
    )


def text(x, y, words, size=13, weight=400, anchor="start"):
    return format_html(
        '<text x="{}" y="{}" font-size="{}" font-weight="{}" text-anchor="{}" fill="currentColor">{}</text>',
        *(x, y, size, weight, anchor, words),
    )


def tables():
    """The same in words: for each floor what it is, what it imports, and what lives in each of its rooms."""
    parts = []
    for floor in reversed(FLOORS):
        lines = [f"### {folder(floor)}", "", meaning(floor), "", f"Imports {imports_in_words(floor)}."]
        rows = [
            (room, f"{name}.{room}") for name, rooms in reversed(inside(floor)) for room in reversed(rooms)
        ]
        if rows:
            lines += ["", "| room | what lives there |", "|---|---|"]
            lines += [f"| `{folder(name)}` | {meaning(name)} |" for _room, name in rows]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def with_tables(page):
    """The page with its tables made anew: they are its last part, under a heading of their own."""
    head, heading, _old = page.partition("## The rooms, from the roof down\n")
    return f"{head}{heading}\n{tables()}\n"


def main():
    DRAWING.write_text(drawing(), encoding="utf-8")
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
