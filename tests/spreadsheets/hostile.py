"""Files made to hurt, mislead or confuse the reader: each under its name, with the file's name and its bytes, and
words that its answer has (none where the file can be read).
"""

import io
import random
import zipfile
from datetime import datetime
from functools import cache

import openpyxl
from openpyxl.utils import get_column_letter

from tests import DATA

GOOD = (DATA / "b1_council_layout.xlsx").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADINGS = ["Rec no", "Recommendation", "Action ref", "Action", "Lead officer", "By when", "Success criteria"]
ROW = [1, "Do well", "1.1", "Meet", "Head of Service", "May 2009", "Met"]
FLIPS = 24
LETTERS = [get_column_letter(at) for at in range(1, 61)]


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content, **parts):
    """The same archive with some parts replaced or added; part names come with / as __."""
    new = {name.replace("__", "/"): text for name, text in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in old.infolist():
            if entry.filename not in new:
                made.writestr(entry.filename, old.read(entry))
        for name, text in new.items():
            made.writestr(name, text)
    return out.getvalue()


def sheet_of(rows, before="", after=""):
    xml = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return repacked(PLAN, **{SHEET: xml})


def texts(number, values, letters="ABCDEFG"):
    cells = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        for letter, value in zip(letters, values, strict=False)
    )
    return f'<row r="{number}">{cells}</row>'


PLAN = workbook(HEADINGS, ROW)
TOP = texts(1, HEADINGS)
FIRST = texts(2, ROW)


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def ole(*names):
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + b"".join(one.encode("utf-16-le") for one in names)
    )


def csv_of(*rows, encoding="utf-8", mark=","):
    return "\r\n".join(mark.join(map(str, row)) for row in rows).encode(encoding)


def with_part(name, edit):
    """The plan with one of its parts edited as text."""
    with zipfile.ZipFile(io.BytesIO(PLAN)) as archive:
        return repacked(PLAN, **{name: edit(archive.read(name).decode())})


def doctype(name, declared):
    return with_part(name, lambda xml: f"<!DOCTYPE x [{declared}]>" + xml.split("?>", 1)[-1])


def lying_sizes():
    bomb = repacked(PLAN, xl__bomb="0" * 6_000_000)
    return bomb.replace((6_000_000).to_bytes(4, "little"), (6).to_bytes(4, "little"))


