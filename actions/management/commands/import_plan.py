"""manage.py import_plan FILE: reads any council's plan workbook and says what importing it would do."""

import json
import logging
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from actions.imports.planmatch import Standing, match_plan
from actions.imports.report import REJECT, as_text, refusal, report_of
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.sandbox import NOT_UNDERSTOOD, read_plan

NO_PLAN = (
    "There are no recommendations to answer yet. Load the inspection's facts first: manage.py load_facts."
)
NOT_READY = "The database cannot be read. Check DATABASE_URL, and run manage.py migrate first."
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Says what importing a plan workbook (.xlsx, .xlsm, .csv) would do, row by row. Writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the workbook or CSV file")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")

    def handle(self, file, **options):
        report = report_on(Path(file))
        if options["json"]:
            self.stdout.write(json.dumps(report, indent=2))
        else:
            encoding = getattr(self.stdout, "encoding", None) or "utf-8"
            self.stdout.write(as_text(report).encode(encoding, "replace").decode(encoding))
        if report["outcome"] == REJECT:
            raise SystemExit(1)


def report_on(path):
    """The report on a file, whatever it holds."""
    try:
        standing = Standing.read()
        if not standing.recommendations:
            return refusal(NO_PLAN)
        with path.open("rb") as file:
            days = {"near": standing.published, "published": standing.published}
            table = read_plan(file, path.name, known=standing.known, **days)
        return report_of(match_plan(table, standing))
    except DatabaseError:
        return refusal(NOT_READY)
    except SheetRefused as error:
        return refusal(str(error))
    except OSError as error:
        return refusal(f"The file {path.name} cannot be opened: {error.strerror or 'it is no file'}.")
    except Exception as error:  # a hostile file may provoke anything; it is answered, and noted
        log.info("import_plan could not read %s", path.name, exc_info=error)
        return refusal(NOT_UNDERSTOOD)
