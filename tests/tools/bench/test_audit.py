"""manage.py bench_audit: prints what it costs to prove a history, in a database of its own."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command


@pytest.mark.slow
@pytest.mark.nightly
def test_bench_audit_measures_the_whole_and_what_is_after_a_checkpoint(tmp_path):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "bench_audit", "--events", "2100", "--actions", "500"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name, wanted in (("whole", 60), ("the last 1,000", 10)):
        line = rf"^{name} +\d+\.\d +\d+\.\d +\d+  {wanted} s, 150 MB: (not )?met$"
        assert re.search(line, done.stdout, re.MULTILINE), done.stdout


def test_bench_audit_needs_a_history():
    with pytest.raises(CommandError, match="Give more than 1,000 events"):
        call_command("bench_audit", events=10)
