"""What is typed of an inspection, its parts and its recommendations."""

from django import forms
from django.core.exceptions import ValidationError

from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VerbForm, VersionedForm
from jarplan.people.models import Organisation
from recommendations.models import DeadlineRule, GradePoint, Inspection, Judgement, Timeframe


class Named(forms.Form):
    """What an inspection is called."""

    title = LineField(max_length=200, error_messages={"required": "Enter the title of the inspection"})
    area = LineField(
        max_length=100, error_messages={"required": "Enter the area"}, help_text="The authority."
    )
    document = LineField(max_length=300, required=False, label="The inspectors' report")
    led_by = forms.ModelChoiceField(
        Organisation.objects.none(), required=False, empty_label="Not known", label="Leading inspectorate"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["led_by"].queryset = Organisation.objects.order_by("name")


class InspectionForm(Named, VerbForm):
    """An inspection to be added."""

    kind = forms.ChoiceField(
        choices=Inspection.Kind, help_text="The rules of law of this kind set its deadlines."
    )
    reference = forms.SlugField(
        max_length=40,
        help_text="Short, letters, numbers and hyphens only, for example ilacs-2023.",
        error_messages={"required": "Enter a short reference, for example ilacs-2023"},
    )
    published_on = DateBoxesField(label="Published on", what="the day it was published")
    received_on = DateBoxesField(
        label="Received on",
        what="the day the council received it",
        required=False,
        help_text="Leave it empty where it is not known. It can be recorded later.",
    )
    reference_prefix = LineField(
        max_length=5,
        label="Prefix of its recommendations",
        help_text="One to five capital letters, for example Y: its recommendations are then Y1, Y2 and so on.",
        error_messages={"required": "Enter the prefix of its recommendations, for example Y"},
    )
    field_order = ("kind", "reference", "title", "area", "published_on", "received_on", "reference_prefix")


class ChangeForm(Named, VersionedForm):
    """What an inspection is called, put right."""


class PartForm(VersionedForm):
    """A form of one part of an inspection."""

    def __init__(self, *args, inspection, **kwargs):
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        self.narrow()

    def narrow(self):
        """Offers only what belongs to this inspection."""


class GradeForm(PartForm):
    """A point of the scale of grades."""

    number = forms.IntegerField(min_value=0, max_value=99, label="Grade")
    word = LineField(max_length=40, label="In words", error_messages={"required": "Enter the grade in words"})


class TimeframeForm(PartForm):
    """A timeframe."""

    label = LineField(
        max_length=100,
        label="Timeframe, as printed",
        error_messages={"required": "Enter the timeframe as printed"},
    )
    months = forms.IntegerField(
        min_value=1,
        max_value=120,
        required=False,
        label="Length in months",
        help_text="Counted from publication. Leave it empty where the report gives no length.",
    )
    paragraph = LineField(max_length=20, required=False)


class JudgementForm(PartForm):
    """What was judged of one area."""

    kind = forms.ChoiceField(choices=Judgement.Kind)
    area = LineField(
        max_length=200, label="Area, as printed", error_messages={"required": "Enter the area as printed"}
    )
    grade = forms.ModelChoiceField(
        GradePoint.objects.none(), required=False, empty_label="No number is printed"
    )
    judged = LineField(max_length=40, required=False, label="In words, where no number is printed")
    paragraph = LineField(max_length=20, error_messages={"required": "Enter the paragraph or page"})
    text = ParagraphsField(
        max_length=4000, rows=3, required=False, label="As printed, where it is a sentence"
    )

    def narrow(self):
        self.fields["grade"].queryset = GradePoint.objects.filter(inspection=self.inspection)

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("grade")) == bool(cleaned.get("judged")):
            raise ValidationError("Choose the printed grade, or give the words where no number is printed.")
        return cleaned


class RuleForm(PartForm):
    """A rule of law that applies too."""

    rule = forms.ModelChoiceField(
        DeadlineRule.objects.none(), error_messages={"required": "Choose the rule that applies"}
    )

    def narrow(self):
        held = self.inspection.deadlines.values("rule__duty")
        self.fields["rule"].queryset = DeadlineRule.objects.exclude(duty__in=held)
        self.fields["rule"].label_from_instance = lambda rule: (
            f"{rule.get_duty_display()}: {rule.number} {rule.get_unit_display()} ({rule.source})"[:160]
        )


class RecommendationWords(PartForm):
    """Where recommendations stand in the report, and to whom they are addressed."""

    timeframe = forms.ModelChoiceField(
        Timeframe.objects.none(),
        error_messages={"required": "Choose the timeframe"},
        empty_label="Choose one",
    )
    paragraph = LineField(max_length=20, error_messages={"required": "Enter the paragraph or page"})
    addressed_to = LineField(max_length=100, required=False, label="Who should do it, as printed")

    def narrow(self):
        self.fields["timeframe"].queryset = Timeframe.objects.filter(inspection=self.inspection)


class PasteForm(RecommendationWords):
    """Recommendations pasted from the report."""

    text = ParagraphsField(
        max_length=40000,
        rows=10,
        label="The recommendations, word for word",
        help_text="Paste one or several. Leave an empty line between two.",
        error_messages={"required": "Paste the recommendations of the report"},
    )


class RecommendationForm(RecommendationWords):
    """One recommendation, put right."""

    text = ParagraphsField(
        max_length=4000,
        rows=4,
        label="The recommendation, word for word",
        error_messages={"required": "Enter the recommendation's words"},
    )


class ConfirmForm(VersionedForm):
    """Nothing is typed: the button confirms."""
