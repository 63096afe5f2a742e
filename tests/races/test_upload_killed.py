"""An upload whose process is killed with no warning (kill -9), at 50 random moments: there is never a row without its
whole file, and what is left on the disk without a row is tidied away.
"""

import os
import signal
import time
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections

from actions.evidence.verbs import attach_evidence
from actions.models import Evidence
from jarplan.files.models import StoredFile
from jarplan.files.tidying import left_behind, lost
from tests.actions.imports.writing.test_confirming_postgresql import moments, wait_until_alone
from tests.plan import NOON, agreed, make_people, real_problems

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
KILLS = 50


def content_of(run):
    """Some 2 MB that no other run has, so that writing takes its time."""
    return f"Audit {run}: 350 of 350 cases are allocated\n".encode() * 50_000


def fork_upload(cast, action, run):
    """A child process that attaches a file; returns its process id."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            upload = SimpleUploadedFile(f"audit-{run}.txt", content_of(run))
            attach_evidence(by=cast.officer_a, now=NOON, action=action, shows=f"Audit {run}", upload=upload)
        finally:
            os._exit(0)
    return child


def test_upload_killed_at_any_moment_leaves_no_row_without_its_file():
    cast = make_people()
    action = agreed(cast)
    began = time.monotonic()
    os.waitpid(fork_upload(cast, action, 0), 0)
    whole = time.monotonic() - began
    assert Evidence.objects.count() == 1
    ends = []
    for run, delay in enumerate(moments(1.3 * whole, KILLS), start=1):
        child = fork_upload(cast, action, run)
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        wait_until_alone()
        found = Evidence.objects.filter(shows=f"Audit {run}").select_related("file").first()
        ends.append(bool(found))
        if found:
            assert sha256(Path(found.file.file.path).read_bytes()).hexdigest() == found.file.sha256
    assert False in ends, "no upload was killed in time: nothing was tried"
    assert Evidence.objects.count() == StoredFile.objects.count() == 1 + sum(ends)
    assert lost() == [] and real_problems() == []
    check_tidied()


def check_tidied():
    """What is on the disk without a row goes, a day later, and nothing else does."""
    then = time.time() - 25 * 3600
    for path in Path(settings.MEDIA_ROOT).rglob("*.txt"):
        os.utime(path, (then, then))
    call_command("tidy_files", commit=True)
    assert left_behind() == [] and lost() == []
    assert len(list(Path(settings.MEDIA_ROOT).rglob("*.txt"))) == StoredFile.objects.count()