def encrypted():
    content = bytearray(PLAN)
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def flipped(seed):
    """A good file with a few of its bits turned."""
    dice, content = random.Random(seed), bytearray(GOOD)
    for _ in range(dice.choice((1, 3, 20, 200))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    return bytes(content)


MERGED = '<mergeCells><mergeCell ref="B2:XFD1048576"/><mergeCell ref="A2:A1048576"/></mergeCells>'
ENDLESS = ("a " * 16_000, "1 " * 16_000)
STYLED = "".join(
    f'<row r="{n}">' + "".join(f'<c r="{letter}{n}"/>' for letter in LETTERS) + "</row>"
    for n in range(3, 9003)
)
# How many times the work of longest_plan() a file may be. As 60 columns may be read, an honest one may have nine
# times its cells; what is more work than that hurts.
TIMES = 10
MANY = "".join(texts(n, [1, "Do well", f"1.{n}", f"Meet {n}"]) for n in range(2, 50_002))


@cache
def longest_plan():
    """An honest plan of as many rows as may be, beside which the work of the others is measured."""
    return workbook(HEADINGS, *[[1, "Do well", f"1.{n}", f"Meet {n}", *ROW[4:]] for n in range(4999)])


@cache
def files():
    """name: (file name, bytes, words of the answer; "" where the file reads as a plan)."""
    made = {
        "empty file": ("plan.xlsx", b"", "empty"),
        "empty csv": ("plan.csv", b"\xef\xbb\xbf", "no"),
        "spaces only": ("plan.csv", b" \r\n \r\n", "empty"),
        "nul bytes": ("plan.csv", b"\0" * 5000, "empty"),
        "password": ("plan.xlsx", ole("EncryptedPackage", "EncryptionInfo"), "password"),
        "zip with a password": ("plan.xlsx", encrypted(), "password"),
        "old xls of nothing": ("plan.xls", ole("Workbook"), "cannot be read as a spreadsheet"),
        "old xls called xlsx": ("plan.xlsx", ole("Workbook"), "cannot be read as a spreadsheet"),
        "old word document": ("plan.xlsx", ole("WordDocument"), "old Word document (.doc)"),
        "ods": ("plan.ods", packed(mimetype="application/vnd.oasis", content__xml="<x/>"), "zip archive"),
        "ods called xlsx": ("plan.xlsx", packed(**{"mimetype": "x", "content.xml": "<x/>"}), "not a spreadsheet"),
        "xlsb": ("plan.xlsb", packed(**{"xl/workbook.bin": "x"}), "binary workbook"),
        "word document of nothing": ("plan.docx", packed(**{"word/document.xml": "<x/>"}), "as a Word document"),
        "presentation": ("plan.xlsx", packed(**{"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
        "zip called xlsx": ("plan.xlsx", packed(readme="hello"), "zip archive"),
        "workbook in a zip": ("plan.xlsx", packed(**{"plan.xlsx": "x"}), "zip archive"),
        "html called xlsx": ("plan.xlsx", b"\r\n<html><table><tr><td>Action</td></tr></table></html>", "web page"),
        "html called csv": ("plan.csv", b"<!DOCTYPE html><html><body>sign in</body></html>", "web page"),
        "xml of 2003": ("plan.xlsx", b'<?xml version="1.0"?><Workbook/>', "XML"),
        "pdf called xlsx": ("plan.xlsx", b"%PDF-1.4 ...", "PDF"),
        "picture called xlsx": ("plan.xlsx", b"\x89PNG\r\n\x1a\n", "picture"),
        "rtf called xlsx": ("plan.xlsx", b"{\\rtf1 hello}", "RTF"),
        "text called xlsx": ("plan.xlsx", csv_of(HEADINGS, ROW), ".csv"),
        "workbook called exe": ("plan.xlsx.exe", PLAN, "must be an Excel workbook"),
        "too many bytes": ("plan.xlsx", b"PK" + b"0" * (5 * 1024 * 1024), "smaller than 5 MB"),
        "truncated at a tenth": ("plan.xlsx", GOOD[: len(GOOD) // 10], "incomplete"),
        "truncated in the middle": ("plan.xlsx", GOOD[: len(GOOD) // 2], "incomplete"),
        "truncated at the end": ("plan.xlsx", GOOD[:-30], "incomplete"),
        "end without beginning": ("plan.xlsx", b"PK" + GOOD[4000:], "incomplete"),
        "workbook with nothing": ("plan.xlsx", workbook(), "spreadsheet is empty"),
        "header only": ("plan.xlsx", workbook(HEADINGS), "no action below"),
        "header only csv": ("plan.csv", csv_of(HEADINGS), "no action below"),
        "no headings": ("plan.xlsx", workbook(["a", "b", "c"], [1, "x", "y"]), "No headings"),
        "figures only": ("plan.xlsx", workbook(*[[n, n * 2, n * 3] for n in range(20)]), "figures"),
        "bomb by ratio": ("plan.xlsx", repacked(PLAN, xl__bomb="0" * 30_000_000), "times its size"),
        "bomb of the sheet": ("plan.xlsx", sheet_of(TOP + FIRST, before="<!--" + " " * 20_000_000 + "-->"), "times"),
        "bomb by unpacked size": ("plan.xlsx", repacked(PLAN, **noise(18)), "larger than 50 MB"),
        "lying sizes": ("plan.xlsx", lying_sizes(), "."),
        "many members": ("plan.xlsx", repacked(PLAN, **{f"x{n}": "" for n in range(201)}), "parts inside"),
        "two parts of one name": ("plan.xlsx", repacked(PLAN, **{"XL/workbook.xml": "<x/>"}), "same name"),
        "path traversal": ("plan.xlsx", repacked(PLAN, **{"../../etc/passwd": "x"}), "outside"),
        "absolute path": ("plan.xlsx", repacked(PLAN, **{"/etc/passwd": "x"}), "outside"),
        "stray cell": ("plan.xlsx", sheet_of(TOP + FIRST + stray(1)), ""),
        "many stray cells": ("plan.xlsx", sheet_of(TOP + FIRST + stray(40)), "at most 6,000 rows"),
        "false dimension": ("plan.xlsx", sheet_of(TOP + FIRST, before='<dimension ref="A1:XFD1048576"/>'), ""),
        "50,000 rows": ("plan.xlsx", sheet_of(TOP + MANY), "at most 6,000 rows"),
        "50,000 rows of csv": ("plan.csv", csv_of(HEADINGS, *[ROW] * 50_000), "6,000 filled rows"),
        "500 columns": ("plan.xlsx", workbook(HEADINGS, list(range(500))), "60 columns"),
        "500 columns of csv": ("plan.csv", csv_of(HEADINGS, range(1, 500)), "60 can be read"),
        "formatting on 540,000 cells": ("plan.xlsx", sheet_of(TOP + FIRST + STYLED), "formatting on more than"),
        "a huge cell of csv": ("plan.csv", b"Action\r\n" + b"a" * 2_000_000, "32,767"),
        "open quotes": ("plan.csv", b'Rec no,Action,Lead\r\n1,"never closed' + b"\r\nx,y,z" * 9000, "quotes"),
        "merged to the last corner": ("plan.xlsx", sheet_of(TOP + FIRST, after=MERGED), ""),
        "rows out of order": ("plan.xlsx", sheet_of(texts(9, ROW) + TOP), "out of order"),
        "same row twice": ("plan.xlsx", sheet_of(TOP + FIRST + FIRST), "out of order"),
        "cell of another row": ("plan.xlsx", sheet_of('<row r="1"><c r="A7"><v>1</v></c></row>'), "damaged"),
        "cell without a name": ("plan.xlsx", sheet_of('<row r="1"><c r="??"><v>1</v></c></row>'), "cannot be read"),
        "string beyond the list": (
            "plan.xlsx",
            sheet_of('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
            "cannot be read",
        ),
        "sheet that is no xml": ("plan.xlsx", repacked(PLAN, **{SHEET: "hello"}), "."),
        "sheet cut short": ("plan.xlsx", repacked(PLAN, **{SHEET: f'<worksheet xmlns="{MAIN}"><sheetDa'}), "."),
        "workbook part missing": ("plan.xlsx", packed(**{"[Content_Types].xml": "<Types/>", "xl/x": ""}), "cannot"),
        "style beyond the list": (
            "plan.xlsx",
            sheet_of(TOP + '<row r="2"><c r="A2" s="9999"><v>1</v></c></row>'),
            ".",
        ),
        "huge styles": ("plan.xlsx", repacked(PLAN, **{"xl/styles.xml": noise_xml(5)}), "far larger"),
        "external document type": (
            "plan.xlsx",
            doctype(SHEET, '<!ENTITY e SYSTEM "file:///etc/passwd">'),
            "cannot be read",
        ),
        "billion laughs": (
            "plan.xlsx",
            doctype("xl/workbook.xml", '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">'),
            "cannot be read",
        ),
        "entities in the styles": ("plan.xlsx", doctype("xl/styles.xml", '<!ENTITY a "a">'), "cannot be read"),
        "formula without a result": (
            "plan.xlsx",
            sheet_of(TOP + '<row r="2"><c r="D2"><f>A1</f></c><c r="A2"><v>1</v></c></row>'),
            "",
        ),
        "formula with a result": (
            "plan.xlsx",
            sheet_of(TOP + '<row r="2"><c r="A2"><v>1</v></c><c r="D2" t="str"><f>A1</f><v>Meet</v></c></row>'),
            "",
        ),
        "formulas that run": ("plan.csv", csv_of(HEADINGS, [1, "Do", "1.1", "=cmd|' /C calc'!A0", "@x"]), ""),
        "control characters": ("plan.csv", csv_of(HEADINGS, [1, "Do", "1.1", "Me\x07\x1bet\u202e"]), ""),
        "error cells": ("plan.xlsx", sheet_of(TOP + '<row r="2"><c r="D2" t="e"><v>#REF!</v></c></row>'), ""),
        "dates out of the calendar": (
            "plan.xlsx",
            workbook(HEADINGS, [*ROW[:5], 1e300, "Met"], [*ROW[:5], datetime(9999, 12, 31)]),
            "",
        ),
        "same reference twice": ("plan.xlsx", workbook(HEADINGS, ROW, ROW), ""),
        "same headings twice": ("plan.xlsx", workbook([*HEADINGS, *HEADINGS], [*ROW, *ROW]), ""),
        "header in every row": ("plan.xlsx", workbook(*[HEADINGS] * 2000), "no action below"),
        "a thousand semicolons": ("plan.csv", csv_of(HEADINGS, [1, "Do", "1.1", "Meet", "; / & + " * 3000]), ""),
        "words without an end": ("plan.xlsx", workbook(HEADINGS, [1, "Do", "1.1", "Meet", *ENDLESS]), ""),
        "text in no encoding": ("plan.csv", bytes(range(256)) * 20, "."),
        "utf-16 cut in half": ("plan.csv", csv_of(HEADINGS, ROW, encoding="utf-16")[:-1], "."),
        "sixty sheets": ("plan.xlsx", sheets(60), "more than 50 sheets"),
    }  # fmt: skip
    for seed in range(FLIPS):
        made[f"bits turned {seed}"] = ("plan.xlsx", flipped(seed), None)
    return made


def stray(count):
    cells = [f'<row r="{1048576 - n}"><c r="XFD{1048576 - n}"><v>1</v></c></row>' for n in range(count)]
    return "".join(reversed(cells))


def noise(megabytes):
    """Parts that pack just badly enough to pass for honest."""
    dice = random.Random(1)
    block = bytes(dice.randrange(256) for _ in range(2000)) + b"0" * 60_000
    part = block * (megabytes * 1024 * 1024 // len(block))
    return {f"xl/media/{n}": part for n in range(3)}


def noise_xml(megabytes):
    dice = random.Random(2)
    line = "".join(f"<x a='{dice.random()}'/>" for _ in range(2000))
    return "<x>" + line * (megabytes * 1024 * 1024 // len(line) + 1) + "</x>"


def sheets(count):
    book = openpyxl.Workbook()
    for _ in range(count):
        book.create_sheet()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
