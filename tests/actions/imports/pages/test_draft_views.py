"""The preview of a draft, its columns, and the way into the plan or out of it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from actions.imports.drafts.verbs import GONE
from actions.imports.running import Progress
from actions.imports.writing.verbs import confirm
from actions.models import Action, DateChange, ImportDraft, PlanImport, RememberedHeading
from actions.plan.content import content_of
from actions.plan.verbs import agree_action
from jarplan.audit.errors import NotNow
from tests.actions.imports.books import NOW, confirmed, drafted, imported, plan_file
from tests.actions.imports.through_pages import (
    at,
    bring,
    confirm_page,
    newest_import,
    row,
    signed_in,
    text_of,
    the_draft,
    words_of,
)
from tests.changes import edit_action
from tests.plan import fresh, signed_off

pytestmark = pytest.mark.django_db


EARLY = date(2008, 6, 1)  # before the action starts, so the row is rejected


@pytest.fixture
def office(client, programme):
    return signed_in(client, programme)


def edited(by, reference, **changes):
    """Somebody edits an action in the plan."""
    action = Action.objects.get(reference=reference)
    content = replace(content_of(action), **changes)
    return edit_action(by=by, now=NOW, action=action, version=action.version, content=content)


def test_preview_shows_old_and_new_and_who_is_unknown(office, programme):
    imported(programme, plan_file(row()))
    rows = (
        row(action="<b>Audit every case</b>"),
        row("4.2", lead_officer="Chief Nurse", lead_agency="The Trust"),
    )
    page = bring(office, plan_file(*rows))
    assert "Audit all looked after children&#x27;s cases" in text_of(page)
    assert "&lt;b&gt;Audit every case&lt;/b&gt;" in text_of(page)
    assert "<li>The Trust</li>" in text_of(page)
    assert "<li>Chief Nurse, The Trust</li>" in text_of(page)
    assert "D2" in words_of(page)
    assert Action.objects.count() == 1


def test_rejected_row_says_its_cell_its_value_and_why(office, programme):
    draft = drafted(programme, plan_file(row(), row("4.2", target_date=EARLY)))
    page = words_of(office.get(at(draft)))
    assert "I3 says “01/06/2008”" in page
    assert "before it starts on 9 June 2008" in page


def test_figures_lead_to_their_rows(office, programme):
    imported(programme, plan_file(row(), row("4.2")))
    draft = drafted(programme, plan_file(row(), row("4.2", action="Other words"), row("4.3")))
    page = text_of(office.get(at(draft)))
    assert 'href="?show=changed#rows"' in page
    only = words_of(office.get(at(draft) + "?show=changed"))
    assert "1 of 3 rows" in only
    assert "R4.2" in only
    assert "R4.3" not in only.partition("Changed rows")[2]


@pytest.mark.slow
def test_row_that_would_end_a_sign_off_says_so(client, cast):
    signed_off(cast)
    signed_in(client, cast.programme)
    said = {"action": "Audit all cases, and reallocate them", "target_date": None, "success_criteria": None}
    said |= {"start_date": None}
    changed = row(jar_recommendation="recommendation 4", **said)
    page = bring(client, plan_file(changed, row("4.2", jar_recommendation="recommendation 4")))
    assert "R4.1 was signed off. A change of its" in words_of(page)
    only = words_of(client.get(at(the_draft()) + "?show=told"))
    assert "A change of its" in only


@pytest.mark.parametrize("query", ["?show=everything", "?page=99", "?page=x", "?show=&page=-1"])
def test_odd_address_shows_what_it_can(office, programme, query):
    assert office.get(at(drafted(programme, plan_file(row()))) + query).status_code == 200


def test_rows_are_shown_fifty_at_a_time_with_few_queries(office, programme, django_assert_max_num_queries):
    draft = drafted(programme, plan_file(*[row(f"4.{number}") for number in range(1, 121)]))
    with django_assert_max_num_queries(12):
        page = text_of(office.get(at(draft) + "?page=3"))
    assert page.count('class="import-row"') == 20
    assert "Import 120 rows" in page


def test_confirming_writes_and_shows_what_was_imported(office, programme):
    draft = drafted(programme, plan_file(row(), row("4.2")))
    page = confirm_page(office, draft)
    assert page.redirect_chain[-1][0] == at(draft)
    assert "Imported: 2 new and 0 changed." in words_of(page)
    assert newest_import().uuid == draft.uuid
    assert Action.objects.filter(status="proposed").count() == 2
    assert not ImportDraft.objects.exists()


def test_what_stays_out_must_be_ticked(office, programme):
    draft = drafted(programme, plan_file(row(), row("4.2", target_date=EARLY)))
    page = confirm_page(office, draft)
    assert "Confirm that you understand that 1 row is rejected and will not be imported" in words_of(page)
    assert "<title>Error: " in text_of(page)
    assert 'href="#id_leave_out"' in text_of(page)
    assert not Action.objects.exists()
    page = confirm_page(office, draft, leave_out="on")
    assert "Imported: 1 new and 0 changed. 1 row not imported." in words_of(page)
    assert "Rows not imported" in words_of(page)


@pytest.mark.slow
def test_later_date_of_an_agreed_action_is_asked_for_only_where_ticked(office, programme):
    from datetime import date

    imported(programme, plan_file(row(), row("4.2")))
    for action in Action.objects.all():
        agree_action(by=programme, now=NOW, action=action)
    later = {"target_date": date(2008, 11, 28)}
    draft = drafted(programme, plan_file(row(**later), row("4.2", **later)))
    page = text_of(office.get(at(draft)))
    assert "Request 28 November 2008 for R4.2 (now 18 July 2008)" in page
    assert "checked" not in page
    page = confirm_page(office, draft, later_dates=["R4.2"])
    [asked] = DateChange.objects.all()
    assert asked.action.reference == "R4.2"
    assert "28 November 2008 was requested" in words_of(page)
    assert set(Action.objects.values_list("due_latest", flat=True)) == {date(2008, 7, 18)}


def test_later_date_that_was_not_offered_is_not_asked_for(office, programme):
    draft = drafted(programme, plan_file(row()))
    confirm_page(office, draft, later_dates=["R4.2"])
    assert not DateChange.objects.exists()


def test_rows_that_changed_meanwhile_are_shown_again(office, programme):
    imported(programme, plan_file(row()))
    draft = drafted(programme, plan_file(row(action="From the sheet")))
    edited(programme, "R4.1", text="Typed meanwhile")
    page = confirm_page(office, draft)
    assert "Nothing has been imported, because the plan has changed" in words_of(page)
    assert "Changed since you opened the preview" in words_of(page)
    assert "Typed meanwhile" in words_of(page)
    assert Action.objects.get().text == "Typed meanwhile"


def test_what_was_changed_in_another_window_is_not_confirmed(office, programme):
    draft = drafted(programme, plan_file(row()))
    office.post(at(draft, "columns"), {"version": 1, **columns_of(draft)})
    page = office.post(at(draft, "confirm"), {"version": 1}, follow=True)
    assert "has changed since you opened the page" in words_of(page)
    assert not Action.objects.exists()


def test_confirming_twice_imports_once(office, programme):
    draft = drafted(programme, plan_file(row()))
    confirm_page(office, draft)
    page = confirm_page(office, draft)
    assert page.status_code == 200
    assert "Import of plan.xlsx" in text_of(page)
    assert Action.objects.count() == PlanImport.objects.count() == 1


@pytest.mark.slow
def test_later_dates_of_rows_that_did_not_move_stay_ticked(office, programme):
    from datetime import date

    references = ("4.1", "4.2", "4.3")
    imported(programme, plan_file(*map(row, references)))
    for action in Action.objects.all():
        agree_action(by=programme, now=NOW, action=action)
    later = date(2008, 11, 28)
    draft = drafted(programme, plan_file(*[row(one, target_date=later) for one in references]))
    edited(programme, "R4.1", resources="Others")
    confirm_page(office, draft, later_dates=["R4.1", "R4.2"])
    again = the_draft()
    assert again.choices == {"later_dates": ["R4.2"]}
    page = text_of(office.get(at(again)))
    [box] = re.findall(r"<input[^>]*checked[^>]*>", page)
    assert 'value="R4.2"' in box
    office.post(at(again, "columns"), {"version": again.version, **columns_of(again)})
    assert "checked" not in text_of(office.get(at(again)))


def test_post_to_a_draft_that_was_imported_says_by_whom(office, programme):
    draft = drafted(programme, plan_file(row()))
    confirm_page(office, draft)
    for name in ("confirm", "call-off", "columns", "questions"):
        page = office.post(at(draft, name), {"version": draft.version}, follow=True)
        assert f"This file has already been imported, by {programme}" in words_of(page), name
        assert "no longer there" not in words_of(page)
        assert page.redirect_chain[-1][0] == at(draft)


def test_loser_of_two_confirmations_is_shown_the_import(office, programme, monkeypatch):
    """The other window confirms between the look at the draft and its lock."""
    draft = drafted(programme, plan_file(row()))

    def beaten(**kwargs):
        confirmed(programme, draft)
        return confirm(**kwargs)

    monkeypatch.setattr("actions.imports.pages.draft_views.confirm", beaten)
    page = confirm_page(office, draft)
    assert f"already been imported, by {programme}" in words_of(page)
    assert Action.objects.count() == 1


@pytest.mark.parametrize(("name", "path"), [("columns", "understand_draft"), ("questions", "take_answers")])
def test_draft_called_off_while_its_form_was_read_leads_back(office, programme, monkeypatch, name, path):
    draft = drafted(programme, plan_file(row(lead_officer="Head of Cornflakes, Head of Toast")))
    module = {"columns": "pages.draft_views", "questions": "pages.question_views"}[name]

    def beaten(*args, **kwargs):
        ImportDraft.objects.all().delete()
        raise NotNow(GONE)

    monkeypatch.setattr(f"actions.imports.{module}.{path}", beaten)
    said = columns_of(draft) if name == "columns" else {"again": "x", "every": "1"}
    page = office.post(at(draft, name), {"version": 1, **said}, follow=True)
    assert page.status_code == 404
    assert "This import is no longer available" in words_of(page)


def test_import_is_called_off_and_its_file_is_gone(office, programme, django_capture_on_commit_callbacks):
    draft = drafted(programme, plan_file(row()))
    with django_capture_on_commit_callbacks(execute=True):
        page = office.post(at(draft, "call-off"), {"version": 1}, follow=True)
    assert "cancelled" in words_of(page)
    assert not draft.file.storage.exists(draft.file.name)
    assert office.get(at(draft)).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("data", [{}, {"version": "x"}, {"version": 99}])
def test_forged_version_does_nothing(office, programme, data):
    draft = drafted(programme, plan_file(row()))
    for name in ("call-off", "confirm"):
        assert office.post(at(draft, name), data).status_code == 302
    assert office.post(at(draft, "columns"), data | columns_of(draft)).status_code == 200
    assert fresh(draft).version == 1
    assert not Action.objects.exists()


@pytest.mark.parametrize("name", ["confirm", "call-off"])
def test_verbs_are_posted(office, programme, name):
    assert office.get(at(drafted(programme, plan_file(row())), name)).status_code == 405


def test_preview_and_columns_take_no_other_method(office, programme):
    draft = drafted(programme, plan_file(row()))
    assert office.post(at(draft)).status_code == 405
    assert office.put(at(draft, "columns")).status_code == 405


# What the columns are


def columns_of(draft, **changes):
    """What the columns' form holds: each as it was taken, but for changes by letter."""
    return {
        f"column-{number}": changes.get(column["letter"], column["field"])
        for number, column in enumerate(draft.understood["columns"])
    }


