"""What the process of a long command may take."""

import signal
import subprocess
import sys

import pytest

from tests import ROOT

BEGIN = """
from django.conf import settings
from jarplan.background import child
settings.configure(BACKGROUND_MEGABYTES=300, BACKGROUND_SECONDS=1)
child.limit_itself()
"""


def ended(script):
    done = subprocess.run([sys.executable, "-c", BEGIN + script], cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stderr


@pytest.mark.any_database
def test_what_eats_memory_or_never_ends_is_ended():
    code, said = ended("bytes(400 * 1024 * 1024)")
    assert code == 1 and "MemoryError" in said
    assert ended("import time; time.sleep(60)")[0] == -signal.SIGALRM
    assert ended("")[0] == 0
