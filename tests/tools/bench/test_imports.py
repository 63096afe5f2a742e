"""manage.py bench_import: prints every step at every size, and leaves the database that it stands on alone."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tools.bench import imports
from tools.bench.management.commands.bench_import import of_preview, verdicts

STEPS = [
    getattr(imports, name)
    for name in ("NOTHING", "OPENPYXL", "CALAMINE", "PREVIEW", "CONFIRM", "PAGES", "DRY", "REAL")
]


@pytest.mark.slow
@pytest.mark.nightly
def test_bench_import_measures_each_step_in_a_database_of_its_own(tmp_path):
    """In a process of its own: it makes and destroys databases, as a suite that has one must not."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "bench_import", "--rows", "18", "3"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in STEPS:
        line = rf"^{re.escape(name)} +\d+\.\d\d +\d+\.\d\d +\d+ +\S+$"
        assert len(re.findall(line, done.stdout, re.MULTILINE)) == 2, name
    wrote = "|".join(map(re.escape, (imports.CONFIRM, imports.PAGES, imports.REAL)))
    written = re.findall(rf"^(?:{wrote}) .* (\d+)$", done.stdout, re.MULTILINE)
    assert written == ["2", "2", "2", "17", "17", "17"]
    assert done.stdout.count("Preview and confirm: ") == done.stdout.count("Through the pages: ") == 2
    assert re.search(r"^Start of import_plan: \d+\.\d\d s", done.stdout, re.MULTILINE)
    assert not list(tmp_path.rglob("*bench*")), "the databases of the measurement are gone"


def test_targets_are_a_second_above_three_readings_and_half_of_the_stock_admin():
    took = {
        imports.OPENPYXL: 0.5,
        imports.PREVIEW: 2.4,
        imports.CONFIRM: 2.5,
        imports.DRY: 4.0,
        imports.REAL: 6.0,
    }
    assert [sentence.endswith(": met.") for sentence in verdicts(took)] == [True, True]
    assert [sentence.endswith(": not met.") for sentence in verdicts(took | {imports.PREVIEW: 2.6})] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("took", "rows", "met"),
    [
        ((5.9, 149), 5000, (True, True)),
        ((6.1, 151), 5000, (False, False)),
        ((6.1, 151), 10_000, (True, True)),
    ],
)
def test_preview_of_five_thousand_rows_has_targets_of_its_own(took, rows, met):
    sentence = of_preview(*took, rows)
    assert (": met;" in sentence, sentence.endswith(": met.")) == met


def test_bench_import_refuses_a_plan_without_an_action():
    with pytest.raises(CommandError, match="at least two rows"):
        call_command("bench_import", "--rows", "1")
