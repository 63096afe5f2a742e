"""Undoing a whole import: every field goes back to what it was."""

from dataclasses import replace
from datetime import date

import pytest

from actions.duedates.verbs import ask_for_date
from actions.imports.undoing import restoring
from actions.imports.undoing.verbs import obstacles, undo_import
from actions.models import Action, ContentChange, DateChange, PlanImport, SignOff
from actions.plan.content import content_of
from actions.reading.signatures import live_sign_offs
from actions.rules import lifecycle
from actions.rules.dates import PlanDate
from actions.rules.lifecycle import Awaiting, Status
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.people.models import Organisation, Post
from jarplan.people.posts.verbs import hold_post, rename_post
from tests.actions.imports.sheets import AUDIT, LEAD, R4
from tests.actions.imports.written import AFTERWARDS, everything, imported
from tests.changes import edit_action
from tests.plan import (
    NOON,
    agreed,
    fresh,
    later,
    proposed,
    real_problems,
    signed_off,
    signed_once,
)

WIDE = [
    *["Rec no", "Recommendation", "Action ref", "Action", "Lead officer", "Partners", "Start", "By when"],
    *["Success criteria", "Resources", "Status", "RAG", "Comments"],
]
NEW = [
    4,
    R4,
    "",
    "Write to every carer",
    "Carers' Champion, City Carers Trust",
    "31/10/2008",
    "All have a letter",
]
REASON = "It was last year's file."

# A correction of wording, which an import makes at once: what is more is requested.
REWORDED = "Audit all cases, and reallocate them"


def undone(by, plan_import, now=AFTERWARDS, reason=REASON):
    return undo_import(by=by, now=now, plan_import=plan_import, version=plan_import.version, reason=reason)


def full(reference, text, lead=LEAD, partners="Trades unions; Connexions Leicester", **said):
    """A row of a sheet with all columns."""
    cells = {"start": "1 July 2008", "due": "30/09/2008", "criteria": "All audited", "resources": "Two staff"}
    cells |= {"status": "Under way", "rag": "Amber", "notes": "From the sheet"} | said
    return [4, R4, reference, text, lead, partners, *cells.values()]


def new_only(people, *rows):
    return imported(people.programme, *(rows or [NEW]))


@pytest.mark.slow
def test_new_action_leaves_the_plan_and_keeps_its_reference(plan):
    before = everything()
    plan_import = new_only(plan)
    action = Action.objects.get()
    done = undone(plan.programme, plan_import)
    action = fresh(action)
    assert done.left == ("R4.1",)
    assert (action.status, action.status_reason) == (Status.WITHDRAWN, "The import of plan.xlsx was undone.")
    assert not action.leads.exists() and not action.partners.exists()
    assert everything(but=[action.uuid]) == before
    assert real_problems() == []


def test_import_says_that_it_was_undone_and_why(plan):
    plan_import = new_only(plan)
    done = undone(plan.administrator, plan_import)
    plan_import = fresh(plan_import)
    assert done.plan_import == plan_import
    assert plan_import.state == PlanImport.State.UNDONE
    assert (plan_import.undone_at, plan_import.undone_by) == (AFTERWARDS, plan.administrator)
    event = AuditEvent.objects.latest("sequence")
    assert (event.subject_kind, event.subject, event.kind) == ("import", plan_import.uuid, "undone")
    assert AuditState.objects.get(sequence=event.sequence).reason == REASON


def test_every_record_has_one_event_of_the_undoing(plan):
    agreed(plan)
    rows = [NEW, [4, R4, "4.1", REWORDED, LEAD, "", ""]]
    plan_import = new_only(plan, *rows)
    end = AuditEvent.objects.latest("sequence").sequence
    undone(plan.programme, plan_import)
    events = AuditEvent.objects.filter(sequence__gt=end)
    told = sorted((event.subject_kind, event.kind, event.reference) for event in events)
    assert told == [
        ("action", "put back", "R4.1"),
        ("action", "withdrawn", "R4.2"),
        ("content_change", "recalled", "R4.1"),
        ("import", "undone", f"import {str(plan_import.uuid)[:8]}"),
        ("organisation", "removed", "City Carers Trust"),
        ("post", "removed", "Carers' Champion"),
    ]


