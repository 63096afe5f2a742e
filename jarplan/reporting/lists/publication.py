"""Who was sent the report and the plan, as a sheet of exactly what the page shows."""

from django.views.generic import View

from jarplan.audit.reading.as_at import day_shown
from jarplan.spreadsheets.downloads import sheet
from recommendations.duties.records import narrowed, publication_duties
from recommendations.within import within

HEADINGS = [
    "Inspection",
    "Duty",
    "Recipients",
    "Type of row",
    "Sent to",
    "State",
    "Date",
    "Done by",
    "Proof",
    "File",
    "Charge in pounds",
    "Reason for removal",
    "Deadline",
    "Time",
    "Days left",
    "Working days left",
    "Source",
]
NOT_STATED = "Date not stated"


class PublicationExport(View):
    """A row for each class of recipients, then one for each of its copies; a log ends with its total."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        duties = narrowed(publication_duties(day, as_at, within(request)), request.GET.get("show", ""))
        rows = [row for duty in duties for shown in duty.steps for row in rows_of(duty, shown)]
        return sheet(kind, "Publication", day, HEADINGS, rows)


def rows_of(duty, shown):
    head = [duty.inspection_title, duty.title, shown.step.title]
    yield head + class_row(shown)
    for copy in shown.copies:
        yield head + copy_row(shown.step, copy)
    if shown.log:
        total = ["Total of charges", *[None] * 6, shown.step.charged, *[None] * 6]
        yield head + total


def class_row(shown):
    step, deadline = shown.step, shown.deadline
    sent = f"{step.progress} sent" if step.owed else ""
    given = f"{len(step.given)} given" if step.given else ""
    state = ", ".join(filter(None, ("Done" if step.is_done else "Not recorded", sent, given)))
    return [
        "Publication step",
        step.done_to,
        state,
        step.reached_on or (NOT_STATED if step.is_done else None),
        step.done_by,
        step.proof,
        file_name(shown.file),
        None,
        "",
        deadline and deadline.in_force,
        shown.time_words,
        shown.days_left,
        shown.working_days_left,
        step.source,
    ]


def copy_row(step, copy):
    state = "Sent" if copy.is_sent else "Not recorded"
    if step.is_log:
        state = "Given"
    if not copy.stands:
        state = "Removed"
    return [
        "Copy on demand" if step.is_log else "Named recipient",
        copy.name,
        state,
        copy.sent_on or (NOT_STATED if copy.day_not_stated else None),
        copy.sent_by,
        copy.proof,
        "",
        copy.charge,
        copy.left_out_reason,
        *[None] * 5,
    ]


def file_name(file):
    if file is None:
        return ""
    return "Content redacted" if file.blanked_at else file.original_name
