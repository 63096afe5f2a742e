"""What is typed into the forms about deadlines and days off. Whether it may be done is asked by the verbs."""

from django import forms

from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.odd_dates import Near
from jarplan.formfields.text import LineField, ReasonField
from jarplan.formfields.verbs import VerbForm
from recommendations.forms import LawForm
from recommendations.models import DayOff


def near_publication(name, published_on):
    """What a day of an inspection is held against before it is taken: the day its report was published."""
    before, after = {"received_on": (0, 1), "sent_on": (1, 1), "visited_on": (2, 0)}[name]
    return Near("the report was published", published_on, before, after)


class AdoptDateForm(LawForm):
    """The date that the council works to."""

    adopted_on = DateBoxesField(
        label="Adopted date", what="the adopted date", help_text="The date the council will work to."
    )
    reason = ReasonField(
        "Reason for adopting this date",
        help_text="The reason is shown next to the stated date and the calculated date.",
    )


class StartForm(LawForm):
    """A day from which the law counts."""

    day_field, too_soon = "", ""
    reason = ReasonField(required=False, help_text="Only needed if you are correcting an earlier record.")

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        """Before it is shown what a day would change, it must be one that can be recorded."""
        data = super().clean()
        day = data.get(self.day_field)
        if day and day > self.today:
            self.add_error(self.day_field, f"The date must be today or in the past. {self.too_soon}")
        return data


class ReceiptForm(StartForm):
    """The day the council received the report."""

    day_field, too_soon = "received_on", "Record the receipt once the report has arrived."
    received_on = DateBoxesField(label="Date received", what="the date the report was received")
    field_order = ("version", "received_on", "reason")


class SentForm(StartForm):
    """The day the report was sent."""

    day_field, too_soon = "sent_on", "Record the date once the report has been sent."
    sent_on = DateBoxesField(label="Date the report was sent", what="the date the report was sent")
    field_order = ("version", "sent_on", "reason")


class VisitForm(StartForm):
    """The last day of the inspectors' visit."""

    day_field, too_soon = "visited_on", "Record the visit once it is over."
    visited_on = DateBoxesField(label="Date the visit ended", what="the date the visit ended")
    field_order = ("version", "visited_on", "reason")


class CountAgainForm(LawForm):
    """Taking the date that the calendar now gives."""

    reason = ReasonField("Reason for recalculating")


class MetForm(LawForm):
    """The day a duty was met, with what proves it."""

    met_on = DateBoxesField(label="Date the duty was met", what="the date the duty was met")
    proof = ReasonField(
        "Proof", help_text="For example the letter sent, the newspaper page or the web address."
    )
    reason = ReasonField(required=False, help_text="Only needed if you are correcting an earlier record.")

    def compared(self, current):
        """The verb's argument is called proof, the field met_proof."""
        current.proof = current.met_proof
        return super().compared(current)


class DayOffForm(VerbForm):
    """A day that the calendar does not know as a day off."""

    problem_field = "day"
    day = DateBoxesField(label="Day", what="the day")
    kind = forms.ChoiceField(
        label="Type of day",
        choices=[(kind.value, kind.label[0].upper() + kind.label[1:]) for kind in DayOff.Kind],
        widget=forms.RadioSelect,
        help_text=(
            "A bank holiday is never counted as a working day. A day when only the offices are closed "
            "is counted, unless the rule says otherwise."
        ),
        error_messages={"required": "Select the type of day"},
    )
    name = LineField(
        max_length=100,
        label="Name of the day, or why the offices are closed",
        error_messages={"required": "Enter the name of the day, or why the offices are closed"},
    )
    source = LineField(
        max_length=200,
        required=False,
        label="Where this was announced or decided",
        help_text="For example The Gazette, or the minutes of a meeting.",
    )


class TakeOutForm(LawForm):
    """Taking out a day off that was added by mistake."""

    reason = ReasonField("Reason for removing the day")
