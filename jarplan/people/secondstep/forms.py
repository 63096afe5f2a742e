"""What is typed for the second step of signing in."""

from allauth.account.adapter import get_adapter
from django import forms

from jarplan.formfields.text import LineField
from jarplan.formfields.verbs import VerbForm
from jarplan.people.secondstep.codes import RECOVERY, check, counter_of
from jarplan.people.signin import attempts

WRONG = "The code is not right. Enter the code that the app shows now"
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code"}


class CodeForm(forms.Form):
    """The code that is asked for after the password. Wrong ones are counted, and slowed, as wrong passwords are."""

    code = LineField(
        label="Code",
        max_length=20,
        help_text="6 digits from the app on your phone, or one of your recovery codes.",
        widget=forms.TextInput(CODE),
        error_messages={"required": "Enter the code"},
    )

    def __init__(self, *args, request, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.person, self.kind = request, person, None

    def clean(self):
        data = super().clean()
        if not self.errors:
            get_adapter().pre_authenticate(self.request, username=self.person.username)
            self.kind = check(self.person, data["code"])
            if self.kind is None:
                attempts.became(self.request.attempt, attempts.Outcome.WRONG_CODE)
                self.add_error("code", WRONG)
        return data

    @property
    def used_recovery_code(self):
        return self.kind == RECOVERY


class PasswordForm(VerbForm):
    """For what whoever finds an open browser must not do: asks for the password once more."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.person, password):
            raise forms.ValidationError("The password is not right. Enter it again")
        return ""

    def clean(self):
        """The verb is not given the password."""
        return {name: value for name, value in super().clean().items() if name != "password"}


class AddForm(PasswordForm):
    """Shows that the app gives the right codes."""

    code = LineField(
        label="Code that the app shows",
        max_length=20,
        widget=forms.TextInput(CODE),
        error_messages={"required": "Enter the code"},
    )
    field_order = ["code", "password"]

    def __init__(self, *args, secret, **kwargs):
        super().__init__(*args, **kwargs)
        self.secret = secret

    def clean_code(self):
        self.counter = counter_of(self.secret, "".join(self.cleaned_data["code"].split()))
        if self.counter is None:
            raise forms.ValidationError(WRONG)
        return ""

    def clean(self):
        named = {"secret": self.secret, "counter": getattr(self, "counter", None)}
        return {name: value for name, value in super().clean().items() if name != "code"} | named
