"""What is typed about the life of an action: progress, evidence, sign-off, dates. Its text is in actionform."""

from django import forms

from actions.dates import PlanDate
from actions.lifecycle import Awaiting
from actions.models import Action, DateChange
from actions.verbforms import ActionOnceForm, ActionVerbForm, SeenForm
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField
from recommendations.models import Meeting


def meeting_field(label, help_text):
    return forms.ModelChoiceField(
        Meeting.objects.order_by("-held_on", "body"),
        required=False,
        empty_label="No meeting",
        label=label,
        help_text=help_text,
    )


class WithdrawForm(SeenForm):
    """Why an action leaves the plan."""

    reason = ParagraphsField(
        label="Why it is withdrawn",
        max_length=1000,
        help_text="It stays on record with this reason, and its reference is never used again.",
        error_messages={"required": "Say why the action is withdrawn"},
    )


class StandingForm(SeenForm):
    """Why an action is set aside, or taken up again."""

    reason = ParagraphsField(
        label="Why",
        max_length=1000,
        help_text="It stands on the action's page, and in its history for good.",
        error_messages={"required": "Say why"},
    )


class SupersedeForm(StandingForm):
    """Which action takes the place of another one, and why."""

    successor = LineField(
        label="The action that takes its place",
        max_length=20,
        help_text="Its reference, for example R4.3. It must be in the plan.",
        error_messages={"required": "Give the reference of the action that takes its place"},
    )
    field_order = ["version", "successor", "reason"]

    def clean_successor(self):
        reference = self.cleaned_data["successor"].upper()
        found = Action.objects.filter(reference=reference).first()
        if found is None:
            raise forms.ValidationError(f"There is no action {reference}")
        return found


class SignForm(ActionVerbForm):
    """A signature or a return; `seen` is the digest of what stood on the page."""

    SIGN, RETURN = "sign", "return"

    seen = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": "Read what stands above, then save your decision"},
    )
    decision = forms.ChoiceField(
        label="Your decision",
        choices=[(SIGN, "Sign it off: it is done, as shown above"), (RETURN, "Return it to its lead")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you sign it off or return it"},
    )
    reason = ParagraphsField(
        label="Why you return it",
        max_length=2000,
        rows=4,
        required=False,
        sometimes_needed=True,
        help_text="Needed only for a return: what is missing, so that the lead knows what to do.",
    )
    meeting = meeting_field("Meeting", "The meeting that you sign for, where one has looked at it.")

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        if action.awaiting != Awaiting.BOARD:
            del self.fields["meeting"]

    def clean(self):
        data = super().clean()
        if data.get("decision") == self.RETURN and "reason" in data and not data["reason"]:
            self.add_error("reason", "Say why you return it, so that the lead knows what to do")
        if data.get("decision") == self.SIGN and data.get("reason"):
            self.add_error(
                "reason", "This is kept only with a return. Remove it, or return the action to its lead"
            )
        return data


class TakeBackForm(ActionVerbForm):
    """Why a signature is taken back."""

    reason = ParagraphsField(
        label="Why it is taken back",
        max_length=2000,
        help_text="It stays on record beside the signature.",
        error_messages={"required": "Say why the signature is taken back"},
    )


class LookAgainForm(SeenForm):
    """Whether what was signed off still holds, and what is seen of it."""

    HELD, NOT_YET = "held", "not yet"

    outcome = forms.ChoiceField(
        label="Does it still hold?",
        choices=[(HELD, "Yes: every success criterion is met, and it is embedded"), (NOT_YET, "Not yet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it still holds"},
    )
    effect = ParagraphsField(
        label="What is seen of it",
        max_length=4000,
        help_text="For whom it is better, and how that is known. Do not name a child.",
        error_messages={"required": "Say what is seen of it"},
    )
    next_on = DateBoxesField(
        label="Look again on",
        what="the day of the next look",
        required=False,
        help_text="Needed only where it does not hold yet. For example 30 9 2009.",
    )
    meeting = meeting_field("Meeting", "The meeting that looked at it, where one did.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["next_on"].sometimes_needed = True

    @property
    def held(self):
        return self.cleaned_data["outcome"] == self.HELD

    def clean(self):
        data = super().clean()
        if data.get("outcome") == self.NOT_YET and "next_on" in data and not data["next_on"]:
            self.add_error("next_on", "Give the day on which it is looked at again")
        return data


class AskDateForm(ActionOnceForm):
    """A later date, and why."""

    to = DateBoxesField(label="New due date", what="the new due date", help_text="For example 30 9 2008.")
    to_words = LineField(
        label="The new date in words",
        max_length=200,
        required=False,
        help_text="Only where it is no exact day, for example Autumn term 2008: "
        "then the last day that it may mean goes in the boxes above.",
    )
    category = forms.ChoiceField(
        label="Kind of reason",
        choices=DateChange.Category,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of reason"},
    )
    reason = ParagraphsField(
        label="Why it needs more time",
        max_length=2000,
        help_text="It stands beside the dates for good.",
        error_messages={"required": "Say why it needs more time"},
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.action = action

    def clean_to(self):
        to, present = self.cleaned_data["to"], self.action.due_latest
        if to and present and to <= present:
            raise forms.ValidationError(
                f"The new due date must be after the present one, {present.day} {present:%B %Y}"
            )
        return to

    def plan_date(self):
        words, day = self.cleaned_data["to_words"], self.cleaned_data["to"]
        return PlanDate(raw=words, latest=day) if words else PlanDate.on(day)


class RecallDateForm(ActionVerbForm):
    """That a later date is no longer asked for."""

    change = forms.UUIDField(widget=forms.HiddenInput)
    reason = ParagraphsField(
        label="Why it is no longer needed",
        max_length=2000,
        rows=3,
        required=False,
        help_text="It stands beside the request, for whoever would have decided on it.",
    )


class DecideDateForm(ActionVerbForm):
    """Whether a later date is agreed, by whom it was looked at, and why. `by_board`: only the board can agree it."""

    AGREE, REFUSE = "agree", "refuse"

    change = forms.UUIDField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="Your decision",
        choices=[(AGREE, "Agree the later date"), (REFUSE, "Keep the present date")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the later date is agreed"},
    )
    reason = ParagraphsField(
        label="Why",
        max_length=2000,
        rows=4,
        required=False,
        sometimes_needed=True,
        help_text="Needed where the present date is kept.",
    )
    meeting = meeting_field("Meeting", "The meeting that decided, where one did.")

    def __init__(self, *args, by_board=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_board = by_board
        if by_board:
            self.fields["meeting"].sometimes_needed = True
            self.fields["meeting"].help_text = "Needed to agree it: the meeting at which the board did."

    @property
    def agrees(self):
        return self.cleaned_data["decision"] == self.AGREE

    def clean(self):
        data = super().clean()
        if data.get("decision") == self.REFUSE and "reason" in data and not data["reason"]:
            self.add_error("reason", "Say why the later date is not agreed")
        if self.by_board and data.get("decision") == self.AGREE and "meeting" in data and not data["meeting"]:
            self.add_error("meeting", "Choose the meeting at which the board agreed it")
        return data
