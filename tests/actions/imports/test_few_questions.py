"""Whatever a large file leaves open, it asks at most twenty things; and the page and the command count alike."""

import csv
import io
import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from actions.imports.drafts.answering import take_answers
from actions.imports.matching.bundles import MOST
from actions.imports.pages.answer_form import proposal_of
from tests.actions.imports.books import NOW, drafted
from tests.actions.imports.through_pages import at, signed_in, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
THEMES = [f"Strand {number}" for number in range(30)]
STATUSES = ("G", "Green?", "nearly", "stuck", "with partners", "parked", "70", "see notes")


def tracker(rows):
    """A CSV of a tracker that names no recommendation, nearly no organisation, and dates either way round."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["No", "Strand", "Task", "Owner", "Due", "Status", "RAG", "Partners"])
    for at_ in range(rows):
        day, month = at_ % 28 + 1, at_ % 12 + 1
        writer.writerow(
            [
                at_ % 16 + 1,
                THEMES[at_ % len(THEMES)],
                f"Do the thing {at_} for the families of ward {at_ % 97}",
                f"Manager {at_ % 40}",
                f"{month:02}/{day:02}/2009"
                if at_ % 3
                else f"mid-{['May', 'June', 'July'][at_ % 9 // 3]} 2009",
                STATUSES[at_ % len(STATUSES)],
                ("yellow", "A/G", "purple")[at_ % 3],
                f"Ann {at_ % 50}, Bob {at_ % 50}",
            ]
        )
    return SimpleUploadedFile("tracker.csv", out.getvalue().encode())


@pytest.mark.parametrize("rows", [170, pytest.param(1700, marks=pytest.mark.slow)])
def test_large_tracker_asks_at_most_twenty_things_and_page_and_command_count_alike(
    client, programme, tmp_path, rows
):
    upload = tracker(rows)
    draft = drafted(programme, upload)
    asked = draft.understood["questions"]
    assert draft.understood["counts"]["rows"] == rows
    assert 3 <= len(asked) <= MOST
    page = words_of(signed_in(client, programme).get(at(draft, "questions")))
    assert f"{len(asked)} unanswered, 0 answered." in page
    path = tmp_path / "tracker.csv"
    path.write_bytes(upload.open().read())
    printed = StringIO()
    call_command("import_plan", str(path), "--json", stdout=printed)
    report = json.loads(printed.getvalue())
    assert report["counts"]["questions"] == len(report["questions"]) == len(asked)
    # No row is attached to anything, whatever its number.
    assert {row["recommendation"] for row in report["rows"]} == {None}


def test_suggestions_for_a_large_tracker_are_taken_at_once(programme):
    draft = drafted(programme, tracker(170))
    before = len(draft.understood["questions"])
    proposed = {one["key"]: proposal_of(one) for one in draft.understood["questions"]}
    said = {key: {"choice": value, "text": ""} for key, value in proposed.items() if value}
    assert said
    draft, wrong = take_answers(by=programme, now=NOW, draft=draft, version=draft.version, said=said)
    assert wrong == {} and len(draft.understood["questions"]) < before


def test_each_letter_of_a_status_is_asked_about_once_for_all_sheets(programme):
    import openpyxl

    book = openpyxl.Workbook()
    for number in (4, 14, 16):
        sheet = book.create_sheet(f"Recommendation {number}")
        sheet.append(["Action", "Lead", "Status"])
        for at_ in range(3):
            sheet.append([f"Thing {number} {at_}", "HR Manager, Leicester City Council", "Zug"])
    book.remove(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    draft = drafted(programme, SimpleUploadedFile("plan.xlsx", out.getvalue()))
    [question] = draft.understood["questions"]
    assert question["kind"] == "status" and len(question["rows"]) == 9
    said = {question["key"]: {"choice": "In progress", "text": ""}}
    draft, _wrong = take_answers(by=programme, now=NOW, draft=draft, version=draft.version, said=said)
    assert draft.understood["questions"] == [] and draft.understood["counts"]["new"] == 9
