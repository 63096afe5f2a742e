"""Sets an outline as a tagged PDF (PDF/UA-1) with typst: texts, a template that draws them, and no file but the
fonts. Run in a process of its own; jarplan/reporting/published/papers.py asks for it.
"""

import json

from typst import Fonts, TypstError
from typst import compile as typeset

from jarplan.spreadsheets.fonts import FAMILIES, known_signs, printable
from jarplan.spreadsheets.sandbox.tagging import with_row_headers

PARTS = ("cover", "intro", "summary", "sections", "closing")  # what texts stand in that somebody typed
NOT_SET = "This text cannot be printed. The web page shows it."
# Of cells, in letters: what is short enough to share a row with another one, a label and a line; and in lines: what
# stays on one page.
SHORT, SHORT_LABEL, LINE, WHOLE = 24, 14, 55, 32


def to_pdf(outline, template, said, folders):
    """The bytes of the PDF, set with the fonts of these folders alone. Signs that none of them has are replaced, and
    the last line of the intro says so, and where: `said`, with the places in place of {}."""
    tables = known_signs(*folders)
    places = list(dict.fromkeys(places_in(outline, tables)))
    whole = shown(outline, tables)
    if places:
        whole["intro"] = [*whole["intro"], said.format(in_words(places))]
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    try:
        return written(whole, template, fonts)
    except TypstError:
        # Not to be met with; but a paper that lacks a text is better than none for everybody.
        return written(without_what_fails(whole, template, fonts), template, fonts)


def written(outline, template, fonts):
    # As data and not as markup: nothing that somebody typed is ever read as a command, and ' stays what it
    # is.
    families = [*FAMILIES, *(name for name in fonts.families() if name not in FAMILIES)]
    about = {"data": json.dumps({**in_rows(outline), "fonts": families}, ensure_ascii=False)}
    made = typeset(
        template.encode(), format="pdf", pdf_standards=["ua-1"], sys_inputs=about, font_paths=fonts
    )
    return with_row_headers(made)


def in_rows(outline):
    """The outline with each action's cells in the rows that they are printed in. Here and not in the template, where
    typst keeps what each step gave: 40 MB for 1,000 actions."""
    sections = [
        {
            **section,
            "parts": [
                {**part, "actions": list(map(laid_out, part["actions"]))} for part in section.get("parts", ())
            ],
        }
        for section in outline["sections"]
    ]
    return {**outline, "sections": sections}


def laid_out(action):
    lines = sum(1 + len(line) // LINE for _, text, *_ in action["cells"] for line in text.split("\n"))
    return {"heading": action["heading"], "rows": list(rows(action["cells"])), "whole": lines < WHOLE}


def rows(cells):
    """[label, text] of each cell, and two in one row where both are short; a text with a rating as [_, text, its
    key]."""
    at = 0
    while at < len(cells):
        both = (
            is_short(cells[at]) and is_short(*cells[at + 1 : at + 2]) and len(cells[at + 1][0]) < SHORT_LABEL
        )
        row = cells[at : at + 1 + both]
        yield [said for cell in row for said in (cell[0], cell if len(cell) > 2 else cell[1])]
        at += len(row)


def is_short(cell=("", LINE * " ")):
    return "\n" not in cell[1] and len(cell[1]) < SHORT


def shown(value, tables):
    """What an outline or a part of it holds, with a mark for each sign that no font has."""
    if isinstance(value, dict):
        return {key: shown(one, tables) for key, one in value.items()}
    if isinstance(value, list):
        return [shown(one, tables) for one in value]
    return printable(value, tables)[0] if isinstance(value, str) else value


def places_in(value, tables, place=""):
    """The headings under which a sign is replaced."""
    if isinstance(value, dict):
        place = value.get("heading") or value.get("title") or place
        for one in value.values():
            yield from places_in(one, tables, place)
    elif isinstance(value, list):
        for one in value:
            yield from places_in(one, tables, place)
    elif isinstance(value, str) and printable(value, tables)[1]:
        yield printable(place, tables)[0]


def in_words(places):
    most = 20
    names = ", ".join(f"“{one}”" for one in places[:most])
    return names if len(places) <= most else f"{names} and {len(places) - most} more"


def without_what_fails(outline, template, fonts):
    """The outline with NOT_SET in place of each text that cannot be set by itself."""
    empty = {**outline, **{name: emptied(outline[name]) for name in PARTS if name in outline}}

    def kept(value):
        if isinstance(value, dict):
            return {key: kept(one) for key, one in value.items()}
        if isinstance(value, list):
            return [kept(one) for one in value]
        if not isinstance(value, str):
            return value
        try:
            written({**empty, "intro": [value]}, template, fonts)
        except TypstError:
            return NOT_SET
        return value

    return {**outline, **{name: kept(outline[name]) for name in PARTS if name in outline}}


def emptied(value):
    """A part of an outline that says nothing."""
    if isinstance(value, dict):
        return {key: emptied(one) for key, one in value.items()}
    return [] if isinstance(value, list) else "-"
