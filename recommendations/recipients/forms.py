"""What is typed of recipients."""

from django import forms

from jarplan.formfields.choices import to_choose
from jarplan.formfields.text import LineField
from jarplan.formfields.verbs import VerbForm
from jarplan.people.mending.forms import CorrectForm
from recommendations.models import Served


class RecipientWords(forms.Form):
    """Who they are, and how they are reached."""

    words = LineField(
        max_length=200,
        label="Recipient",
        help_text="As it reads in a list of publication steps, for example “a copy to each relevant partner”.",
        error_messages={"required": "Enter the recipient"},
    )
    served = forms.ChoiceField(
        choices=to_choose(Served),
        widget=forms.RadioSelect,
        label="Who gets a copy",
        error_messages={"required": "Select who gets a copy"},
    )


class AddRecipientForm(RecipientWords, VerbForm):
    """A recipient to be added."""

    problem_field = "words"


class CorrectRecipientForm(RecipientWords, CorrectForm):
    """The correction of a recipient, and its place among the others."""

    order = forms.IntegerField(
        min_value=1,
        max_value=999,
        label="Place in the list",
        widget=forms.NumberInput(attrs={"class": "width-4"}),
        help_text="Publication steps are listed in this order.",
        error_messages={"required": "Enter the place in the list as a number"},
    )
