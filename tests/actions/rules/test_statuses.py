"""A status is named in the table of an action's life and in the rules beside it; elsewhere its sets are used."""

import ast

import pytest

from actions.rules import lifecycle
from actions.rules.lifecycle import Status
from tests import ROOT

# Files of actions/ that hold words which are statuses elsewhere, and what they are there.
OTHER_WORDS = {
    "actions/imports/drafts/preview.py": "what a question proposes",
    "actions/imports/pages/answer_form.py": "what a question proposes",
    "actions/imports/pages/record_views.py": "a name for the template: what waits to be agreed",
    "actions/imports/workbooks/problems.py": "what a question proposes",
    "actions/imports/workbooks/report.py": "what a question proposes",
    "actions/imports/undoing/obstacles.py": "kinds of events",
    "actions/models/agenda.py": "kinds of decisions of a meeting",
    "actions/imports/undoing/traces.py": "kinds of events",
}
FOLDERS = ("actions", "finance", "jarplan/reporting")


def paths():
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if "migrations" not in path.parts and not name.startswith("actions/rules/"):
                yield name, path


def members(tree):
    """The lines that name a member of Status."""
    for node in ast.walk(tree):
        named = isinstance(node, ast.Attribute) and node.attr in Status.__members__
        if named and ast.unparse(node.value).split(".")[-1] == "Status":
            yield node.lineno


def words(tree):
    """The lines with a text that is a status, but for the kind of an event that is recorded."""
    kinds = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("record", "_record"):
            kinds |= {id(part) for argument in node.args[1:] for part in ast.walk(argument)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in Status.values and id(node) not in kinds:
            yield node.lineno


def conditions(tree):
    """The lines on which a status in words is asked of rows, or compared: elsewhere it may be an address's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and (node.arg or "").startswith(("status", "came_from")):
            yield from (line for line in words(node.value))
        if isinstance(node, ast.Compare) and "status" in ast.unparse(node):
            yield from words(node)


@pytest.mark.slow
def test_no_status_is_named_outside_the_rules():
    found = [f"{name}:{line}" for name, path in paths() for line in members(ast.parse(path.read_text()))]
    assert not found, "ask actions.rules.lifecycle for its sets or ways"


@pytest.mark.slow
def test_no_status_is_written_as_a_word():
    found = []
    for name, path in paths():
        tree = ast.parse(path.read_text())
        if name.startswith("actions/") and name not in OTHER_WORDS:
            found += [f"{name}:{line}" for line in words(tree)]
        found += [f"{name}:{line}" for line in conditions(tree)]
    assert not found, "ask actions.rules.lifecycle for its sets or ways"


def test_every_file_with_other_words_has_some():
    for name in OTHER_WORDS:
        assert list(words(ast.parse((ROOT / name).read_text()))), f"{name} needs no exception any more"


@pytest.mark.parametrize(
    ("code", "find"),
    [
        ("if action.status == Status.AGREED: pass", members),
        ("move(action, lifecycle.Status.PAUSED)", members),
        ("Q(status__in=['agreed', 'paused'])", conditions),
        ("if record.status in ('delivered',): pass", conditions),
        ("STATUSES = ('agreed',)", words),
        ("ledger.record('agreed', 'said')", words),
    ],
)
def test_a_status_would_be_found(code, find):
    assert list(find(ast.parse(code)))


def test_kind_of_an_event_is_no_status():
    assert not list(words(ast.parse("ledger.record(action, 'agreed' if yes else 'withdrawn', role=role)")))


def test_sets_are_what_they_were():
    """In the order in which the database's constraints have them: another order would be a migration."""
    S = Status
    assert lifecycle.UNAGREED == (S.PROPOSED, S.NOT_ACCEPTED, S.WITHDRAWN, S.SUPERSEDED)
    assert lifecycle.CLAIMED == (S.DELIVERED, S.SIGNED_OFF, S.EMBEDDED)
    assert lifecycle.ASIDE == (S.WITHDRAWN, S.PAUSED, S.NOT_ACCEPTED, S.SUPERSEDED)
    assert lifecycle.OPEN == (S.PROPOSED, S.AGREED, S.IN_PROGRESS)
    assert lifecycle.UNDER_WAY == (S.AGREED, S.IN_PROGRESS)
    assert (*lifecycle.OPEN, S.DELIVERED, S.PAUSED) == lifecycle.UNSIGNED
    assert {*lifecycle.LIVE, *lifecycle.OUT} == set(Status)
