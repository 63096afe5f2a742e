"""Handing a draft's workbook back with its problems, and bringing it in again."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.imports.workbooks.problems import draft_with_problems, import_with_problems
from jarplan.audit.errors import NotNow
from jarplan.spreadsheets.layout.problemcolumn import HEADING
from tests.actions.imports.books import confirmed, drafted, imported, plan_file, results, row, sample
from tests.actions.imports.through_pages import at, signed_in, text_of

ROWS = (
    row("4.1"),
    row("4.2", action="Meet nobody", target_date=date(2008, 6, 1)),
    row("4.3", action="Write to carers", target_date="September"),
)


def column_of(content):
    """{row: sentence} of the column of problems on the first sheet."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    at = next(cell.column for line in sheet for cell in line if cell.value == HEADING)
    found = {line[0].row: line[0].value for line in sheet.iter_rows(min_col=at, max_col=at)}
    return {number: text for number, text in found.items() if text}


def test_rejected_rows_and_open_questions_stand_beside_their_rows(programme):
    draft = drafted(programme, plan_file(*ROWS))
    content, name = draft_with_problems(draft)
    said = column_of(content)
    assert (name, list(said), said[1]) == ("plan with problems.xlsx", [1, 3, 4], HEADING)
    assert said[3].startswith("I3: The action would be due on 1 June 2008, before it starts")
    assert said[4].startswith("I4: To be clarified: The year is missing.")
    assert said[4].endswith("Read as: 1 to 30 September 2008.")


def test_workbook_put_right_and_brought_back_has_no_problem(programme):
    content, name = draft_with_problems(drafted(programme, plan_file(*ROWS)))
    same = drafted(programme, SimpleUploadedFile(name, content))
    assert results(same) == results(drafted(programme, plan_file(*ROWS)))
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active["I3"].value = book.active["I4"].value = date(2008, 9, 30)
    out = io.BytesIO()
    book.save(out)
    draft = drafted(programme, SimpleUploadedFile(name, out.getvalue()))
    assert (results(draft), draft.understood["counts"]["questions"]) == ({"new": 3}, 0)
    sheet = openpyxl.load_workbook(io.BytesIO(draft_with_problems(draft)[0])).active
    assert not [cell for line in sheet for cell in line if cell.value == HEADING or cell.comment]


def test_rows_that_were_not_read_as_actions_are_named_too(programme):
    said = column_of(draft_with_problems(drafted(programme, sample("b1_council_layout.xlsx")))[0])
    assert said[40] == "C40: Recommendation 10 has no action (the cell says “TBC”)."


def test_import_that_left_rows_out_can_be_handed_back(programme):
    plan_import = imported(programme, plan_file(*ROWS))
    content, name = import_with_problems(plan_import)
    said = column_of(content)
    assert (name, list(said)) == ("plan with problems.xlsx", [1, 3, 4])


def test_file_that_is_gone_is_told(programme):
    draft = drafted(programme, plan_file(*ROWS))
    Path(draft.file.path).unlink()
    with pytest.raises(NotNow, match="Choose the file again"):
        draft_with_problems(draft)


def test_pages_offer_the_workbook_where_there_is_a_problem(client, programme):
    signed_in(client, programme)
    draft = drafted(programme, plan_file(*ROWS))
    assert at(draft, "problems") in text_of(client.get(at(draft)))
    response = client.get(at(draft, "problems"))
    assert response["Content-Disposition"] == 'attachment; filename="plan with problems.xlsx"'
    assert list(column_of(b"".join(response.streaming_content))) == [1, 3, 4]
    plan_import = confirmed(programme, draft)
    assert at(plan_import, "problems") in text_of(client.get(at(plan_import)))
    assert client.get(at(plan_import, "problems")).status_code == 200
    clean = drafted(programme, plan_file(row("4.7", action="Meet the carers")))
    assert at(clean, "problems") not in text_of(client.get(at(clean)))


def test_draft_of_somebody_else_has_no_such_page(client, programme, administrator):
    draft = drafted(programme, plan_file(*ROWS))
    assert signed_in(client, administrator).get(at(draft, "problems")).status_code == 404


def test_workbook_that_cannot_be_written_is_told_on_the_page_of_the_import(client, programme):
    draft = drafted(programme, plan_file(*ROWS))
    Path(draft.file.path).unlink()
    page = signed_in(client, programme).get(at(draft, "problems"), follow=True)
    assert page.redirect_chain and "can no longer be read" in text_of(page)


def test_csv_file_is_handed_back_as_csv(programme):
    content = (
        f"Rec no;Action;Lead officer;By when\r\n4;{'x' * 4001}; Head of Play, Ofsted;May 2009\r\n".encode(
            "cp1252"
        )
    )
    draft = drafted(programme, SimpleUploadedFile("plan.csv", content))
    back, name = draft_with_problems(draft)
    assert name == "plan with problems.csv"
    lines = back.decode("utf-8-sig").splitlines()
    assert lines[0] == f"Rec no;Action;Lead officer;By when;{HEADING}"
    assert lines[1].endswith("B2: The text has 4,001 characters. It must have 4,000 or fewer.")
