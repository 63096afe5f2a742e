"""What is typed to name a view."""

from django import forms

from jarplan.formfields.text import LineField
from jarplan.formfields.verbs import VerbForm
from jarplan.reporting.models import SavedView
from jarplan.reporting.own.queries import asked_in


class NameForm(VerbForm):
    """Another name for a view."""

    problem_field = "name"
    name = LineField(
        max_length=60, label="Name of the view", help_text="For example, Red actions of partners."
    )


class ViewForm(NameForm):
    """The name of a new view, with the list and what it is asked for."""

    page = forms.ChoiceField(choices=SavedView.Page, widget=forms.HiddenInput)
    asked = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def clean_asked(self):
        return asked_in(self.cleaned_data["asked"])
