"""What is typed of a rule of law."""

from django import forms

from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VerbForm
from recommendations.forms import LawForm
from recommendations.models import DeadlineRule, Duty, Inspection
from recommendations.models.law import DAYS_ONE, UNITS


class RuleWords(forms.Form):
    """How a rule counts, and how we know it."""

    number = forms.IntegerField(min_value=1, max_value=999, label="How many")
    unit = forms.ChoiceField(choices=UNITS, label="Of what")
    day_one = forms.ChoiceField(choices=DAYS_ONE, label="Day 1 is")
    counted_from = forms.ChoiceField(choices=DeadlineRule.CountedFrom, label="Counted from the day that")
    source = LineField(
        max_length=200,
        label="Source",
        help_text="The regulation with its number.",
        error_messages={"required": "Enter where the rule stands"},
    )
    wording = ParagraphsField(
        max_length=4000,
        label="What the source says",
        help_text="Copy the regulation's words only if you have it before you. Otherwise say it in your words.",
        error_messages={"required": "Enter what the source says"},
    )
    certainty = forms.ChoiceField(choices=DeadlineRule.Certainty, label="How sure the text is")


class AddRuleForm(RuleWords, VerbForm):
    """A rule for a duty that has none."""

    inspection_kind = forms.ChoiceField(choices=Inspection.Kind, label="After which kind of inspection")
    duty = forms.ChoiceField(choices=Duty, label="Which duty")
    field_order = ("inspection_kind", "duty")


class CorrectRuleForm(RuleWords, LawForm):
    """The correction of a rule."""

    reason = ParagraphsField(
        max_length=2000,
        rows=3,
        label="Why it is corrected",
        error_messages={"required": "Enter why it is corrected"},
        help_text="Dates that were counted before stay as they are.",
    )
