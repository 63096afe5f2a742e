"""A file is read in a process of its own: the same table comes back, the settings hold there, and however that
process ends, the answer is a sentence.
"""

import io
import subprocess
import sys
from datetime import date

import openpyxl
import pytest

from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import SheetRefused, read_workbook
from jarplan.spreadsheets.sandbox import process
from jarplan.spreadsheets.sandbox.process import add_problems, answer_of, read_plan, unpacked
from jarplan.spreadsheets.sandbox.worker import READ
from jarplan.spreadsheets.understanding.names import Known
from tests import DATA
from tests.spreadsheets import hostile

pytestmark = [pytest.mark.usefixtures("own_reader"), pytest.mark.slow]
KNOWN = {"Leicester City Council": "LCC", "Leicester City PCT": ["PCT", "LCPCT"]}
OPTIONS = {"known": KNOWN, "near": date(2008, 6, 3), "published": date(2008, 6, 3)}


def told(name="plan.xlsx", content=hostile.PLAN):
    """The sentence by which a file is refused."""
    with pytest.raises(SheetRefused) as refusal:
        read_plan(io.BytesIO(content), name)
    return str(refusal.value)


@pytest.fixture
def program(monkeypatch):
    """Puts another program, given as its text, in the place of the reader."""

    def put(text):
        monkeypatch.setattr(process, "COMMAND", [sys.executable, "-c", text])

    return put


@pytest.mark.parametrize(
    "name",
    ["a1_clean.xlsx", "b1_council_layout.xlsx", "c1_text_dates_colours.xlsx", "e1_tll_costs_values.xlsx"],
)
def test_table_is_what_reading_here_gives(name):
    content = io.BytesIO((DATA / name).read_bytes())
    assert read_plan(content, name, **OPTIONS).table == lay_out(read_workbook(content, name), **OPTIONS)


def test_options_reach_the_reader():
    content = hostile.csv_of(["Zug", "Action", "Lead", "By when"], ["x", "Meet", "PCT", "May 2009"])
    table = read_plan(
        io.BytesIO(content), "plan.csv", mapping={"plan.csv!A": "notes"}, known=Known.of(KNOWN)
    ).table
    assert table.rows[0].understood.notes == "x"
    assert table.rows[0].understood.leads.organisations == ("Leicester City PCT",)
    table = read_plan(io.BytesIO(content), "plan.csv", remembered={"zug": "resources"}).table
    assert table.rows[0].raw("resources") == "x"


def test_settings_of_the_site_hold_in_the_reader(settings):
    settings.SHEET_MAX_ROWS = 1
    assert "more than 1 filled rows" in told("plan.csv", hostile.csv_of(hostile.HEADINGS, hostile.ROW))
    settings.SHEET_MAX_MEGABYTES = 0
    assert "smaller than 0 MB" in told()


def test_file_of_any_name_is_read():
    assert "must be an Excel workbook" in told("plan\udcff“.pdf")


def test_reader_is_given_no_secret(settings, monkeypatch):
    seen = {}
    popen = subprocess.Popen

    def spied(command, **options):
        seen.update(options["env"], job=options["stdin"].read())
        options["stdin"].seek(0)
        return popen(command, **options)

    monkeypatch.setenv("SECRET_KEY", "the key of the site")
    monkeypatch.setenv("DATABASE_URL", "postgres://of-the-site")
    settings.SECRET_KEY = "the key of the site"
    monkeypatch.setattr(process.subprocess, "Popen", spied)
    assert read_plan(io.BytesIO(hostile.PLAN), "plan.xlsx").table.rows
    assert set(seen) <= {*process.HANDED_ON, "TMPDIR", "job"}
    assert b"the key" not in seen["job"] and "of-the-site" not in str(seen)


def test_too_much_memory_is_said(settings):
    settings.SHEET_READER_MEGABYTES = 15
    rows = "".join(hostile.texts(n, [1, "Do well", f"1.{n}", f"Meet {n}"]) for n in range(2, 5_000))
    assert told(content=hostile.sheet_of(hostile.TOP + rows)) == process.TOO_MUCH_MEMORY


def test_too_much_time_of_the_processor_is_said(program, caplog):
    """The clock of the site is patient: only the limit of the process itself can end it."""
    program(
        "from django.conf import settings; from jarplan.spreadsheets.sandbox import worker\n"
        "settings.configure(SHEET_READER_SECONDS=1, SHEET_READER_MEGABYTES=300, SHEET_MAX_UNPACKED_MEGABYTES=1)\n"
        "worker.limit_itself('read')\n"
        "while True: pass"
    )
    assert told() == process.TOO_SLOW
    assert "ended with -24, late: False" in caplog.text, "24 is SIGXCPU"


