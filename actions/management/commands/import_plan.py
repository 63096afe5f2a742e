"""manage.py import_plan FILE: reads any council's plan workbook and says what importing it would do, or does it."""

import json
import logging
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from actions.imports.drafts.understanding import NO_RECOMMENDATIONS, understand
from actions.imports.drafts.verbs import discard, keep_draft
from actions.imports.pages.area_form import listed_rows, rows_in
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
from recommendations.within import within_of

NOT_READY = "The database cannot be read. Check DATABASE_URL, and run manage.py migrate first."
NO_INSPECTION = "There is no inspection {} with confirmed recommendations. Choose one of: {}."
LEFT_OUT = "Some rows are rejected, so nothing has been saved. Correct them, or add --leave-out-rejected."
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Show what importing a plan (.xlsx, .xlsm, .xls, .docx, .ods, .csv) would do, row by row. Saves nothing "
        "without --commit. Rows and fields with an unanswered question are not imported."
    )

    # They load every page of the site, which takes as long as reading a small plan does; the server asks them.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="the workbook, Word document or CSV file")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
        parser.add_argument("--commit", action="store_true", help="save the import; needs --by")
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            help=("user name of whoever imports: programme office or administrator"),
        )
        parser.add_argument(
            "--inspection",
            default="",
            metavar="REFERENCE",
            help="the inspection whose plan this is, such as jar-2008; without it, all",
        )
        area = parser.add_argument_group("where the plan is, if it is not found")
        area.add_argument("--headings", metavar="ROWS", help="rows of the headings: 5; 5-6; 5, 40; none")
        area.add_argument("--first-row", type=int, metavar="ROW", help="first row of the plan")
        area.add_argument("--last-row", type=int, metavar="ROW", help="last row of the plan")
        area.add_argument("--actions", metavar="ROWS", help="rows that are actions: 5; 5, 12-14")
        area.add_argument("--titles", metavar="ROWS", help="rows that are titles: 5; 5, 12-14")
        area.add_argument("--sheet", default="", help="the sheet that this is about; without it, all sheets")
        parser.add_argument(
            "--leave-out-rejected", action="store_true", help="import the other rows if some are rejected"
        )

    def handle(self, file, **options):
        if options["commit"] and not options["by"]:
            raise CommandError("Give the user name of whoever imports: --commit --by USERNAME.")
        report = report_on(Path(file), options | {"areas": areas_of(options)})
        if options["json"]:
            self.stdout.write(json.dumps(report, indent=2))
        else:
            encoding = getattr(self.stdout, "encoding", None) or "utf-8"
            self.stdout.write(as_text(report).encode(encoding, "replace").decode(encoding))
        if report["outcome"] == REJECT:
            raise SystemExit(1)


def areas_of(options):
    """Where the options say that the plan stands, as a draft keeps it."""
    said = {"first": options["first_row"], "last": options["last_row"]}
    if any(number is not None and number < 1 for number in said.values()):
        raise CommandError("Rows are counted from 1.")
    said = {name: number for name, number in said.items() if number}
    for name, read in (("headings", rows_in), ("actions", listed_rows), ("titles", listed_rows)):
        if options[name]:
            try:
                said[name] = read(options[name].strip())
            except ValidationError as error:
                raise CommandError(f"--{name}: {error.messages[0]}.") from error
    return {options["sheet"]: said} if said else {}


def report_on(path, options):
    """The report on a file, whatever it holds; with --commit, after it was written."""
    try:
        if not Recommendation.objects.exists():
            return refusal(NO_RECOMMENDATIONS)
        offered = [one.reference for one in within_of().offered]
        if options["inspection"] and options["inspection"] not in offered:
            return refusal(NO_INSPECTION.format(options["inspection"], ", ".join(offered)))
        with path.open("rb") as file:
            said = {name: options[name] for name in ("areas", "inspection")}
            understanding = understand(file, path.name, **said)
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
