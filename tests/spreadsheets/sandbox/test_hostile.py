"""No file hurts the site: each is handled by its own process with little work and memory, and answered in words that
say what to do, or read.
"""

import io
from functools import cache

import pytest

from jarplan.archives import MEGABYTE
from jarplan.spreadsheets.reading.workbook import SheetRefused
from jarplan.spreadsheets.sandbox import process
from tests.effort import check_effort
from tests.spreadsheets import hostile, hostile_documents, hostile_parts

pytestmark = [pytest.mark.usefixtures("own_reader"), pytest.mark.slow, pytest.mark.nightly]
# Those of `hostile` that are much work, and some of each other sort; test_plan_hostile has them all.
HEAVY = (
    "bomb",
    "50,000",
    "500 columns",
    "formatting",
    "stray",
    "merged",
    "header in every",
    "thousand",
    "words w",
)
OTHERS = (
    "password",
    "lying",
    "entit",
    "laughs",
    "traversal",
    "cut short",
    "formula",
    "control",
    "same",
    "turned 3",
)
FILES = hostile_parts.files() | hostile_documents.files()
FILES |= {
    name: (called, lambda content=content: content, words)
    for name, (called, content, words) in hostile.files().items()
    if any(word in name for word in HEAVY + OTHERS)
}
MEGABYTES = 150


@pytest.fixture
def idle(own_reader):
    """The most memory of a process that reads a file of one row, in bytes."""
    return peak_of_one_row()


@cache
def peak_of_one_row():
    return process.answer_of(process.READ, io.BytesIO(hostile.PLAN), "plan.xlsx", {}).peak


@pytest.fixture
def peaks(monkeypatch):
    """The most memory of each process of a test, whether it answered or was stopped."""
    found, heard = [], process._Heard.lines

    def lines(self):
        yield from heard(self)
        found.append(self.peak)

    monkeypatch.setattr(process._Heard, "lines", lines)
    return found


def answer(name, content):
    """(the PlanTable or None, the message) of a file."""
    try:
        table = process.read_plan(io.BytesIO(content), name).table
    except SheetRefused as error:
        return None, str(error)
    return table, table.message


def longest():
    answer("plan.xlsx", hostile.longest_plan())


@pytest.mark.parametrize("case", FILES)
def test_file_is_answered_with_little_work_and_memory_and_in_words(case, idle, peaks):
    name, make, words = FILES[case]
    content = make()
    table, message = check_effort(lambda: answer(name, content), longest, hostile.TIMES)
    assert all(peak < idle + MEGABYTES * MEGABYTE for peak in peaks)
    if words:
        assert words in message and message.endswith(".") and len(message) < 500
    elif words == "":
        assert message == "" and table.rows
    else:
        assert message.endswith(".") or table.rows


def test_reader_that_takes_all_the_memory_there_is_stays_within_its_own(idle, monkeypatch, peaks):
    taking = (
        "import sys; from jarplan.spreadsheets.sandbox import worker\n"
        "def take(*arguments):\n"
        "    held = []\n"
        "    try:\n"
        "        while True: held.append(b'x' * 1000000)\n"
        "    except MemoryError:\n"
        "        from jarplan.spreadsheets.sandbox.wire import Answer\n"
        "        return Answer(name='enough')\n"
        "worker.TASKS['read'] = take\n"
        "worker.main(sys.stdin.buffer, sys.stdout.buffer)"
    )
    monkeypatch.setattr(process, "COMMAND", [process.sys.executable, "-c", taking])
    answer = process.answer_of(process.READ, io.BytesIO(b"x"), "plan.csv", {})
    assert answer.name == "enough"
    assert idle < answer.peak < idle + MEGABYTES * MEGABYTE
