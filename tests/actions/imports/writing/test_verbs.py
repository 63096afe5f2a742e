"""Confirming an import: what was previewed is what is written, or nothing; what others did meanwhile stays."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.imports.drafts import verbs as drafts_verbs
from actions.imports.drafts.understanding import understand_draft
from actions.imports.writing import rows as writing_rows
from actions.models import Action, DateChange, ImportDraft, PlanImport, RememberedHeading
from actions.plan.content import Criterion, content_of
from actions.plan.verbs import agree_action, withdraw_action
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from jarplan.files.models import StoredFile
from jarplan.people.models import Organisation, Post
from tests.actions.imports.books import (
    NOW,
    answered,
    confirmed,
    drafted,
    imported,
    plan_file,
    proposals,
    results,
    row,
    sample,
)
from tests.changes import edit_action
from tests.factories import UserFactory
from tests.plan import fresh, real_problems

pytestmark = pytest.mark.django_db


def edited(by, reference, **changes):
    """Somebody edits an action in the plan."""
    action = Action.objects.get(reference=reference)
    content = replace(content_of(action), **changes)
    return edit_action(by=by, now=NOW, action=action, version=action.version, content=content)


def state_of_the_plan():
    rows = Action.objects.values_list("reference", "version", "text", "due_latest", "resources", "status")
    return list(rows.order_by("pk")), Post.objects.count(), Organisation.objects.count()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "new", "left"),
    [("a1_clean.xlsx", 37, {}), ("b1_council_layout.xlsx", 35, {}), ("c1_text_dates_colours.xlsx", 32, {})],
)
def test_sample_is_written_once_and_the_second_time_is_unchanged(programme, name, new, left):
    draft = drafted(programme, sample(name))
    draft = answered(programme, draft, proposals(draft))
    assert not Action.objects.exists()
    done = confirmed(programme, draft)
    assert (
        Action.objects.filter(status="proposed", declared_rating="").count() == done.counts["written"] == new
    )
    again = drafted(programme, sample(name))
    again = answered(programme, again, proposals(again))
    assert results(again) == {"unchanged": new}
    with pytest.raises(NotNow, match="nothing to import"):
        confirmed(programme, again)
    assert real_problems() == []


def test_import_record_keeps_the_file_who_when_and_each_cell(programme):
    draft = drafted(programme, plan_file(row()))
    done = confirmed(programme, draft)
    assert (done.uuid, done.state) == (draft.uuid, PlanImport.State.CONFIRMED)
    assert (done.confirmed_by, done.confirmed_at, done.sha256) == (programme, NOW, draft.sha256)
    assert done.file.sha256 == draft.sha256
    [kept] = done.preview
    action = Action.objects.get()
    assert kept["action"] == str(action.uuid)
    cells = {change["field"]: (change["cell"], change["raw"]) for change in kept["changes"]}
    assert cells["due"][0] == "I2"
    assert cells["lead"] == ("E2", "Head of Fieldwork Services")
    source = action.sources["due"]
    assert (source["cell"], source["file"], source["import"]) == ("I2", "plan.xlsx", str(done.uuid))
    assert not ImportDraft.objects.exists()


def test_new_action_says_what_its_row_said(programme):
    done = imported(programme, plan_file(row()))
    action = Action.objects.get()
    assert (action.reference, action.recommendation.reference) == ("R4.1", "R4")
    assert (action.start_latest, action.due_latest) == (date(2008, 6, 9), date(2008, 7, 18))
    assert action.original_due is None
    assert [str(lead.post) for lead in action.leads.all()] == [
        "Head of Fieldwork Services, Leicester City Council"
    ]
    partners = {one.name: one.organisation for one in action.partners.all()}
    assert list(partners) == ["Leicester City PCT", "Trades unions"]
    assert partners["Trades unions"] is None
    assert [one.statement for one in action.criteria.all()] == ["100% allocated", "audited monthly"]
    assert action.plan_import == done
    said = {"text": "Complete", "cell": "L2", "sheet": "JAR action plan", "file": "plan.xlsx"}
    assert action.sheet_said["status"] == said
    assert (action.status, action.declared_rating, action.delivered_at) == ("proposed", "", None)
    # Its state was taken from what was written, and is that which is read.
    assert real_problems() == []


@pytest.mark.slow
def test_each_imported_aggregate_has_one_event(programme):
    before = AuditEvent.objects.count()
    done = imported(programme, sample())
    events = AuditEvent.objects.filter(sequence__gt=before)
    kinds = [(event.subject_kind, event.kind) for event in events]
    assert kinds.count(("action", "proposed")) == 37
    assert kinds.count(("organisation", "added")) == len(done.counts["organisations"]) == 5
    assert kinds.count(("post", "added")) == len(done.counts["posts"])
    assert kinds.count(("file", "file stored")) == 1
    assert [kind for subject, kind in kinds if subject == "import"] == ["confirmed"]
    subjects = [(event.subject, event.kind) for event in events]
    assert len(set(subjects)) == len(subjects)
    assert len(done.touched) == 37 + len(done.counts["organisations"]) + len(done.counts["posts"])


def test_changed_row_is_one_event_and_keeps_what_the_sheet_cannot_say(programme):
    imported(programme, plan_file(row(), row("4.2", action="Train the staff")))
    action = Action.objects.get(reference="R4.1")
    other = Post.objects.create(title="Head of Safeguarding", organisation=Organisation.objects.first())
    criteria = (
        Criterion("100% allocated", unit="%", baseline="80", target="100"),
        Criterion("audited monthly"),
    )
    edited(programme, "R4.1", leads=(*content_of(action).leads, other), criteria=criteria)
    before = AuditEvent.objects.filter(subject_kind="action").count()
    changed = row(action="Audit every case", lead_officer="Director", success_criteria="100% allocated")
    imported(programme, plan_file(changed, row("4.2", action="Train the staff")))
    action = fresh(action)
    assert (action.text, action.version) == ("Audit every case", 3)
    assert [lead.post.title for lead in action.leads.all()] == ["Director", "Head of Safeguarding"]
    [criterion] = action.criteria.all()
    assert (criterion.baseline, criterion.target) == ("80", "100")
    assert AuditEvent.objects.filter(subject_kind="action").count() == before + 1
    assert AuditEvent.objects.filter(subject_kind="action").last().kind == "edited"
    assert Action.objects.get(reference="R4.2").version == 1


def test_field_edited_by_hand_no_longer_has_its_cell(programme):
    imported(programme, plan_file(row()))
    edited(programme, "R4.1", text="Typed by hand")
    action = Action.objects.get()
    assert "text" not in action.sources
    assert action.sources["due"]["cell"] == "I2"


def test_rejected_rows_stay_out_only_when_it_is_ticked(programme):
    bad = row("4.2", action=None)
    draft = drafted(programme, plan_file(row(), bad))
    assert results(draft) == {"new": 1, "rejected": 1}
    with pytest.raises(NotNow, match="Confirm that you understand"):
        confirmed(programme, draft, leave_out=False)
    assert not Action.objects.exists()
    done = confirmed(programme, draft)
    assert done.counts["rejected"] == 1
    assert [action.reference for action in Action.objects.all()] == ["R4.1"]
    assert [one["row"] for one in done.preview if one["rejected"]] == [3]


def test_field_with_an_open_question_is_not_written(programme):
    draft = drafted(programme, plan_file(row(target_date="September")))
    assert draft.understood["counts"]["questions"] == 1
    with pytest.raises(NotNow, match="Confirm that you understand"):
        confirmed(programme, draft, leave_out=False)
    confirmed(programme, draft)
    action = Action.objects.get()
    assert (action.due_latest, action.due_raw) == (None, "")


def test_answered_question_is_written(programme):
    draft = drafted(programme, plan_file(row(target_date="September")))
    draft = answered(programme, draft, proposals(draft))
    confirmed(programme, draft, leave_out=False)
    assert Action.objects.get().due_latest == date(2008, 9, 30)


@pytest.mark.slow
def test_edit_between_preview_and_confirm_is_not_overwritten(programme):
    imported(programme, plan_file(row(), row("4.2", action="Train")))
    draft = drafted(
        programme, plan_file(row(action="From the sheet"), row("4.2", action="Also from the sheet"))
    )
    edited(programme, "R4.1", text="Typed meanwhile")
    before = state_of_the_plan()
    shown = confirmed(programme, draft)
    assert state_of_the_plan() == before
    assert isinstance(shown, ImportDraft)
    moved = [one for one in shown.rows if one["moved"]]
    assert [one["reference"] for one in moved] == ["R4.1"]
    assert "Typed meanwhile" in [change["old"] for change in moved[0]["changes"]]
    confirmed(programme, shown)
    assert Action.objects.get(reference="R4.1").text == "From the sheet"


def test_edit_of_a_row_that_was_unchanged_is_not_overwritten(programme):
    imported(programme, plan_file(row(), row("4.2", action="Train")))
    draft = drafted(programme, plan_file(row(), row("4.2", action="From the sheet")))
    edited(programme, "R4.1", resources="£6k")
    confirmed(programme, draft)
    assert Action.objects.get(reference="R4.1").resources == "£6k"


def test_reference_taken_between_preview_and_confirm_is_shown_again(programme):
    draft = drafted(programme, plan_file(row()))
    imported(programme, plan_file(row(action="Somebody was quicker")))
    shown = confirmed(programme, draft)
    assert isinstance(shown, ImportDraft)
    assert Action.objects.get().text == "Somebody was quicker"


def test_preview_that_nobody_saw_is_not_confirmed(programme):
    draft = drafted(programme, plan_file(row()))
    imported(programme, plan_file(row(action="Somebody was quicker")))
    confirmed(programme, draft)
    with pytest.raises(NotNow, match="has changed since you opened the page"):
        confirmed(programme, draft)


def test_import_is_confirmed_once(programme):
    draft = drafted(programme, plan_file(row()))
    confirmed(programme, draft)
    with pytest.raises(NotNow, match="already been imported, by"):
        confirmed(programme, draft)
    assert Action.objects.count() == 1


def test_draft_of_somebody_else_is_not_there(programme, administrator):
    draft = drafted(programme, plan_file(row()))
    with pytest.raises(NotNow, match="no longer available"):
        confirmed(administrator, draft)
    assert not Action.objects.exists()


def test_draft_is_gone_after_a_day(programme, settings):
    draft = drafted(programme, plan_file(row()))
    path = draft.file.path
    ImportDraft.objects.update(kept_until=drafts_verbs.timezone.now())
    with pytest.raises(NotNow, match="no longer available"):
        confirmed(programme, draft)
    assert drafts_verbs.remove_expired() == 1
    assert not ImportDraft.objects.exists()
    del path


def test_file_of_a_removed_draft_is_removed(programme, django_capture_on_commit_callbacks):
    draft = drafted(programme, plan_file(row()))
    storage, names = draft.file.storage, [draft.file.name, draft.table.name]
    assert all(map(storage.exists, names))
    with django_capture_on_commit_callbacks(execute=True):
        drafts_verbs.cancel(by=programme, now=NOW, draft=draft, version=draft.version)
    assert not any(map(storage.exists, names))
    assert not ImportDraft.objects.exists()


def test_kept_file_that_was_tampered_with_is_refused(programme):
    draft = drafted(programme, plan_file(row()))
    with open(draft.file.path, "wb") as file:
        file.write(plan_file(row(action="Tampered")).read())
    with pytest.raises(NotNow, match="not the one"):
        confirmed(programme, draft)


@pytest.mark.slow
def test_failure_in_the_middle_leaves_nothing(programme, monkeypatch):
    draft = drafted(programme, sample())
    before, events, files = state_of_the_plan(), AuditEvent.objects.count(), StoredFile.objects.count()
    monkeypatch.setattr(writing_rows, "AT_ONCE", 10)
    place_all, calls = writing_rows.plan_verbs.place_all, []

    def failing(**arguments):
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("the power went")
        return place_all(**arguments)

    monkeypatch.setattr(writing_rows.plan_verbs, "place_all", failing)
    with pytest.raises(RuntimeError, match="the power went"):
        confirmed(programme, draft)
    assert (state_of_the_plan(), AuditEvent.objects.count()) == (before, events)
    assert StoredFile.objects.count() == files
    assert fresh(draft).state == ImportDraft.State.WAITING


def test_name_taken_a_moment_ago_is_said_and_nothing_is_written(programme, monkeypatch):
    def taken(**arguments):
        raise ValidationError("Somebody has just used this name.")

    draft = drafted(programme, plan_file(row(lead_agency="The Trust")))
    monkeypatch.setattr(writing_rows, "add_names", taken)
    with pytest.raises(NotNow, match="has just added"):
        confirmed(programme, draft)
    assert not Action.objects.exists()


def test_changed_date_of_an_agreed_action_is_asked_for_where_it_was_ticked(programme):
    imported(programme, plan_file(row(), row("4.2", action="Train the staff")))
    for action in Action.objects.all():
        agree_action(by=programme, now=NOW, action=action)
    later = date(2008, 11, 28)
    upload = plan_file(row(target_date=later), row("4.2", action="Train the staff", target_date=later))
    draft = drafted(programme, upload)
    assert draft.understood["counts"]["later_dates"] == 2
    confirmed(programme, draft, later_dates=["R4.2"])
    [asked] = DateChange.objects.all()
    assert (asked.action.reference, asked.to_latest, asked.decision) == ("R4.2", later, "pending")
    assert (asked.asked_by, asked.category) == (programme, "other")
    assert "I3" in asked.reason
    assert set(Action.objects.values_list("due_latest", "original_due")) == {
        (date(2008, 7, 18), date(2008, 7, 18))
    }


def test_later_date_is_offered_again_only_where_it_was_not_ticked(programme):
    imported(programme, plan_file(row(), row("4.2", action="Train the staff")))
    for action in Action.objects.all():
        agree_action(by=programme, now=NOW, action=action)
    later = date(2008, 11, 28)
    rows = (
        row(target_date=later, resources_cost="Twelve posts"),
        row("4.2", action="Train the staff", target_date=later),
    )
    imported(programme, plan_file(*rows), later_dates=["R4.2"])
    DateChange.objects.update(
        decision="refused", decided_at=NOW, decided_by=UserFactory(roles=["programme"]), decision_reason="No"
    )
    draft = drafted(programme, plan_file(*rows))
    assert results(draft) == {"changed": 1, "unchanged": 1}
    assert [change["later_date"] for change in draft.rows[0]["changes"]] == [True]
    assert "no extension is requested again" in draft.rows[1]["warnings"][0]["sentence"]


def test_withdrawn_action_is_not_brought_back(programme):
    imported(programme, plan_file(row()))
    withdraw_action(by=programme, now=NOW, action=Action.objects.get(), version=1, reason="Doubled")
    draft = drafted(programme, plan_file(row("R4.1", action="Other words")))
    assert results(draft) == {"rejected": 1}
    assert "left the plan" in draft.rows[0]["rejected"][0]["sentence"]


def test_meaning_of_a_heading_is_remembered_once_it_is_confirmed(programme):
    headings = ("Rec no", "Action ref", "Action", "Zuständig", "Target date")
    rows = [{**row(), "Zuständig": "Head of Fieldwork Services, Leicester City Council"}]
    draft = drafted(programme, plan_file(*rows, headings=headings))
    [key] = [one["key"] for one in draft.understood["columns"] if one["heading"] == "Zuständig"]
    understanding = understand_draft(draft, mapping={key: "lead"})
    draft = drafts_verbs.change_draft(
        by=programme,
        now=NOW,
        draft=draft,
        version=draft.version,
        understanding=understanding,
        mapping={key: "lead"},
    )
    assert not RememberedHeading.objects.exists()
    confirmed(programme, draft)
    assert Action.objects.get().leads.count() == 1
    assert RememberedHeading.objects.get().field == "lead"
    again = drafted(
        programme, plan_file({**rows[0], "Action ref": "4.2", "Action": "New"}, headings=headings)
    )
    assert [one["field"] for one in again.understood["columns"] if one["heading"] == "Zuständig"] == ["lead"]


@pytest.mark.parametrize("role", ["officer", "approver", "finance", "cabinet"])
def test_others_may_not_import(programme, role):
    person, upload = UserFactory(roles=[role]), plan_file(row())
    with pytest.raises(Refused):
        drafted(person, upload)
    with pytest.raises(Refused):
        confirmed(person, drafted(programme, plan_file(row())))
    assert not Action.objects.exists()
    assert AuditEvent.objects.filter(kind="refused").count() == 2


def test_administrator_imports(administrator):
    imported(administrator, plan_file(row()))
    assert AuditEvent.objects.filter(kind="confirmed").last().role == "administrator"


def test_what_two_sheets_said_keeps_the_file_of_each(programme):
    imported(programme, plan_file(row()))
    imported(programme, plan_file(row(rag="Red"), name="august.xlsx"))
    said = Action.objects.get().sheet_said
    assert (said["status"]["file"], said["rag"]["file"]) == ("plan.xlsx", "august.xlsx")
    assert (said["status"]["text"], said["rag"]["text"]) == ("Complete", "Red")