CHANGES = {
    "text": {"text": "Audit every case"},
    "lead": {"lead": "Carers' Champion, City Carers Trust"},
    "known lead": {"lead": "Director of Public Health, Leicester City PCT"},
    "partners": {"partners": "Leicester City PCT; Play Association"},
    "start": {"start": "September 2008"},
    "due": {"due": "March 2009"},
    "criteria": {"criteria": "Half are audited; The rest by Easter"},
    "resources": {"resources": "Three staff"},
    "status": {"status": "Finished"},
    "rag": {"rag": "Red"},
    "notes": {"notes": "Something new"},
    "all of it": {
        "text": "Audit every case",
        "lead": "Carers' Champion, City Carers Trust",
        "partners": "Play Association",
        "start": "September 2008",
        "due": "March 2009",
        "criteria": "Half are audited",
        "resources": "Three staff",
        "status": "Finished",
        "rag": "Red",
        "notes": "Something new",
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("said", CHANGES.values(), ids=CHANGES.keys())
def test_each_changed_field_goes_back(plan, said):
    first = imported(plan.programme, full("4.1", AUDIT), headings=WIDE)
    before = everything()
    row = full("4.1", **({"text": AUDIT} | said))
    plan_import = imported(plan.programme, row, headings=WIDE, name="second.xlsx", now=later(2))
    assert everything() != before
    done = undone(plan.programme, plan_import)
    assert done.put_back == ("R4.1",)
    assert everything() == before
    assert real_problems() == []
    assert not obstacles(first)


@pytest.mark.slow
def test_known_organisation_that_supports_goes_back(plan):
    imported(plan.programme, full("4.1", AUDIT, partners="Leicester City PCT; Trades unions"), headings=WIDE)
    before = everything()
    row = full("4.1", AUDIT, partners="Play Association")
    plan_import = imported(plan.programme, row, headings=WIDE, now=later(2))
    assert not plan.b.supports.exists()
    undone(plan.programme, plan_import)
    assert everything() == before
    assert plan.b.supports.exists()


@pytest.mark.slow
def test_measures_and_targets_of_criteria_go_back(plan):
    action = proposed(plan, text=AUDIT)
    before = everything()
    plan_import = new_only(plan, [4, R4, "4.1", AUDIT, LEAD, "", "Something else"])
    assert [one.statement for one in fresh(action).criteria.all()] == ["Something else"]
    undone(plan.programme, plan_import)
    assert everything() == before
    assert fresh(action).criteria.get().target == "100"


def test_version_moves_on_so_that_an_open_form_is_stale(plan):
    action = proposed(plan, text=AUDIT)
    opened = fresh(action)
    plan_import = new_only(plan, [4, R4, "4.1", "Audit every case", LEAD, "", ""])
    undone(plan.programme, plan_import)
    assert fresh(action).version == opened.version + 2
    with pytest.raises(Stale):
        edit_action(
            by=plan.programme,
            now=AFTERWARDS,
            action=opened,
            version=opened.version,
            content=replace(content_of(opened), text="typed"),
        )


@pytest.mark.slow
@pytest.mark.parametrize("make", [signed_off, signed_once])
def test_sign_off_that_lapsed_stands_again(plan, make):
    action = make(plan)
    before = everything()
    plan_import = new_only(plan, [4, R4, "4.1", REWORDED, "", "", ""])
    assert fresh(action).awaiting == Awaiting.ORGANISATION
    assert not live_sign_offs(action).exists()
    done = undone(plan.programme, plan_import)
    assert done.standing_again == ("R4.1",)
    assert live_sign_offs(action).count() == SignOff.objects.count()
    reworded = set(ContentChange.objects.values_list("uuid", flat=True))
    assert everything(but=reworded) == before
    assert real_problems() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "row"), [(signed_off, [4, R4, "4.1", REWORDED, "", "", ""]), (proposed, NEW)]
)
def test_table_of_an_actions_life_decides_undoing_too(plan, make, row, monkeypatch):
    make(plan)
    plan_import = new_only(plan, row)
    before = everything()
    monkeypatch.setattr(lifecycle, "TRANSITIONS", ())
    with pytest.raises(NotNow, match="R4.. is (proposed|delivered). You can undo"):
        undone(plan.programme, plan_import)
    assert everything() == before


@pytest.mark.slow
def test_action_that_did_not_become_what_it_was_stops_the_undoing(plan, monkeypatch):
    proposed(plan)
    plan_import = new_only(plan, [4, R4, "4.1", "Audit it", "", "", "Something else"])
    before = everything()
    monkeypatch.setattr(restoring, "write_parts", lambda parts: None)
    with pytest.raises(NotNow, match="R4.1 could not be restored, so nothing has been undone"):
        undone(plan.programme, plan_import)
    assert everything() == before
    assert fresh(plan_import).state == PlanImport.State.CONFIRMED


