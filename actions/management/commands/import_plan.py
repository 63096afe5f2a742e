"""manage.py import_plan FILE: reads any council's plan workbook and says what importing it would do, or does it."""

import json
import logging
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from actions.imports.drafts.verbs import discard, keep_draft, understand
from actions.imports.workbooks.report import REJECT, as_text, refusal, report_of, written
from actions.imports.writing.verbs import confirm
from actions.models import PlanImport
from jarplan import clock
from jarplan.audit.errors import NotNow, Refused
from jarplan.files.checks import FileRefused
from jarplan.people.models import User
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.sandbox.process import NOT_UNDERSTOOD
from recommendations.models import Recommendation

NO_PLAN = "There are no recommendations yet. Load the inspection's facts first with manage.py load_facts."
NOT_READY = "The database cannot be read. Check DATABASE_URL, and run manage.py migrate first."
LEFT_OUT = "Some rows are rejected, so nothing has been saved. Correct them, or add --leave-out-rejected."
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Show what importing a plan workbook (.xlsx, .xlsm, .csv) would do, row by row. Saves nothing without "
        "--commit. Rows and fields with an unanswered question are not imported."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the workbook or CSV file")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
        parser.add_argument("--commit", action="store_true", help="save the import; needs --by")
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            help=("user name of whoever imports: programme office or administrator"),
        )
        parser.add_argument(
            "--leave-out-rejected", action="store_true", help="import the other rows if some are rejected"
        )

    def handle(self, file, **options):
        if options["commit"] and not options["by"]:
            raise CommandError("Give the user name of whoever imports: --commit --by USERNAME.")
        report = report_on(Path(file), options)
        if options["json"]:
            self.stdout.write(json.dumps(report, indent=2))
        else:
            encoding = getattr(self.stdout, "encoding", None) or "utf-8"
            self.stdout.write(as_text(report).encode(encoding, "replace").decode(encoding))
        if report["outcome"] == REJECT:
            raise SystemExit(1)


def report_on(path, options):
    """The report on a file, whatever it holds; with --commit, after it was written."""
    try:
        if not Recommendation.objects.exists():
            return refusal(NO_PLAN)
        with path.open("rb") as file:
            understanding = understand(file, path.name)
            report = report_of(understanding.match)
            if not options["commit"] or report["outcome"] == REJECT:
                return report
            return commit(File(file, path.name), understanding, report, options)
    except DatabaseError as error:
        log.info("import_plan met a database error", exc_info=error)
        return refusal(NOT_READY)
    except (SheetRefused, FileRefused) as error:
        return refusal(str(error))
    except (NotNow, Refused) as error:
        return refusal(error.sentence)
    except OSError as error:
        return refusal(f"The file {path.name} cannot be opened: {error.strerror or 'it is no file'}.")
    except Exception as error:  # a hostile file may provoke anything; it is answered, and noted
        log.info("import_plan could not read %s", path.name, exc_info=error)
        return refusal(NOT_UNDERSTOOD)


def commit(upload, understanding, report, options):
    """Writes what was understood, as its page would, and returns the report of it."""
    by = User.objects.filter(username=options["by"], is_active=True).first()
    if by is None:
        return report | {
            "outcome": REJECT,
            "message": f"There is no user with the user name {options['by']}.",
        }
    if report["counts"]["rejected"] and not options["leave_out_rejected"]:
        return report | {"outcome": REJECT, "message": LEFT_OUT}
    if not understanding.writes:
        return written(report, 0)
    draft = keep_draft(by=by, now=clock.now(), upload=upload, understanding=understanding)
    try:
        done = confirm(by=by, now=clock.now(), draft=draft, version=draft.version, leave_out=True)
        if not isinstance(done, PlanImport):
            return report | {"outcome": REJECT, "message": done.message}
        return written(report, done.counts["written"])
    finally:
        discard(draft)