def test_columns_are_shown_with_what_they_were_taken_for(office, programme):
    page = text_of(office.get(at(drafted(programme, plan_file(row())), "columns")))
    assert "Lead officer" in page
    assert '<option value="lead" selected>Lead</option>' in page
    assert "Audit all looked after children" in page


def test_changed_column_is_read_again_and_remembered_once_confirmed(office, programme):
    headings = [*row()][:-1] + ["Bemerkung"]
    upload = plan_file({**row(), "Bemerkung": "Seen by nobody"}, headings=headings)
    draft = drafted(programme, upload)
    assert "Seen by nobody" not in str(draft.rows)
    page = office.post(at(draft, "columns"), {"version": 1, **columns_of(draft, N="notes")}, follow=True)
    assert "The file has been read again: 1 row." in words_of(page)
    draft = fresh(draft)
    assert draft.mapping["JAR action plan!N"] == "notes"
    assert "Seen by nobody" in str(draft.rows)
    assert not RememberedHeading.objects.exists()
    confirm_page(office, draft)
    assert RememberedHeading.objects.get(key="bemerkung").field == "notes"
    again = drafted(programme, plan_file({**row("4.2"), "Bemerkung": "Read at once"}, headings=headings))
    assert "Read at once" in str(again.rows)


def test_column_may_be_left_out(office, programme):
    draft = drafted(programme, plan_file(row()))
    office.post(at(draft, "columns"), {"version": 1, **columns_of(draft, N="")})
    assert "Invented for testing" not in str(fresh(draft).rows[0]["changes"])


