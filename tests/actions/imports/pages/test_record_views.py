"""The page of an import that was written, agreeing what it brought, its file, and undoing it."""

from datetime import date

import pytest

from actions.imports.shown import outcome
from actions.models import Action, PlanImport
from actions.plan.verbs import agree_action
from tests.actions.imports.books import NOW, imported, plan_file, sample
from tests.actions.imports.through_pages import at, row, signed_in, text_of, words_of
from tests.plan import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, programme):
    return signed_in(client, programme)


def test_record_says_what_was_written_from_which_cell(office, programme):
    plan_import = imported(programme, plan_file(row()), leave_out=False)
    page = words_of(office.get(at(plan_import)))
    assert plan_import.sha256 in page
    assert "Pat Programme" in page
    assert "Lead E2 Head of Fieldwork Services" in page
    assert "R4.1" in page


def test_record_says_what_stayed_out(office, programme):
    bad = row("4.2", target_date=date(2008, 6, 1))
    plan_import = imported(programme, plan_file(row(), bad))
    page = words_of(office.get(at(plan_import)))
    assert "JAR action plan, row 3" in page
    assert "before it starts on 9 June 2008" in page


def test_record_says_what_was_not_answered(office, programme):
    plan_import = imported(programme, plan_file(row(target_date="perhaps")))
    assert "This question was not answered, so the field was not imported." in words_of(
        office.get(at(plan_import))
    )


def test_record_is_seen_by_every_importer(client, programme, administrator):
    plan_import = imported(programme, plan_file(row()))
    assert signed_in(client, administrator).get(at(plan_import)).status_code == 200


def test_large_import_that_is_done_says_so(office, programme):
    plan_import = imported(programme, plan_file(row()))
    assert "Imported: 1 new and 0 changed." in words_of(office.get(at(plan_import) + "?done=1"))
    assert "Imported: 1 new" not in words_of(office.get(at(plan_import)))


def test_import_from_before_drafts_is_still_shown(office, programme):
    plan_import = imported(programme, plan_file(row()))
    old = [
        {
            "row": 2,
            "outcome": "new",
            "reference": "R4.1",
            "text": "Audit",
            "lead": "Head",
            "agency": "LCC",
            "values": [{"label": "Action", "old": "", "new": "Audit all", "cell": "E2"}],
        },
        {
            "row": 3,
            "outcome": "rejected",
            "reference": "4.2",
            "reasons": [{"cell": "J3", "column": "Target date", "reason": "is no date."}],
        },
    ]
    PlanImport.objects.filter(pk=plan_import.pk).update(preview=old, lineage="")
    page = words_of(office.get(at(plan_import)))
    assert "Audit all" in page
    assert "Target date: is no date." in page


@pytest.mark.slow
def test_queries_of_the_page_do_not_grow_with_the_rows(office, programme, django_assert_max_num_queries):
    plan_import = imported(programme, sample())
    with django_assert_max_num_queries(14):
        office.get(at(plan_import))


@pytest.mark.slow
def test_nothing_inline_on_the_pages(office, programme):
    plan_import = imported(programme, sample())
    for address in ("/import/", at(plan_import), at(plan_import, "undo")):
        page = text_of(office.get(address))
        assert " style=" not in page
        assert "<script" not in page


# Agreeing


def test_agreeing_one_then_all(office, programme):
    plan_import = imported(programme, plan_file(row(), row("4.2"), row("4.3")))
    page = text_of(office.post(at(plan_import, "agree"), {"references": ["R4.2"]}, follow=True))
    assert "Agreed: 1 action." in page
    assert "Agree all 2" in page
    page = text_of(office.post(at(plan_import, "agree"), {"every": "1"}, follow=True))
    assert "Agreed: 2 actions." in page
    assert "Agree the actions" not in page
    assert Action.objects.filter(status="agreed").count() == 3


def test_ticking_nothing_or_a_foreign_action_agrees_nothing(office, programme):
    plan_import = imported(programme, plan_file(row()))
    imported(programme, plan_file(row("4.2")))
    for references in ([], ["R4.2"]):
        office.post(at(plan_import, "agree"), {"references": references})
    assert not Action.objects.filter(status="agreed").exists()


