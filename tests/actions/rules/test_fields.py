"""Each field of an action is described once: its row in FIELDS is found again wherever an action is shown, kept, read
and published, and what is stored keeps the names that it has.
"""

import re
from dataclasses import replace
from datetime import date

import pytest

from actions.imports.finding.current_plan import OUR_HEADINGS, CurrentPlan
from actions.imports.matching.changes import too_long
from actions.imports.undoing.verbs import undo_import
from actions.imports.workbooks.guidance import GUIDANCE
from actions.imports.workbooks.plan_book import cells_of
from actions.imports.workbooks.template import COLUMNS as TEMPLATE_COLUMNS
from actions.models import Action
from actions.plan import content as plan_content
from actions.plan.content import content_of, material
from actions.reading.queries import Records, live_rows
from actions.reading.rounds import Rounds
from actions.rules.fields import COLUMNS, FIELD, FIELDS, PARTS, SHEET_LABELS, TEXT_KEYS, TEXTS, Kind
from actions.signoff import verbs as signoff_verbs
from actions.subjects import ACTION_FORMAT
from jarplan.audit.reading.folding import state_at
from jarplan.audit.reading.history import event_changes, visible_events
from jarplan.audit.subjects import SUBJECTS
from jarplan.reporting.document.compose import compose
from jarplan.reporting.document.schema import from_text, to_text
from jarplan.reporting.history.story import story
from jarplan.reporting.history.topics import TOPICS
from jarplan.reporting.history.words import label_of
from jarplan.reporting.lists.columns import action_columns, export_headings, export_rows
from jarplan.reporting.plan_checks.texts import texts_of
from jarplan.reporting.published.columns import HEADINGS, flat_rows
from recommendations.models import Recommendation
from tests import plan
from tests.actions.imports.sheets import AUDIT, LEAD, R4, laid_out
from tests.actions.imports.written import AFTERWARDS, imported
from tests.actions.plan.test_views import sent
from tests.changes import edit_action
from tests.plan import agreed, fresh, later, make_recommendation, proposed, real_problems, signed_off

pytestmark = pytest.mark.django_db
each_field = pytest.mark.parametrize("one", FIELDS, ids=FIELD.keys())
each_text = pytest.mark.parametrize("one", TEXTS, ids=TEXT_KEYS)
SHEET = ["Rec no", "Recommendation", "Action ref", "Action", "Lead officer"]
# Names under which earlier releases have stored and published what an action says. They are never renamed.
STORED = {
    *("text", "leads", "partners", "criteria", "resources"),
    *(f"{end}_{part}" for end in ("start", "due") for part in ("raw", "precision", "earliest", "latest")),
}
PUBLISHED = {
    "text",
    "leads",
    "partners",
    "criteria",
    "resources",
    "start",
    "start_latest",
    "due",
    "due_latest",
}
IN_SHEETS = {"text", "lead", "partners", "criteria", "resources", "start", "due"}


def edited(people, action, **changes):
    content = replace(content_of(action), **changes)
    by = {"by": people.programme, "now": later(1), "action": action, "version": action.version}
    edit_action(**by, content=content)
    return fresh(action)


def row(one, words, reference="4.1"):
    """(cells, headings) of a sheet that says something in one plain text."""
    return [4, R4, reference, AUDIT, LEAD, words], [*SHEET, one.heading]


def test_what_is_stored_keeps_its_names(cast):
    subject = SUBJECTS["action"]
    agreed(cast)
    state = subject.state(subject.instances().get())
    assert state.keys() >= STORED
    assert set(COLUMNS) | set(PARTS) == STORED | set(TEXT_KEYS)
    assert IN_SHEETS <= {field.sheet for field in FIELDS} <= SHEET_LABELS.keys()
    (composed,) = compose(day=date(2008, 9, 1), now=later(73)).actions
    assert vars(composed).keys() >= PUBLISHED


