"""Measures the import: each step in a fresh process and on a copy of a small plan that is made for the purpose, so
that its seconds and its most memory are its own.
"""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import python_calamine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test.utils import override_settings
from import_export.formats.base_formats import XLSX

from actions.imports.drafts.understanding import understand
from actions.imports.drafts.verbs import keep_draft
from actions.imports.writing.verbs import confirm
from actions.models import Action, ImportDraft
from jarplan import clock
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, User
from jarplan.people.persons.verbs import add_person
from jarplan.people.roles import Role
from jarplan.reporting.operations.facts import BASELINE, load_facts
from jarplan.spreadsheets.sandbox.process import answer_of
from jarplan.spreadsheets.sandbox.worker import READ, peak
from recommendations.models import Recommendation
from tools.bench.measuring import apart
from tools.bench.planfiles import write_plan
from tools.bench.stockimport import BareActions, StockActions
from tools.bench.throughpages import through_pages

NOTHING, OPENPYXL, CALAMINE = "nothing: Django alone", "openpyxl, values only", "python-calamine"
PREVIEW, CONFIRM = "preview", "confirm, with all events"
PAGES = "through the pages, and database"
DRY, REAL = "stock admin: dry run", "stock admin: import"
BARE_DRY, BARE_REAL = "stock admin: dry run, actions only", "stock admin: import, actions only"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of the processor (its own and that of the processes it started), the most memory of
    the process in MB, and how many rows it wrote.
    """

    seconds: float
    processor: float
    megabytes: float
    written: int = 0


def prepared():
    """Puts the facts and one person into the empty plan."""
    load_facts(by=None, now=BASELINE)
    council = Organisation.objects.get(name="Leicester City Council")
    add_person(
        by=None,
        now=BASELINE,
        username="bench",
        full_name="Bench",
        organisation=council,
        roles=[Role.PROGRAMME],
        password=None,
    )


def start_of_command():
    """Seconds of the processor until manage.py import_plan can say what it takes."""
    begun = processor_time()
    told = {"capture_output": True, "check": True, "cwd": settings.BASE_DIR}
    subprocess.run([sys.executable, "manage.py", "import_plan", "--help"], **told)
    return processor_time() - begun


def written_file(path, number):
    """Writes the workbook; returns its size in bytes."""
    write_plan(path, number, list(Recommendation.objects.select_related("timeframe").order_by("order")))
    return path.stat().st_size


@contextmanager
def copied_database(suffix):
    """Another copy of the plan, by its name, for the steps that write."""
    connections.close_all()
    connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    try:
        yield connection.creation.get_test_db_clone_settings(suffix)["NAME"]
    finally:
        connections.close_all()
        connection.creation.destroy_test_db(suffix=suffix, verbosity=0)


def steps(path, suffix):
    """Yield (what, Took) of each step with a workbook, in the order of a table."""
    yield NOTHING, apart(timed, lambda: 0)
    yield OPENPYXL, apart(timed, read_by_openpyxl, path)
    yield CALAMINE, apart(timed, read_by_calamine, path)
    for steps_of, own in (
        (ours, (PREVIEW, CONFIRM)),
        ((through_pages,), (PAGES,)),
        (stock, (DRY, REAL)),
        (bare, (BARE_DRY, BARE_REAL)),
    ):
        with copied_database(suffix) as name:
            for what, step in zip(own, steps_of, strict=True):
                yield what, apart(timed_on, name, path, step)


def timed(step, *arguments):
    """The Took of one step."""
    begun, worked = time.perf_counter(), processor_time()
    written = step(*arguments)
    seconds, processor = time.perf_counter() - begun, processor_time() - worked
    # Where a step has seen what the database did, that counts as well.
    written, more = written if isinstance(written, tuple) else (written, 0)
    return Took(seconds, processor + more, peak() / MEGABYTE, written)


def processor_time():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def timed_on(database, path, step):
    """The Took of one step on a copy of the plan; its connection is open before the clock starts."""
    connection.settings_dict["NAME"] = database
    connection.ensure_connection()
    files = {
        "BACKEND": "jarplan.files.storage.DurableFileSystemStorage",
        "OPTIONS": {"location": path.parent / "files"},
    }
    with override_settings(STORAGES=settings.STORAGES | {"default": files}, VAR_DIR=path.parent):
        return timed(step, path)


def reader_megabytes(path):
    """The most memory of the process that reads the file for a preview, which ends with the reading."""
    with path.open("rb") as file:
        return answer_of(READ, file, path.name, {}).peak / MEGABYTE


def read_by_openpyxl(path):
    rows = 0
    for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True):
        rows += sum(1 for _row in sheet.iter_rows(values_only=True))
    return rows


def read_by_calamine(path):
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def preview(path):
    """What happens between the upload and the page of the preview; nothing is written to the plan."""
    content = path.read_bytes()
    upload = SimpleUploadedFile(path.name, content)
    understanding = understand(upload, path.name)
    keep_draft(by=bench(), now=clock.now(), upload=upload, understanding=understanding)
    return 0


def confirmed(path):
    """What happens between the confirmation and its answer."""
    draft = ImportDraft.objects.get()
    confirm(by=bench(), now=clock.now(), draft=draft, version=draft.version)
    return counted(len(draft.rows))


def counted(rows):
    """How many actions there are; an error where rows are missing, or an event of one."""
    actions, events = Action.objects.count(), AuditEvent.objects.filter(subject_kind="action").count()
    if not actions == rows == events:
        raise RuntimeError(f"Of {rows} rows {actions} actions and {events} events were written.")
    return actions


def bench():
    return User.objects.get(username="bench")


def stock_step(resource_class, dry_run):
    """A run as the admin makes it: the file is read again each time."""

    def run(path):
        dataset = XLSX().create_dataset(Path(path).read_bytes())
        result = resource_class().import_data(dataset, dry_run=dry_run, raise_errors=False)
        if result.has_errors() or result.has_validation_errors():
            raise RuntimeError(f"Stock import: {result.error_rows or result.invalid_rows}")
        return 0 if dry_run else Action.objects.count()

    return run


ours = (preview, confirmed)
stock = (stock_step(StockActions, True), stock_step(StockActions, False))
bare = (stock_step(BareActions, True), stock_step(BareActions, False))
