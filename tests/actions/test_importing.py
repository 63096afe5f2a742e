"""The import's verbs: what a row does, what the preview promised, and what happened in between."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions import importing
from actions.content import content_of
from actions.dates import PlanDate
from actions.importing import agree_imported, call_off_import
from actions.models import Action, PlanImport
from actions.services import agree_action, edit_action, withdraw_action
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, Post
from tests.actions.sheets import NOW, confirmed, counts_of, imported, kept, plan_file, previewed, row, sample
from tests.factories import UserFactory
from tests.plan import fresh

pytestmark = pytest.mark.django_db


def edited(by, reference, **changes):
    """Somebody edits an action in the plan."""
    from dataclasses import replace

    action = Action.objects.get(reference=reference)
    content = replace(content_of(action), **changes)
    return edit_action(by=by, now=NOW, action=action, version=action.version, content=content)


def state_of_the_plan():
    rows = Action.objects.values_list("reference", "version", "text", "due_latest", "resources", "status")
    return list(rows.order_by("pk")), Post.objects.count(), Organisation.objects.count()


def test_sample_plan_is_37_new_then_37_unchanged(programme):
    plan_import = kept(programme, sample())
    assert counts_of(plan_import) == {"new": 37, "changed": 0, "unchanged": 0, "rejected": 0}
    assert not Action.objects.exists()
    confirmed(programme, plan_import)
    assert Action.objects.filter(status="proposed", declared_rating="").count() == 37
    assert counts_of(previewed(sample())) == {"new": 0, "changed": 0, "unchanged": 37, "rejected": 0}


def test_importing_the_same_again_writes_nothing(programme):
    imported(programme, sample())
    again = kept(programme, sample())
    before, events = state_of_the_plan(), AuditEvent.objects.exclude(subject_kind="import").count()
    confirmed(programme, again)
    assert state_of_the_plan() == before
    assert AuditEvent.objects.exclude(subject_kind="import").count() == events


def test_each_imported_aggregate_has_one_event(programme):
    before = AuditEvent.objects.count()
    plan_import = imported(programme, sample())
    events = AuditEvent.objects.filter(sequence__gt=before)
    kinds = [(event.subject_kind, event.kind) for event in events]
    assert kinds.count(("action", "proposed")) == 37
    assert kinds.count(("organisation", "added")) == len(plan_import.counts["organisations"]) == 5
    assert kinds.count(("post", "added")) == len(plan_import.counts["posts"])
    assert kinds.count(("file", "file stored")) == 1
    assert [kind for subject, kind in kinds if subject == "import"] == ["previewed", "confirmed"]
    subjects = [(event.subject, event.kind) for event in events]
    assert len(set(subjects)) == len(subjects)


def test_new_action_says_what_its_row_said(programme):
    plan_import = imported(programme, plan_file(row()))
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
    assert action.plan_import == plan_import


def test_sheets_own_status_and_rating_are_kept_with_their_cell_and_never_counted(programme):
    imported(programme, plan_file(row()))
    action = Action.objects.get()
    assert action.sheet_said["status"] == {"text": "Complete", "cell": "M2"}
    assert action.sheet_said["rag"] == {"text": "Blue", "cell": "N2"}
    assert (action.status, action.declared_rating, action.delivered_at) == ("proposed", "", None)


def test_partner_added_by_the_same_import_is_linked(programme):
    imported(
        programme, plan_file(row(partners="Leicester City PCT"), row("4.2", agency="Leicester City PCT"))
    )
    assert Action.objects.get(reference="R4.1").partners.get().organisation.name == "Leicester City PCT"


def test_two_spellings_of_one_new_name_make_one(programme):
    rows = row(agency="The Trust"), row("4.2", agency="THE  trust", lead="head of fieldwork services")
    imported(programme, plan_file(*rows))
    assert Organisation.objects.filter(name__iexact="the trust").count() == 1
    assert Post.objects.filter(title__iexact="head of fieldwork services").count() == 1


def test_changed_row_shows_old_and_new_value_and_cell(programme):
    imported(programme, plan_file(row()))
    preview = previewed(plan_file(row(text="Audit every case", due=date(2008, 8, 1), partners=None)))
    [changed] = preview.rows
    assert changed["outcome"] == "changed"
    assert [(c["label"], c["old"], c["new"], c["cell"]) for c in changed["changes"]] == [
        ("Action", "Audit all looked after children's cases", "Audit every case", "E2"),
        ("Partners", "Leicester City PCT; Trades unions", "", "H2"),
        ("Target date", "18 July 2008", "1 August 2008", "J2"),
    ]


def test_changed_row_is_one_event_and_one_version(programme):
    imported(programme, plan_file(row(), row("4.2")))
    before = AuditEvent.objects.filter(subject_kind="action").count()
    imported(programme, plan_file(row(text="Audit every case"), row("4.2")))
    action = Action.objects.get(reference="R4.1")
    assert (action.text, action.version) == ("Audit every case", 2)
    event = AuditEvent.objects.filter(subject_kind="action").last()
    assert AuditEvent.objects.filter(subject_kind="action").count() == before + 1
    assert (event.kind, event.reference) == ("edited", "R4.1")
    assert Action.objects.get(reference="R4.2").version == 1


def test_change_keeps_what_the_sheet_cannot_say(programme):
    from actions.content import Criterion

    imported(programme, plan_file(row()))
    action = Action.objects.get()
    other = Post.objects.create(title="Head of Safeguarding", organisation=Organisation.objects.first())
    criteria = (
        Criterion("100% allocated", unit="%", baseline="80", target="100"),
        Criterion("audited monthly"),
    )
    edited(programme, "R4.1", leads=(*content_of(action).leads, other), criteria=criteria)
    imported(programme, plan_file(row(lead="Director", criteria="100% allocated")))
    action = fresh(action)
    assert [lead.post.title for lead in action.leads.all()] == ["Director", "Head of Safeguarding"]
    [criterion] = action.criteria.all()
    assert (criterion.baseline, criterion.target) == ("80", "100")


def test_row_that_only_moved_is_unchanged(programme):
    imported(programme, plan_file(row(), row("4.2")))
    preview = previewed(plan_file(row("4.2"), row()))
    assert counts_of(preview)["unchanged"] == 2


def test_column_left_out_changes_nothing(programme):
    from actions import plansheet

    imported(programme, plan_file(row()))
    upload = plan_file(row(), headings=plansheet.NEEDED)
    assert counts_of(previewed(upload))["unchanged"] == 1


def test_action_not_in_the_file_stays(programme):
    imported(programme, plan_file(row(), row("4.2")))
    preview = previewed(plan_file(row()))
    assert preview.counts["not_in_file"] == 1
    assert previewed(plan_file(row(due="soon"))).counts["not_in_file"] == 1, "a rejected row is in the file"
    assert Action.objects.count() == 2


def test_any_rejected_row_stops_the_whole_import(programme):
    plan_import = kept(programme, plan_file(row(), row("4.2", due="soon")))
    with pytest.raises(NotNow, match="rejected"):
        confirmed(programme, plan_import)
    assert not Action.objects.exists()


def test_date_fixed_by_agreement_is_not_written_by_a_sheet(programme):
    imported(programme, plan_file(row()))
    agree_action(by=programme, now=NOW, action=Action.objects.get())
    [rejected] = previewed(plan_file(row(due=date(2008, 9, 1)))).rows
    assert rejected["reasons"][0]["cell"] == "J2"
    assert "later date" in rejected["reasons"][0]["reason"]
    assert counts_of(previewed(plan_file(row(text="Other words"))))["changed"] == 1


def test_text_change_of_an_agreed_action_leaves_its_written_date_alone(programme):
    imported(programme, plan_file(row()))
    edited(programme, "R4.1", due=PlanDate("by 18 July", "day", date(2008, 7, 18), date(2008, 7, 18)))
    agree_action(by=programme, now=NOW, action=Action.objects.get())
    imported(programme, plan_file(row(text="Other words")))
    assert (Action.objects.get().text, Action.objects.get().due_raw) == ("Other words", "by 18 July")


def test_withdrawn_action_is_not_brought_back(programme):
    imported(programme, plan_file(row()))
    action = Action.objects.get()
    withdraw_action(by=programme, now=NOW, action=action, version=1, reason="Doubled")
    [rejected] = previewed(plan_file(row(text="Other words"))).rows
    assert "left the plan" in rejected["reasons"][0]["reason"]


def test_edit_between_preview_and_confirm_is_not_overwritten(programme):
    imported(programme, plan_file(row(), row("4.2")))
    waiting = kept(programme, plan_file(row(text="From the sheet"), row("4.2", text="Also from the sheet")))
    edited(programme, "R4.1", text="Typed meanwhile")
    before = state_of_the_plan()
    shown = confirmed(programme, waiting)
    assert state_of_the_plan() == before
    assert shown.state == PlanImport.State.PREVIEWED
    moved = [one for one in shown.preview if one.get("moved")]
    assert [one["reference"] for one in moved] == ["R4.1"]
    assert moved[0]["changes"][0]["old"] == "Typed meanwhile"
    assert confirmed(programme, shown).state == PlanImport.State.CONFIRMED
    assert Action.objects.get(reference="R4.1").text == "From the sheet"


def test_edit_of_a_row_that_was_unchanged_is_not_overwritten(programme):
    imported(programme, plan_file(row(), row("4.2")))
    waiting = kept(programme, plan_file(row(), row("4.2", text="From the sheet")))
    edited(programme, "R4.1", resources="£6k")
    shown = confirmed(programme, waiting)
    assert shown.state == PlanImport.State.PREVIEWED
    assert Action.objects.get(reference="R4.1").resources == "£6k"


def test_reference_taken_between_preview_and_confirm_is_shown_again(programme):
    waiting = kept(programme, plan_file(row()))
    imported(programme, plan_file(row(text="Somebody was quicker")))
    shown = confirmed(programme, waiting)
    assert shown.preview[0]["outcome"] == "changed"
    assert Action.objects.get().text == "Somebody was quicker"


def test_preview_that_nobody_saw_is_not_confirmed(programme):
    waiting = kept(programme, plan_file(row()))
    imported(programme, plan_file(row(text="Somebody was quicker")))
    confirmed(programme, waiting)
    with pytest.raises(NotNow, match="previewed again"):
        confirmed(programme, waiting)


def test_import_is_confirmed_once(programme):
    waiting = kept(programme, plan_file(row()))
    done = confirmed(programme, waiting)
    with pytest.raises(NotNow, match="no longer waiting"):
        confirmed(programme, done)


def test_called_off_import_cannot_be_confirmed(programme):
    waiting = kept(programme, plan_file(row()))
    gone = call_off_import(by=programme, now=NOW, plan_import=waiting, version=waiting.version)
    with pytest.raises(NotNow, match="called off"):
        confirmed(programme, gone)
    assert not Action.objects.exists()


def test_failure_in_the_middle_leaves_nothing(programme, monkeypatch):
    waiting = kept(programme, sample())
    before, events = state_of_the_plan(), AuditEvent.objects.count()
    place, calls = importing.services.place, []

    def failing(**arguments):
        calls.append(1)
        if len(calls) == 20:
            raise RuntimeError("the power went")
        return place(**arguments)

    monkeypatch.setattr(importing.services, "place", failing)
    with pytest.raises(Exception, match="the power went"):
        confirmed(programme, waiting)
    assert (state_of_the_plan(), AuditEvent.objects.count()) == (before, events)
    assert fresh(waiting).state == PlanImport.State.PREVIEWED


def test_refusal_of_a_verb_within_reaches_the_page_as_itself(programme, monkeypatch):
    def refusing(**arguments):
        raise NotNow("Not now.")

    waiting = kept(programme, plan_file(row()))
    monkeypatch.setattr(importing.services, "place", refusing)
    with pytest.raises(NotNow, match="Not now."):
        confirmed(programme, waiting)


def test_name_taken_a_moment_ago_is_said_and_nothing_is_written(programme, monkeypatch):
    from django.core.exceptions import ValidationError

    def taken(**arguments):
        raise ValidationError("This name was taken a moment ago.")

    waiting = kept(programme, plan_file(row(agency="The Trust")))
    monkeypatch.setattr(importing, "add_organisation", taken)
    with pytest.raises(NotNow, match="just now"):
        confirmed(programme, waiting)
    assert not Action.objects.exists()


def test_kept_file_that_was_tampered_with_is_refused(programme):
    waiting = kept(programme, plan_file(row()))
    with open(waiting.file.file.path, "wb") as file:
        file.write(plan_file(row(text="Tampered")).read())
    with pytest.raises(NotNow, match="not the one"):
        confirmed(programme, waiting)


def test_actions_of_an_import_are_agreed_singly_or_all_at_once(programme):
    plan_import = imported(programme, sample())
    before = AuditEvent.objects.count()
    agree_imported(by=programme, now=NOW, plan_import=plan_import, references=["R1.1"])
    assert AuditEvent.objects.count() == before + 1
    assert len(agree_imported(by=programme, now=NOW + timedelta(days=1), plan_import=plan_import)) == 36
    assert AuditEvent.objects.filter(kind="agreed").count() == 37
    action = Action.objects.get(reference="R1.1")
    assert (action.status, action.original_due) == ("agreed", date(2008, 7, 31))
    with pytest.raises(NotNow):
        agree_imported(by=programme, now=NOW, plan_import=plan_import)


def test_one_action_that_cannot_be_agreed_stops_all(programme):
    plan_import = imported(programme, plan_file(row(), row("4.2", due=None)))
    with pytest.raises(NotNow, match="due date"):
        agree_imported(by=programme, now=NOW, plan_import=plan_import)
    assert not Action.objects.filter(status="agreed").exists()


def test_administrator_imports_but_does_not_agree(administrator):
    plan_import = imported(administrator, plan_file(row()))
    with pytest.raises(Refused):
        agree_imported(by=administrator, now=NOW, plan_import=plan_import)
    assert AuditEvent.objects.filter(kind="confirmed").last().role == "administrator"


@pytest.mark.parametrize("role", ["officer", "approver", "finance", "cabinet"])
def test_others_may_not_import(programme, role):
    person = UserFactory(roles=[role])
    upload = plan_file(row())
    with pytest.raises(Refused):
        kept(person, upload)
    with pytest.raises(Refused):
        confirmed(person, kept(programme, plan_file(row())))
    assert not Action.objects.exists()


def test_csv_gives_the_same_plan(programme):
    import csv
    import io

    from tests.actions.sheets import GOOD

    out = io.StringIO()
    writer = csv.DictWriter(out, list(GOOD))
    writer.writeheader()
    writer.writerow({**GOOD, "Start date": "09/06/2008", "Target date": "2008-07-18"})
    imported(programme, plan_file(row()))
    upload = SimpleUploadedFile("plan.csv", BytesIO(out.getvalue().encode()).read())
    assert counts_of(previewed(upload))["unchanged"] == 1
