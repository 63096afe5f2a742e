"""manage.py bench: prints every page at every size, and leaves the database that it stands on alone."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tools.bench.pages import PAGES

NAMES = [page.name for page in PAGES]


@pytest.mark.slow
@pytest.mark.nightly
def test_bench_measures_each_page_in_a_database_of_its_own(tmp_path):
    """In a process of its own: it makes and destroys a database, as a suite that has one must not."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "manage.py",
            "bench",
            "--actions",
            "20",
            "--inspections",
            "3",
            "--events",
            "150",
            "--seconds",
            "0.01",
            "--pack",
            "20",
        ],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in NAMES:
        line = rf"^{re.escape(name)} +\d+\.\d +\d+\.\d +\d+\.\d +[1-9]\d* +\d+ +\d+ +\d+(  \d.*met)?$"
        assert re.search(line, done.stdout, re.MULTILINE), name
    assert (
        "\n20 actions of 3 inspections" in done.stdout and "Of 3 inspections the dearest page" in done.stdout
    )
    assert "\n20 actions\n" in done.stdout
    for name in ("List of 100", "Detail", "Update, with its event"):
        assert re.search(rf"^{name}: \d+\.\d times as cheap as stock admin's", done.stdout, re.MULTILINE)
    for name, grown in (("composed and frozen", r" +-?\d+\.\d"), ("pdf", ""), ("docx", "")):
        assert re.search(rf"^{name} +\d+\.\d\d +\d+{grown}$", done.stdout, re.MULTILINE), name
    assert re.search(r"^all of it +\d+\.\d\d  30 s: met$", done.stdout, re.MULTILINE)
    assert not list(tmp_path.rglob("*bench*")), "the database of the measurement is gone"


def test_bench_pages_are_not_addresses_of_the_product(client, db):
    for path in ("/floor/", "/stock/actions/action/"):
        assert client.get(path).status_code in (302, 404)
    assert "bench" not in settings.ROOT_URLCONF


@pytest.mark.parametrize(
    "wrong", [["--actions", "many"], ["--seconds", "soon"], ["--inspections", "28"], ["--inspections", "0"]]
)
def test_bench_refuses_odd_numbers(wrong):
    from django.core.management.base import CommandError

    before = connection.settings_dict["NAME"]
    with pytest.raises(CommandError):
        call_command("bench", *wrong)
    assert connection.settings_dict["NAME"] == before
