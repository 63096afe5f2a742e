"""What the forms of an action's verbs share: after a conflict the page itself shows the action as it is now."""

from django import forms

from actions.models import ChangeRequest
from jarplan.formfields.text import ReasonField
from jarplan.formfields.verbs import OnceForm, VerbForm
from recommendations.models import Meeting


class ActionVerbForm(VerbForm):
    """A form for one verb on an action."""

    def compare(self, stale):
        """Nothing is put onto the form: the view shows what stands now (verbviews.seen_again)."""


class ActionOnceForm(OnceForm, ActionVerbForm):
    """For a verb that adds an action, or something to one."""


class SeenForm(ActionVerbForm):
    """A verb on the record as it was seen, and nothing to type."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class RequestForm(ActionVerbForm):
    """A verb on a request that somebody made: which one."""

    change = forms.UUIDField(widget=forms.HiddenInput)


class DecideForm(RequestForm):
    """Whether a request is agreed, where, and why not. A subclass says `agreeing`, `refusing` and `what` it is."""

    AGREE, REFUSE = "agree", "refuse"
    agreeing = refusing = what = ""

    decision = forms.ChoiceField(label="Your decision", widget=forms.RadioSelect)
    reason = ReasonField(rows=4, required=False, sometimes_needed=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [(self.AGREE, self.agreeing), (self.REFUSE, self.refusing)]
        self.fields["decision"].error_messages["required"] = (
            f"Choose whether to agree or refuse the {self.what}"
        )
        self.fields["reason"].help_text = f"Only needed if you refuse the {self.what}."
        self.fields["meeting"] = meeting_field("Meeting", "The meeting that decided, if there was one.")

    @property
    def agrees(self):
        return self.cleaned_data["decision"] == self.AGREE

    def clean(self):
        data = super().clean()
        if data.get("decision") == self.REFUSE and "reason" in data and not data["reason"]:
            self.add_error("reason", f"Enter why the {self.what} is refused")
        return data


def category_field(required=True):
    """The type of reason for a request."""
    return forms.ChoiceField(
        label="Type of reason",
        choices=ChangeRequest.Category,
        widget=forms.RadioSelect,
        required=required,
        error_messages={"required": "Choose the type of reason"},
    )


def meeting_field(label, help_text):
    return forms.ModelChoiceField(
        Meeting.objects.filter(cancelled_at=None).order_by("-held_on", "body"),
        required=False,
        empty_label="No meeting",
        label=label,
        help_text=help_text,
    )
