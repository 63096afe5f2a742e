"""manage.py bench_published: prints the weight and the time of each public address, in a database of its own."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tools.bench.publication import PATHS


@pytest.mark.slow
@pytest.mark.nightly
def test_bench_published_weighs_the_page_and_every_file(tmp_path):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "bench_published", "--actions", "3", "--times", "1"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for path in PATHS:
        assert re.search(rf"^{re.escape(path)} +\d+\.\d +\d+\.\d +\d+ +-?\d+$", done.stdout, re.MULTILINE), (
            path
        )
    assert len(PATHS) == 6 and "style sheet" in done.stdout
    assert not list(tmp_path.rglob("*bench*")), "the database of the measurement is gone"


@pytest.mark.parametrize("wrong", [["--actions", "0"], ["--times", "0"]])
def test_bench_published_refuses_odd_numbers(wrong):
    with pytest.raises(CommandError):
        call_command("bench_published", *wrong)