def test_too_much_time_on_the_clock_is_said(settings, program, monkeypatch):
    monkeypatch.setattr(process, "SLACK", 1)
    settings.SHEET_READER_SECONDS = 1
    program("import time; time.sleep(30)")
    assert told() == process.TOO_SLOW


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("import os; os.abort()", process.TOO_MUCH_MEMORY),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", process.NOT_UNDERSTOOD),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", process.TOO_MUCH_MEMORY),
        ("raise ImportError('openpyxl')", process.NOT_STARTED),
        ("pass", process.NOT_UNDERSTOOD),
        ("print('garbage' * 50)", process.NOT_UNDERSTOOD),
        ("print('{')", process.NOT_UNDERSTOOD),
        ('print(\'{"=":"Job"}\')', process.NOT_UNDERSTOOD),
        ('print(\'{"=":"Answer"}\'); raise SystemExit(3)', process.NOT_UNDERSTOOD),
        ("raise SystemExit(77)", process.TOO_MUCH_MEMORY),
        ("import sys; [sys.stdout.write('a' * 1000000) for _ in range(10)]", process.NOT_UNDERSTOOD),
        ("import sys; [sys.stdout.write('a' * 1000000) for _ in range(500)]", process.TOO_MUCH_MEMORY),
    ],
)
def test_reader_that_ends_badly_is_answered_in_words(program, text, sentence):
    program(text)
    assert told() == sentence


def test_reader_that_cannot_be_started_is_no_fault_of_the_file(monkeypatch):
    monkeypatch.setattr(process, "COMMAND", ["/no/such/python"])
    assert told() == process.NOT_STARTED


def test_what_fails_in_the_reader_is_logged_without_what_the_cells_say(monkeypatch, caplog):
    failing = (
        "import sys; from jarplan.spreadsheets.sandbox import worker\n"
        "def broken(*arguments): raise KeyError('a child named in a cell')\n"
        "worker.TASKS['read'] = broken\n"
        "worker.main(sys.stdin.buffer, sys.stdout.buffer)"
    )
    monkeypatch.setattr(process, "COMMAND", [sys.executable, "-c", failing])
    assert told() == process.NOT_UNDERSTOOD
    assert "KeyError at worker.py" in caplog.text and "a child" not in caplog.text


def test_reader_writes_no_file(monkeypatch):
    trying = (
        "import os, sys; from jarplan.spreadsheets.sandbox import worker\n"
        "from jarplan.spreadsheets.sandbox.wire import Answer\n"
        "def attempts(*arguments):\n"
        "    found = []\n"
        "    try:\n"
        "        with open(os.environ['TMPDIR'] + '/x', 'w') as file: file.write('x' * 9)\n"
        "    except OSError: found.append('no file')\n"
        "    return Answer(name=' '.join(found))\n"
        "worker.TASKS['read'] = attempts\n"
        "worker.main(sys.stdin.buffer, sys.stdout.buffer)"
    )
    monkeypatch.setattr(process, "COMMAND", [sys.executable, "-c", trying])
    assert answer_of(READ, io.BytesIO(b"x"), "x.csv", {}).name == "no file"


def test_problems_are_written_beside_the_rows():
    problems = [("Sheet", 2, "The date is missing.", "F2")]
    content, name = add_problems(io.BytesIO(hostile.PLAN), "plan.xlsx", problems, {"Sheet": 1})
    assert name == "plan with problems.xlsx"
    assert "The date is missing." in openpyxl.load_workbook(io.BytesIO(content)).active["H2"].value
    with pytest.raises(SheetRefused, match="incomplete"):
        add_problems(io.BytesIO(hostile.PLAN[:-30]), "plan.xlsx", problems, {"Sheet": 1})


def test_lines_are_packed_and_can_be_had_as_they_were_said():
    lines = read_plan(io.BytesIO(hostile.PLAN), "plan.xlsx").lines
    said = unpacked(lines)
    assert len(lines) < len(said) and said.startswith(b'{"=":"Answer"')
    assert unpacked(said) == said and unpacked(lines[:-20]) == lines[:-20] and unpacked(b"") == b""
    broken = lines[:20] + b"\0" * 40 + lines[60:]
    assert unpacked(broken) == broken
