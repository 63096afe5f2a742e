"""What a draft keeps: the table that was read of its file, used as long as the file would be read the same again; and
the rows that were matched, used as long as nothing has happened to the plan.
"""

import gzip
from pathlib import Path

import pytest
from django.db import transaction

from actions.imports.drafts import understanding
from actions.imports.drafts.understanding import (
    kept_lines,
    read_draft,
    state_of_plan,
    understand,
    understand_draft,
)
from actions.imports.drafts.verbs import change_draft
from actions.imports.finding import current_plan
from actions.imports.undoing.verbs import undo_import
from actions.imports.writing import verbs as writing
from actions.models import Action, ImportDraft, PlanImport
from actions.plan.verbs import withdraw_action
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.ledger import record_refusal
from jarplan.audit.models import AuditState
from jarplan.people.posts.verbs import add_organisation
from jarplan.spreadsheets.sandbox import process
from tests.actions.imports.books import (
    NOW,
    answered,
    confirmed,
    drafted,
    imported,
    plan_file,
    proposals,
    row,
    sample,
)
from tests.plan import fresh, real_problems

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ROWS = (row(), row("4.2", action="Write to each carer", target_date="end of june"), row("99.1", rec_no=99))


def another(by):
    """Something happens to the plan that no row is about."""
    record_refusal(Refused("You may not."), by=by, now=NOW)


@pytest.fixture
def readings(monkeypatch):
    """How often a file was given to the reader."""
    found, answer_of = [], process.answer_of

    def counted(task, *arguments):
        found.append(task)
        return answer_of(task, *arguments)

    monkeypatch.setattr(process, "answer_of", counted)
    return found


@pytest.fixture
def matchings(monkeypatch):
    """How often a table was held against the plan."""
    found, match_plan = [], understanding.match_plan

    def counted(*arguments, **more):
        found.append(arguments)
        return match_plan(*arguments, **more)

    monkeypatch.setattr(understanding, "match_plan", counted)
    return found


@pytest.mark.parametrize("name", ["a1_clean.xlsx", "b1_council_layout.xlsx", "c1_text_dates_colours.xlsx"])
def test_kept_table_is_what_a_fresh_reading_gives(programme, readings, name):
    draft = drafted(programme, sample(name))
    assert readings == ["read"]
    kept = read_draft(fresh(draft))
    assert readings == ["read"]
    upload = sample(name)
    assert kept.table == understand(upload, name).read.table
    assert readings == ["read", "read"]


def test_answers_are_taken_without_reading_the_file_again(programme, readings):
    draft = drafted(programme, plan_file(*ROWS))
    table, asked, questions = draft.table.name, proposals(draft), len(draft.understood["questions"])
    draft = answered(programme, draft, asked)
    assert (readings, draft.table.name) == (["read"], table)
    assert len(draft.understood["questions"]) < questions


def test_chosen_column_is_read_again_and_the_new_table_is_kept(
    programme, readings, django_capture_on_commit_callbacks
):
    draft = drafted(programme, plan_file(*ROWS))
    before = Path(draft.table.path)
    mapping = {"JAR action plan!N": "resources", "JAR action plan!K": ""}
    with django_capture_on_commit_callbacks(execute=True):
        draft = change_draft(
            by=programme,
            now=NOW,
            draft=draft,
            version=draft.version,
            understanding=understand_draft(draft, mapping=mapping),
            mapping=mapping,
        )
    assert readings == ["read", "read"]
    assert not before.exists() and Path(draft.table.path).exists()
    understand_draft(fresh(draft))
    assert readings == ["read", "read"]


def tampered(draft, monkeypatch, programme):
    lines = gzip.decompress(kept_lines(draft)).replace(b"Write to each carer", b"Write to nobody")
    Path(draft.table.path).write_bytes(gzip.compress(lines, mtime=0))


def cut_short(draft, monkeypatch, programme):
    Path(draft.table.path).write_bytes(kept_lines(draft)[:-20])


def missing(draft, monkeypatch, programme):
    Path(draft.table.path).unlink()


def never_kept(draft, monkeypatch, programme):
    # As of a draft from before tables were kept.
    gone = {"table", "seal", "matched"}
    understood = {name: value for name, value in draft.understood.items() if name not in gone}
    ImportDraft.objects.update(understood=understood)


def of_another_format(draft, monkeypatch, programme):
    monkeypatch.setattr(process, "FORMAT", process.FORMAT + 1)


def known_by_more(draft, monkeypatch, programme):
    # Leads are parted by the organisations that are known.
    add_organisation(by=programme, now=NOW, name="Carers' Forum")


def read_within_other_limits(draft, monkeypatch, programme):
    monkeypatch.setattr(process.settings, "SHEET_MAX_CHARACTERS", 10_000)


@pytest.mark.parametrize(
    "change",
    [tampered, cut_short, missing, never_kept, of_another_format, known_by_more, read_within_other_limits],
)
def test_table_that_will_not_do_is_read_anew(programme, readings, monkeypatch, change):
    draft = drafted(programme, plan_file(*ROWS))
    before = understand_draft(draft).read.table
    change(draft, monkeypatch, programme)
    assert readings == ["read"]
    read = read_draft(fresh(draft))
    assert readings == ["read", "read"]
    assert (read.table, "nobody" in str(read.table)) == (before, False)
    done = confirmed(programme, fresh(draft))
    assert isinstance(done, PlanImport) and done.counts["written"] == 2