def test_two_columns_that_are_the_same_are_both_named(office, programme):
    draft = drafted(programme, plan_file(row()))
    page = office.post(at(draft, "columns"), {"version": 1, **columns_of(draft, N="text")})
    sentence = (
        "Column D (“Action”) and column N (“Notes”) of sheet “JAR action plan” cannot both be “Action”."
    )
    assert sentence in words_of(page)
    assert "<title>Error: " in text_of(page)
    assert '<option value="text" selected>' in text_of(page).partition("id_column-13")[2]
    assert fresh(draft).version == 1


def test_forged_field_is_refused(office, programme):
    draft = drafted(programme, plan_file(row()))
    page = office.post(at(draft, "columns"), {"version": 1, **columns_of(draft, N="password")})
    assert "Choose one of the fields in the list." in words_of(page)
    assert fresh(draft).mapping == {}


def test_columns_changed_in_another_window_are_not_lost(office, programme):
    draft = drafted(programme, plan_file(row()))
    office.post(at(draft, "columns"), {"version": 1, **columns_of(draft, N="")})
    page = office.post(at(draft, "columns"), {"version": 1, **columns_of(draft, K="evidence")})
    assert "has changed since you opened the page" in words_of(page)
    assert 'name="version" value="2"' in text_of(page)
    assert (
        '<option value="evidence" selected>'
        in text_of(page).partition("id_column-10")[2].partition("id_column-11")[0]
    )


