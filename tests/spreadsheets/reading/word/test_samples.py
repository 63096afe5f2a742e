"""The sample plans copied into Word tables, with what is merged and coloured, say what they say in Excel."""

import io

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import range_boundaries

from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests import DATA

FIELDS = (
    "recommendation",
    "recommendation_text",
    "band",
    "reference",
    "text",
    "leads",
    "partners",
    "start",
    "due",
)


def in_word(sheets):
    made = docx.Document()
    for sheet in (sheet for sheet in sheets if sheet.rows and not sheet.hidden):
        width = max(column_index_from_string(cell.column) for row in sheet.rows for cell in row.cells)
        height = sheet.rows[-1].number
        grid = [list(row.cells) for row in made.add_table(height, width).rows]
        for row in sheet.rows:
            for cell in row.cells:
                grid[row.number - 1][column_index_from_string(cell.column) - 1].text = cell.text
            for letter, fill in row.fills.items():
                shade(grid[row.number - 1][column_index_from_string(letter) - 1], fill)
        for left, top, right, bottom in map(range_boundaries, sheet.merged):
            text = grid[top - 1][left - 1].text
            grid[top - 1][left - 1].merge(grid[min(bottom, height) - 1][min(right, width) - 1]).text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def shade(cell, fill):
    shading = OxmlElement("w:shd")
    shading.set(qn("w:fill"), fill[2:])
    cell._tc.get_or_add_tcPr().append(shading)


def said(row):
    found = row.understood
    # Word has no dates of its own: a day is read from its words there, and means the same.
    values = [getattr(found, name) for name in FIELDS]
    return [getattr(value, "in_words", None) or getattr(value, "text", None) or value for value in values]


@pytest.mark.parametrize("name", ["a1_clean.xlsx", "b1_council_layout.xlsx", "c1_text_dates_colours.xlsx"])
def test_sample_says_the_same_in_word(name):
    sheets = read_workbook(io.BytesIO((DATA / name).read_bytes()), name)
    expected = lay_out(sheets).rows
    found = lay_out(read_workbook(io.BytesIO(in_word(sheets)), "plan.docx")).rows
    assert len(found) == len(expected) > 30
    for one, other in zip(found, expected, strict=True):
        assert repr(said(one)) == repr(said(other))
        assert one.understood.criteria == other.understood.criteria
        assert one.understood.rating.rating == other.understood.rating.rating
