"""Reading a return: which sheet and row is what, whatever was sorted, moved or renamed; dates and choices
as people type them; and files that are no return, or are made to hurt.
"""

import io
from datetime import date
from uuid import uuid4

import openpyxl
import pytest

from actions.returns.columns import MEASUREMENT, MEASUREMENTS, PROGRESS, REPORT, SHEETS
from actions.returns.reading import is_filled_in, key_in, key_of, read_return
from jarplan.spreadsheets.limits import SheetRefused
from tests.spreadsheets import hostile

KEY = key_of(uuid4(), uuid4(), None, 3)


def book(*rows, title=PROGRESS, columns=None, **more):
    """The file of a sheet with these rows ({key: value}) under its headings."""
    columns = SHEETS[title] if columns is None else columns
    made = openpyxl.Workbook()
    made.active.title = more.get("called", title)
    made.active.append([one.heading for one in columns])
    for row in rows:
        made.active.append([row.get(one.key) for one in columns])
    out = io.BytesIO()
    made.save(out)
    return out


def read(*rows, **more):
    return read_return(book(*rows, **more), "return.xlsx")


def one(**row):
    reports, _ = read({"key": KEY, "reference": "R4.1", **row})
    return reports[0]


def test_row_says_what_it_is_about_and_in_which_cells():
    found = one(rating="Amber", done="Half", no_change="Yes")
    assert found["key"] == KEY.split() and (found["sheet"], found["row"]) == (PROGRESS, 2)
    assert found["said"] == {"rating": "amber", "done": "Half", "no_change": "on"}
    assert found["cells"] == {"no_change": "E2", "rating": "F2", "done": "I2"} and not found["problems"]


@pytest.mark.parametrize(
    ("cell", "boxes"),
    [
        (date(2008, 9, 30), ["30", "9", "2008"]),
        ("30/9/2008", ["30", "9", "2008"]),
        ("30 Sept 2008", ["30", "Sept", "2008"]),
        ("30.09.2008", ["30", "09", "2008"]),
        ("2008-09-30", ["30", "09", "2008"]),
        ("soon", ["soon", "", ""]),
        ("the end of it all", ["the end of it all", "", ""]),
    ],
)
def test_dates_are_read_as_a_person_would_type_them_into_boxes(cell, boxes):
    said = one(recovers_on=cell)["said"]
    assert [said[f"recovers_on_{box}"] for box in ("day", "month", "year")] == boxes


@pytest.mark.parametrize(
    ("cell", "value"), [("green", "green"), (" RED ", "red"), ("a", "amber"), ("G", "green")]
)
def test_choices_are_read_however_they_are_written(cell, value):
    assert one(rating=cell)["said"]["rating"] == value


def test_columns_may_be_moved_renamed_sheets_too_and_others_added():
    columns = [*reversed(REPORT)]
    reports, _ = read({"key": KEY, "done": "Half"}, columns=columns, called="My sheet")
    assert reports[0]["said"] == {"done": "Half"} and reports[0]["sheet"] == "My sheet"


@pytest.mark.parametrize(
    "key",
    ["", "R4.1", f"{uuid4()} {uuid4()}", KEY.rsplit(" ", 1)[0] + " -3", KEY + " 1"],
    ids=["nothing", "a reference", "too short", "a negative number", "too long"],
)
def test_key_that_is_not_ours_is_told_where_the_row_says_something(key):
    reports, _ = read({"key": key, "done": "Half"}, {"key": key})
    assert "not as it was handed out" in reports[0]["problems"][0][1]
    assert reports[1:] == [] or not reports[1]["problems"]


def test_keys_are_read_as_they_were_written():
    round, action = uuid4(), uuid4()
    assert key_in(key_of(round, action, None, 7), parts=4) == [str(round), str(action), "none", "7"]
    assert key_in(key_of(round, action), parts=2) == [str(round), str(action)]


def test_row_of_measurements_says_something_only_with_a_figure():
    key = key_of(uuid4(), uuid4())
    made = openpyxl.load_workbook(io.BytesIO(book({"key": KEY}).getvalue()))
    sheet = made.create_sheet(MEASUREMENTS)
    sheet.append([one.heading for one in MEASUREMENT])
    for row in ({"source": "Audit"}, {"value": 5}, {"met": "Not met yet"}):
        sheet.append([{**row, "key": key}.get(one.key) for one in MEASUREMENT])
    out = io.BytesIO()
    made.save(out)
    _reports, found = read_return(out, "return.xlsx")
    assert [is_filled_in(row, MEASUREMENTS) for row in found] == [False, True, True]
    assert found[2]["said"]["met"] == "not met"


def test_csv_of_the_progress_sheet_is_read():
    lines = [",".join(f'"{one.heading}"' for one in REPORT)]
    lines.append(",".join({"key": KEY, "done": "Half", "rating": "Green"}.get(one.key, "") for one in REPORT))
    reports, _ = read_return(io.BytesIO("\r\n".join(lines).encode()), "return.csv")
    assert reports[0]["said"] == {"done": "Half", "rating": "green"}


@pytest.mark.parametrize("columns", [REPORT[:-1], [*REPORT[:5], REPORT[-1]], MEASUREMENT])
def test_file_without_the_headings_is_no_return(columns):
    with pytest.raises(SheetRefused, match="not a progress return"):
        read({"key": KEY, "done": "Half"}, columns=columns)


def test_file_with_more_rows_than_a_return_is_refused(monkeypatch):
    monkeypatch.setattr("actions.returns.reading.MOST_ROWS", 3)
    with pytest.raises(SheetRefused, match="more than 3 filled rows"):
        read(*[{"key": KEY}] * 4)


# Those that a person might really be sent; the limits are those of plans, tried one by one in
# tests/spreadsheets.
HURTING = [name for name in hostile.files() if "bits" not in name]


@pytest.mark.slow
@pytest.mark.parametrize("case", HURTING)
def test_files_made_to_hurt_are_refused_like_plans(case):
    name, content, _words = hostile.files()[case]
    with pytest.raises(SheetRefused) as refused:
        read_return(io.BytesIO(content), name)
    assert str(refused.value)


def test_file_is_read_by_a_process_of_its_own(own_reader):
    reports, _ = read({"key": KEY, "done": "Half"})
    assert reports[0]["said"] == {"done": "Half"}
    with pytest.raises(SheetRefused, match="incomplete or damaged"):
        read_return(io.BytesIO(b"PK\x03\x04 and so on"), "return.xlsx")
