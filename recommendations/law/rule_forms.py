"""What is typed of a rule of law."""

from django import forms

from jarplan.formfields.choices import to_choose
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.odd_dates import AsksAboutDates
from jarplan.formfields.text import LineField, ParagraphsField, ReasonField
from jarplan.formfields.verbs import VerbForm
from jarplan.people.mending.forms import CorrectForm
from recommendations.law import kinds
from recommendations.models import DeadlineRule, Duty
from recommendations.models.law import DAYS_ONE, UNITS


class CertaintyField(forms.ChoiceField):
    """How sure we are of what is entered: none is chosen beforehand, least of all that we have the text."""

    def __init__(self):
        super().__init__(
            choices=to_choose(DeadlineRule.Certainty),
            widget=forms.RadioSelect,
            label="Certainty",
            error_messages={"required": "Select how certain this is"},
        )


class RuleWords(AsksAboutDates):
    """How a rule counts, and how we know it."""

    # A plan that stands in 2008 holds the law of later years too.
    ahead = {"in_force_from": 20, "in_force_until": 20}

    task = LineField(
        max_length=120,
        required=False,
        label="What must be done, in words",
        help_text="For example “hold the annual conversation with Ofsted”. Leave empty if the duty says it.",
    )
    in_force_from = DateBoxesField(
        required=False, label="In force from", what="the date the rule came into force", help_text="If known."
    )
    in_force_until = DateBoxesField(
        required=False,
        label="In force until",
        what="the last day on which the rule is in force",
        help_text="Only needed if another rule has replaced it, or will.",
    )
    number = forms.IntegerField(
        min_value=1, max_value=999, label="Number", widget=forms.NumberInput(attrs={"class": "width-4"})
    )
    unit = forms.ChoiceField(
        choices=to_choose(UNITS, "Select a unit"), label="Unit", error_messages={"required": "Select a unit"}
    )
    day_one = forms.ChoiceField(
        choices=to_choose(DAYS_ONE, "Select a day"),
        label="Day 1 is",
        error_messages={"required": "Select which day is day 1"},
    )
    counted_from = forms.ChoiceField(
        choices=to_choose(DeadlineRule.CountedFrom, "Select a start"),
        label="Counted from the day",
        error_messages={"required": "Select the day that the rule counts from"},
    )
    after_duty = forms.ChoiceField(
        choices=to_choose(Duty, "Not counted from another duty"),
        required=False,
        label="The other duty",
        help_text="Only needed if it is counted from the day another duty is met.",
    )
    source = LineField(
        max_length=200,
        label="Source",
        help_text="The regulation and its number.",
        error_messages={"required": "Enter the source of the rule"},
    )
    wording = ParagraphsField(
        max_length=4000,
        label="What the source says",
        help_text=(
            "Only copy the regulation’s wording if you have the text. Otherwise, "
            "summarise it in your own words."
        ),
        error_messages={"required": "Enter what the source says"},
    )
    certainty = CertaintyField()


class AddRuleForm(RuleWords, VerbForm):
    """A rule for a duty."""

    inspection_kind = forms.ChoiceField(
        choices=to_choose(kinds.choices, "Select a type of inspection"),
        label="Type of inspection",
        error_messages={"required": "Select a type of inspection"},
    )
    duty = forms.ChoiceField(
        choices=to_choose(Duty, "Select a duty"), label="Duty", error_messages={"required": "Select a duty"}
    )
    field_order = ("inspection_kind", "duty")


class CorrectRuleForm(RuleWords, CorrectForm):
    """The correction of a rule."""

    reason = ReasonField(
        "Reason for the correction",
        required=False,
        sometimes_needed=True,
        help_text="Needed if you change anything. Dates that have already been calculated do not change.",
    )
