"""What is said to have changed where somebody has named the columns or the rows of a file."""

from types import SimpleNamespace

import pytest

from actions.imports.pages.differences import MOST, state_of, what_changed


def read(rows=(5, 6), heads=(4,), fields=("text", "due"), sheets=("Plan",), **counts):
    """The state of a draft with a table of these rows on each of its sheets."""
    columns = [
        {"key": f"{sheet}!{letter}", "letter": letter, "field": field, "header_row": heads[0]}
        for sheet in sheets
        for letter, field in zip("ABCDEFGHIJ", fields, strict=False)
    ]
    said = {
        "sheets": [{"name": name, "heads": [[row, row] for row in heads]} for name in sheets],
        "columns": columns,
    }
    found = [{"sheet": sheet, "row": row} for sheet in sheets for row in rows]
    counts = {"rows": len(found)} | counts
    return state_of(SimpleNamespace(rows=found, understood=said | {"counts": counts}))


def test_nothing_is_said_where_nothing_has_changed():
    assert what_changed(read(), read()) == []


def test_headings_rows_and_numbers_that_changed_are_said_in_this_order():
    assert what_changed(read(), read(rows=(7, 8, 9), heads=(6,), questions=2)) == [
        "Sheet “Plan”: headings in row 6 (before: row 4).",
        "Now read as actions: row 7, row 8, row 9.",
        "No longer read as actions: row 5, row 6.",
        "Rows: 3 (before: 2), Questions: 2 (before: 0).",
    ]


def test_a_column_is_named_with_what_it_was():
    assert what_changed(read(), read(fields=("text", ""))) == ["Column B is not imported (before: “Due”)."]
    assert what_changed(read(fields=("", "due")), read()) == ["Column A is “Action” (before: not imported)."]


def test_a_column_under_another_heading_is_another_column():
    said = what_changed(read(), read(heads=(3,), fields=("", "start")))
    assert said == ["Sheet “Plan”: headings in row 3 (before: row 4)."]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (range(5, 5 + MOST), "row 10."),
        (range(5, 6 + MOST), "1 more row."),
        (range(5, 8 + MOST), "3 more rows."),
    ],
)
def test_no_more_than_a_few_rows_are_named(rows, words):
    told, _numbers = what_changed(read(rows=()), read(rows=rows))
    assert told.endswith(words) and told.count(", ") == min(len(rows), MOST + 1) - 1


def test_rows_of_several_sheets_are_named_with_theirs():
    before, after = read(rows=(), sheets=("One", "Two")), read(rows=(5,), sheets=("One", "Two"))
    assert what_changed(before, after)[0] == "Now read as actions: One, row 5, Two, row 5."
