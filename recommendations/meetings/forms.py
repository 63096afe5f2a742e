"""What is typed about a meeting."""

from django import forms

from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.odd_dates import AsksAboutDates
from jarplan.formfields.text import LineField, ParagraphsField, ReasonField
from jarplan.formfields.verbs import VerbForm
from jarplan.people.mending.forms import CorrectForm
from recommendations.forms import LawForm
from recommendations.models import Inspection


class MeetingWords(AsksAboutDates):
    """What a meeting is."""

    ahead = {"held_on": 2}
    body = LineField(
        max_length=100,
        label="Meeting body",
        help_text="For example Cabinet.",
        error_messages={"required": "Enter the meeting body"},
    )
    held_on = DateBoxesField(label="Date of the meeting", what="the date of the meeting")
    purpose = LineField(
        max_length=200, label="Agenda item", error_messages={"required": "Enter the agenda item"}
    )
    asked = ParagraphsField(
        max_length=2000, rows=3, required=False, label="Decision requested, word for word"
    )
    inspection = forms.ModelChoiceField(
        Inspection.objects.none(),
        required=False,
        empty_label="All inspections",
        label="Which inspection is it about?",
        error_messages={"required": "Select the inspection that the meeting is about"},
    )

    def __init__(self, *args, within, theirs, **kwargs):
        """`theirs(uuid)`: whether a meeting about this inspection is theirs; of None, one about all."""
        super().__init__(*args, **kwargs)
        # A page that was opened while there was one inspection asked nothing, and so changes nothing.
        was_asked = not self.is_bound or self.add_prefix("inspection") in self.data
        about_all, offered = theirs(None), [one for one in within.offered if theirs(one.uuid)]
        if about_all and not (within.is_choice and was_asked):
            del self.fields["inspection"]
            return
        field = self.fields["inspection"]
        field.queryset = Inspection.objects.filter(pk__in=[one.pk for one in offered])
        if not about_all:
            field.required, field.empty_label = True, "Select an inspection"


class MeetingForm(MeetingWords, VerbForm):
    """A meeting that the plan goes to."""


class CorrectMeetingForm(MeetingWords, CorrectForm):
    """The correction of a meeting."""


class MoveMeetingForm(LawForm):
    """Another day for a meeting, and why."""

    ahead = {"held_on": 2}
    problem_field = "held_on"

    held_on = DateBoxesField(label="New date of the meeting", what="the new date of the meeting")
    reason = ReasonField(
        "Why the meeting is moved",
        missing="Enter why the meeting is moved",
        help_text="The old date and the reason stay on the meeting’s page.",
    )


class CancelMeetingForm(LawForm):
    """That a meeting does not take place, and why."""

    reason = ReasonField(
        "Why the meeting is cancelled",
        missing="Enter why the meeting is cancelled",
        help_text="The meeting stays on its page, marked as cancelled, with the reason.",
    )


class OutcomeForm(LawForm):
    """What a meeting decided."""

    outcome = ParagraphsField(
        max_length=2000,
        rows=3,
        label="Decision",
        error_messages={"required": "Enter what the meeting decided"},
    )
    reason = ReasonField(required=False, help_text="Only needed if you are correcting an earlier record.")