def test_columns_that_leave_no_plan_say_so(office, programme):
    draft = drafted(programme, plan_file(row()))
    nothing = dict.fromkeys(columns_of(draft), "")
    page = office.post(at(draft, "columns"), {"version": 1, **nothing}, follow=True)
    assert page.status_code == 200
    assert "No action was found" in words_of(page)
    assert "Choose at least the columns for the action" in words_of(page)
    assert fresh(draft).understood["counts"]["rows"] == 0
    assert office.get(at(draft)).status_code == 200


# Large imports


def test_large_import_says_how_far_it_is(office, programme, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    draft = drafted(programme, plan_file(row()))
    ImportDraft.objects.filter(pk=draft.pk).update(state=ImportDraft.State.CONFIRMING)
    progress = Progress(draft.uuid)
    handle = progress.claim()
    progress.note(1200, 5000)
    page = words_of(office.get(at(draft)))
    assert "1,200 of 5,000 rows saved." in page
    assert "Refresh" in page
    assert office.get(at(draft, "columns"), follow=True).redirect_chain[-1][0] == at(draft)
    import os

    os.close(handle)
    page = words_of(office.get(at(draft)))
    assert "The import stopped before it was finished" in page
    assert "Import 1 row" in page


def test_large_import_is_begun_and_not_waited_for(office, programme, settings, monkeypatch):
    from actions.imports.writing import long_run

    begun = []
    monkeypatch.setattr(long_run, "start", lambda draft, handle: begun.append(draft))
    settings.IMPORT_ROWS_AT_ONCE = 1
    draft = drafted(programme, plan_file(row(), row("4.2")))
    office.post(at(draft, "confirm"), {"version": 1})
    assert begun == [draft]
    assert fresh(draft).state == ImportDraft.State.CONFIRMING
    assert not Action.objects.exists()
