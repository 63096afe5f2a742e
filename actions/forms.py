"""What is typed about the life of an action: progress, evidence, sign-off, dates. Its text is in actionform."""

from django import forms

from actions.dates import PlanDate
from actions.lifecycle import Awaiting, Rating
from actions.models import DateChange
from actions.verbforms import ActionOnceForm, ActionVerbForm, SeenForm
from jarplan.files.checks import FileRefused
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField, WebAddressField
from recommendations.models import Meeting

RATINGS = [
    (Rating.GREEN.value, "on track"),
    (Rating.AMBER.value, "at risk: say why below, and what comes next"),
    (Rating.RED.value, "off track: say why below, and what comes next"),
]


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


class UpdateForm(ActionOnceForm):
    """A progress report."""

    corrects = forms.UUIDField(required=False, widget=forms.HiddenInput)
    rating = forms.ChoiceField(
        label="How is it going?",
        choices=RATINGS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose green, amber or red"},
    )
    done = ParagraphsField(
        label="What was done",
        max_length=4000,
        help_text="Since the last report. Do not name a child.",
        error_messages={"required": "Say what was done since the last report"},
    )
    effect = ParagraphsField(
        label="What it changed for children and young people", max_length=4000, rows=3, required=False
    )
    reason = ParagraphsField(
        label="Why it is not on track",
        max_length=4000,
        rows=3,
        required=False,
        sometimes_needed=True,
    )
    next_step = ParagraphsField(
        label="Next step",
        max_length=4000,
        rows=3,
        required=False,
        sometimes_needed=True,
        help_text="What will be done about it, and by whom.",
    )
    recovers_on = DateBoxesField(
        label="Back on track by",
        what="the date it is back on track",
        required=False,
        help_text="For example 30 9 2008.",
    )

    def clean(self):
        data = super().clean()
        if data.get("rating") in (Rating.AMBER, Rating.RED):
            colour = Rating(data["rating"]).label.lower()
            if "reason" in data and not data["reason"]:
                self.add_error("reason", f"Say why it is {colour}")
            if "next_step" in data and not data["next_step"]:
                self.add_error("next_step", f"Give the next step: {colour} needs one")
        return data


class EvidenceForm(ActionOnceForm):
    """A file or a link, and what it shows."""

    shows = LineField(
        label="What it shows",
        max_length=500,
        help_text="In one sentence, for somebody who has not opened it.",
        error_messages={"required": "Say what it shows"},
    )
    speaks_of = DateBoxesField(
        label="Date it speaks of",
        what="the date it speaks of",
        required=False,
        help_text="For an audit, the day its cases were looked at.",
    )
    upload = forms.FileField(
        label="File",
        required=False,
        max_length=255,
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument, a picture, text, CSV or a saved e-mail; up to 10 MB. "
        "Take out names of children first.",
    )
    link = WebAddressField(
        label="Or a web address",
        required=False,
        max_length=500,
        help_text="Where it is published already, for example https://www.leicester.gov.uk/report.",
        error_messages={"invalid": "Enter a web address like https://www.example.gov.uk/report"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].sometimes_needed = self.fields["link"].sometimes_needed = True

    def field_for(self, problem):
        return "upload" if isinstance(problem, FileRefused) else None

    def clean(self):
        data = super().clean()
        if "upload" in data and "link" in data and bool(data["upload"]) == bool(data["link"]):
            both = "Give either a file or a web address, not both" if data["link"] else None
            self.add_error("upload", both or "Choose a file, or give a web address below")
        return data


class WithdrawEvidenceForm(ActionVerbForm):
    """Why a piece of evidence no longer counts."""

    reason = ParagraphsField(
        label="Why it is withdrawn",
        max_length=1000,
        rows=3,
        error_messages={"required": "Say why the evidence is withdrawn"},
    )


class SignForm(ActionVerbForm):
    """A signature or a return; `seen` is the digest of what stood on the page."""

    SIGN, RETURN = "sign", "return"

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
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


class AskDateForm(ActionVerbForm):
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


class DecideDateForm(ActionVerbForm):
    """Whether a later date is agreed, by whom it was looked at, and why."""

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

    @property
    def agrees(self):
        return self.cleaned_data["decision"] == self.AGREE

    def clean(self):
        data = super().clean()
        if data.get("decision") == self.REFUSE and "reason" in data and not data["reason"]:
            self.add_error("reason", "Say why the later date is not agreed")
        return data
