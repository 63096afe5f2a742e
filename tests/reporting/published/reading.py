"""Reading each file of the published plan back into the cells that a reader meets, in their order."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import openpyxl
from docx import Document
from pypdf import PdfReader

from jarplan.reporting.published.columns import ABOUT_ACTION, HEADINGS, WHEN, WORDS

# What stands around the text of each page of the PDF.
HEAD, FOOT = re.compile(r"^[^\n]*\n"), re.compile(r"[^\n]* Page \d+ of \d+\s*$")


def folded(text):
    """The text with every run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def rows_of(kind, body):
    """The rows of a sheet as lists of folded cells, without the headings: the words that every format holds."""
    if kind == "json":
        return [[folded(row[column.key]) for column in WORDS] for row in json.loads(body)["rows"]]
    if kind == "csv":
        found = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(body))["Plan"]
        found = [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
    assert tuple(found[0][: len(HEADINGS)]) == HEADINGS
    return [[folded(cell) for cell in row[: len(HEADINGS)]] for row in found[1:]]


def cells_of_rows(rows):
    """The cells in the order in which a document tells them: what a timeframe and a recommendation have in common
    once, each empty cell left out."""
    told, before = [], [None] * len(HEADINGS)
    shared = len(HEADINGS) - len(ABOUT_ACTION)
    for row in rows:
        for first, last in ((0, len(WHEN)), (len(WHEN), shared)):
            if row[:last] != before[:last]:
                told += row[first:last]
        told += row[shared:]
        before = row
    return [cell for cell in told if cell]


class Cells(HTMLParser):
    """The text of the page's main part, as it stands."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.inside = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.inside = self.inside or tag == "main"
        if tag == "br":
            self.texts.append(" ")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "main"

    def handle_data(self, data):
        if self.inside:
            self.texts.append(data)


def text_of(kind, body):
    """The folded text of a document from its beginning to its end."""
    if kind == "html":
        return folded(" ".join(Cells(body.decode()).texts))
    if kind == "docx":
        book, parts = Document(io.BytesIO(body)), []
        for block in book.iter_inner_content():
            cells = [cell for row in getattr(block, "rows", ()) for cell in row.cells]
            parts += [cell.text for cell in cells] if cells else [block.text]
        return folded(" ".join(parts))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(body)).pages]
    assert all(HEAD.search(page) and FOOT.search(page) for page in pages)
    return folded(" ".join(FOOT.sub("", HEAD.sub("", page)) for page in pages))


def assert_told_in_order(text, cells):
    """Each cell stands in the text, after the one before it."""
    at = 0
    for cell in cells:
        found = text.find(cell, at)
        assert found >= 0, f"not told after {text[max(0, at - 80) : at]!r}: {cell!r}"
        at = found + len(cell)