@each_field
def test_the_model_has_each_field_as_long_as_its_row_says(one):
    for name in one.columns[:1]:
        assert Action._meta.get_field(name).max_length == one.limit
    assert one.columns or hasattr(Action, one.key)


@pytest.mark.slow
@each_field
def test_the_form_asks_for_each_field(one, cast, at):
    page = at("programme", proposed(cast), "edit").content.decode()
    boxes = {Kind.POSTS: "accountable", Kind.CRITERIA: "criteria-0-statement", Kind.DATE: f"{one.key}_day"}
    assert f'name="{boxes.get(one.kind, one.key)}"' in page
    assert one.label in page or one.kind == Kind.POSTS


@each_field
def test_each_heading_of_ours_is_read_as_its_field(one):
    for heading in filter(None, (one.heading, one.exported)):
        headings = [FIELD["text"].heading, FIELD["leads"].heading, FIELD["due"].heading]
        headings += [] if heading in headings else [heading]
        table = laid_out(["x"] * len(headings), headings=headings)
        assert {column.heading: column.field for column in table.columns}[heading] == one.sheet
    assert (one.heading, one.width) in [(heading, width) for heading, width, _format in TEMPLATE_COLUMNS]
    assert any(one.heading in title for title, _words in GUIDANCE)


@each_field
def test_each_field_is_told_in_the_history_and_published_under_its_heading(one):
    assert label_of("action", Action, one.key) == one.label and one.topic in TOPICS
    assert one.published in ("", *HEADINGS)
    assert one.exported in ("", *export_headings(action_columns(Rounds())))


def test_no_heading_of_ours_means_two_fields():
    for names in ("key", "sheet", "heading", "published", "exported"):
        found = [name for one in FIELDS if (name := getattr(one, names))]
        assert len(found) == len(set(found))
    assert set(OUR_HEADINGS.values()) <= {one.sheet for one in TEXTS}


@pytest.mark.slow
@each_text
def test_what_is_typed_in_a_plain_text_is_kept_shown_told_exported_and_published(one, cast, at):
    action = agreed(cast)
    wrong = at("programme", action, "edit", sent(action, **{one.key: "x" * (one.limit + 1)}))
    assert f'href="#id_{one.key}"' in wrong.content.decode()
    at("programme", action, "edit", sent(action, reason="It was asked", **{one.key: "Three staff"}))
    action = fresh(action)
    assert getattr(action, one.key) == "Three staff"
    page = at("cabinet", action, "").content.decode()
    assert re.search(rf"<dt>{one.label}</dt>\s*<dd>\s*Three staff", page)
    events = visible_events(cast.cabinet).filter(subject=action.uuid).order_by("sequence")
    entry = story(event_changes(events))[-1]
    assert [(change.label, change.before, change.after) for change in entry.changes] == [
        (one.label, "", "Three staff")
    ]
    assert entry.topics == {one.topic}
    (record,) = Records(live_rows(cast.cabinet).filter(pk=action.pk))
    assert getattr(record, one.key) == "Three staff"
    columns = action_columns(Rounds())
    (exported,) = export_rows(columns, [record], later(2).date())
    found = dict(zip(export_headings(columns), exported, strict=True))
    assert not one.exported or found[one.exported] == "Three staff"
    content = compose(day=date(2008, 9, 1), now=later(73))
    assert from_text(to_text(content)) == content
    (published,) = flat_rows(content)
    if one.published:
        assert dict(zip(HEADINGS, published, strict=True))[one.published] == "Three staff"
        assert [text.label for text in texts_of(content) if text.words == "Three staff"] == [
            f"{one.named} of R4.1"
        ]
    assert cells_of(action, CurrentPlan.read())[one.heading] == "Three staff"
    assert real_problems() == []


