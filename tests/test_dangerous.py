"""What an attacker looks for first stands where this table says it does, with its reason, and nowhere else: SQL that
is made of pieces, text that reaches a page as it is, and programs that are started.
"""

import ast
from collections import Counter
from functools import cache

import pytest

from tests import ROOT
from tests.test_architecture import modules

# {file: (how many places, why nothing that is typed gets there)}. Who adds a place says it here.
SQL = {
    "actions/migrations/0004_states_and_moments.py": (1, "a statement that stands in the file"),
    "jarplan/audit/integrity/standing.py": (4, "names of our own triggers and tables"),
    "jarplan/audit/integrity/triggers.py": (3, "names of our own triggers and tables"),
    "jarplan/audit/management/commands/prepare_database.py": (1, "the role is quoted as a name"),
    "jarplan/audit/operations.py": (1, "names that stand in migrations"),
    "jarplan/audit/reading/then.py": (1, "Django's own statement, after tables that stand in the code"),
    "jarplan/inserting.py": (2, "names of fields of models; every value is a parameter"),
    "jarplan/reporting/demonstration/mark.py": (1, "names that the database gives, quoted"),
    "jarplan/reporting/operations/snapshots.py": (2, "statements that stand in the file"),
}
SAFE = {
    "jarplan/reporting/charts/bars.py": (3, "pieces that filled() has escaped"),
    "jarplan/reporting/charts/lines.py": (4, "pieces that filled() has escaped"),
    "jarplan/reporting/filling.py": (1, "filled() itself: each value is escaped"),
    "jarplan/reporting/history/entries.py": (4, "pieces that are escaped one line before"),
    "jarplan/reporting/lists/choices.py": (2, "pieces that filled() has escaped"),
    "jarplan/reporting/lists/columns.py": (2, "pieces that filled() has escaped, and labels of our own"),
    "jarplan/reporting/lists/shape.py": (1, "pieces that filled() has escaped"),
    "jarplan/reporting/lists/timeline.py": (1, "pieces that filled() has escaped"),
    "jarplan/reporting/shortforms.py": (1, "days, which hold no text"),
    "jarplan/reporting/work/rows.py": (1, "pieces that filled() has escaped"),
}
STARTED = {
    "jarplan/background/nudging.py": (1, "our own child.py, which runs manage.py, with keys"),
    "jarplan/background/tasks.py": (1, "the same, with a command that settings name"),
    "jarplan/reporting/operations/snapshots.py": (2, "PostgreSQL's own programs, without a shell"),
    "jarplan/spreadsheets/sandbox/process.py": (1, "our own reader, which is told on its standard input"),
    "tools/bench/imports.py": (1, "manage.py"),
    "tools/bench/readers.py": (1, "gunicorn, as docs/operations.md says"),
}
QUERIES = {"execute", "executemany", "executescript", "RawSQL"}
RUN = {"run", "Popen", "call", "check_call", "check_output"}


@cache
def calls():
    """[(path, the name of what is called, the words before it, the call)] of all our modules."""
    found = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                before, _, name = ast.unparse(node.func).rpartition(".")
                found.append((str(path.relative_to(ROOT)), name, before, node))
    return found


def is_written_there(node):
    return bool(node.args) and isinstance(node.args[0], ast.Constant)


def is_sql(name, before, node):
    if name in ("raw", "extra"):
        return "objects" in before
    return name in QUERIES and bool(node.args) and not is_written_there(node)


def is_safe(name, before, node):
    return name in ("SafeString", "SafeText", "mark_safe") and not is_written_there(node)


def is_started(name, before, node):
    return name in RUN and before == "subprocess"


@pytest.mark.parametrize(("is_one", "known"), [(is_sql, SQL), (is_safe, SAFE), (is_started, STARTED)])
def test_each_place_is_known_with_its_reason(is_one, known):
    found = Counter(path for path, *one in calls() if is_one(*one))
    assert found == {path: number for path, (number, _why) in known.items()}


def test_no_shell_and_nothing_that_runs_text():
    for path, name, before, node in calls():
        assert not (before == "os" and name in ("system", "popen")), path
        assert before or name not in ("eval", "exec"), path
        assert not any(one.arg == "shell" for one in node.keywords), path


def test_no_template_hands_text_on_unescaped():
    for path in (ROOT / "templates").rglob("*.*"):
        text = path.read_text()
        assert "|safe" not in text and "safeseq" not in text, path
        # A mail in plain text is no page.
        assert "autoescape off" not in text or path.suffix == ".txt", path
