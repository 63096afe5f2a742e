"""What is typed to make, approve, publish and withdraw a version of the plan."""

from django import forms

from jarplan.formfields.text import LineField, ParagraphsField, ReasonField
from jarplan.formfields.verbs import VersionedForm
from recommendations.inspections.choosing import OfOnePlan
from recommendations.models import Meeting, PlanVersion
from recommendations.versions.queries import public_versions


class MakeVersionForm(OfOnePlan):
    """The next version: what it is called, what is new in it, and whether it corrects one that was published."""

    title = LineField(
        max_length=200,
        label="Title",
        help_text="Shown at the top of the published plan.",
        error_messages={"required": "Enter a title"},
    )
    note = ParagraphsField(
        required=False,
        max_length=2000,
        rows=3,
        label="What is new in this version",
        help_text="Readers see this. If this version is a correction, say what it corrects.",
    )
    corrects = forms.ModelChoiceField(
        PlanVersion.objects.none(),
        required=False,
        empty_label="No, it is an update of the plan",
        label="Does it correct a published version?",
    )
    people_named = forms.BooleanField(
        required=False,
        label="Show the names of the people who hold the posts",
        help_text="Leave the box empty to publish posts only, which is usual.",
    )
    problem_field = "note"

    def __init__(self, *args, within, **kwargs):
        super().__init__(*args, within=within, **kwargs)
        self.fields["corrects"].queryset = public_versions(within)


class StepOnForm(VersionedForm):
    """Nothing is typed: the version that was looked at goes on."""


class ApproveForm(VersionedForm):
    """The meeting that approved it."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        empty_label="Select a meeting",
        label="Which meeting approved it?",
        help_text="If the meeting is not in the list, add it under Meetings first.",
        error_messages={"required": "Select the meeting that approved the version"},
    )
    minute = LineField(
        max_length=200,
        required=False,
        label="Minute of an earlier approval",
        help_text="Only if the meeting took place before this version was made, for example minute 45.",
    )
    reason = ReasonField(
        required=False,
        label="Why does the earlier approval count?",
        help_text="For example: the plan was approved before it was brought in here, and nothing has changed.",
    )
    problem_field = "meeting"

    def __init__(self, *args, day, within, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.filter(within.of("meeting"), held_on__lte=day, cancelled_at=None)
        self.fields["meeting"].queryset = meetings.order_by("-held_on", "body")


class PublishForm(VersionedForm):
    """Where the checks found errors, why it is published all the same."""

    published_over = ParagraphsField(
        required=False,
        max_length=2000,
        rows=3,
        label="Reason for publishing with errors",
        help_text="The reason becomes part of the version’s record, which anyone can read.",
    )

    def __init__(self, *args, has_errors, **kwargs):
        super().__init__(*args, **kwargs)
        if has_errors:
            self.problem_field = "published_over"
        else:
            del self.fields["published_over"]


class WithdrawForm(VersionedForm):
    """Why a version is taken back."""

    reason = ReasonField(
        "Reason for withdrawing",
        missing="Enter a reason for withdrawing",
        help_text="If the version was public, this reason is shown in its place.",
    )
    problem_field = "reason"
