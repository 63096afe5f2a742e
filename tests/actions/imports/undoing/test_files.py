"""Whole files brought, confirmed, undone and brought again: the same actions come back under their own references."""

import pytest

from actions.imports.undoing.verbs import undo_import
from actions.models import Action
from actions.rules.lifecycle import Status
from jarplan.audit.canonical import plain
from jarplan.audit.models import AuditEvent
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.models import Organisation, Post
from tests.actions.imports.books import (
    NOW,
    answered,
    confirmed,
    drafted,
    plan_file,
    proposals,
    results,
    row,
    sample,
)
from tests.actions.imports.written import everything
from tests.plan import real_problems

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def brought(by, upload):
    draft = drafted(by, upload)
    return answered(by, draft, proposals(draft))


def undone(by, plan_import):
    said = {"version": plan_import.version, "reason": "It was last year's file."}
    return undo_import(by=by, now=NOW, plan_import=plan_import, **said)


def said_by_actions():
    """{reference: what the action says}, without what tells one import from another; posts and organisations, which
    come anew, by their names."""
    names = {str(post.uuid): str(post) for post in Post.objects.all()}
    names |= {str(body.uuid): body.name for body in Organisation.objects.all()}
    found = {}
    for action in SUBJECTS["action"].instances():
        state = plain(SUBJECTS["action"].state(action)) | {"version": 0, "plan_import": ""}
        state["sources"] = {name: one | {"import": ""} for name, one in state["sources"].items()}
        state["criteria"] = [one | {"uuid": ""} for one in state["criteria"]]
        state["leads"] = [one | {"post": names[one["post"]]} for one in state["leads"]]
        state["partners"] = [
            one | {"organisation": names.get(one["organisation"])} for one in state["partners"]
        ]
        found[action.reference] = state
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a1_clean.xlsx", "b1_council_layout.xlsx", "c1_text_dates_colours.xlsx"])
def test_sample_that_was_undone_comes_back_as_it_was(programme, name):
    before = everything()
    draft = brought(programme, sample(name))
    first = confirmed(programme, draft)
    said, posts = said_by_actions(), Post.objects.count()
    uuids = set(Action.objects.values_list("uuid", flat=True))
    undone(programme, first)
    assert set(Action.objects.values_list("status", flat=True)) == {Status.WITHDRAWN}
    headings = ("heading", "rememberedheading")
    after = everything(but=uuids)
    for table, rows in before["rows"].items():
        assert table in headings or after["rows"][table] == rows, table
    again = brought(programme, sample(name))
    assert results(again) == {"new": len(uuids)}
    confirmed(programme, again)
    assert set(Action.objects.values_list("uuid", flat=True)) == uuids
    assert said_by_actions() == said
    assert Post.objects.count() == posts
    assert real_problems() == []


def test_action_comes_back_with_nothing_of_the_undone_file(programme):
    first = confirmed(programme, drafted(programme, plan_file(row())))
    undone(programme, first)
    lean = {**row(), "Resources / cost": None, "Success criteria": None, "Notes": None, "Partners": None}
    second = confirmed(programme, drafted(programme, plan_file(lean, name="lean.xlsx")))
    action = Action.objects.get()
    assert (action.status, action.plan_import, action.resources) == (Status.PROPOSED, second, "")
    assert not action.criteria.exists() and not action.partners.exists()
    assert {one["file"] for one in action.sources.values()} == {"lean.xlsx"}
    assert "notes" not in action.sheet_said


@pytest.mark.slow
def test_comeback_that_is_undone_goes_back_to_what_it_was(programme):
    first = confirmed(programme, drafted(programme, plan_file(row())))
    undone(programme, first)
    gone = everything()
    again = confirmed(programme, drafted(programme, plan_file(row())))
    done = undone(programme, again)
    assert done.left == ("R4.1",)
    assert everything() == gone
    assert Action.objects.get().plan_import == first
    third = confirmed(programme, drafted(programme, plan_file(row())))
    assert Action.objects.get().plan_import == third
    assert real_problems() == []


def test_real_confirmation_says_what_it_wrote(programme):
    """What undoing goes by: every record of the plan that has an event of the confirmation."""
    done = confirmed(
        programme, drafted(programme, plan_file(row(), row("4.2", lead_officer="Carers' Champion")))
    )
    confirming = AuditEvent.objects.get(subject=done.uuid, kind="confirmed")
    events = AuditEvent.objects.filter(recorded_at=confirming.recorded_at)
    written = {(event.subject_kind, str(event.subject)) for event in events} - {("import", str(done.uuid))}
    assert {tuple(one) for one in done.touched} == {one for one in written if one[0] != "file"}
