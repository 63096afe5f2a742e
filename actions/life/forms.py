"""What is typed when an action is paused, superseded, declined or taken up again."""

from django import forms

from actions.models import Action
from actions.verbpages.forms import SeenForm
from jarplan.formfields.text import LineField, ReasonField


class SetAsideForm(SeenForm):
    """Why an action is set aside, or taken up again."""

    reason = ReasonField(
        "Reason",
        max_length=1000,
        rows=5,
        help_text="The reason is shown on the action's page and kept in its history.",
    )


class SupersedeForm(SetAsideForm):
    """Which action takes the place of another one, and why."""

    successor = LineField(
        label="Replacement action",
        max_length=20,
        help_text="The reference of an action that is in the plan, for example R4.3.",
        error_messages={"required": "Enter the reference of the replacement action"},
    )
    field_order = ["version", "successor", "reason"]

    def clean_successor(self):
        reference = self.cleaned_data["successor"].upper()
        found = Action.objects.filter(reference=reference).first()
        if found is None:
            raise forms.ValidationError(f"There is no action {reference}")
        return found
