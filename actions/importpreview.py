"""What an import would do, row by row, in plain words: the preview. It reads the file and the plan, and writes
nothing.
"""

from dataclasses import dataclass

from actions import plansheet, policies
from actions.content import content_of, material
from actions.lifecycle import SIGNED, Status
from actions.plansheet import read_plan
from actions.resources import ActionResource
from actions.sheetactions import SheetAction
from jarplan.audit.errors import NotNow
from jarplan.files.checks import SHEETS, check_upload
from jarplan.spreadsheets.reading import SheetRefused

OUTCOMES = ("new", "changed", "unchanged", "rejected")
OF_THE_PLAN = ("recommendation", "recommendation_text", "band", "reference")
BY_IMPORT_TYPE = {"new": "new", "update": "changed", "skip": "unchanged", "invalid": "rejected"}


@dataclass(frozen=True)
class Preview:
    """What an import would do: one plain dict for each row of the sheet, and the counts, as they are kept."""

    rows: list
    counts: dict
    actions: list

    @property
    def writes(self):
        return self.counts["new"] + self.counts["changed"]


def read_upload(upload):
    """The PlanSheet of an uploaded file; raises FileRefused or SheetRefused with a sentence for the page."""
    checked = check_upload(upload, upload.name, SHEETS)
    return read_plan(upload, f"plan.{checked.extension}")


def read_kept(plan_import):
    """The PlanSheet of an import's kept file; NotNow where its content is no longer what was brought."""
    stored = plan_import.file
    try:
        with stored.file.open("rb") as file:
            if check_upload(file, stored.original_name, SHEETS).sha256 != plan_import.sha256:
                raise NotNow("The kept file is not the one that was brought. Choose it again.")
            return read_plan(file, stored.original_name)
    except (OSError, SheetRefused) as error:
        raise NotNow("The kept file can no longer be read. Choose it again.") from error


def preview_of(sheet, plan):
    """The Preview of a PlanSheet against the plan as it stands. Writes nothing."""
    resource = ActionResource(plan)
    result = resource.import_data(sheet.dataset(), dry_run=True)
    if result.has_errors():
        raise result.row_errors()[0][1][0].error
    rows = [row_of(sheet, at, row, plan) for at, row in zip(sheet.rows, result.rows, strict=True)]
    counts = {outcome: sum(row["outcome"] == outcome for row in rows) for outcome in OUTCOMES}
    good = [row.instance for row in result.rows if row.instance is not None]
    counts |= {
        "organisations": sorted({one.agency for one in good if not plan.organisation(one.agency)}),
        "posts": sorted({f"{one.lead}, {one.agency}" for one in good if not plan.post(one.lead, one.agency)}),
        "not_in_file": len(plan.actions.keys() - resource.seen.keys()),
        "unread": list(sheet.unread),
    }
    return Preview(rows, counts, good)


def row_of(sheet, at, result, plan):
    """One row of the preview, as it is kept: plain words, numbers and lists."""
    outcome = BY_IMPORT_TYPE[result.import_type]
    row = {"row": at.number, "outcome": outcome}
    if outcome == "rejected":
        reference = at.cell(sheet.columns[plansheet.REFERENCE])
        return row | {
            "reference": reference.text if reference else "",
            "reasons": reasons_of(sheet, at, result),
        }
    one = result.instance
    row |= {"reference": one.reference, "text": one.text, "lead": one.lead, "agency": one.agency}
    if outcome == "new":
        row["values"] = changes_of(sheet, at, SheetAction(), one)
    if outcome == "changed":
        row["version"] = one.action.version
        row["changes"] = changes_of(sheet, at, result.original, one)
        row["note"] = note_on(one, plan)
    return row


def reasons_of(sheet, at, result):
    """What is wrong with a row: cell, column and sentence for each."""
    reasons = []
    for name, sentences in result.validation_error.message_dict.items():
        heading = plansheet.COLUMNS[name]
        address = sheet.address(heading, at.number)
        reasons += [{"cell": address, "column": heading, "reason": words} for words in sentences]
    return reasons


def changes_of(sheet, at, before, after):
    """The fields in which a row differs from what stands: heading, old and new value in words, and cell."""
    return [
        {
            "label": heading,
            "old": in_words(getattr(before, name)),
            "new": in_words(getattr(after, name)),
            "cell": sheet.address(heading, at.number),
        }
        for name, heading in plansheet.COLUMNS.items()
        if name not in OF_THE_PLAN and getattr(before, name) != getattr(after, name)
    ]


def in_words(value):
    if isinstance(value, tuple):
        return "; ".join(value)
    return f"{value.day} {value:%B %Y}" if hasattr(value, "day") else str(value or "")


def note_on(one, plan):
    """A warning that a change ends signatures on what was signed, or ""."""
    if one.action.status not in (Status.DELIVERED, *SIGNED):
        return ""
    field = material(content_of(one.action), one.content(plan))
    signed = field and policies.live_signatures(one.action).exists()
    return f"This was signed off. A change of its {field} ends the sign-off." if signed else ""


def moved_rows(seen, now):
    """The numbers of the rows that would do something else than was seen."""
    before = {row["row"]: {key: value for key, value in row.items() if key != "moved"} for row in seen}
    return {row["row"] for row in now if before.get(row["row"]) != row}
