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

ERRORS_ONE_BY_ONE = 5  # of more rows than these the error summary says one line for all
TOO_MANY = "Correct the rows that cannot be sent and upload the file again"


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
    """What becomes of the rows of a draft that somebody must decide on. `to_decide` has each of them with its
    field, or None where nothing can be sent; `others` the rows of which nothing is asked."""

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, initial={"version": draft.version}, **kwargs)
        rows = draft.understood["rows"]
        self.to_send = sum(row["result"] in (READY, ASKED) for row in rows)
        self.others = [row for row in rows if row["result"] not in (ASKED, REFUSED)]
        self.deciding, self.places, self.refused = [], {}, []
        for number, row in enumerate(rows):
            if row["result"] in (ASKED, REFUSED):
                self.deciding.append((row, self.ask(f"row_{number}", row) if self.to_send else ""))
        if len(self.refused) > 1:
            self.fields["leave_all"] = forms.BooleanField(
                label=f"Leave out all {len(self.refused)} rows that cannot be sent", required=False
            )
            for name in self.refused:
                self.fields[name].required = False

    def ask(self, name, row):
        """Adds the question about a row, and returns its name."""
        self.fields[name], self.places[name] = field_for(row), row["place"]
        if row["result"] == REFUSED:
            self.refused.append(name)
        return name

    def clean(self):
        data = super().clean()
        if "leave_all" in self.fields and not data.get("leave_all"):
            left = [name for name in self.refused if not data.get(name)]
            if len(left) > ERRORS_ONE_BY_ONE:
                self.add_error(
                    "leave_all", f"{TOO_MANY}, or leave out each of the {len(left)} or all of them"
                )
            else:
                for name in left:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return data

    @property
    def to_decide(self):
        return [(with_label(row), name and self[name]) for row, name in self.deciding]

    @property
    def all_at_once(self):
        """The box that leaves out every row that cannot be sent, or None."""
        return self["leave_all"] if "leave_all" in self.fields else None

    @property
    def button(self):
        """The verb with its number, where no choice is left that changes it."""
        asked = any(row["result"] == ASKED for row, _name in self.deciding)
        return "Send reports" if asked else f"Send {counted(self.to_send, 'report')}"

    @property
    def choices(self):
        """{place: what becomes of it}, as send_return() takes it."""
        said = {place: self.cleaned_data.get(name) for name, place in self.places.items()}
        if self.cleaned_data.get("leave_all"):
            said |= {self.places[name]: True for name in self.refused}
        return {place: LEAVE if value is True else value for place, value in said.items() if value}


def field_for(row):
    """The question about a row that somebody must decide on."""
    named = row["reference"] or f"row {row['row']}"
    if row["result"] == ASKED:
        return forms.ChoiceField(
            label=f"What happens to {named}",
            choices=[(SEND, row["offers"]), (LEAVE, "Leave out")],
            widget=forms.RadioSelect,
            error_messages={"required": f"Choose what happens to {named}"},
        )
    return forms.BooleanField(
        label=f"Leave out {named} (row {row['row']})",
        error_messages={
            "required": f"Correct {named} (row {row['row']}) in the file and upload it again, or leave it out"
        },
    )
