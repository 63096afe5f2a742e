"""The form in which somebody says what each column of a file is."""

from collections import defaultdict

from django import forms

from actions.rules.fields import SHEET_LABELS
from jarplan.spreadsheets.understanding.headings import SEVERAL

CHOICES = [("", "Not imported"), *SHEET_LABELS.items()]


class ColumnsForm(forms.Form):
    """One select for each column of a draft's file. `mapping` is then what was said, by Column.key."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, initial={"version": draft.version}, **kwargs)
        self.draft = draft
        self.columns = draft.understood["columns"]
        for at, column in enumerate(self.columns):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=named(column),
                choices=CHOICES,
                initial=column["field"],
                required=False,
                error_messages={"invalid_choice": "Choose one of the fields in the list."},
            )

    def rows(self):
        """(sheet, [(column, its box, whether it is a guess)]) for each sheet that has columns."""
        sheets = defaultdict(list)
        for at, column in enumerate(self.columns):
            sheets[column["sheet"]].append((column, self[f"column-{at}"], unsure(column)))
        return list(sheets.items())

    def clean(self):
        """No field is read from two columns of one sheet, but for those that several may say together."""
        first = {}
        for at, column in enumerate(self.columns):
            field = self.cleaned_data.get(f"column-{at}")
            if not field or field in SEVERAL:
                continue
            before = first.setdefault((column["sheet"], field), column)
            if before is not column:
                sentence = (
                    f"{named(before)} and {named(column, 'column')} of sheet “{column['sheet']}” cannot both be "
                    f"“{SHEET_LABELS[field]}”. Change one of them."
                )
                self.add_error(f"column-{at}", sentence)
        return self.cleaned_data

    def see(self, version):
        """Goes on from a newer version of the draft, with all that was chosen kept."""
        self.data = self.data.copy()
        self.data["version"] = str(version)

    @property
    def mapping(self):
        """What was said of the columns: all that was changed, confirmed where it was a guess, or said before."""
        said = dict(self.draft.mapping)
        for at, column in enumerate(self.columns):
            field = self.cleaned_data[f"column-{at}"]
            if field != column["field"] or unsure(column) or column["key"] in said:
                said[column["key"]] = field
        return said


def named(column, word="Column"):
    """Column C (“Lead officer”)."""
    heading = " ".join(column["heading"].split())
    return f"{word} {column['letter']}" + (f" (“{heading}”)" if heading else "")


def unsure(column):
    """Whether what a column was taken for is a guess."""
    return bool(column["field"]) and not column["sure"]
