"""What is typed to set reminders."""

from django import forms

from actions.models.reminding import MOST_DAYS
from actions.reminding.ladder import STEPS
from jarplan.formfields.verbs import VersionedForm

NUMBER = "Enter the number of working days in figures, for example 5"


def days_field(label, required=False, help_text=""):
    """A number of working days."""
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={
            "required": NUMBER,
            "invalid": NUMBER,
            "min_value": "Enter at least 1 working day",
            "max_value": f"Enter at most {MOST_DAYS} working days",
        },
    )


class RemindersForm(VersionedForm):
    """After how many working days each is told, and when papers are due."""

    lead_after = days_field(
        STEPS["lead"], help_text="Working days after a report was due. Leave empty for never."
    )
    approver_after = days_field(STEPS["approver"])
    accountable_after = days_field(STEPS["accountable"])
    portfolio_after = days_field(STEPS["portfolio"])
    papers_before = days_field(
        "Papers due before a meeting",
        required=True,
        help_text="Working days before each meeting. The programme office’s page shows the date.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.sometimes_needed = name.endswith("_after")
