"""What is typed into the forms about deadlines and days off. Whether it may be done is asked by the verbs."""

from django import forms

from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VerbForm
from recommendations.forms import LawForm
from recommendations.models import DayOff


class AdoptDateForm(LawForm):
    """The date that the council works to."""

    adopted_on = DateBoxesField(
        label="Adopted date", what="the adopted date", help_text="The date that the council will work to."
    )
    reason = ParagraphsField(
        max_length=2000,
        rows=3,
        label="Why this date is adopted",
        error_messages={"required": "Enter why this date is adopted"},
        help_text="It stands beside the stated and the computed date from now on.",
    )


class ReceiptForm(LawForm):
    """The day the council received the report."""

    received_on = DateBoxesField(label="Day it was received", what="the day it was received")
    reason = ParagraphsField(
        required=False,
        max_length=2000,
        rows=3,
        help_text="Needed only where an earlier record is corrected.",
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_received_on(self):
        """Before it is shown what a day would change, it must be one that can be recorded."""
        day = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(
                "The day has not come yet: record the receipt when the report is there."
            )
        return day


class CountAgainForm(LawForm):
    """Taking the date that the calendar now gives."""

    reason = ParagraphsField(
        max_length=2000,
        rows=3,
        label="Why the days are counted again",
        error_messages={"required": "Enter why the days are counted again"},
    )


class MetForm(LawForm):
    """The day a duty was met, with what proves it."""

    met_on = DateBoxesField(label="Day it was met", what="the day it was met")
    proof = ParagraphsField(
        max_length=2000,
        rows=3,
        label="What proves it",
        help_text="For example the letter that went out, the page of the newspaper, or the address of the page.",
        error_messages={"required": "Enter what proves it"},
    )
    reason = ParagraphsField(
        required=False,
        max_length=2000,
        rows=3,
        help_text="Needed only where an earlier record is corrected.",
    )

    def compared(self, current):
        """The verb's argument is called proof, the field met_proof."""
        current.proof = current.met_proof
        return super().compared(current)


class DayOffForm(VerbForm):
    """A day that the calendar does not know as a day off."""

    problem_field = "day"
    day = DateBoxesField(label="Day", what="the day")
    kind = forms.ChoiceField(
        label="What kind of day it is",
        choices=[(kind.value, kind.label[0].upper() + kind.label[1:]) for kind in DayOff.Kind],
        widget=forms.RadioSelect,
        help_text=(
            "A bank holiday is left out of every count of working days. A day on which only the offices are closed "
            "is counted, unless the rule says otherwise."
        ),
        error_messages={"required": "Choose what kind of day it is"},
    )
    name = LineField(
        max_length=100,
        label="What it is called, or why the offices are closed",
        error_messages={"required": "Enter what it is called, or why the offices are closed"},
    )
    source = LineField(
        max_length=200,
        required=False,
        label="Where it was proclaimed or decided",
        help_text="For example The Gazette, or the minutes of a meeting.",
    )


class TakeOutForm(LawForm):
    """Taking out a day off that was added by mistake."""

    reason = ParagraphsField(
        max_length=2000,
        rows=3,
        label="Why the day is taken out",
        error_messages={"required": "Enter why the day is taken out"},
    )
