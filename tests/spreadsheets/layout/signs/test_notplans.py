"""Sheets that are no plan are named for what they are."""

import pytest

from jarplan.spreadsheets.layout.signs.notplans import kind_of_sheet
from jarplan.spreadsheets.layout.table import COSTS, EMPTY, GUIDANCE, UNKNOWN
from tests.spreadsheets.sheets import sheet_of

PROSE = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (EMPTY, []),
        (COSTS, [["Cost", "Budget", 5], ["Staff", 7, 8]]),
        # A third of the cells, but one word of money only.
        (UNKNOWN, [["Cost", "Staff", 5], ["Staff", 7, "x"]]),
        (UNKNOWN, [["Visits", 5], ["Reviews", 7]]),
        # Ticks are no figures.
        (GUIDANCE, [["Done", True], ["Met", False]]),
        (GUIDANCE, [["How to"], ["Ask us"], ["Send it"], PROSE]),
        (UNKNOWN, [["How to"], ["Ask us"], PROSE, PROSE]),
    ],
)
def test_kind_of_a_sheet(kind, rows):
    found, sentence = kind_of_sheet(sheet_of(*rows, name="Annex B"))
    assert found == kind
    assert "“Annex B”" in sentence and sentence.endswith(".")


def test_lists_behind_drop_downs_are_known_by_the_name_of_their_sheet():
    rows = ["Red", "Amber", "Green"], ["Open", "Done", "Late"]
    assert kind_of_sheet(sheet_of(*rows, name=" Lookups "))[0] == GUIDANCE
    assert kind_of_sheet(sheet_of(*rows, name="Listening events"))[0] == UNKNOWN
