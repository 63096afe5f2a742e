"""Old workbooks and OpenDocument spreadsheets: their cells as those of an .xlsx, and in words what is not seen."""

import io
import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta

import pytest
import xlwt

from jarplan.archives import ArchiveRefused
from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.reading import calamine_books
from jarplan.spreadsheets.reading.kinds import OLD_OFFICE
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests import ROOT
from tests.spreadsheets.documents import open_table, spreadsheet

HEADINGS = ["Ref", "Action", "Lead officer", "By when"]


def old_book(*rows, sheet="Plan", edit=lambda sheet: None):
    book = xlwt.Workbook()
    made = book.add_sheet(sheet)
    for number, values in enumerate(rows):
        for at, value in enumerate(values):
            made.write(number, at, value, *looks(value))
    edit(made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def looks(value):
    formats = {datetime: "DD/MM/YYYY HH:MM", date: "DD/MM/YYYY", time: "HH:MM", timedelta: "[h]:mm"}
    return [xlwt.easyxf(num_format_str=formats[type(value)])] if type(value) in formats else []


def read(content, name="plan.xls"):
    return read_workbook(io.BytesIO(content), name)


def values(sheet):
    return {cell.address: cell.value for row in sheet.rows for cell in row.cells}


def test_cells_of_an_old_workbook_are_those_of_a_new_one():
    typed = ["Meet\nagain", 4, 1.5, True, date(2008, 9, 1), datetime(2008, 9, 1, 10, 30), time(9, 0)]
    [sheet] = read(old_book([], ["", *typed]))
    assert list(values(sheet).values()) == typed
    assert [type(one) for one in values(sheet).values()] == list(map(type, typed))
    assert [cell.address for cell in sheet.rows[0].cells][:2] == ["B2", "C2"]


def test_merged_cells_of_an_old_workbook_are_read():
    [sheet] = read(old_book(edit=lambda sheet: sheet.write_merge(1, 3, 1, 2, "over")))
    assert sheet.merged == ("B2:C4",)


def test_hidden_sheet_of_an_old_workbook_is_known():
    def hide(sheet):
        sheet.visibility = 1
        sheet.get_parent().add_sheet("Shown")

    assert [(one.name, one.hidden) for one in read(old_book(["a"], edit=hide))] == [
        ("Plan", True),
        ("Shown", False),
    ]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (old_book(HEADINGS, ["1.1", "Meet", "Head", "May 2009"]), "plan.xls", "colours, hidden rows"),
        (spreadsheet(open_table(HEADINGS, ["1.1", "Meet", "Head", "May 2009"])), "plan.ods", "merged cells"),
    ],
)
def test_what_is_not_seen_is_told(content, name, words):
    table = lay_out(read(content, name))
    assert len(table.rows) == 1
    assert words in table.warnings[-1].sentence


def test_cells_of_an_open_spreadsheet_are_read():
    typed = (
        '<table:table-cell office:value-type="float" office:value="4"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.5"/>'
        '<table:table-cell office:value-type="date" office:date-value="2008-09-01"/>'
        '<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        '<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b</text:p></table:table-cell>'
    )
    content = spreadsheet(
        f'<table:table table:name="Plan"><table:table-row>{typed}</table:table-row></table:table>'
    )
    [sheet] = read(content, "plan.ods")
    assert list(values(sheet).values()) == [4, 0.5, date(2008, 9, 1), time(9, 30), True, "a\nb"]


def test_cells_too_far_out_are_named():
    [sheet] = read(old_book(["a", *[""] * 70, "far"]))
    assert sheet.stray == ("BT1",)
    with pytest.raises(SheetRefused, match="60 columns are read"):
        read(old_book(["x"] * 90))


def test_too_many_sheets_are_refused():
    with pytest.raises(SheetRefused, match="more than 50 sheets"):
        read(spreadsheet("".join(open_table(["a"], name=str(at)) for at in range(51))), "plan.ods")


@pytest.mark.parametrize("limit", ["MAX_ELEMENTS", "MAX_TEXT"])
def test_too_much_is_refused(limit, monkeypatch):
    monkeypatch.setattr(calamine_books, limit, 3)
    with pytest.raises(SheetRefused, match="far more"):
        read(old_book(["aa", "bb", "cc", "dd"]))


def test_what_calamine_cannot_read_is_refused_in_words():
    with pytest.raises(SheetRefused) as refused:
        read(OLD_OFFICE + "Workbook".encode("utf-16-le"))
    assert str(refused.value) == calamine_books.UNREADABLE


def test_document_type_in_an_open_spreadsheet_is_refused():
    content = spreadsheet(open_table(["a"]), before='<!DOCTYPE x [<!ENTITY a "b">]>')
    with pytest.raises((SheetRefused, ArchiveRefused)):
        read(content, "plan.ods")


@pytest.mark.slow
def test_site_never_loads_calamine():
    program = (
        "import sys, django; django.setup(); import actions.imports.pages.urls\n"
        "sys.exit('python_calamine' in sys.modules or 'jarplan.spreadsheets.reading.workbook' not in sys.modules)"
    )
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "jarplan.settings"}
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=told, check=False).returncode == 0
