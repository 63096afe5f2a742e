"""What the forms of an action's verbs share: after a conflict the page itself shows the action as it is now."""

from django import forms

from jarplan.formfields.verbs import OnceForm, VerbForm
from recommendations.models import Meeting


class ActionVerbForm(VerbForm):
    """A form for one verb on an action."""

    def compare(self, stale):
        """Nothing is put onto the form: the view shows what stands now (verbviews.seen_again)."""


class ActionOnceForm(OnceForm, ActionVerbForm):
    """For a verb that adds an action, or something to one."""


class SeenForm(ActionVerbForm):
    """A verb on the record as it was seen, and nothing to type."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def meeting_field(label, help_text):
    return forms.ModelChoiceField(
        Meeting.objects.order_by("-held_on", "body"),
        required=False,
        empty_label="No meeting",
        label=label,
        help_text=help_text,
    )
