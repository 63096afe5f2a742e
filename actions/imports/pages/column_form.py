"""The form in which somebody says what each column of a file is, and which rows of its sheets the plan has."""

from collections import defaultdict

from django import forms

from actions.imports.pages.area_form import area_fields, results_of, rows_shown, said_of, wrong_with
from actions.rules.fields import SHEET_LABELS
from jarplan.spreadsheets.cells import sheet_in_words
from jarplan.spreadsheets.layout.table import PLAN
from jarplan.spreadsheets.understanding.headings import SEVERAL

AREA = ("headings", "first", "last", "actions", "titles", "leave")
CHOICES = [("", "Not imported"), *SHEET_LABELS.items()]


class ColumnsForm(forms.Form):
    """One select for each column of a draft's file, and boxes for the rows of each sheet. `mapping` is then what was
    said, by Column.key, and `areas` by the sheet's name.
    """

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
        # Drafts of before kept no rows to choose from.
        self.sheets = [sheet for sheet in draft.understood["sheets"] if sheet.get("seen")]
        for at, sheet in enumerate(self.sheets):
            for name, field in area_fields(sheet, self.said_before(sheet)).items():
                self.fields[f"{name}-{at}"] = field

    def said_before(self, sheet):
        return self.draft.areas.get(sheet["name"], {})

    def shown(self):
        """What the page has of each sheet: its name in words, its boxes and its rows to choose from, and its columns
        as (column, its box, whether it is a guess)."""
        columns, results = defaultdict(list), results_of(self.draft)
        for at, column in enumerate(self.columns):
            columns[column["sheet"]].append((column, self[f"column-{at}"], unsure(column)))
        for at, sheet in enumerate(self.sheets):
            boxes = [self[f"{name}-{at}"] for name in AREA]
            open_at_once = (
                sheet["kind"] != PLAN
                or bool(self.said_before(sheet))
                or any(box.errors for box in boxes)
                or not self.draft.understood["counts"]["rows"]
            )
            yield {
                "title": title_of(sheet["name"]),
                "within": sheet_in_words(sheet["name"], "sheet") if sheet["name"] else "the file",
                "sentence": sheet["sentence"],
                "boxes": boxes,
                "open": open_at_once,
                "rows": list(rows_shown(sheet, results)),
                "columns": columns.pop(sheet["name"], []),
            }
        for name, rest in columns.items():
            yield {"title": title_of(name), "columns": rest}

    def clean(self):
        """The areas are in their sheets. No field is read from two columns of one sheet, but for those that several
        may say together."""
        for at, sheet in enumerate(self.sheets):
            for name, sentence in wrong_with(sheet, self.typed(at)):
                if f"{name}-{at}" not in self.errors:
                    self.add_error(f"{name}-{at}", sentence)
        first = {}
        for at, column in enumerate(self.columns):
            field = self.cleaned_data.get(f"column-{at}")
            if not field or field in SEVERAL:
                continue
            before = first.setdefault((column["sheet"], field), column)
            if before is not column:
                where = sheet_in_words(column["sheet"], "sheet")
                sentence = (
                    f"{named(before)} and {named(column, 'column')} of {where} cannot both be "
                    f"“{SHEET_LABELS[field]}”. Change one of them."
                )
                self.add_error(f"column-{at}", sentence)
        return self.cleaned_data

    def see(self, version):
        """Goes on from a newer version of the draft, with all that was chosen kept."""
        self.data = self.data.copy()
        self.data["version"] = str(version)

    def typed(self, at):
        """What was typed of the area of a sheet."""
        return {name: self.cleaned_data.get(f"{name}-{at}") for name in AREA}

    @property
    def mapping(self):
        """What was said of the columns: all that was changed, confirmed where it was a guess, or said before. A guess
        under headings that are others now is none any more."""
        said, areas = dict(self.draft.chosen), self.areas
        moved = {one for one in {*areas, *self.draft.areas} if areas.get(one) != self.draft.areas.get(one)}
        for at, column in enumerate(self.columns):
            field = self.cleaned_data[f"column-{at}"]
            guessed = unsure(column) and column["sheet"] not in moved
            if field != column["field"] or guessed or column["key"] in said:
                said[column["key"]] = field
        return said

    @property
    def areas(self):
        """What was said of the rows of sheets."""
        said = {
            sheet["name"]: said_of(sheet, self.said_before(sheet), self.typed(at))
            for at, sheet in enumerate(self.sheets)
        }
        return {name: area for name, area in said.items() if area}


def title_of(sheet):
    return sheet_in_words(sheet) if sheet else "The file"


def named(column, word="Column"):
    """Column C (“Lead officer”)."""
    heading = " ".join(column["heading"].split())
    return f"{word} {column['letter']}" + (f" (“{heading}”)" if heading else "")


def unsure(column):
    """Whether what a column was taken for is a guess."""
    return bool(column["field"]) and not column["sure"]