@each_text
def test_a_stale_save_shows_both_words_of_a_plain_text(one, cast, at):
    action = proposed(cast)
    at("programme", action, "edit", sent(action, **{one.key: "Theirs"}))
    page = at("officer_a", action, "edit", sent(action, **{one.key: "Yours"})).content.decode()
    assert one.form_label in page and re.search(r"<td>Theirs</td>\s*<td>Yours</td>", page)


@pytest.mark.slow
@each_text
def test_a_plain_text_is_imported_with_its_cell_and_goes_back(one, cast):
    Recommendation.objects.filter(pk=make_recommendation().pk).update(text=R4)
    action = edited(cast, proposed(cast, text=AUDIT), **{one.key: "Before"})
    cells, headings = row(one, "Four staff")
    plan_import = imported(cast.programme, cells, headings=headings, now=later(2))
    action = fresh(action)
    assert getattr(action, one.key) == "Four staff"
    assert (action.sources[one.sheet]["cell"], action.sources[one.sheet]["raw"]) == ("F2", "Four staff")
    action = edited(cast, action, **{one.key: "Typed"})
    assert one.sheet not in action.sources
    edited(cast, action, **{one.key: "Four staff"})
    second = imported(cast.programme, row(one, "Five staff")[0], headings=headings, now=later(3))
    undo_import(
        by=cast.programme, now=AFTERWARDS, plan_import=second, version=second.version, reason="Wrong file"
    )
    assert getattr(fresh(action), one.key) == "Four staff"
    assert plan_import.touched and real_problems() == []


@each_text
def test_a_plain_text_that_is_too_long_for_the_plan_is_not_imported(one):
    cells, headings = row(one, "x" * (one.limit + 1))
    (read,) = laid_out(cells, headings=headings).rows
    assert [field for field, _sentence in too_long(read)] == [one.sheet]


@each_text
def test_a_past_day_shows_what_a_plain_text_said_then(one, cast):
    action = edited(cast, agreed(cast), **{one.key: "Then"})
    by = {"by": cast.programme, "now": later(9), "action": action, "version": action.version}
    edit_action(**by, content=replace(content_of(action), **{one.key: "Now"}))
    assert state_at("action", action.uuid, later(5).date())[one.key] == "Then"


def test_a_state_from_before_a_plain_text_says_nothing_in_it():
    assert max(one.since for one in FIELDS) <= ACTION_FORMAT
    later_ones = {one.key for one in TEXTS if one.since > 4}
    state = dict.fromkeys(STORED, "x")
    read = SUBJECTS["action"].upcast(dict(state), 4)
    # Nor about a delivery: the rule of then did not look at what was before it.
    unsaid = {"rating_before": "", "late_due": None, "late_on": None}
    unsaid |= {"claim": {}, "unproven": 0, "unanswered": 0, "answered": 0, "confidence": ""}
    assert read == state | dict.fromkeys(later_ones, "") | unsaid


def test_a_version_from_before_a_plain_text_says_nothing_in_it(cast):
    agreed(cast)
    content = compose(day=date(2008, 9, 1), now=later(73))
    (action,) = from_text(to_text(content).replace('"resources":"",', "")).actions
    assert action == content.actions[0]


def test_a_plain_text_that_is_signed_for_ends_a_sign_off_and_is_part_of_what_is_signed(cast, monkeypatch):
    """As its row says: no plain text of ours does so yet."""
    signed = replace(FIELD["resources"], ends_sign_off="resources")
    action = signed_off(cast)
    monkeypatch.setattr(plan_content, "FIELDS", [signed])
    monkeypatch.setattr(signoff_verbs, "SIGNED_TEXTS", [signed])
    assert signoff_verbs.signed_content(action)["resources"] == ""
    contents = [plan.content(resources=words) for words in ("", "£2k")]
    assert material(*contents) == "resources"


def test_every_plain_text_has_its_own_column_of_the_plan():
    assert not {one.key for one in TEXTS} - {field.name for field in Action._meta.concrete_fields}
    assert plan.Content.__dataclass_fields__.keys() == FIELD.keys()
