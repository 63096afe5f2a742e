"""What is typed when an entry is put right."""

from jarplan.formfields.text import ReasonField
from jarplan.formfields.verbs import VersionedForm

# Saving a record as it is changes nothing, and needs no reason; the verb asks for one where something differs.
IF_CHANGED = "Needed if you change anything. The reason is kept in the history."


class CorrectForm(VersionedForm):
    """A correction; each kind of entry adds its fields, and the reason comes last."""

    problem_field = "reason"
    reason = ReasonField(
        "Reason for the correction", required=False, sometimes_needed=True, help_text=IF_CHANGED
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])


class WithdrawForm(VersionedForm):
    """Withdrawing an entry."""

    problem_field = "reason"
    reason = ReasonField("Reason for withdrawing", help_text="The reason is kept in the history.")
