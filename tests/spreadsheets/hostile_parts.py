"""More files made to hurt, beside those of `hostile`: parts, names and cells that would take long to go through."""

import io
import random

import openpyxl

from tests.spreadsheets import hostile
from tests.spreadsheets.hostile import (
    FIRST,
    HEADINGS,
    MAIN,
    PLAN,
    ROW,
    SHEET,
    TOP,
    csv_of,
    doctype,
    repacked,
    sheet_of,
    texts,
    with_part,
)

LINKS = "xl/_rels/workbook.xml.rels"
WORDS = ("children", "young people", "safeguarding", "quality", "strategy", "staff")

UNREADABLE = "cannot be read as an Excel workbook"
SAID = {
    "attribute without an end": ".",
    "nothing but elements": "far more cells or texts",
    "nothing but nothing": "formatting on more than",
    "nesting without an end": ".",
    "one long text in every cell": "far more text",
    "one short text in every cell": "no action below",
    "long text merged over every row": "merged cells over each row",
    "three million texts": "times its size",
    "fifty sheets of one part": "two of its sheets are stored as one",
    "sheet outside the archive": "spreadsheet is empty",
    "sheet somewhere else": "spreadsheet is empty",
    "links without targets": UNREADABLE,
    "entities in utf-16": UNREADABLE,
    "alphabet that nobody knows": UNREADABLE,
    "entities in the links": UNREADABLE,
    "numbers without an end": UNREADABLE,
    "row below zero": "damaged",
    "style below zero": UNREADABLE,
    "text below zero": UNREADABLE,
    "as many cells as may be": "",
    "texts of blanks": "page of text",
    "headings of words": "No headings",
    "nothing but quotes": "32,767",
    "nothing but marks": "spreadsheet is empty",
    "one line without an end": "32,767",
}


