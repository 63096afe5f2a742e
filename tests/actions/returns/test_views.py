"""The pages of progress by spreadsheet: as somebody downloads, uploads, checks and sends a return, for
themselves and for a partner.
"""

import io
from datetime import date
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import ImportDraft, ProgressReturn, ProgressUpdate
from actions.reports.behalf import Behalf
from actions.returns.columns import MEASUREMENTS, PROGRESS
from actions.rounds.verbs import open_round
from jarplan.audit.models import AuditEvent
from jarplan.people.models import PostHolding
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.reading.kinds import PASSWORD
from jarplan.spreadsheets.sandbox import process
from tests import plan
from tests.actions.returns.books import DONE, brought, filled_in, handed_out, sent, upload_of
from tests.factories import OrganisationFactory
from tests.plan import NOON

pytestmark = pytest.mark.django_db
START = "/import/return/"


@pytest.fixture
def people(settings):
    settings.PLAN_TODAY = date(2008, 6, 20)
    people = plan.make_people()
    days = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
    open_round(by=people.programme, now=NOON, **days)
    return people


def uploaded(visit, by, content, address=START, name="return for June.xlsx", **more):
    return visit(by, address, {"file": upload_of(content, name), **more}, follow=True)


def test_officer_downloads_what_they_owe(people, visit, words):
    PostHolding.objects.create(post=people.post_a, user=people.officer_a, held_from=date(2008, 1, 1))
    action, other = plan.agreed(people), plan.agreed(people, people.post_b)
    page = visit(people.officer_a, START)
    assert "Your actions" in words(page) and "1 report due" in words(page)
    found = visit(people.officer_a, f"{START}workbook/?of=mine")
    assert "return for June 2008 Officer_A.xlsx" in found.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(found.streaming_content)))
    assert book.sheetnames == [PROGRESS, MEASUREMENTS, "Guidance"]
    assert [cell.value for cell in book[PROGRESS]["A"]] == ["Action ref", action.reference]
    assert other.reference not in str([cell.value for cell in book[PROGRESS]["A"]])


def test_nothing_owed_is_said(people, visit, words):
    page = visit(people.officer_a, f"{START}workbook/?of=organisation", follow=True)
    assert "No reports are due" in words(page)
    assert visit(people.officer_a, f"{START}workbook/?of=theirs").status_code == 404


def test_upload_preview_and_confirmation(people, visit, words):
    action = plan.agreed(people)
    page = uploaded(visit, people.officer_a, filled_in(handed_out(action), DONE))
    assert "Will be sent" in words(page) and "All audited" in words(page) and "Send 1 report" in words(page)
    draft = ImportDraft.objects.get()
    assert "Returns to finish" in words(visit(people.officer_a, START))
    page = visit(people.officer_a, f"{START}{draft.uuid}/confirm/", {"version": draft.version}, follow=True)
    assert "1 report for June 2008 sent." in words(page) and "Return sent for June 2008" in words(page)
    assert ProgressUpdate.objects.get().action == action
    # A second click: the draft is gone, and the page says what became of it.
    again = visit(people.officer_a, f"{START}{draft.uuid}/confirm/", {"version": draft.version}, follow=True)
    assert "has already been sent" in words(again) and ProgressUpdate.objects.count() == 1
    content = visit(people.officer_a, f"{START}{draft.uuid}/file/")
    assert content.headers["X-Content-Type-Options"] == "nosniff"


def test_same_file_again_says_that_nothing_was_written(people, visit, words):
    content = filled_in(handed_out(plan.agreed(people)), DONE)
    sent(people.officer_a, content)
    page = uploaded(visit, people.officer_a, content)
    assert "1 already sent, 0 written" in words(page) and not ImportDraft.objects.exists()


def test_empty_return_says_so(people, visit, words):
    page = uploaded(visit, people.officer_a, handed_out(plan.agreed(people)))
    assert "is filled in: 0 written" in words(page)


