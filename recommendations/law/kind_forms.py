"""What is typed of a kind of inspection."""

from django import forms

from jarplan.formfields.text import LineField, ParagraphsField, ReasonField
from jarplan.formfields.verbs import VerbForm
from recommendations.forms import LawForm
from recommendations.law.rule_forms import CertaintyField
from recommendations.models import Recipient


class RecipientsField(forms.ModelMultipleChoiceField):
    """Recipients, each as a line of a list begins."""

    def label_from_instance(self, recipient):
        return f"{recipient.words[:1].upper()}{recipient.words[1:]}"


class KindWords(forms.Form):
    """What a kind of inspection is, and how we know it."""

    name = LineField(
        max_length=100,
        label="Name",
        help_text="As it reads in the middle of a sentence, for example “joint targeted area inspection”.",
        error_messages={"required": "Enter the name of the type of inspection"},
    )
    short_name = LineField(max_length=30, required=False, label="Short name", help_text="For example JTAI.")
    bodies = LineField(max_length=200, required=False, label="Carried out by")
    prefix = LineField(
        max_length=5,
        css_class="width-4",
        label="Prefix proposed for recommendations",
        help_text="One to five capital letters.",
        error_messages={"required": "Enter a prefix for the recommendations, for example Y"},
    )
    areas = ParagraphsField(
        max_length=4000,
        rows=4,
        required=False,
        label="Areas of judgement",
        help_text="Enter one on each line. Leave empty if there are none.",
    )
    scale = ParagraphsField(
        max_length=1000,
        rows=4,
        required=False,
        label="Scale",
        help_text=(
            "Enter one point on each line, the best first. If the report prints numbers, put the number and "
            "a colon first, for example “4: outstanding”. Leave empty if nothing is graded."
        ),
    )
    report_to = RecipientsField(
        Recipient.objects.all(),
        required=False,
        label="Who must be sent the report",
        help_text="If a recipient is missing, add it under Recipients first.",
        widget=forms.CheckboxSelectMultiple,
    )
    report_source = LineField(max_length=100, required=False, label="Source of who must be sent the report")
    plan_to = RecipientsField(
        Recipient.objects.all(),
        required=False,
        label="Who must be sent the plan",
        widget=forms.CheckboxSelectMultiple,
    )
    plan_source = LineField(max_length=100, required=False, label="Source of who must be sent the plan")
    source = LineField(
        max_length=200,
        label="Source",
        help_text="The framework or regulation.",
        error_messages={"required": "Enter the source"},
    )
    certainty = CertaintyField()


class AddKindForm(KindWords, VerbForm):
    """A kind of inspection to be added."""


class CorrectKindForm(KindWords, LawForm):
    """The correction of a kind of inspection."""

    reason = ReasonField(
        "Reason for the correction",
        help_text="Inspections that have already been added keep their scale, deadlines and publication steps.",
    )
