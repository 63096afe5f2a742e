"""What is typed into the pages under /people/. Whether it may be done is asked by the verbs."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from jarplan.formfields.text import EmailAddressField, LineField
from jarplan.formfields.verbs import VerbForm, VersionedForm
from jarplan.people.models import Organisation, Post, User
from jarplan.people.queries import people_who_may_hold
from jarplan.people.roles import Role

REASON = LineField(label="Reason", required=False, max_length=500, help_text="It stands in the history.")


class PersonChoice(forms.ModelChoiceField):
    """Active people, told apart by their organisation."""

    def label_from_instance(self, person):
        return f"{person.full_name}, {person.organisation.name}" if person.organisation else person.full_name


class PersonFields(VerbForm):
    """What is known of a person."""

    full_name = LineField(
        label="Name",
        max_length=120,
        help_text="As others know them.",
        error_messages={"required": "Enter their name."},
    )
    email = EmailAddressField(label="Email address", required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        required=False,
        empty_label="None",
        help_text="Officers and approvers act for it, so they need one.",
    )
    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What this person comes for. Several are possible.",
    )

    def words(self, name, value):
        if name == "roles":
            return ", ".join(label for role, label in Role.choices if role in value) or "nothing"
        return super().words(name, value)


class MailForm(VerbForm):
    """How often somebody is written to."""

    mail_every = forms.ChoiceField(
        label="How often may we write to you?",
        choices=User.MailEvery.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often we may write to you."},
    )


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


class PostsFilterForm(forms.Form):
    """What to show of the list of posts."""

    is_filter = True
    q = LineField(label="Title or holder", required=False, max_length=200)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), required=False, empty_label="Any")
    vacant = forms.ChoiceField(
        label="Show", choices=[("", "All posts"), ("yes", "Vacant posts")], required=False
    )


class AddPersonForm(PersonFields):
    """A new person."""

    username = LineField(
        label="User name",
        max_length=60,
        help_text="What they sign in with: letters, digits and . _ - without spaces. It cannot be changed.",
        error_messages={"required": "Enter a user name."},
    )
    field_order = ["username"]


class ChangePersonForm(PersonFields, VersionedForm):
    """A person as they are now, to be changed."""

    reason = REASON


class ReasonForm(VersionedForm):
    """For a verb that needs nothing but a reason."""

    reason = REASON


class DeactivateForm(ReasonForm):
    """Who holds each post of a person who leaves."""

    def __init__(self, *args, person, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = list(posts)
        people = people_who_may_hold().exclude(pk=person.pk)
        for post in self.posts:
            self.fields[self.name_of(post)] = PersonChoice(
                people,
                label=f"Who is {post.title} next?",
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


class OrganisationForm(VerbForm):
    """An organisation."""

    name = LineField(max_length=200, error_messages={"required": "Enter its name."})
    short_name = LineField(
        label="Short name", max_length=60, required=False, help_text="As people say it, for example LSCB."
    )
    kind = LineField(max_length=60, required=False, help_text="For example council, partner or board.")


class ChangeOrganisationForm(OrganisationForm, VersionedForm):
    """An organisation as it is now, to be changed."""


class AddPostForm(VerbForm):
    """A new post."""

    title = LineField(
        max_length=200,
        help_text="For example Head of Service, Social Care and Safeguarding.",
        error_messages={"required": "Enter a title."},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        empty_label="Choose one",
        error_messages={"required": "Choose an organisation."},
    )


class RenamePostForm(VersionedForm):
    """A post's title."""

    title = LineField(max_length=200, error_messages={"required": "Enter a title."})


class HoldPostForm(VersionedForm):
    """Who holds a post from today, beside those who hold it already."""

    person = PersonChoice(
        User.objects.none(),
        label="Who holds this post?",
        empty_label="Choose one",
        error_messages={"required": "Choose a person."},
    )

    def __init__(self, *args, post: Post, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_who_may_hold(post)


class HandOverForm(ReasonForm):
    """Who holds a post instead."""

    successor = PersonChoice(
        User.objects.none(),
        label="Who holds it from today?",
        required=False,
        empty_label="Nobody: the post becomes vacant",
    )
    field_order = ["successor", "reason"]

    def __init__(self, *args, post: Post, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = people_who_may_hold(post)


class SignInForm(AuthenticationForm):
    """The framework's own, without its grip on the focus: that is for the summary of errors."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["username"].widget.attrs["autofocus"]

    def clean_username(self):
        """A name longer than any is nobody's: refused like a wrong one, before it is written down anywhere."""
        username = self.cleaned_data["username"]
        if len(username) > self.fields["username"].max_length:
            raise self.get_invalid_login_error()
        return username


class ChangePasswordForm(PasswordChangeForm):
    """The framework's own, without its grip on the focus: that is for the summary of errors."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["old_password"].widget.attrs["autofocus"]
