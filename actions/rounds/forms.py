"""What is typed about a reporting round: the month, from when to when it is open, and for which meeting it is."""

from django import forms

from actions.verbpages.forms import ActionVerbForm, meeting_field
from jarplan.formfields.dates import MONTHS, DateBoxesField
from jarplan.formfields.odd_dates import AsksAboutDates
from jarplan.formfields.text import ReasonField
from jarplan.formfields.verbs import VersionedForm


class DaysForm(AsksAboutDates):
    """The days of a round, and its meeting."""

    opens_on = DateBoxesField(
        label="First day", what="the first day", help_text="Leads can report from this day."
    )
    closes_on = DateBoxesField(
        label="Last day",
        what="the last day",
        help_text="Reports sent after this day are accepted and marked late.",
    )
    meeting = meeting_field("Meeting", "The meeting that the reports are for, if there is one.")


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

    reason = ReasonField(required=False, help_text="The reason is kept in the history.")
    field_order = ("opens_on", "closes_on", "meeting", "reason", "version")
