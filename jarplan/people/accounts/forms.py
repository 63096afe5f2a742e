"""What is typed about one's own password and mail."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm

from jarplan.formfields.text import LineField
from jarplan.formfields.verbs import VerbForm
from jarplan.people.models import User


class MailForm(VerbForm):
    """How often somebody is written to."""

    mail_every = forms.ChoiceField(
        label="How often should we send you emails?",
        choices=User.MailEvery.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often we should send you emails"},
    )


class AskForLinkForm(forms.Form):
    """Whose password is to be set anew."""

    username = LineField(
        label="User name", max_length=60, error_messages={"required": "Enter your user name"}
    )


class NewPasswordForm(SetPasswordForm):
    """A new password, typed twice."""

    error_messages = {"password_mismatch": "The two passwords are not the same. Enter the new password again"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.error_messages["required"] = "Enter a new password"
        second.error_messages["required"] = "Enter the new password again"
        second.label, second.help_text = "New password again", ""


class ChangePasswordForm(NewPasswordForm, PasswordChangeForm):
    """The same after the current password; without the framework's grip on the focus, for the summary of errors."""

    error_messages = {
        **NewPasswordForm.error_messages,
        "password_incorrect": "The current password is not right. Enter it again",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        old = self.fields["old_password"]
        del old.widget.attrs["autofocus"]
        old.label = "Current password"
        old.error_messages["required"] = "Enter your current password"
