"""What is typed about a reporting round: the month, from when to when it is open, and for which meeting it is."""

from django import forms

from actions.forms import meeting_field
from actions.verbforms import ActionVerbForm
from jarplan.formfields.dates import MONTHS, DateBoxesField
from jarplan.formfields.verbs import VersionedForm


class DaysForm(forms.Form):
    """The days of a round, and its meeting."""

    opens_on = DateBoxesField(
        label="First day", what="the first day", help_text="From this day on the leads can report."
    )
    closes_on = DateBoxesField(
        label="Last day", what="the last day", help_text="A report after this day is taken, and marked late."
    )
    meeting = meeting_field("Meeting", "The meeting that the reports are for, where there is one.")


class OpenRoundForm(ActionVerbForm, DaysForm):
    """A round to be."""

    month = forms.ChoiceField(label="Month to report on")

    field_order = ("month", "opens_on", "closes_on", "meeting")

    def __init__(self, *args, months, **kwargs):
        """`months`: the first days of the months to choose from."""
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [
            (day.isoformat(), f"{MONTHS[day.month - 1].capitalize()} {day.year}") for day in months
        ]


class ChangeRoundForm(VersionedForm, DaysForm):
    """Other days or another meeting for a round."""

    field_order = ("opens_on", "closes_on", "meeting", "version")