def test_row_that_cannot_be_sent_is_left_out_by_name(people, visit, words):
    first, second = plan.agreed(people), plan.agreed(people)
    content = filled_in(handed_out(first, second), {"rating": "Green"}, DONE)
    page = uploaded(visit, people.officer_a, content)
    assert "Enter what was done" in words(page) and f"Leave out {first.reference} (row 2)" in words(page)
    draft = ImportDraft.objects.get()
    address = f"{START}{draft.uuid}/confirm/"
    page = visit(people.officer_a, address, {"version": draft.version})
    assert "There is a problem" in words(page) and not ProgressUpdate.objects.exists()
    visit(people.officer_a, address, {"version": draft.version, "row_0": "on"})
    assert ProgressUpdate.objects.get().action == second
    assert ProgressReturn.objects.get().counts == {"left out": 1, "sent": 1}


def test_rows_to_decide_on_come_first_and_others_fifty_at_a_time(people, visit, words, monkeypatch):
    monkeypatch.setattr("actions.returns.views.PER_PAGE", 2)
    actions = [plan.agreed(people) for _ in range(4)]
    page = uploaded(
        visit, people.officer_a, filled_in(handed_out(*actions), DONE, DONE, DONE, {"rating": "Red"})
    )
    last, draft = actions[-1].reference, ImportDraft.objects.get()
    text = words(page)
    assert text.index(f"Leave out {last}") < text.index("Other rows") < text.index(actions[0].reference)
    assert "1 to 2 of 3 rows" in text and "another page clears" in text
    address = f"{START}{draft.uuid}/"
    text = words(visit(people.officer_a, f"{address}?page=2"))
    assert f"Leave out {last}" in text and "3 to 3 of 3 rows" in text
    # Pages lead on from the answer to a form, too.
    text = words(visit(people.officer_a, f"{address}confirm/", {"version": draft.version}))
    assert "There is a problem" in text and f'href="{address}?page=2"' in text
    visit(people.officer_a, f"{address}confirm/", {"version": draft.version, "row_3": "on"})
    text = words(visit(people.officer_a, f"{address}?page=2"))
    assert "3 to 4 of 4 rows" in text and "Left out" in text


def test_second_of_two_uploads_of_one_file_says_that_nothing_is_left(people, visit, words):
    content = filled_in(handed_out(plan.agreed(people)), DONE)
    drafts = [brought(people.officer_a, content) for _ in range(2)]
    for draft in drafts:
        address = f"{START}{draft.uuid}/confirm/"
        page = visit(people.officer_a, address, {"version": draft.version}, follow=True)
    text = words(page)
    assert "the plan has changed since this preview" in text and "nothing left to send" in text
    assert "Send 0 reports" not in text and ProgressUpdate.objects.count() == 1


def test_cancelled_return_sends_nothing(people, visit, words):
    draft = brought(people.officer_a, filled_in(handed_out(plan.agreed(people)), DONE))
    page = visit(people.officer_a, f"{START}{draft.uuid}/cancel/", {"version": draft.version}, follow=True)
    assert "Nothing in the file was sent" in words(page) and not ImportDraft.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "return.xlsx", "The selected file is empty."),
        (b"%PDF-1.4", "return.xlsx", "This file is a PDF"),
        (b"PK\x03\x04 and so on", "return.xlsx", "incomplete or damaged"),
        (b"Action,Lead\r\nAudit,Head\r\n", "return.csv", "is not a progress return"),
    ],
)
def test_other_files_are_refused_with_what_to_do(people, visit, words, content, name, sentence):
    page = visit(people.officer_a, START, {"file": SimpleUploadedFile(name, content)})
    assert sentence in words(page) and not ImportDraft.objects.exists()


def test_file_is_read_in_a_process_of_its_own_which_is_refused_like_a_plan(people, visit, words, monkeypatch):
    told = []

    def answer_of(task, *about):
        told.append(task)
        raise SheetRefused(PASSWORD)

    monkeypatch.setattr(process, "answer_of", answer_of)
    page = uploaded(visit, people.officer_a, b"PK")
    assert told == ["rows"] and "protected by a password" in words(page)


