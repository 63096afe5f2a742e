"""No file hurts the site: each is handled by its own process within seconds and little memory, and answered in words
that say what to do, or read.
"""

import io
import resource
import time

import pytest

from jarplan.archives import MEGABYTE
from jarplan.spreadsheets import sandbox
from jarplan.spreadsheets.reading import SheetRefused
from tests.spreadsheets import hostile, hostileparts

# Those of `hostile` that are much work, and some of each other sort; test_planlayout_hostile has them all.
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
FILES = hostileparts.files() | {
    name: (called, lambda content=content: content, words)
    for name, (called, content, words) in hostile.files().items()
    if any(word in name for word in HEAVY + OTHERS)
}
SECONDS, MEGABYTES = 5, 150


@pytest.fixture(scope="module")
def idle():
    """The most memory of a process that reads a file of one row, in bytes."""
    return sandbox.answer_of(sandbox.READ, io.BytesIO(hostile.PLAN), "plan.xlsx", {}).peak


@pytest.fixture
def peaks(monkeypatch):
    """The most memory of each process of a test, whether it answered or was stopped."""
    found, heard = [], sandbox._Heard.lines

    def lines(self):
        yield from heard(self)
        found.append(self.peak)

    monkeypatch.setattr(sandbox._Heard, "lines", lines)
    return found


def seconds_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("case", FILES)
def test_file_is_answered_in_time_in_memory_and_in_words(case, idle, peaks):
    name, make, words = FILES[case]
    content = make()
    here, children = time.process_time(), seconds_of_children()
    try:
        table = sandbox.read_plan(io.BytesIO(content), name)
        message = table.message
    except SheetRefused as error:
        table, message = None, str(error)
    # Time of the processor: what a clock shows depends on what else the machine does.
    assert seconds_of_children() - children + time.process_time() - here < SECONDS
    assert all(peak < idle + MEGABYTES * MEGABYTE for peak in peaks)
    if words:
        assert words in message and message.endswith(".") and len(message) < 500
    elif words == "":
        assert message == "" and table.rows
    else:
        assert message.endswith(".") or table.rows


def test_reader_that_takes_all_the_memory_there_is_stays_within_its_own(idle, monkeypatch, peaks):
    taking = (
        "import sys; from jarplan.spreadsheets import worker\n"
        "def take(*arguments):\n"
        "    held = []\n"
        "    try:\n"
        "        while True: held.append(b'x' * 1000000)\n"
        "    except MemoryError:\n"
        "        from jarplan.spreadsheets.wire import Answer\n"
        "        return Answer(name='enough')\n"
        "worker.TASKS['read'] = take\n"
        "worker.main(sys.stdin.buffer, sys.stdout.buffer)"
    )
    monkeypatch.setattr(sandbox, "COMMAND", [sandbox.sys.executable, "-c", taking])
    answer = sandbox.answer_of(sandbox.READ, io.BytesIO(b"x"), "plan.csv", {})
    assert answer.name == "enough"
    assert idle < answer.peak < idle + MEGABYTES * MEGABYTE
