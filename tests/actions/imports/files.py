"""Plan files as they are uploaded: the samples, and small ones made row by row; drafts and imports of them."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.imports.confirming import confirm
from actions.imports.drafts import keep_draft, understand

NOW = datetime(2008, 7, 18, 9, 0, tzinfo=UTC)
DATA = Path(__file__).parent.parent.parent / "data"
A1, B1, C1, COSTS = (
    "a1_clean.xlsx",
    "b1_council_layout.xlsx",
    "c1_text_dates_colours.xlsx",
    "e1_tll_costs_values.xlsx",
)
GOOD = {
    "Rec no": 4,
    "JAR recommendation": "ensure that all looked after children have qualified social workers allocated to them",
    "Timescale band": "For immediate action",
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
NAMES = {
    "recommendation": "Rec no",
    "recommendation_text": "JAR recommendation",
    "text": "Action",
    "lead": "Lead officer",
    "agency": "Lead agency",
    "partners": "Partners",
    "start": "Start date",
    "due": "Target date",
    "criteria": "Success criteria",
    "resources": "Resources / cost",
    "status": "Status",
    "rag": "RAG",
    "notes": "Notes",
}


def row(reference="4.1", **changes):
    """A good row, with some columns changed: row("4.2", due=None). Every row has a text of its own."""
    told = {"text": f"{GOOD['Action']} ({reference})"} | changes
    return {**GOOD, "Action ref": reference, **{NAMES[name]: value for name, value in told.items()}}


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


def sample(name=A1):
    return SimpleUploadedFile(name, (DATA / name).read_bytes())


def understood(upload, **said):
    """What an upload is taken for against the plan as it stands."""
    return understand(upload, upload.name, **said)


def kept(by, upload, now=NOW):
    """A draft of an upload, waiting to be confirmed."""
    return keep_draft(by=by, now=now, upload=upload, understanding=understood(upload))


def confirmed(by, draft, now=NOW, leave_out=True, **ticked):
    """What comes of confirming a draft as it was last previewed."""
    return confirm(by=by, now=now, draft=draft, version=draft.version, leave_out=leave_out, **ticked)


def imported(by, upload, now=NOW, **ticked):
    return confirmed(by, kept(by, upload, now), now, **ticked)


def counts_of(thing):
    """The counts of rows of a draft, an import or an Understanding."""
    held = getattr(thing, "counts", None) or getattr(thing, "understood", None) or thing.summary
    counts = held.get("counts", held)
    return {name: counts[name] for name in ("new", "changed", "unchanged", "rejected")}
