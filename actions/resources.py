"""The import of a plan sheet as a django-import-export Resource: each column's meaning, and what is wrong with a
cell, in words. It writes nothing itself: a row to be saved goes to the `write` it was given.
"""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.widgets import Widget

from actions import plansheet
from actions.plansheet import plain
from actions.sheetactions import SheetAction

REFERENCE = re.compile(r"([A-Za-z]{0,5}[1-9][0-9]{0,3})\.([1-9][0-9]{0,2})")
DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
YEARS = range(1990, 2100)


class CellWidget(Widget):
    """Text of a cell. Raises ValueError with the rest of the sentence that begins with the cell's address."""

    def __init__(self, *, needed=False, longest=None):
        super().__init__()
        self.needed = needed
        self.longest = longest

    def clean(self, value, row=None, **kwargs):
        if value is not None and value.problem:
            raise ValueError(f"{value.problem}.")
        if value is None and self.needed:
            raise ValueError("is empty.")
        cleaned = self.read(value, row) if value is not None else self.empty()
        if self.longest and isinstance(cleaned, str) and len(cleaned) > self.longest:
            raise ValueError(f"has {len(cleaned):,} characters; at most {self.longest:,} can be kept.")
        return cleaned

    def read(self, cell, row):
        return cell.text

    def empty(self):
        return ""


class ListWidget(CellWidget):
    """Several texts in one cell, parted by semicolons or new lines; each one once."""

    def read(self, cell, row):
        items = tuple(dict.fromkeys(" ".join(item.split()) for item in re.split(r"[;\n]", cell.text)))
        items = tuple(item for item in items if item)
        for item in items:
            if len(item) > self.longest:
                raise ValueError(
                    f"has an entry of {len(item):,} characters; at most {self.longest:,} can be kept."
                )
        return items

    def empty(self):
        return ()


class DayWidget(CellWidget):
    """A real date, or one written in figures or as 31 July 2008."""

    def read(self, cell, row):
        day = day_in(cell.value)
        if day is None:
            raise ValueError(f"says “{cell.text}”, which is not a date such as 31/07/2008.")
        if day.year not in YEARS:
            raise ValueError(f"is a date in the year {day.year}.")
        return day

    def empty(self):
        return None


class TargetWidget(DayWidget):
    """The target date, which is never before the start date."""

    def read(self, cell, row):
        due = super().read(cell, row)
        start = row.get(plansheet.START)
        begins = day_in(start.value) if start else None
        if begins and begins > due:
            raise ValueError(f"is before the start date in {start.address}.")
        return due


class RecommendationWidget(CellWidget):
    """The recommendation of a number. Where two inspections have that number, the text tells them apart."""

    def __init__(self, plan):
        super().__init__(needed=True)
        self.plan = plan

    def read(self, cell, row):
        wanted = cell.text.upper()
        found = [one for one in self.plan.recommendations if wanted in (one.reference, str(one.order))]
        if len(found) > 1:
            said = row.get(plansheet.REC_TEXT)
            found = [one for one in found if said and plain(said.text) == plain(one.text)] or found[:1]
        if not found:
            raise ValueError(f"says “{cell.text}”, and there is no recommendation of this number.")
        return found[0]


class AgreesWidget(CellWidget):
    """A text that must be the plan's own, such as the recommendation's: `own` takes it from there."""

    def __init__(self, recommendations, own, what):
        super().__init__()
        self.recommendations = recommendations
        self.own = own
        self.what = what

    def clean(self, value, row=None, **kwargs):
        said = super().clean(value, row, **kwargs)
        try:
            recommendation = self.recommendations.clean(row.get(plansheet.REC_NO), row)
        except ValueError:
            return said
        if said and plain(said) != plain(self.own(recommendation)):
            raise ValueError(f"is not {self.what} of recommendation {recommendation.reference}.")
        return self.own(recommendation)


class ReferenceWidget(CellWidget):
    """1.2 under recommendation R1 is R1.2."""

    def __init__(self, recommendations):
        super().__init__(needed=True)
        self.recommendations = recommendations

    def read(self, cell, row):
        matched = REFERENCE.fullmatch(cell.text)
        if not matched:
            raise ValueError(f"says “{cell.text}”, which is not a reference such as 1.2.")
        stem, number = matched.groups()
        try:
            recommendation = self.recommendations.clean(row.get(plansheet.REC_NO), row)
        except ValueError:
            raise ValueError("cannot be read without its recommendation.") from None
        if stem.upper() not in (recommendation.reference, str(recommendation.order)):
            raise ValueError(
                f"says “{cell.text}”, but the row is of recommendation {recommendation.reference}."
            )
        return f"{recommendation.reference}.{number}"


class NameWidget(CellWidget):
    """The name of one post or organisation, spelt as in the plan, or as where the sheet first has it."""

    def __init__(self, known):
        super().__init__(needed=True, longest=200)
        self.known = known

    def read(self, cell, row):
        name = " ".join(cell.text.split())
        if ";" in name:
            raise ValueError("names more than one; an action of a plan sheet has one lead.")
        return self.known(name, row)


class ByReference(BaseInstanceLoader):
    """Finds the action that a row is about."""

    def get_instance(self, row):
        try:
            reference = self.resource.fields["reference"].clean(row)
        except ValueError:
            return None
        action = self.resource.plan.actions.get(reference)
        return SheetAction.of(action) if action else None


class ActionResource(Resource):
    """One row, one action, known by its reference. Unchanged rows are skipped and reported."""

    class Meta:
        import_id_fields = ("reference",)
        instance_loader_class = ByReference
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True
        use_bulk = False
        using_db = "default"

    def __init__(self, plan, write=None):
        super().__init__()
        self.plan = plan
        self.write = write
        self.seen = {}
        self.fields = fields_of(plan)

    def get_import_order(self):
        return list(self.fields)

    def init_instance(self, row=None):
        return SheetAction()

    def import_instance(self, instance, row, **kwargs):
        errors = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        at = row[plansheet.REFERENCE].address if row[plansheet.REFERENCE] else ""
        if instance.reference and (first := self.seen.setdefault(instance.reference, at)) != at:
            errors.setdefault("reference", []).append(f"has the same reference as {first}.")
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance, is_create, row, **kwargs):
        if self.write is not None and not self._is_dry_run(kwargs):
            self.write(instance)


def fields_of(plan):
    """The Resource's fields by the attribute of SheetAction that each sets, in the order of the sheet."""
    numbers = RecommendationWidget(plan)

    widgets = {
        "recommendation": numbers,
        "recommendation_text": AgreesWidget(numbers, lambda one: one.text, "the text"),
        "band": AgreesWidget(numbers, lambda one: one.timeframe.label, "the timescale"),
        "reference": ReferenceWidget(numbers),
        "text": CellWidget(needed=True, longest=4000),
        "lead": NameWidget(lambda name, row: plan.name_of_post(name, row.get(plansheet.AGENCY))),
        "agency": NameWidget(lambda name, row: plan.name_of_organisation(name)),
        "partners": ListWidget(longest=200),
        "start": DayWidget(),
        "due": TargetWidget(),
        "criteria": ListWidget(longest=1000),
        "resources": CellWidget(longest=500),
        "status": CellWidget(longest=200),
        "rag": CellWidget(longest=200),
        "notes": CellWidget(longest=2000),
    }
    return {name: Field(name, heading, widgets[name]) for name, heading in plansheet.COLUMNS.items()}


def day_in(value):
    """The day that a cell's value names, or None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(str(value).strip(), form).date()
        except ValueError:
            continue
    return None