@pytest.mark.slow
def test_later_date_that_was_asked_for_is_recalled(plan):
    action = agreed(plan, text=AUDIT)
    before = everything()
    row = [4, R4, "4.1", AUDIT, LEAD, "31/12/2008", ""]
    plan_import = imported(plan.programme, row, later_dates=["R4.1"])
    change = DateChange.objects.get()
    done = undone(plan.programme, plan_import)
    assert done.recalled == ("R4.1",)
    assert fresh(change).decision == DateChange.Decision.RECALLED
    assert everything(but=[change.uuid])["states"] == before["states"]
    assert real_problems() == []
    to = PlanDate.on(date(2009, 1, 31))
    ask_for_date(by=plan.officer_a, now=AFTERWARDS, action=action, to=to, category="people", reason="Sick")


def test_posts_and_organisations_that_nothing_uses_go(plan):
    posts, bodies = Post.objects.count(), Organisation.objects.count()
    plan_import = new_only(plan)
    assert (Post.objects.count(), Organisation.objects.count()) == (posts + 1, bodies + 1)
    done = undone(plan.programme, plan_import)
    assert (Post.objects.count(), Organisation.objects.count()) == (posts, bodies)
    assert done.removed == ("Carers' Champion, City Carers Trust", "City Carers Trust")
    assert done.kept == ()


def test_organisation_that_supports_only_actions_which_leave_goes(plan):
    row = full("", "Write to every carer", "Carers' Champion, City Carers Trust", "City Carers Trust")
    plan_import = imported(plan.programme, row, headings=WIDE)
    assert Organisation.objects.get(name="City Carers Trust").supports.exists()
    done = undone(plan.programme, plan_import)
    assert done.kept == ()
    assert not Organisation.objects.filter(name="City Carers Trust").exists()


@pytest.mark.slow
def test_posts_and_organisations_in_use_stay_and_are_named(plan):
    plan_import = new_only(plan)
    post = Post.objects.get(title="Carers' Champion")
    proposed(plan, post)
    done = undone(plan.programme, plan_import)
    names = ("Carers' Champion, City Carers Trust", "City Carers Trust")
    assert (done.removed, done.kept) == ((), names)
    reason = AuditState.objects.latest("sequence").reason
    assert reason == f"{REASON}\nNot removed, because they are in use: {'; '.join(names)}."
    assert real_problems() == []


def test_post_that_somebody_held_or_renamed_since_stays(plan):
    second = [4, R4, "", "Hold a day of training", "Training Manager, City Carers Trust", "31/10/2008", ""]
    plan_import = new_only(plan, NEW, second)
    post = Post.objects.get(title="Carers' Champion")
    hold_post(by=plan.administrator, now=NOON, post=post, version=post.version, person=plan.officer_a)
    trainer = Post.objects.get(title="Training Manager")
    rename_post(
        by=plan.administrator,
        now=NOON,
        post=trainer,
        version=trainer.version,
        title="Trainer",
        reason="A mistake",
    )
    done = undone(plan.programme, plan_import)
    assert set(done.kept) == {
        "Carers' Champion, City Carers Trust",
        "Trainer, City Carers Trust",
        "City Carers Trust",
    }
    assert real_problems() == []


def test_only_importers_may_undo(plan):
    plan_import = new_only(plan)
    for person in (plan.officer_a, plan.approver_a, plan.cabinet, plan.finance, plan.superuser):
        with pytest.raises(Refused, match="can undo an import"):
            undone(person, plan_import)
    assert fresh(plan_import).state == PlanImport.State.CONFIRMED


def test_import_is_undone_once(plan):
    plan_import = new_only(plan)
    undone(plan.programme, plan_import)
    with pytest.raises(NotNow, match="This import has already been undone"):
        undone(plan.programme, fresh(plan_import))


def test_undoing_needs_a_reason(plan):
    plan_import = new_only(plan)
    with pytest.raises(NotNow, match="Enter the reason"):
        undone(plan.programme, plan_import, reason="  ")


def test_import_that_was_never_confirmed_cannot_be_undone(plan):
    plan_import = new_only(plan)
    nobody = {"confirmed_at": None, "confirmed_by": None}
    PlanImport.objects.filter(pk=plan_import.pk).update(state=PlanImport.State.CALLED_OFF, **nobody)
    with pytest.raises(NotNow, match="never confirmed"):
        undone(plan.programme, plan_import)


def test_import_that_moved_on_is_stale(plan):
    plan_import = new_only(plan)
    with pytest.raises(Stale):
        undo_import(by=plan.programme, now=AFTERWARDS, plan_import=plan_import, version=7, reason=REASON)


def test_import_of_which_nothing_is_known_cannot_be_undone(plan):
    plan_import = new_only(plan)
    PlanImport.objects.filter(pk=plan_import.pk).update(touched=[])
    with pytest.raises(NotNow, match="made no changes that can be undone"):
        undone(plan.programme, plan_import)
