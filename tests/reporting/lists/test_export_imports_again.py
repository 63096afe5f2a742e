"""The exports of the plan, brought back as an import: nothing is new, changed, rejected or asked."""

import pytest

from actions.imports.finding.current_plan import OUR_HEADINGS, CurrentPlan
from actions.imports.workbooks.template import template_workbook
from actions.models import Action
from actions.reading.rounds import Rounds
from jarplan.people.models import User
from jarplan.reporting.lists.columns import every_column, export_headings
from jarplan.spreadsheets.understanding.headings import WORKED_OUT, plain, read_headings
from tests.reporting.exports import ENDINGS, brought_back, differences, matched


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("query", ["", "?sort=-due", "?status=in_progress&sort=organisation", "?q=young"])
def test_export_of_the_whole_demonstration_changes_nothing(told, visit, ending, query):
    match = brought_back(visit, User.objects.get(username="programme"), ending, query)
    assert match.rows and differences(match) == []
    assert len(match.rows) + len(match.not_in_file) == Action.objects.count()
    assert [point for point in match.warnings if point.cell] == []


def test_every_heading_of_the_export_is_read_or_known_as_worked_out():
    headings = export_headings(every_column(Rounds()))
    unread = {plain(text) for text, read in zip(headings, read_headings(headings), strict=True) if not read}
    assert unread - OUR_HEADINGS.keys() == WORKED_OUT


@pytest.mark.slow
def test_workbook_of_the_whole_demonstration_changes_nothing(told):
    match = matched(template_workbook(CurrentPlan.read(), filled=True), "plan.xlsx")
    assert differences(match) == [] and len(match.rows) == Action.objects.count()
    filled = [
        change
        for change in ("lead", "due", "criteria", "partners")
        for one in match.rows
        if one.row.raw(change)
    ]
    assert len(filled) > 3 * len(match.rows)
