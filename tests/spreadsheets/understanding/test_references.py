"""References of a sheet: as they are written, and those that Excel turned into numbers or dates, which are turned
back in the order that makes sense, and asked.
"""

from datetime import date

import pytest

from jarplan.spreadsheets.understanding.references import read_reference, read_references
from tests.spreadsheets.layout.test_plan import made

HEADINGS = ["Ref", "Recommendation", "Action", "Lead officer", "Due"]
FIRST, SECOND = "ensure that young people are told of the findings", "review the provision of the area"
BRITISH = [date(2008, 1, 1), date(2008, 2, 1), date(2008, 1, 2), date(2008, 2, 2)]
AMERICAN = [date(2008, 1, 1), date(2008, 1, 2), date(2008, 2, 1), date(2008, 2, 2), date(2008, 2, 3)]


def texts(*values, **options):
    return [one.text for one in read_references([(value, str(value)) for value in values], **options)]


def sheet(*references, blocks=(FIRST, FIRST, SECOND, SECOND)):
    rows = [
        [reference, block, f"Hold meeting {at} of the group", "Head of Service, LCC", "Dec 08"]
        for at, (reference, block) in enumerate(zip(references, blocks, strict=True))
    ]
    return made(HEADINGS, *rows)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("R4.2", "R4.2"),
        ("r 4.2", "R4.2"),
        ("4.2a", "4.2a"),
        ("Rec 3", "3"),
        ("Action 3/1", "3.1"),
        ("1.10", "1.10"),
        (3.0, "3"),
        (7, "7"),
        (1.2, "1.2"),
        (None, ""),
    ],
)
def test_reference(value, text):
    assert read_reference(value).text == text and not read_reference(value).question


def test_text_that_is_no_reference_is_a_problem():
    assert read_reference("to follow").problem


def test_lost_nought_is_noticed_by_the_sequence_and_asked():
    column = [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1, 1.11, 2.1]
    found = read_references([(value, str(value)) for value in column])
    assert [one.text for one in found][8:] == ["1.9", "1.10", "1.11", "2.1"]
    assert [bool(one.question) for one in found] == [at == 9 for at in range(12)]
    assert texts("1.9", "1.1") == ["1.9", "1.10"] and texts(1.19, 1.2) == ["1.19", "1.20"]


def test_numbers_in_order_are_left_alone():
    assert texts(1.1, 1.2, 2.1, 2.2) == ["1.1", "1.2", "2.1", "2.2"]
    assert not any(one.question for one in read_references([(value, "") for value in (1.1, 1.2, 2.1)]))


@pytest.mark.parametrize("value", [date(2026, 1, 2), "02-Jan", "2-Jan"])
def test_date_in_place_of_a_reference_is_asked(value):
    assert read_reference(value).text == "2.1" and "2.1" in read_reference(value).question


def test_date_turned_round_by_the_rows_recommendation():
    assert texts(date(2026, 1, 2), recommendations=[1]) == ["1.2"]
    assert texts(date(2026, 1, 2), recommendations=[2]) == ["2.1"]
    assert texts("1.1", date(2026, 1, 2)) == ["1.1", "1.2"]


def test_column_of_dates_is_the_actions_references_and_is_asked_once():
    table = sheet(*BRITISH)
    assert table.columns[0].field == "reference"
    assert [row.understood.reference.text for row in table.rows] == ["1.1", "1.2", "2.1", "2.2"]
    points = [point for row in table.rows for point in row.questions if point.field == "reference"]
    assert len(points) == 4 and len({point.key for point in points}) == 1
    assert "1.1, 1.2, 2.1, 2.2" in points[0].sentence and points[0].label("no")


@pytest.mark.parametrize("blocks", [(), ("a", "a", "b", "b")])
def test_column_of_british_dates(blocks):
    assert texts(*BRITISH, blocks=blocks) == ["1.1", "1.2", "2.1", "2.2"]


def test_column_of_american_dates_by_its_blocks():
    assert texts(*AMERICAN, blocks="aabbb") == ["1.1", "1.2", "2.1", "2.2", "2.3"]


def test_date_below_references_is_not_one_of_them():
    [*_rest, last] = read_references([(1.1, "1.1"), (1.2, "1.2"), (date(2008, 1, 2), "")])
    assert (last.text, last.other) == ("2.1", "1.2") and "Was it 2.1?" in last.question


def test_date_whose_reference_stands_further_down():
    assert texts(date(2008, 1, 2), "2.1", recommendations=[2, 2]) == ["1.2", "2.1"]


def test_date_follows_the_references_of_its_block():
    assert texts("3.1", date(2008, 3, 2), "3.3", blocks="aaa") == ["3.1", "3.2", "3.3"]
    assert texts("3.1", date(2008, 3, 2), "2.2", blocks="aba") == ["3.1", "2.3", "2.2"]


def test_dates_read_in_two_orders_are_asked_one_by_one():
    found = read_references([(date(2008, 2, 1), ""), (date(2008, 3, 1), "")], recommendations=[1, 3])
    assert [one.text for one in found] == ["1.2", "3.1"] and not any(one.alike for one in found)
