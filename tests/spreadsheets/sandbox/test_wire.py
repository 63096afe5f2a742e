"""What is written for the other process reads back equal, and nothing else reads at all."""

import json
from datetime import date, datetime, time, timedelta

import pytest

from jarplan.spreadsheets.layout.table import PlanRow, PlanTable, Point, SheetReport, Understood
from jarplan.spreadsheets.reading.workbook import Cell
from jarplan.spreadsheets.sandbox.wire import Answer, Job, NotOurs, decode, encode
from jarplan.spreadsheets.understanding.dates.results import Reading
from jarplan.spreadsheets.understanding.leads import Lead, Leads
from jarplan.spreadsheets.understanding.names import Known


def table_of(value):
    cell = Cell("C", value, "as seen", "C4")
    leads = Leads((Lead("Head", "PCT", "Head, PCT", True, "PCT"),), ("PCT",))
    reading = Reading(date(2008, 1, 1), None, proposal=Reading(date(2008, 1, 2)))
    row = PlanRow(
        *("Plan", 4, {"due": (cell, cell)}),
        understood=Understood(leads=leads, due=reading, criteria=("one", "two")),
        questions=[Point("due", "Plan", 4, "C4", "raw", "Is it?")],
    )
    sheet = SheetReport("Plan", "plan", section_rows=(1, 2), key={"=": ("Red", "late"), "r": (None, "")})
    return PlanTable(rows=[row], sheets=[sheet])


@pytest.mark.parametrize(
    "value",
    [
        *(
            "text",
            "\udcff\u2028“",
            "",
            "\0" + "1",
            "a text as long as those of a plan " * 9,
            1,
            1.5,
            float("inf"),
            True,
            None,
        ),
        *(date(2008, 6, 3), datetime(2008, 6, 3, 9, 30), time(9, 30), timedelta(hours=30)),
    ],
)
def test_table_reads_back_equal(value):
    sent = Answer(table=table_of(value))
    found = decode(encode(sent))
    assert found == sent
    assert type(found.table.rows[0].cells["due"][0].value) is type(value)


def test_text_of_many_rows_is_written_once():
    cell = Cell("C", "a" * 30_000, "a" * 30_000, "C4")
    table = PlanTable(rows=[PlanRow("Plan", number, {"text": (cell,)}) for number in range(100)])
    sent = list(encode(Answer(table=table)))
    assert sum(map(len, sent)) < 60_000 and decode(sent).table == table


def test_nothing_but_texts_is_no_record():
    with pytest.raises(NotOurs):
        decode([b'["a text"]'])


def test_lists_of_two_records_are_not_one():
    one, other = decode(
        encode(Answer(table=PlanTable(rows=[PlanRow("a", 1, {}), PlanRow("b", 2, {})])))
    ).table.rows
    assert one.questions is not other.questions


def test_options_read_back_equal():
    known = Known.of({"Leicester City PCT": "PCT", "Police": ()})
    job = Job(
        "read", "plan.xlsx", {"SHEET_MAX_ROWS": 5}, {"known": known, "places": {("Plan", 4): ("a", "b")}}
    )
    assert decode(encode(job)) == job


def test_what_is_no_record_is_not_sent():
    with pytest.raises(TypeError):
        list(encode(Answer(table=PlanTable(rows=[object()]))))


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"\xff\xfe\x00", b"[1", b"1", b"{}", b"[" * 100_000, b'{"=":"PlanTable","rows":[{}]}'),
        *(b'{"=":"os.system","of":"ls"}', b'{"=":"Known"}', b'{"=":["date"],"of":"x"}', b'{"=":"date"}'),
        *(
            b'{"=":"date","of":"x"}',
            b'{"=":"date","of":"2008-01-01"}',
            b'{"=":"dict","of":[[{"=":"dict"},1]]}',
        ),
        *(b'{"=":"Answer","table":"text"}', b'{"=":"Answer","peak":"1"}', b'{"=":"Answer","__class__":"x"}'),
        *(b'{"=":"Lead","post":"a"}', b'{"=":"Known","by_key":[],"by_initials":[]}'),
        json.dumps({"=": "Cell", "column": "A", "value": [], "text": "", "address": ""}).encode(),
    ],
)
def test_other_bytes_are_refused(content):
    with pytest.raises(NotOurs):
        decode([content])
    with pytest.raises(NotOurs):
        decode([b'{"=":"Answer","table":{"=":"PlanTable"}}', content])


@pytest.mark.parametrize("texts", [b"", b"{}", b"[1]", b'["a"]', b"1"])
def test_text_that_was_not_sent_is_refused(texts):
    with pytest.raises(NotOurs):
        decode([texts, b'{"=":"Answer","name":"\\u00005"}'])
    with pytest.raises(NotOurs):
        decode([texts, b'{"=":"Answer","name":"\\u0000-"}'])
