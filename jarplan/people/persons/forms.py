"""What is typed about people."""

from django import forms

from jarplan.formfields.text import EmailAddressField, LineField
from jarplan.formfields.verbs import VerbForm, VersionedForm
from jarplan.people.forms import REASON, PersonChoice, ReasonForm
from jarplan.people.mending.forms import CorrectForm
from jarplan.people.models import Organisation
from jarplan.people.queries import people_who_may_hold
from jarplan.people.roles import Role


class PersonFields(VerbForm):
    """What is known of a person."""

    full_name = LineField(
        label="Name",
        max_length=120,
        help_text="The name other people know them by.",
        error_messages={"required": "Enter a name"},
    )
    email = EmailAddressField(label="Email address", required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        required=False,
        empty_label="None",
        help_text="Officers and approvers must have an organisation.",
    )
    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A person can have more than one role.",
    )

    def words(self, name, value):
        if name == "roles":
            return ", ".join(label for role, label in Role.choices if role in value) or "nothing"
        return super().words(name, value)


class PeopleFilterForm(forms.Form):
    """What to show of the list of people; it stands in the address. Wrong values are as good as none."""

    is_filter = True
    q = LineField(label="Name or email address", required=False, max_length=120)
    role = forms.ChoiceField(choices=[("", "Any"), *Role.choices], required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), required=False, empty_label="Any")
    state = forms.ChoiceField(
        label="Show",
        choices=[("", "Active people"), ("deactivated", "Deactivated people"), ("all", "Everybody")],
        required=False,
    )


class AddPersonForm(PersonFields):
    """A new person."""

    username = LineField(
        label="User name",
        max_length=60,
        help_text=(
            "For signing in. Use letters, digits and . _ - without spaces. A user name can only be "
            "corrected until the person first signs in."
        ),
        error_messages={"required": "Enter a user name"},
    )
    field_order = ["username"]


class ChangePersonForm(PersonFields, VersionedForm):
    """A person as they are now, to be changed."""

    reason = REASON


class CorrectUsernameForm(CorrectForm):
    """The user name of a person who has never signed in."""

    username = LineField(label="User name", max_length=60, error_messages={"required": "Enter a user name"})


class DeactivateForm(ReasonForm):
    """Who holds each post of a person who leaves."""

    def __init__(self, *args, person, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = list(posts)
        people = people_who_may_hold().exclude(pk=person.pk)
        for post in self.posts:
            self.fields[self.name_of(post)] = PersonChoice(
                people,
                label=f"Who will be {post.title} next?",
                required=False,
                empty_label="Nobody: the post becomes vacant",
            )
        self.order_fields([*map(self.name_of, self.posts), "reason"])

    def name_of(self, post):
        return f"post_{post.uuid}"

    def clean(self):
        data = super().clean()
        handovers = {post: data.pop(self.name_of(post), None) for post in self.posts}
        return data | {"handovers": handovers}
