"""What is typed about an extension."""

from django import forms

from actions.rules.dates import PlanDate
from actions.verbpages.forms import ActionOnceForm, DecideForm, RequestForm, category_field
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
    category = category_field()
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


class RecallDateForm(RequestForm):
    """That a later date is no longer asked for."""

    reason = ReasonField(
        "Why the extension is no longer needed",
        required=False,
        help_text="The programme office sees this with the request.",
    )


class DecideDateForm(DecideForm):
    """Whether a later date is agreed. `by_board`: only the board can agree it."""

    agreeing = "Agree the extension"
    refusing = "Refuse the extension and keep the current due date"
    what = "extension"

    def __init__(self, *args, by_board=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_board = by_board
        if by_board:
            self.fields["meeting"].sometimes_needed = True
            self.fields["meeting"].help_text = "The meeting at which the board agreed the extension."

    def clean(self):
        data = super().clean()
        if self.by_board and data.get("decision") == self.AGREE and "meeting" in data and not data["meeting"]:
            self.add_error("meeting", "Choose the meeting at which the board agreed the extension")
        return data
