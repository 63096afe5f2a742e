"""Titles among the rows of a plan, and what they say."""

import pytest

from jarplan.spreadsheets.layout.signs.titles import recommendation_of
from tests.spreadsheets.sheets import cell_of


@pytest.mark.parametrize(
    ("number", "text", "expected"),
    [
        (3, "develop", (3, "develop")),
        ("R3", "develop", (3, "develop")),
        (None, "3. develop", (3, "develop")),
        (None, "Recommendation 12: develop", (12, "develop")),
        (None, "Recommendation 12", (12, "")),
        (4, "3. develop", (4, "develop")),  # the number's own cell wins
        (None, "develop 3 systems", (None, "develop 3 systems")),
        (None, "", (None, "")),
    ],
)
def test_number_and_text_of_a_recommendation(number, text, expected):
    cells = [cell_of(value, at) if value else None for value, at in ((number, "A2"), (text, "B2"))]
    assert recommendation_of(*cells) == expected


def test_section_that_is_a_number_alone_names_its_recommendation():
    cell = cell_of("7", "A2")
    assert recommendation_of(cell, cell) == (7, "")
