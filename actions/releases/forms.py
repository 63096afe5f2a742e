"""What is typed to release the progress of a round, and to withdraw a release."""

from django import forms

from jarplan.audit.canonical import digest
from jarplan.formfields.text import ReasonField
from jarplan.formfields.verbs import VerbForm, VersionedForm


class ReleaseForm(VerbForm):
    """Nothing is typed: what was shown is released. `seen` is its digest."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def save(self, verb, *, content, **arguments):
        done = super().save(verb, content=content, **arguments)
        if not done:
            # The page now shows what has changed meanwhile: the next press is about that.
            self.carry(seen=digest(content))
        return done


class WithdrawReleaseForm(VersionedForm):
    """Why a release is taken back."""

    reason = ReasonField(
        "Reason for withdrawing",
        missing="Enter a reason for withdrawing",
        help_text="The public page shows this reason in the place of the reports, and keeps it.",
    )
    problem_field = "reason"
