"""What is typed to say that an action waits for another one."""

from django import forms

from actions.reading.visibility import actions_of
from actions.verbpages.forms import ActionOnceForm
from jarplan.formfields.text import LineField


class WaitForm(ActionOnceForm):
    """For which action, and why. `user`: who chooses among the actions that they may see."""

    problem_field = "other"

    other = LineField(
        label="Action to wait for",
        max_length=20,
        css_class="width-10",
        help_text="The reference of another action, for example R4.3.",
        error_messages={"required": "Enter the reference of the action to wait for"},
    )
    why = LineField(
        label="Why it waits",
        max_length=300,
        help_text="One line, for example: The training needs the new procedures. Up to 300 characters.",
        error_messages={"required": "Enter why the action waits"},
    )
    field_order = ["other", "why", "once"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_other(self):
        reference = self.cleaned_data["other"].upper()
        found = actions_of(self.user).filter(reference=reference).first()
        if found is None:
            raise forms.ValidationError(f"There is no action {reference}")
        return found
