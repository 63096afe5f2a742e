"""What is chosen and ticked on the import pages."""

from django import forms

from actions.importing import proposed_of
from actions.importpreview import read_upload
from jarplan.files.checks import FileRefused
from jarplan.spreadsheets.reading import SheetRefused


class PlanFileForm(forms.Form):
    """Choose a plan spreadsheet. Once valid, `sheet` is the plan that was read from it."""

    file = forms.FileField(
        label="Plan spreadsheet",
        help_text="An Excel workbook (.xlsx) or a CSV file, at most 5 MB. Row 1 holds the headings.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        max_length=255,
        error_messages={
            "required": "Choose the spreadsheet that holds the plan.",
            "empty": "The selected file is empty.",
        },
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            self.sheet = read_upload(upload)
        except (FileRefused, SheetRefused) as error:
            raise forms.ValidationError(str(error)) from error
        return upload


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
