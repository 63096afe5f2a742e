"""Plans of one source as files of each kind: a Word document, workbooks, CSV, and cells to paste."""

import csv
import io

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.spreadsheets.documents import open_table, spreadsheet
from tests.spreadsheets.reading.test_calamine_books import old_book

HEADINGS = ("Action ref", "Action", "Lead officer", "Lead agency", "By when", "Success criteria")


def as_docx(*rows):
    """A document of one table, as Word's own library writes it; each line of a cell is a paragraph."""
    made = docx.Document()
    add_table(made, *rows)
    return saved(made)


def add_table(made, *rows):
    table = made.add_table(rows=0, cols=len(rows[0]))
    for values in rows:
        for cell, value in zip(table.add_row().cells, values, strict=True):
            first, *others = str(value).split("\n")
            cell.text = first
            for line in others:
                cell.add_paragraph(line)
    return table


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def as_xlsx(*rows):
    book = openpyxl.Workbook()
    for values in rows:
        book.active.append([str(value) for value in values])
    for cell in (cell for row in book.active for cell in row):
        cell.data_type = "s"
    return saved(book)


def as_xls(*rows):
    return old_book(*rows)


def as_ods(*rows):
    return spreadsheet(open_table(*rows))


def as_csv(*rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def as_pasted(*rows):
    """What Excel puts on the clipboard."""
    quoted = (
        ['"' + one.replace('"', '""') + '"' if "\n" in one else one for one in values] for values in rows
    )
    return "\r\n".join("\t".join(values) for values in quoted)


KINDS = {"docx": as_docx, "xlsx": as_xlsx, "xls": as_xls, "ods": as_ods, "csv": as_csv}


def plan_row(reference="4.1", text="Audit all cases", **changes):
    values = dict(
        zip(
            HEADINGS,
            (f"R{reference}", text, "Head of Fieldwork", "Leicester City Council", "", ""),
            strict=True,
        )
    )
    return tuple({**values, "By when": "July 2008", "Success criteria": "All audited", **changes}.values())


def upload(kind, *rows, name="plan"):
    return SimpleUploadedFile(f"{name}.{kind}", KINDS[kind](HEADINGS, *rows))


def word_plan(*references):
    """A Word plan as councils write it: for each recommendation its heading and its table."""
    made = docx.Document()
    made.add_heading("Action plan", 1)
    for number in dict.fromkeys(reference.split(".")[0] for reference in references):
        made.add_heading(f"Recommendation {number}", 2)
        of = [reference for reference in references if reference.startswith(f"{number}.")]
        add_table(made, HEADINGS, *[plan_row(one, f"Audit all cases of {one}") for one in of])
        made.add_paragraph("")
    return saved(made)