def spread(text, megabytes):
    """So many megabytes of a text, with noise between that keeps it from packing like a bomb."""
    dice, size = random.Random(3), megabytes * 1024 * 1024
    noise = "".join(dice.choice("0123456789abcdef") for _ in range(2000))
    block = text * (60_000 // len(text)) + f"<!--{noise}-->"
    return block * (size // len(block))


def long_token(megabytes):
    dice = random.Random(4)
    block = "".join(dice.choice("0123456789abcdef") for _ in range(2000)) + " " * 60_000
    return block * (megabytes * 1024 * 1024 // len(block))


def rows_of(make, count=4900):
    """A plan of so many rows, each of its own: make(number, dice) has the values of one."""
    dice = random.Random(5)
    return csv_of(HEADINGS, *[_quoted(make(number, dice)) for number in range(count)])


def _quoted(values):
    return ['"' + str(value).replace('"', '""') + '"' for value in values]


def drawn(dice, signs, length):
    return "".join(dice.choice(signs) for _ in range(length))


def row(number, **said):
    named = {"text": f"Meet {number}", "lead": "Head of Service", "due": "May 2009", "criteria": "Met"} | said
    return [1, "Do well", f"1.{number}", named["text"], named["lead"], named["due"], named["criteria"]]


def shared(rows, *said):
    found = "".join(f"<si><t>{text}</t></si>" for text in said)
    return repacked(sheet_of(rows), **{"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{found}</sst>'})


def everywhere(rows, columns):
    letters = hostile.LETTERS[:columns]
    return "".join(
        f'<row r="{n}">' + "".join(f'<c r="{letter}{n}" t="s"><v>0</v></c>' for letter in letters) + "</row>"
        for n in range(2, rows + 2)
    )


def crowded(attribute, count):
    """An element with so many attributes."""
    return "<x " + " ".join(attribute.format(n, n) for n in range(count)) + "/>"


def rows_to(last, values):
    return "".join(texts(n, [value.format(n) for value in values], "ABCD") for n in range(3, last))


def merges(count):
    covered = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, count))
    return f"<mergeCells>{covered}</mergeCells>"


def formulas(last):
    cells = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="D{0}"><f>A1</f></c></row>'
    return "".join(cells.format(n) for n in range(2, last))


def headings_of_words():
    words = ["rec", "no", "ref", "(action", "lead)"]
    return csv_of(
        *[[" ".join(random.Random(n + k).choices(words, k=12)) for k in range(30)] for n in range(1500)]
    )


def many_sheets_of_one_part():
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    again = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1" xmlns:r="{space}"/>' for n in range(2, 40))
    return with_part("xl/workbook.xml", lambda xml: xml.replace("</sheets>", f"{again}</sheets>"))


def full():
    """As many cells as may be read, each with a text of its own."""
    book = openpyxl.Workbook(write_only=True)
    sheet, dice = book.create_sheet("Plan"), random.Random(6)
    sheet.append([*HEADINGS, *[f"Extra {n}" for n in range(53)]])
    for number in range(4999):
        sheet.append([*row(number, lead=f"Head of {dice.choice(WORDS)} {number}"), *[f"x{number}"] * 53])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain_workbooks():
    """What makes each workbook, by its name."""
    stretched = '<row r="2">' + "".join(
        f'<c r="{c}2" t="inlineStr"><is><t>{t}</t></is></c>'
        for c, t in zip("ABCD", [1, "long " * 6000, "1.1", "Meet"], strict=True)
    )
    utf_16 = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    utf_7 = b'<?xml version="1.0" encoding="utf-7"?><x/>'
    return {
        "comment without an end": lambda: sheet_of(TOP + FIRST, before=f"<!--{long_token(40)}-->"),
        "attribute without an end": lambda: sheet_of(TOP + FIRST, before=f'<x a="{long_token(40)}"/>'),
        "nothing but elements": lambda: sheet_of(TOP + FIRST + spread("<x/>", 40)),
        "nothing but nothing": lambda: sheet_of(TOP + FIRST + spread("<row/>", 40)),
        "nesting without an end": lambda: sheet_of(TOP + FIRST + spread("<x>", 20)),
        "namespaces without an end": lambda: sheet_of(TOP + FIRST, before=crowded('xmlns:a{}="b{}"', 60_000)),
        "attributes without an end": lambda: sheet_of(TOP + FIRST, before=crowded('a{}="{}"', 200_000)),
        "one long text in every cell": lambda: shared(TOP + everywhere(4900, 60), "long " * 6000),
        "one short text in every cell": lambda: shared(TOP + everywhere(4900, 60), "Meet"),
        "three million texts": lambda: shared(TOP + FIRST, *[""] * 1_300_000),
        "long text merged over every row": lambda: sheet_of(
            TOP + stretched + "</row>" + rows_to(4990, ("", "", "1.{}", "Meet {}")),
            after='<mergeCells><mergeCell ref="B2:B4990"/></mergeCells>',
        ),
        "merges without an end": lambda: sheet_of(TOP + FIRST, after=merges(12_000)),
        "formulas without results": lambda: sheet_of(TOP + formulas(5000)),
        "numbers without an end": lambda: sheet_of(TOP + f'<row r="2"><c r="A2"><v>{"9" * 5000}</v></c></row>'),
        "row below zero": lambda: sheet_of('<row r="-5"><c r="A1"><v>1</v></c></row>'),
        "column below zero": lambda: sheet_of(TOP + FIRST, before='<col min="-9" max="99999999" hidden="1"/>'),
        "style below zero": lambda: sheet_of(TOP + '<row r="2"><c r="A2" s="-1"><v>1</v></c></row>'),
        "text below zero": lambda: sheet_of(TOP + '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>'),
        "entities in utf-16": lambda: repacked(PLAN, **{SHEET: utf_16.encode("utf-16")}),
        "alphabet that nobody knows": lambda: repacked(PLAN, **{SHEET: utf_7}),
        "as many cells as may be": full,
    }  # fmt: skip


def other_parts():
    """What makes each workbook that is odd in a part around its sheets, by its name."""
    many_styles = '<xf numFmtId="14" fillId="1"/>' * 120_000 + "</cellXfs>"
    code = f'<numFmts><numFmt numFmtId="0" formatCode="{"[" * 3_000_000}"/></numFmts><cellXfs'
    edits = {
        "styles without an end": ("xl/styles.xml", "</cellXfs>", many_styles),
        "number format without an end": ("xl/styles.xml", "<cellXfs", code),
        "sheet outside the archive": (LINKS, "/xl/worksheets/", "/../../etc/"),
        "sheet somewhere else": (LINKS, 'Target="/xl/w', 'TargetMode="External" Target="http://10.0.0.1/w'),
        "links without targets": (LINKS, "Target=", "Aim="),
    }
    return {
        name: lambda part=part, old=old, new=new: with_part(part, lambda xml: xml.replace(old, new))
        for name, (part, old, new) in edits.items()
    } | {
        "fifty sheets of one part": many_sheets_of_one_part,
        "entities in the links": lambda: doctype(LINKS, '<!ENTITY a "b">'),
    }


def csvs():
    """What makes each CSV file, by its name."""
    days, leads = ["1", "jan", "to", "by", "08"], ["Head", "of", "PCT", "&", ",", "and", "-"]
    blanks, accents = "a" + " \t\n" * 9000, "é漢🙂\u0301\u202e\ufdfa"
    return {
        "dates of signs": lambda: rows_of(lambda n, dice: row(n, due=drawn(dice, "1/ -.(jan", 250))),
        "dates of words": lambda: rows_of(
            lambda n, dice: row(n, due=" ".join(dice.choices(days, k=45))), 3000
        ),
        "leads of signs": lambda: rows_of(lambda n, dice: row(n, lead=drawn(dice, "Aa, -&/;(", 900))),
        "leads of words": lambda: rows_of(lambda n, dice: row(n, lead=" ".join(dice.choices(leads, k=150)))),
        "criteria of marks": lambda: rows_of(
            lambda n, dice: row(n, criteria=drawn(dice, "•1. -a)", 15_000)), 200
        ),
        "texts of blanks": lambda: rows_of(
            lambda n, dice: row(n, text=f"{blanks}b{n}", lead=" " * 999 + "p"), 150
        ),
        "words in every alphabet": lambda: rows_of(
            lambda n, dice: row(n, text=drawn(dice, accents, 900)), 900
        ),
        "headings of words": headings_of_words,
        "nothing but quotes": lambda: b'"' * 5_000_000,
        "nothing but marks": lambda: b";" * 5_000_000,
        "one line without an end": lambda: b"a" * 5_000_000,
        "no line ends but the old": lambda: csv_of(HEADINGS, ROW).replace(b"\r\n", b"\r"),
    }


def files():
    """name: (file name, what makes its bytes, words of the answer; "" where the file reads as a plan)."""
    books = plain_workbooks() | other_parts()
    return {name: ("plan.xlsx", make, SAID.get(name, "")) for name, make in books.items()} | {
        name: ("plan.csv", make, SAID.get(name, "")) for name, make in csvs().items()
    }
