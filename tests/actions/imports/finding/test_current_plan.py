"""Reading the plan for an import: the rows of an import, a megabyte of them, do not come with each of its actions."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.imports.finding.current_plan import CurrentPlan
from jarplan.audit.subjects import SUBJECTS
from tests.plan import proposed


def statements_about(read, table):
    with CaptureQueriesContext(connection) as queries:
        read()
    return [one["sql"] for one in queries if f'FROM "{table}"' in one["sql"]]


def test_rows_of_imports_are_not_read_with_the_actions(cast):
    proposed(cast)
    for read in (CurrentPlan.read, lambda: list(SUBJECTS["action"].instances())):
        statements = statements_about(read, "actions_action")
        assert statements and not [sql for sql in statements if '"preview"' in sql]
