"""What is typed about a reporting round: the month, from when to when it is open, and for which meeting it is."""

from django import forms

from actions.rounds.pattern import AFTER_DAYS, BEFORE_MEETING, CLOSES, Pattern
from actions.verbpages.forms import ActionVerbForm, meeting_field
from jarplan.dates import month_in_full
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.odd_dates import AsksAboutDates
from jarplan.formfields.text import ReasonField
from jarplan.formfields.verbs import VersionedForm
from jarplan.formfields.words import PlainWords


def month_choices(months):
    return [(day.isoformat(), month_in_full(day)) for day in months]


class DaysForm(AsksAboutDates):
    """The days of a round, and its meeting."""

    opens_on = DateBoxesField(
        label="First day",
        what="the first day",
        help_text="Leads can report from this day. No report is due on an action that starts later.",
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
        self.fields["month"].choices = month_choices(months)


class ChangeRoundForm(VersionedForm, DaysForm):
    """Other days or another meeting for a round."""

    reason = ReasonField(required=False, help_text="The reason is kept in the history.")
    field_order = ("opens_on", "closes_on", "meeting", "reason", "version")


class PatternForm(PlainWords, forms.Form):
    """By what pattern rounds are set. `months`: the first days of those to choose from; `bodies`: whose meetings
    there are."""

    first = forms.ChoiceField(label="First month to report on")
    number = forms.IntegerField(
        label="Number of rounds",
        min_value=1,
        max_value=12,
        initial=12,
        help_text="One for each month that has no round yet, up to 12.",
        widget=forms.NumberInput(attrs={"class": "width-2"}),
    )
    opens_on = forms.IntegerField(
        label="Day of the month on which each round opens",
        min_value=1,
        max_value=31,
        help_text="In a shorter month, its last day.",
        widget=forms.NumberInput(attrs={"class": "width-2"}),
    )
    closes = forms.ChoiceField(
        label="Last day of each round",
        choices=list(CLOSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the last day of each round"},
    )
    days = forms.IntegerField(
        label="Number of days or working days",
        min_value=0,
        max_value=60,
        required=False,
        widget=forms.NumberInput(attrs={"class": "width-2"}),
    )
    body = forms.ChoiceField(
        label="Meeting",
        required=False,
        help_text="Each round is for the first meeting of this body after it opens.",
    )
    is_filter = False

    def __init__(self, *args, months, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first"].choices = month_choices(months)
        self.fields["body"].choices = [("", "No meeting"), *[(body, body) for body in bodies]]
        self.fields["days"].sometimes_needed = True
        self.months = months

    def clean(self):
        data = super().clean()
        if data.get("closes") in (AFTER_DAYS, BEFORE_MEETING) and data.get("days", 0) is None:
            self.add_error("days", "Enter the number of days")
        if data.get("closes") == BEFORE_MEETING and not data.get("body"):
            self.add_error("body", "Choose the meeting before which each round closes")
        return data

    @property
    def pattern(self):
        data = self.cleaned_data
        return Pattern(data["opens_on"], data["closes"], data["days"] or 0, data["body"])

    @property
    def wanted(self):
        """The months that rounds are set for."""
        after = [day for day in self.months if day.isoformat() >= self.cleaned_data["first"]]
        return after[: self.cleaned_data["number"]]