def test_no_file_is_asked_for(people, visit, words):
    assert "Choose the return that you filled in." in words(visit(people.officer_a, START, {}))


def test_somebody_elses_draft_and_return_are_not_there(people, visit):
    draft = brought(people.officer_a, filled_in(handed_out(plan.agreed(people)), DONE))
    for end in ("", "file/"):
        assert visit(people.both_a, f"{START}{draft.uuid}/{end}").status_code == 404
    for end in ("confirm/", "cancel/"):
        assert visit(people.both_a, f"{START}{draft.uuid}/{end}", {"version": 1}).status_code == 404


def test_whoever_may_not_send_is_refused_and_recorded(people, visit):
    assert visit(people.cabinet, START, {}).status_code == 403
    assert AuditEvent.objects.filter(kind="refused", actor=people.cabinet.uuid).count() == 1
    assert visit(people.officer_a, f"{START}for/{people.b.uuid}/").status_code == 403
    assert visit(people.programme, f"{START}for/{uuid4()}/").status_code == 404


def test_programme_office_sends_for_a_partner_and_is_told_what_that_means(people, visit, words):
    action = plan.agreed(people, people.post_b)
    page = visit(people.programme, START)
    assert f"{START}for/{people.b.uuid}/" in words(page) and "Leicester City PCT" in words(page)
    address = f"{START}for/{people.b.uuid}/"
    page = visit(people.programme, address)
    assert "both make the claim" in words(page) and "deputies" in words(page)
    assert visit(people.programme, f"{START}for/{people.b.uuid}/workbook/").status_code == 200
    content = filled_in(handed_out(action), DONE)
    page = uploaded(visit, people.programme, content, address)
    assert "Choose who filled in the return, or enter their name." in words(page)
    page = uploaded(visit, people.programme, content, address, person="officer_b")
    assert "for Officer_B, Leicester City PCT" in words(page)
    draft = ImportDraft.objects.get()
    visit(people.programme, f"{START}{draft.uuid}/confirm/", {"version": draft.version})
    assert ProgressUpdate.objects.get().for_person == people.officer_b
    assert "return for June.xlsx" in words(visit(people.programme, address))
    assert "return for June.xlsx" not in words(visit(people.programme, f"{START}for/{people.a.uuid}/"))
    # Theirs to open as well.
    assert "Return sent for" in words(visit(people.officer_b, f"{START}{draft.uuid}/"))


def test_organisation_without_anybody_who_signs_is_offered_a_deputy(people, visit, words):
    lonely = OrganisationFactory(name="Connexions")
    page = visit(people.programme, f"{START}for/{lonely.uuid}/")
    assert "has nobody who can sign off" in words(page) and f"?for={lonely.uuid}" in words(page)


def test_report_says_where_it_came_from(people, visit, words):
    action = plan.agreed(people, people.post_b)
    sent(people.programme, filled_in(handed_out(action), DONE), behalf=Behalf(people.b, name="Ada Partner"))
    page = visit(people.cabinet, f"/actions/{action.reference}/")
    assert "for Ada Partner" in words(page) and "return for June.xlsx, sheet Progress, row 2" in words(page)


def test_no_query_is_asked_for_each_row(people, visit):
    figure, asked = {"value": 5, "on": date(2008, 6, 19), "source": "A"}, []
    for number in (2, 6):
        some = [plan.agreed(people) for _ in range(number)]
        content = filled_in(handed_out(*some), *[DONE] * number, figures=[figure] * number)
        with CaptureQueriesContext(connection) as queries:
            brought(people.officer_a, content)
        asked.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            visit(people.officer_a, f"{START}workbook/?of=organisation")
        asked.append(len(queries))
    # The first ones also fetch what stays in memory.
    assert asked[2] <= asked[0] and asked[3] <= asked[1]
