"""No file hurts the reader: each is answered after little work, in a sentence that says what to do, or read."""

import gc
import io
import tracemalloc

import pytest

from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import SheetRefused, read_workbook
from tests.effort import check_effort
from tests.spreadsheets import hostile

FILES = hostile.files()
HEAVY = [
    "bomb by ratio",
    "bomb of the sheet",
    "bomb by unpacked size",
    "50,000 rows",
    "50,000 rows of csv",
    "formatting on 540,000 cells",
    "stray cell",
    "merged to the last corner",
]
MEGABYTES = 150


def answer(name, content):
    """(the PlanTable or None, the message) of a file."""
    try:
        table = lay_out(read_workbook(io.BytesIO(content), name))
    except SheetRefused as error:
        return None, str(error)
    return table, table.message


def longest():
    answer("plan.xlsx", hostile.longest_plan())


def test_there_are_sixty_of_them():
    assert len(FILES) - hostile.FLIPS >= 60


@pytest.mark.slow
@pytest.mark.parametrize("case", FILES)
def test_file_is_answered_after_little_work_and_in_words(case):
    name, content, words = FILES[case]
    table, message = check_effort(lambda: answer(name, content), longest, hostile.TIMES)
    if words is None:
        assert message.endswith(".") or table.rows
    elif words:
        assert words in message
        assert message.endswith(".") and len(message) < 500
        assert not table or not table.rows
    else:
        assert message == "" and table.rows


@pytest.mark.slow
@pytest.mark.parametrize("case", HEAVY)
def test_heavy_file_takes_little_memory(case):
    name, content, _words = FILES[case]
    gc.collect()
    tracemalloc.start()
    try:
        answer(name, content)
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_stray_cell_is_named_and_the_plan_is_read():
    table, _message = answer(*FILES["stray cell"][:2])
    assert [row.understood.text for row in table.rows] == ["Meet"]
    assert any("XFD1048576" in point.sentence for point in table.warnings)


def test_formula_is_read_by_its_saved_result_only():
    table, _message = answer(*FILES["formula with a result"][:2])
    assert (table.rows[0].understood.text, table.rows[0].problems) == ("Meet", [])
    table, _message = answer(*FILES["formula without a result"][:2])
    assert "result was not saved" in table.rows[0].problems[0].sentence


def test_what_would_turn_the_writing_is_taken_out():
    table, _message = answer(*FILES["control characters"][:2])
    assert table.rows[0].understood.text == "Meet"
