"""What is typed about sign-off and the follow-up review."""

from django import forms

from actions.rules.lifecycle import Awaiting
from actions.verbpages.forms import ActionVerbForm, SeenForm, meeting_field
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import ParagraphsField, ReasonField


class SignForm(ActionVerbForm):
    """A signature or a return; `seen` is the digest of what stood on the page."""

    SIGN, RETURN = "sign", "return"

    seen = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": "Read what is shown above, then save your decision"},
    )
    decision = forms.ChoiceField(
        label="Your decision",
        choices=[
            (SIGN, "Sign off: the action is done, as shown above"),
            (RETURN, "Return the action to its lead"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to sign off or return the action"},
    )
    reason = ParagraphsField(
        label="Reason for returning",
        max_length=2000,
        rows=4,
        required=False,
        sometimes_needed=True,
        help_text="Only needed if you return the action. Say what is missing, so that the lead knows what to do.",
    )
    meeting = meeting_field("Meeting", "The meeting that considered the action, if there was one.")

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        if action.awaiting != Awaiting.BOARD:
            del self.fields["meeting"]

    def clean(self):
        data = super().clean()
        if data.get("decision") == self.RETURN and "reason" in data and not data["reason"]:
            self.add_error("reason", "Enter the reason for returning, so that the lead knows what to do")
        if data.get("decision") == self.SIGN and data.get("reason"):
            self.add_error(
                "reason",
                "A reason is only kept with a return. Remove the reason, or return the action to its lead",
            )
        return data


class WithdrawSignOffForm(ActionVerbForm):
    """Why a signature is taken back."""

    reason = ReasonField(
        "Reason for withdrawing the sign-off",
        rows=5,
        help_text="The reason stays on record with the sign-off.",
    )


class ReviewForm(SeenForm):
    """Whether what was signed off still holds, and what is seen of it."""

    HELD, NOT_YET = "held", "not yet"

    outcome = forms.ChoiceField(
        label="Is the action embedded?",
        choices=[
            (HELD, "Yes: every success criterion is met and the change has lasted"),
            (NOT_YET, "Not yet"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the action is embedded"},
    )
    effect = ReasonField(
        "Effect seen",
        max_length=4000,
        rows=5,
        help_text="Who is better off, and how we know. Do not name a child.",
    )
    next_on = DateBoxesField(
        label="Date of the next follow-up review",
        what="the date of the next follow-up review",
        required=False,
        help_text="Only needed if the action is not embedded yet. For example 30 9 2009.",
    )
    meeting = meeting_field("Meeting", "The meeting that considered the review, if there was one.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["next_on"].sometimes_needed = True

    @property
    def held(self):
        return self.cleaned_data["outcome"] == self.HELD

    def clean(self):
        data = super().clean()
        if data.get("outcome") == self.NOT_YET and "next_on" in data and not data["next_on"]:
            self.add_error("next_on", "Enter the date of the next follow-up review")
        return data
