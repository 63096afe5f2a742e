"""What is typed to make, approve, publish and withdraw a version of the plan."""

from django import forms

from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VerbForm, VersionedForm
from recommendations.models import Meeting, PlanVersion
from recommendations.versions import public_versions


class MakeVersionForm(VerbForm):
    """The next version: what it is called, what is new in it, and whether it corrects one that was published."""

    title = LineField(
        max_length=200,
        label="Title",
        help_text="It stands at the head of the published plan.",
        error_messages={"required": "Enter a title"},
    )
    note = ParagraphsField(
        required=False,
        max_length=2000,
        rows=3,
        label="What is new in this version",
        help_text="Readers see it. A correction must say what it corrects.",
    )
    corrects = forms.ModelChoiceField(
        PlanVersion.objects.none(),
        required=False,
        empty_label="No: it is the plan as it has gone on",
        label="Does it correct a published version?",
    )
    people_named = forms.BooleanField(
        required=False,
        label="Name the people who hold the posts",
        help_text="Leave it empty to publish posts only, which is usual.",
    )
    problem_field = "note"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["corrects"].queryset = public_versions()


class StepOnForm(VersionedForm):
    """Nothing is typed: the version that was looked at goes on."""


class ApproveForm(VersionedForm):
    """The meeting that approved it."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        empty_label="Choose a meeting",
        label="Which meeting approved it?",
        help_text="A meeting that is not in the list is added under Meetings first.",
        error_messages={"required": "Choose the meeting that approved it"},
    )
    problem_field = "meeting"

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.filter(held_on__lte=day).order_by(
            "-held_on", "body"
        )


class PublishForm(VersionedForm):
    """Where the checks found errors, why it is published all the same."""

    published_over = ParagraphsField(
        required=False,
        max_length=2000,
        rows=3,
        label="Why it is published although the checks found errors",
        help_text="The reason becomes part of the version’s record, which everybody may read.",
    )

    def __init__(self, *args, has_errors, **kwargs):
        super().__init__(*args, **kwargs)
        if has_errors:
            self.problem_field = "published_over"
        else:
            del self.fields["published_over"]


class WithdrawForm(VersionedForm):
    """Why a version is taken back."""

    reason = ParagraphsField(
        max_length=2000,
        rows=3,
        label="Why it is withdrawn",
        help_text="If the public could read it, they are told this reason in its place.",
        error_messages={"required": "Say why it is withdrawn"},
    )
    problem_field = "reason"
