"""What the forms of an action's verbs share: after a conflict the page itself shows the action as it is now."""

import uuid

from django import forms

from jarplan.formfields.verbs import VerbForm


class ActionVerbForm(VerbForm):
    """A form for one verb on an action."""

    def compare(self, stale):
        """Nothing is put onto the form: the view shows what stands now (verbviews.seen_again)."""


class OnceForm(ActionVerbForm):
    """For a verb that adds a record: a form that is sent twice, by an impatient second click, adds one."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)


class SeenForm(ActionVerbForm):
    """A verb on the record as it was seen, and nothing to type."""

    version = forms.IntegerField(widget=forms.HiddenInput)
