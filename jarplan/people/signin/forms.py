"""What is typed when signing in, and what the record of it is asked for."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.contrib.auth.forms import AuthenticationForm

from jarplan.formfields.text import LineField
from jarplan.people.models import SignInAttempt


class SignInForm(AuthenticationForm):
    """The framework's own, without its grip on the focus: that is for the summary of errors. Who it is, is asked of
    allauth's adapter."""

    # Of a wrong name, a wrong password and a deactivated account nobody learns which it was.
    error_messages = dict.fromkeys(
        ("invalid_login", "inactive"), "The user name or password is not right. Check both and try again"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["username"].widget.attrs["autofocus"]
        self.fields["username"].error_messages["required"] = "Enter your user name"
        self.fields["password"].error_messages["required"] = "Enter your password"

    def clean_username(self):
        """A name longer than any is nobody's: refused like a wrong one, before it is counted anywhere."""
        username = self.cleaned_data["username"]
        if len(username) > self.fields["username"].max_length:
            raise self.get_invalid_login_error()
        return username

    def clean(self):
        if not self.errors:
            named = {name: self.cleaned_data[name] for name in ("username", "password")}
            self.user_cache = get_adapter().authenticate(self.request, **named)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data

    def login(self, request, redirect_url=None):
        """Goes on with what else is asked of this person; returns the answer."""
        login = Login(user=self.user_cache, redirect_url=redirect_url)
        return perform_password_login(request, {"username": self.user_cache.username}, login)

    @property
    def seconds(self):
        """How many seconds there are to wait, where the attempt was not looked at."""
        problems = self.errors.as_data().get("__all__", [])
        return next((one.seconds for one in problems if hasattr(one, "seconds")), 0)


class AttemptsFilterForm(forms.Form):
    """Which attempts to show; it stands in the address. Wrong values are as good as none."""

    is_filter = True
    q = LineField(label="Name or user name", required=False, max_length=120)
    address = LineField(label="From address", required=False, max_length=50)
    outcome = forms.ChoiceField(choices=[("", "Any"), *SignInAttempt.Outcome.choices], required=False)