def test_administrator_is_not_offered_to_agree(client, administrator):
    plan_import = imported(administrator, plan_file(row()))
    assert "Agree all" not in text_of(signed_in(client, administrator).get(at(plan_import)))
    assert client.post(at(plan_import, "agree"), {"every": "1"}).status_code == 403


def test_agreeing_is_posted(office, programme):
    assert office.get(at(imported(programme, plan_file(row())), "agree")).status_code == 405


# The file


def test_file_comes_back_as_a_download(office, programme):
    plan_import = imported(programme, plan_file(row(), name="The plan.xlsx"))
    response = office.get(at(plan_import, "file"))
    assert response["Content-Disposition"] == 'attachment; filename="The plan.xlsx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert office.post(at(plan_import, "file")).status_code == 405


# Undoing


@pytest.mark.slow
def test_undoing_says_what_will_happen_and_does_it(office, programme):
    plan_import = imported(programme, plan_file(row(), row("4.2")))
    assert at(plan_import, "undo") in text_of(office.get(at(plan_import)))
    page = words_of(office.get(at(plan_import, "undo")))
    assert "2 actions that the import added leave the plan." in page
    data = {"version": plan_import.version, "reason": "The wrong file"}
    page = words_of(office.post(at(plan_import, "undo"), data, follow=True))
    assert "The import has been undone: 2 actions left the plan." in page
    assert "Import undone" in page
    assert not Action.objects.exclude(status="withdrawn").exists()
    assert at(plan_import, "undo") not in text_of(office.get(at(plan_import)))


def test_undoing_wants_a_reason(office, programme):
    plan_import = imported(programme, plan_file(row()))
    page = text_of(office.post(at(plan_import, "undo"), {"version": plan_import.version, "reason": " "}))
    assert "Enter the reason for undoing the import" in page
    assert "<title>Error: " in page
    assert fresh(plan_import).state == "confirmed"


def test_what_stands_in_the_way_is_named_and_there_is_no_button(office, programme):
    plan_import = imported(programme, plan_file(row(), row("4.2")))
    agree_action(by=programme, now=NOW, action=Action.objects.get(reference="R4.2"))
    page = text_of(office.get(at(plan_import, "undo")))
    assert "R4.2 was agreed on 18 July 2008" in page
    assert "Undo import" not in page
    data = {"version": plan_import.version, "reason": "The wrong file"}
    assert "This import cannot be undone" in text_of(office.post(at(plan_import, "undo"), data))
    assert fresh(plan_import).state == "confirmed"


def test_undone_import_is_not_undone_again(office, programme):
    plan_import = imported(programme, plan_file(row()))
    data = {"version": plan_import.version, "reason": "The wrong file"}
    office.post(at(plan_import, "undo"), data)
    page = office.post(at(plan_import, "undo"), data)
    assert "This import has already been undone." in words_of(page)
    assert page.status_code < 500


@pytest.mark.slow
@pytest.mark.parametrize("version", ["99", "x", ""])
def test_stale_or_forged_version_undoes_nothing(office, programme, version):
    plan_import = imported(programme, plan_file(row()))
    page = office.post(at(plan_import, "undo"), {"version": version, "reason": "The wrong file"})
    assert page.status_code in (200, 409)
    assert "The wrong file" in text_of(page)
    assert fresh(plan_import).state == "confirmed"


def test_undo_takes_no_other_method(office, programme):
    assert office.put(at(imported(programme, plan_file(row())), "undo")).status_code == 405


def test_hundreds_of_actions_are_agreed_at_once_or_on_their_own_pages(office, programme, monkeypatch):
    monkeypatch.setattr("actions.imports.pages.record_views.MOST_BOXES", 1)
    plan_import = imported(programme, plan_file(row(), row("4.2")))
    page = text_of(office.get(at(plan_import)))
    assert "Agree all 2" in page
    assert 'type="checkbox"' not in page


def test_rows_that_were_left_out_count_as_not_imported(office, programme):
    plan_import = imported(programme, plan_file(row(), row()))
    page = words_of(office.get(at(plan_import)))
    assert "Rows not imported" in page and "repeats row 2 in every cell" in page
    assert outcome(plan_import) == "Imported: 1 new and 0 changed. 1 row not imported."
