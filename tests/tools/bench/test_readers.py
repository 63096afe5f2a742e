"""The server whose readers are measured: started as the documentation says, with the database of the measurement."""

import subprocess
import sys

import dj_database_url
import pytest
from django.conf import settings

from tools.bench import readers


def test_the_server_is_started_as_the_documentation_says():
    said = readers.COMMAND.search((settings.BASE_DIR / "docs" / "operations.md").read_text())[1]
    assert said.startswith("--worker-class gthread") and "--max-requests" in said


@pytest.mark.parametrize(
    "url", ["sqlite:////dev/shm/bench.sqlite3", "postgres://bench@127.0.0.1:5432/bench", "postgres://a:b@c/d"]
)
def test_it_is_given_the_database_of_the_measurement(monkeypatch, url):
    class Connection:
        settings_dict = {"USER": "", "PASSWORD": "", "HOST": "", "PORT": "", **dj_database_url.parse(url)}
        vendor = url.partition(":")[0].replace("postgres", "postgresql")

    monkeypatch.setattr(readers, "connection", Connection)
    assert readers.address_of_database() == url


def test_a_server_that_does_not_start_is_said_with_what_it_complained_of(tmp_path):
    (tmp_path / "log").write_text("no such module")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with pytest.raises(RuntimeError, match="no such module"):
        readers.wait_for(1, ended, tmp_path / "log")
