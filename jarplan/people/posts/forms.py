"""What is typed about organisations, posts and who holds them."""

from django import forms

from jarplan.formfields.text import LineField
from jarplan.formfields.verbs import VerbForm, VersionedForm
from jarplan.people.forms import PersonChoice, ReasonForm
from jarplan.people.mending.forms import CorrectForm
from jarplan.people.models import Organisation, Post, User
from jarplan.people.queries import people_who_may_hold


class PostsFilterForm(forms.Form):
    """What to show of the list of posts."""

    is_filter = True
    q = LineField(label="Post or person", required=False, max_length=200)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), required=False, empty_label="Any")
    vacant = forms.ChoiceField(
        label="Show", choices=[("", "All posts"), ("yes", "Vacant posts")], required=False
    )


class OrganisationForm(VerbForm):
    """An organisation."""

    name = LineField(max_length=200, error_messages={"required": "Enter a name"})
    short_name = LineField(
        label="Short name", max_length=60, required=False, help_text="The name people use, for example LSCB."
    )
    kind = LineField(max_length=60, required=False, help_text="For example council, partner or board.")


class ChangeOrganisationForm(OrganisationForm, CorrectForm):
    """An organisation as it is now, to be changed."""


class AddPostForm(VerbForm):
    """A new post."""

    title = LineField(
        max_length=200,
        help_text="For example Head of Service, Social Care and Safeguarding.",
        error_messages={"required": "Enter a title"},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        empty_label="Choose from the list",
        error_messages={"required": "Choose an organisation"},
    )


class RenamePostForm(CorrectForm):
    """A post's title."""

    title = LineField(max_length=200, error_messages={"required": "Enter a title"})


class HoldPostForm(VersionedForm):
    """Who holds a post from today, beside those who hold it already."""

    person = PersonChoice(
        User.objects.none(),
        label="Who holds this post?",
        empty_label="Choose from the list",
        error_messages={"required": "Choose a person"},
    )

    def __init__(self, *args, post: Post, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_who_may_hold(post)


class HandOverForm(ReasonForm):
    """Who holds a post instead."""

    successor = PersonChoice(
        User.objects.none(),
        label="Who will hold the post from today?",
        required=False,
        empty_label="Nobody: the post becomes vacant",
    )
    field_order = ["successor", "reason"]

    def __init__(self, *args, post: Post, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = people_who_may_hold(post)
