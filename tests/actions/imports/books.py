"""Plan workbooks for tests of the import, and the way of one from upload to confirmation."""

import io
from datetime import UTC, date, datetime

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.imports.drafts.understanding import understand, understand_draft
from actions.imports.drafts.verbs import change_draft, keep_draft
from actions.imports.writing.verbs import confirm
from tests import DATA

NOW = datetime(2008, 7, 18, 9, 0, tzinfo=UTC)
GOOD = {
    "Rec no": 4,
    "JAR recommendation": "ensure that all looked after children have qualified social workers allocated to them",
    "Action ref": "4.1",
    "Action": "Audit all looked after children's cases",
    "Lead officer": "Head of Fieldwork Services",
    "Lead agency": "Leicester City Council",
    "Partners": "Leicester City PCT; Trades unions",
    "Start date": date(2008, 6, 9),
    "Target date": date(2008, 7, 18),
    "Success criteria": "100% allocated; audited monthly",
    "Resources / cost": "Existing",
    "Status": "Complete",
    "RAG": "Blue",
    "Notes": "Invented for testing",
}


def row(reference="4.1", **changes):
    """A good row with some columns changed: row("4.2", target_date=None), "_" standing for a space."""
    named = {heading.lower().replace(" / ", "_").replace(" ", "_"): heading for heading in GOOD}
    return {**GOOD, "Action ref": reference, **{named[name]: value for name, value in changes.items()}}


def plan_file(*rows, headings=tuple(GOOD), name="plan.xlsx"):
    """An upload whose only sheet holds these rows under the headings."""
    book = openpyxl.Workbook()
    book.active.title = "JAR action plan"
    book.active.append(list(headings))
    for one in rows:
        book.active.append([one.get(heading) for heading in headings])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def sample(name="a1_clean.xlsx"):
    return SimpleUploadedFile(name, (DATA / name).read_bytes())


def drafted(by, upload, now=NOW):
    """A kept draft of an upload."""
    return keep_draft(by=by, now=now, upload=upload, understanding=understand(upload, upload.name))


def answered(by, draft, answers, now=NOW):
    """The draft after these questions were answered."""
    understanding = understand_draft(draft, answers=answers)
    told = {"version": draft.version, "understanding": understanding, "answers": answers}
    return change_draft(by=by, now=now, draft=draft, **told)


def proposals(draft):
    """Every question that has a proposal answered with yes."""
    return {one["key"]: {"choice": "yes"} for one in draft.understood["questions"] if one["proposed"]}


def confirmed(by, draft, now=NOW, leave_out=True, **ticked):
    """What comes of confirming a draft as it was last seen."""
    return confirm(by=by, now=now, draft=draft, version=draft.version, leave_out=leave_out, **ticked)


def imported(by, upload, now=NOW, **ticked):
    return confirmed(by, drafted(by, upload, now), now, **ticked)


def results(draft):
    """The counts of rows by result, those that are none left out."""
    counts = draft.understood["counts"]
    return {
        name: counts[name] for name in ("new", "changed", "unchanged", "rejected", "question") if counts[name]
    }
