"""What is typed about an extension."""

from django import forms

from actions.models import DateChange
from actions.rules.dates import PlanDate
from actions.verbpages.forms import ActionOnceForm, ActionVerbForm, meeting_field
from jarplan.dates import in_full
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ReasonField


class AskDateForm(ActionOnceForm):
    """A later date, and why."""

    to = DateBoxesField(label="New due date", what="the new due date", help_text="For example 30 9 2009.")
    to_words = LineField(
        label="New due date in words",
        max_length=200,
        required=False,
        help_text="Only if there is no exact date, for example Autumn term 2009. "
        "Enter the last possible day as the new due date.",
    )
    category = forms.ChoiceField(
        label="Type of reason",
        choices=DateChange.Category,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the type of reason"},
    )
    reason = ReasonField(
        "Why the action needs more time",
        rows=5,
        missing="Enter why the action needs more time",
        help_text="The reason is always shown with the dates.",
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.action = action

    def clean_to(self):
        to, present = self.cleaned_data["to"], self.action.due_latest
        if to and present and to <= present:
            raise forms.ValidationError(
                f"The new due date must be after the current due date, {in_full(present)}"
            )
        return to

    def plan_date(self):
        words, day = self.cleaned_data["to_words"], self.cleaned_data["to"]
        return PlanDate(raw=words, latest=day) if words else PlanDate.on(day)


class RecallDateForm(ActionVerbForm):
    """That a later date is no longer asked for."""

    change = forms.UUIDField(widget=forms.HiddenInput)
    reason = ReasonField(
        "Why the extension is no longer needed",
        required=False,
        help_text="The programme office sees this with the request.",
    )


class DecideDateForm(ActionVerbForm):
    """Whether a later date is agreed, by whom it was looked at, and why. `by_board`: only the board can agree it."""

    AGREE, REFUSE = "agree", "refuse"

    change = forms.UUIDField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="Your decision",
        choices=[
            (AGREE, "Agree the extension"),
            (REFUSE, "Refuse the extension and keep the current due date"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to agree or refuse the extension"},
    )
    reason = ReasonField(
        rows=4, required=False, sometimes_needed=True, help_text="Only needed if you refuse the extension."
    )
    meeting = meeting_field("Meeting", "The meeting that decided, if there was one.")

    def __init__(self, *args, by_board=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_board = by_board
        if by_board:
            self.fields["meeting"].sometimes_needed = True
            self.fields["meeting"].help_text = "The meeting at which the board agreed the extension."

    @property
    def agrees(self):
        return self.cleaned_data["decision"] == self.AGREE

    def clean(self):
        data = super().clean()
        if data.get("decision") == self.REFUSE and "reason" in data and not data["reason"]:
            self.add_error("reason", "Enter why the extension is refused")
        if self.by_board and data.get("decision") == self.AGREE and "meeting" in data and not data["meeting"]:
            self.add_error("meeting", "Choose the meeting at which the board agreed the extension")
        return data