def test_file_that_is_not_the_one_is_refused_though_its_table_is_kept(programme):
    draft = drafted(programme, plan_file(*ROWS))
    Path(draft.file.path).write_bytes(plan_file(row(action="Tampered")).read())
    with pytest.raises(NotNow, match="not the one"):
        understand_draft(draft)


def test_unchanged_plan_is_neither_read_nor_matched_again(programme, readings, matchings):
    draft = drafted(programme, plan_file(*ROWS))
    assert isinstance(confirmed(programme, draft), PlanImport)
    assert (len(readings), len(matchings)) == (1, 1)
    assert real_problems() == []


@pytest.mark.parametrize("of", ["new", "changed", "brought back"])
def test_same_is_written_whether_it_is_matched_again_or_not(programme, matchings, of):
    def book(text="Write to each carer"):
        return plan_file(
            row(),
            row("4.2", action=text, target_date="June 2008", partners="PCT; Police"),
            row("99.1", rec_no=99),
        )

    if of != "new":
        done = imported(programme, book("Write to them"))
    if of == "brought back":
        undo_import(by=programme, now=NOW, plan_import=done, version=done.version, reason="Too early")
    draft = answered(programme, drafted(programme, book()), {})
    found = []
    for again in (False, True):
        begun = len(matchings)
        with transaction.atomic():
            if again:
                another(programme)
            done = confirmed(programme, fresh(draft))
            assert (len(matchings) > begun) == again
            written = [action_as_written(action) for action in Action.objects.order_by("pk")]
            body = AuditState.objects.filter(subject_kind="import").last().body
            found.append((done.counts, rows_of(done.preview), written, body.count('"cell"')))
            transaction.set_rollback(True)
    assert found[0] == found[1]


def action_as_written(action):
    parts = [
        list(action.leads.values_list("post__title", "post__organisation__name", "accountable")),
        list(action.partners.values_list("name", "organisation__name")),
        list(action.criteria.values_list("order", "statement")),
    ]
    row = Action.objects.filter(pk=action.pk).values().get()
    own = {name: value for name, value in row.items() if name not in ("id", "uuid", "plan_import_id")}
    return own, parts


def rows_of(preview):
    return [{**one, "action": bool(one["action"])} for one in preview]


def test_history_that_has_gone_on_is_matched_again(programme, readings, matchings):
    draft = drafted(programme, plan_file(*ROWS))
    another(programme)
    assert isinstance(confirmed(programme, draft), PlanImport)
    assert (len(readings), len(matchings)) == (1, 2)


def test_other_way_of_matching_matches_again(programme, matchings, monkeypatch):
    draft = drafted(programme, plan_file(*ROWS))
    monkeypatch.setattr(understanding, "FORMAT", understanding.FORMAT + 1)
    assert isinstance(confirmed(programme, draft), PlanImport)
    assert len(matchings) == 2


def test_answers_are_matched_to_the_plan_as_it_is_then(programme, matchings):
    draft = drafted(programme, plan_file(*ROWS))
    another(programme)
    draft = answered(programme, draft, proposals(draft))
    assert draft.matched == state_of_plan()
    assert isinstance(confirmed(programme, draft), PlanImport)
    assert len(matchings) == 2


@pytest.mark.parametrize("concerned", [False, True])
def test_plan_that_changes_just_before_the_locks_is_matched_again(
    programme, readings, matchings, monkeypatch, concerned
):
    imported(programme, plan_file(row()))
    action = Action.objects.get()
    draft = drafted(programme, plan_file(row(action="Other words")))
    reads, matches, begun = len(readings), len(matchings), []

    def beaten(*arguments):
        """The first look sees the plan as it was; then somebody is quicker."""
        seen = state_of_plan(*arguments)
        if not begun:
            begun.append(seen)
            if concerned:
                withdraw_action(by=programme, now=NOW, action=action, version=1, reason="No longer needed")
            else:
                another(programme)
        return seen

    monkeypatch.setattr(writing, "state_of_plan", beaten)
    done = confirmed(programme, draft)
    assert isinstance(done, ImportDraft if concerned else PlanImport)
    assert (len(readings), len(matchings)) == (reads, matches + 1)
    assert Action.objects.get().text == (action.text if concerned else "Other words")
    if concerned:
        assert done.message == writing.MOVED and done.rows[0]["moved"]
        assert done.matched == state_of_plan()


def test_draft_keeps_nothing_of_the_table_in_its_row(programme):
    draft = drafted(programme, plan_file(*ROWS))
    assert draft.table.name.startswith("drafts/")
    assert b"Write to each carer" in gzip.decompress(kept_lines(draft))


def test_what_happens_while_the_plan_is_read_is_not_taken_as_seen(programme, matchings, monkeypatch):
    def meanwhile(within):
        another(programme)
        return set()

    upload = plan_file(*ROWS)
    with monkeypatch.context() as patch:
        patch.setattr(current_plan, "elsewhere", meanwhile)
        draft = drafted(programme, upload)
    assert draft.matched != state_of_plan()
    assert isinstance(confirmed(programme, draft), PlanImport)
    assert len(matchings) == 2
