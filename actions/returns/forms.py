"""What is chosen on the pages of a return: its file and for whom it is, and what becomes of each row."""

from django import forms
from django.conf import settings

from actions.imports.counting import counted
from actions.models.returns import LONGEST_NAME
from actions.reports.behalf import Behalf, named, people_of
from actions.returns.reading import read_return
from actions.returns.shown import with_label
from actions.returns.understanding import ASKED, LEAVE, READY, REFUSED, SEND
from actions.verbpages.forms import SeenForm
from jarplan.audit.errors import NotNow
from jarplan.formfields.text import LineField
from jarplan.formfields.words import PlainWords
from jarplan.spreadsheets.limits import SheetRefused


class ReturnFileForm(PlainWords, forms.Form):
    """Choose a filled-in return; once valid, `rows` is what was read of it. `organisation`: for which the
    programme office brings it, or None; `behalf` is then who filled it in."""

    person = forms.ModelChoiceField(
        queryset=None,
        label="Who filled it in",
        required=False,
        empty_label="Somebody without an account",
        to_field_name="username",
    )
    name = LineField(
        label="Their name, if they have no account",
        max_length=LONGEST_NAME,
        required=False,
        sometimes_needed=True,
        css_class="width-20",
    )
    file = forms.FileField(
        label="Filled-in return",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv"}),
        max_length=255,
        error_messages={
            "required": "Choose the return that you filled in.",
            "empty": "The selected file is empty.",
        },
    )

    def __init__(self, *args, by=None, organisation=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.organisation, self.behalf = by, organisation, None
        self.fields["file"].help_text = (
            "The file that you downloaded here, saved as .xlsx, .ods or .csv, at most "
            f"{settings.SHEET_MAX_MEGABYTES} MB. You check every row before anything is sent."
        )
        if organisation is None:
            del self.fields["person"], self.fields["name"]
        else:
            self.fields["person"].queryset = people_of(organisation)
            self.fields["person"].sometimes_needed = True

    def clean(self):
        data = super().clean()
        if self.organisation is not None and "name" not in self.errors:
            try:
                found = Behalf(self.organisation, data.get("person"), data.get("name", ""))
                self.behalf = named(self.by, found)
            except NotNow as problem:
                self.add_error("person" if data.get("person") else "name", problem.sentence)
        if data.get("file") and not self.errors:
            try:
                self.rows = read_return(data["file"], data["file"].name)
            except SheetRefused as error:
                self.add_error("file", str(error))
        return data


class ConfirmReturnForm(SeenForm):
    """What becomes of the rows of a draft that somebody must decide on; `rows` has each row of the draft
    with its field, or None."""

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, initial={"version": draft.version}, **kwargs)
        self.places, self.draft_rows = {}, draft.understood["rows"]
        self.to_send = sum(row["result"] in (READY, ASKED) for row in self.draft_rows)
        # Where nothing can be sent, there is nothing to leave out either.
        for number, row in enumerate(self.draft_rows if self.to_send else ()):
            if field := field_for(row):
                self.fields[f"row_{number}"] = field
                self.places[f"row_{number}"] = row["place"]

    @property
    def rows(self):
        names = {place: name for name, place in self.places.items()}
        fields = [names.get(row["place"]) for row in self.draft_rows]
        return [
            (with_label(row), name and self[name]) for row, name in zip(self.draft_rows, fields, strict=True)
        ]

    @property
    def button(self):
        """The verb with its number, where no choice is left that changes it."""
        asked = any(row["result"] == ASKED for row in self.draft_rows)
        return "Send reports" if asked else f"Send {counted(self.to_send, 'report')}"

    @property
    def choices(self):
        """{place: what becomes of it}, as send_return() takes it."""
        said = {place: self.cleaned_data.get(name) for name, place in self.places.items()}
        return {place: LEAVE if value is True else value for place, value in said.items() if value}


def field_for(row):
    """The question about a row, or None where there is none."""
    named = row["reference"] or f"row {row['row']}"
    if row["result"] == ASKED:
        return forms.ChoiceField(
            label=f"What happens to {named}",
            choices=[(SEND, row["offers"]), (LEAVE, "Leave out")],
            widget=forms.RadioSelect,
            error_messages={"required": f"Choose what happens to {named}"},
        )
    if row["result"] == REFUSED:
        return forms.BooleanField(
            label=f"Leave out {named} (row {row['row']})",
            error_messages={
                "required": f"Correct {named} (row {row['row']}) in the file and upload it again, or leave it out"
            },
        )
    return None
