"""manage.py bench_published: prints what each public address costs and weighs, in a database of its own."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from jarplan.reporting.published.making import KINDS
from tools.bench.publication import PATHS


@pytest.mark.slow
@pytest.mark.nightly
def test_bench_published_measures_the_page_and_every_file(tmp_path):
    few = ["--actions", "3", "--seconds", "0.05", "--readers", "2"]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "bench_published", *few],
        cwd=settings.BASE_DIR,
        env={**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

    def has(start, *columns):
        line = " +".join((re.escape(start), *columns))
        assert re.search(f"^{line}", done.stdout, re.MULTILINE), (line, done.stdout)

    number, ratio = r"-?\d+", r"\d+\.\d+"
    has("/floor/", ratio, r"1\.00")
    for path in PATHS:
        has(path, ratio, ratio)
        has(f"{path}, 304", ratio, ratio, r"1: (not )?met")
        has(path, r"\d+\.\d", r"\d+\.\d$")
        has(path, number, ratio, ratio, ratio, number, number, r"3 times: (not )?met")
    for kind in KINDS:
        has(kind, ratio, number)
    assert len(PATHS) == 6 and "style sheet" in done.stdout
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left <= {"secret-key", "jarplan.sqlite3"}, "the database and the files of the measurement are gone"


@pytest.mark.parametrize(
    "wrong", [["--actions", "0"], ["--seconds", "0"], ["--readers", "-1"], ["--pause", "-1"]]
)
def test_bench_published_refuses_odd_numbers(wrong):
    with pytest.raises(CommandError):
        call_command("bench_published", *wrong)
