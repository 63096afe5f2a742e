"""Plan sheets for tests: the sample plan, and small ones made row by row."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from actions import plansheet
from actions.importing import confirm_import, keep_import
from actions.importpreview import preview_of, read_kept, read_upload
from actions.sheetactions import Plan

NOW = datetime(2008, 7, 18, 9, 0, tzinfo=UTC)
SAMPLE = Path(__file__).parent.parent / "data" / "sample_plan.xlsx"
GOOD = {
    plansheet.REC_NO: 4,
    plansheet.REC_TEXT: "ensure that all looked after children have qualified social workers allocated to them",
    plansheet.BAND: "For immediate action",
    plansheet.REFERENCE: "4.1",
    plansheet.TEXT: "Audit all looked after children's cases",
    plansheet.LEAD: "Head of Fieldwork Services",
    plansheet.AGENCY: "Leicester City Council",
    plansheet.PARTNERS: "Leicester City PCT; Trades unions",
    plansheet.START: date(2008, 6, 9),
    plansheet.TARGET: date(2008, 7, 18),
    plansheet.CRITERIA: "100% allocated; audited monthly",
    plansheet.RESOURCES: "Existing",
    plansheet.STATUS: "Complete",
    plansheet.RAG: "Blue",
    plansheet.NOTES: "Invented for testing",
}


def row(reference="4.1", **changes):
    """A good row, with some columns changed: row("4.2", target=None)."""
    names = {plansheet.COLUMNS[name]: value for name, value in changes.items()}
    return {**GOOD, plansheet.REFERENCE: reference, **names}


def plan_file(*rows, headings=tuple(GOOD), name="plan.xlsx"):
    """An upload whose first sheet holds these rows under the headings."""
    book = openpyxl.Workbook()
    book.active.title = "JAR action plan"
    book.active.append(list(headings))
    for one in rows:
        book.active.append([one.get(heading) for heading in headings])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def sample():
    return SimpleUploadedFile("a1_clean.xlsx", SAMPLE.read_bytes())


def previewed(upload):
    """The Preview of an upload against the plan as it stands."""
    return preview_of(read_upload(upload), Plan())


def kept(by, upload, now=NOW):
    """A kept import, waiting to be confirmed."""
    return keep_import(by=by, now=now, upload=upload, preview=previewed(upload))


def confirmed(by, plan_import, now=NOW):
    """What comes of confirming it as it was last previewed."""
    sheet = read_kept(plan_import)
    return confirm_import(by=by, now=now, plan_import=plan_import, version=plan_import.version, sheet=sheet)


def imported(by, upload, now=NOW):
    return confirmed(by, kept(by, upload, now), now)


def counts_of(preview):
    return {name: preview.counts[name] for name in ("new", "changed", "unchanged", "rejected")}
