"""What is typed to draw a sample, and to record a check of one of its actions."""

from django import forms

from actions.verbpages.forms import ActionVerbForm
from jarplan.formfields.text import ReasonField
from jarplan.formfields.verbs import OnceForm
from recommendations.models import Inspection


class DrawForm(OnceForm):
    """Of whose plan, and how many. `inspections`: those to choose from; one needs no question."""

    problem_field = "number"

    inspection = forms.ModelChoiceField(
        Inspection.objects.none(),
        label="Plan",
        to_field_name="reference",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose plan to draw from"},
    )
    number = forms.IntegerField(
        label="Number of actions",
        min_value=1,
        max_value=500,
        help_text="How many signed-off actions to draw, for example 3.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={
            "required": "Enter how many actions to draw",
            "invalid": "Enter the number of actions in figures, for example 3",
        },
    )
    field_order = ["inspection", "number", "once"]

    def __init__(self, *args, inspections, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Inspection.objects.filter(pk__in=[one.pk for one in inspections])
        self.fields["inspection"].queryset = rows
        if len(inspections) == 1:
            self.fields["inspection"].widget = forms.HiddenInput()
            self.fields["inspection"].initial = inspections[0].reference


class CheckForm(ActionVerbForm):
    """Whether a sign-off holds, and what was looked at; `check` says of which one."""

    HOLDS, NOT = "holds", "not"

    check = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="Does the sign-off hold?",
        choices=[(HOLDS, "Yes"), (NOT, "No, the sign-off ends")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the sign-off holds"},
    )
    seen = ReasonField(
        "What you looked at",
        max_length=4000,
        rows=5,
        missing="Enter what you looked at",
        help_text="For example which evidence, which cases, and whom you asked. Do not name a child.",
    )
    reason = ReasonField(
        "Why the sign-off does not hold",
        rows=4,
        required=False,
        sometimes_needed=True,
        help_text="Only needed if the sign-off does not hold. Whoever signs the action off again must answer this.",
    )

    @property
    def held(self):
        return self.cleaned_data["outcome"] == self.HOLDS

    def clean(self):
        data = super().clean()
        outcome = data.get("outcome")
        if outcome == self.NOT and "reason" in data and not data["reason"]:
            self.add_error("reason", "Enter why the sign-off does not hold")
        if outcome == self.HOLDS and data.get("reason"):
            self.add_error("reason", "Remove the reason, or choose that the sign-off does not hold")
        return data
