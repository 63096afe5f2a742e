"""What is typed into this room's forms. Whether it may be done is asked in policies, by the verbs."""

from django import forms

from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VerbForm, VersionedForm
from jarplan.people.models import Post


class LawForm(VersionedForm):
    """A form of this room: where a verb cannot be done for now, the reason to be given is what lacks."""

    problem_field = "reason"


class AccountableForm(LawForm):
    """Who answers for a recommendation."""

    accountable_post = forms.ModelChoiceField(
        Post.objects.none(),
        required=False,
        empty_label="Nobody yet",
        label="Accountable post",
        help_text="The one post that answers for this recommendation.",
    )
    portfolio_holder = forms.ModelChoiceField(
        Post.objects.none(),
        required=False,
        empty_label="Nobody yet",
        label="Portfolio holder",
        help_text="The cabinet member in whose portfolio it lies.",
    )
    reason = ParagraphsField(
        required=False,
        max_length=2000,
        rows=3,
        help_text="Needed where somebody else takes over.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        posts = Post.objects.select_related("organisation").order_by("organisation__name", "title")
        self.fields["accountable_post"].queryset = self.fields["portfolio_holder"].queryset = posts


class MeetingForm(VerbForm):
    """A meeting that the plan goes to."""

    body = LineField(
        max_length=100,
        label="Which body meets",
        help_text="For example Cabinet.",
        error_messages={"required": "Enter which body meets"},
    )
    held_on = DateBoxesField(label="Day of the meeting", what="the day of the meeting")
    purpose = LineField(
        max_length=200, label="Item", error_messages={"required": "Enter the item that it looks at"}
    )
    asked = ParagraphsField(max_length=2000, rows=3, required=False, label="What it is asked, word for word")


class OutcomeForm(LawForm):
    """What a meeting decided."""

    outcome = ParagraphsField(
        max_length=2000, rows=3, label="What it decided", error_messages={"required": "Enter what it decided"}
    )
    reason = ParagraphsField(
        required=False, max_length=2000, rows=3, help_text="Needed only where an earlier record is corrected."
    )
