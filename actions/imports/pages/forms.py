"""What is chosen and ticked on the import pages. Columns and questions have forms of their own."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.imports.counting import counted
from actions.imports.drafts.understanding import understand
from actions.imports.writing.agreeing import proposed_of
from actions.imports.writing.long_run import to_write
from actions.reading.queries import numbers_of_requests
from actions.rules.slippage import needs_board, ordinal
from actions.verbpages.forms import SeenForm
from jarplan.formfields.text import ReasonField
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.reading.pasted import NAME, csv_of_pasted

NO_FILE = "Choose the file that contains the plan, or paste its cells."
TWO_FILES = "Choose a file or paste cells, not both."


class PlanFileForm(forms.Form):
    """Choose the file of a plan or paste its cells, for the `inspection` of that reference or for all of them. Once
    valid, `upload` is the file, `understanding` what it was taken for; `source` is the field that it came by."""

    file = forms.FileField(
        label="Plan file",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.docx,.ods,.csv"}),
        max_length=255,
        required=False,
        error_messages={"empty": "The selected file is empty."},
    )
    cells = forms.CharField(
        label="Or paste the cells of the plan",
        widget=forms.Textarea(attrs={"rows": 4}),
        # The empty first cell of the first row begins with a tab.
        strip=False,
        required=False,
        help_text="In Word, Excel or an email, copy the table with its headings and paste it here.",
    )

    def __init__(self, *args, inspection="", **kwargs):
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        self.fields["file"].help_text = (
            "An Excel workbook (.xlsx, .xlsm or .xls), a Word document with a table (.docx), an OpenDocument "
            f"spreadsheet (.ods) or a CSV file, at most {settings.SHEET_MAX_MEGABYTES} MB. You can use any layout. "
            "You can check how the file was read, and are asked about anything unclear."
        )

    def clean(self):
        upload, cells = self.cleaned_data.get("file"), self.cleaned_data.get("cells", "")
        self.source = "cells" if cells.strip() and not upload else "file"
        if self.errors:
            return
        if bool(upload) == bool(cells.strip()):
            self.add_error("file", TWO_FILES if upload else NO_FILE)
            return
        try:
            # Pasted cells are made a file, and go the same way as one from here on.
            self.upload = upload or SimpleUploadedFile(NAME, csv_of_pasted(cells), "text/csv")
            self.understanding = understand(self.upload, self.upload.name, inspection=self.inspection)
        except SheetRefused as error:
            self.add_error(self.source, str(error))


class ConfirmForm(SeenForm):
    """What is ticked before an import is written: that one knows what stays out, and for which agreed actions a
    later date is to be asked."""

    leave_out = forms.BooleanField()
    later_dates = forms.MultipleChoiceField(
        label="Extensions to request", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, draft, **kwargs):
        ticked = draft.choices.get("later_dates", [])
        super().__init__(*args, initial={"version": draft.version, "later_dates": ticked}, **kwargs)
        counts = draft.understood["counts"]
        self.rows = to_write(draft)
        self.button = f"Import {counted(self.rows, 'row')}"
        out = stays_out(counts)
        if out:
            self.fields["leave_out"].label = f"I understand that {out}."
            self.fields["leave_out"].error_messages["required"] = (
                f"Confirm that you understand that {out}, or cancel the import and correct the file"
            )
        else:
            del self.fields["leave_out"]
        changes = [
            (row["reference"], change)
            for row in draft.rows
            for change in row["changes"]
            if change["later_date"]
        ]
        numbers = numbers_of_requests([reference for reference, _ in changes])
        later = [
            (
                reference,
                f"Request {change['new']} for {reference} (now {change['old']}){by_board(numbers[reference])}",
            )
            for reference, change in changes
        ]
        if later:
            self.fields["later_dates"].choices = later
        else:
            del self.fields["later_dates"]


def by_board(number):
    """What is said beside a later date that only the board can agree; "" for others."""
    return f": the {ordinal(number)} request, which only the board can agree" if needs_board(number) else ""


def stays_out(counts):
    """What of a file is not imported, as the rest of “I understand that …”; "" where nothing stays out."""
    parts = []
    if counts["rejected"]:
        verb = "is" if counts["rejected"] == 1 else "are"
        parts.append(f"{counted(counts['rejected'], 'row')} {verb} rejected and will not be imported")
    if counts["questions"]:
        verb = "is" if counts["questions"] == 1 else "are"
        to = "its field" if counts["questions"] == 1 else "their fields"
        parts.append(
            f"{counted(counts['questions'], 'question')} {verb} unanswered, so {to} will not be imported"
        )
    return ", and that ".join(parts)


class UndoForm(SeenForm):
    """Why an import is undone."""

    reason = ReasonField(
        "Reason for undoing the import",
        max_length=1000,
        rows=5,
        help_text="The reason is kept with every record that changes back. Do not name a child.",
    )


class AgreeForm(forms.Form):
    """Which of an import's proposed actions to agree; `every` is the button that takes them all."""

    references = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    every = forms.BooleanField(required=False)

    def __init__(self, *args, plan_import, **kwargs):
        super().__init__(*args, **kwargs)
        references = proposed_of(plan_import).values_list("reference", flat=True)
        self.fields["references"].choices = [(reference, reference) for reference in references]

    @property
    def chosen(self):
        """The references to agree, or None for all of them."""
        return None if self.cleaned_data["every"] else self.cleaned_data["references"]
