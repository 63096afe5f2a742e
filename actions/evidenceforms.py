"""What is typed about evidence: attach it or a newer version, use it for another action, end that, withdraw it."""

from django import forms

from actions.models import Evidence, EvidenceUse
from actions.verbforms import ActionOnceForm, ActionVerbForm
from actions.visibility import evidence_of
from jarplan.files.checks import FileRefused
from jarplan.files.services import received
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField, WebAddressField


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

    def clean_upload(self):
        """Checked and scanned here, before the verb locks a row."""
        upload = self.cleaned_data["upload"]
        try:
            return upload and received(upload)
        except FileRefused as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    def clean(self):
        data = super().clean()
        if "upload" in data and "link" in data and bool(data["upload"]) == bool(data["link"]):
            both = "Give either a file or a web address, not both" if data["link"] else None
            self.add_error("upload", both or "Choose a file, or give a web address below")
        return data


class EvidenceChoice(forms.ModelChoiceField):
    """One piece of evidence, named by its actions, what it shows and what it is."""

    def label_from_instance(self, evidence):
        actions = ", ".join(use.action.reference for use in evidence.uses.all() if not use.ended_at)
        return f"{actions}: {evidence.shows} ({evidence.file or evidence.link})"


class UseEvidenceForm(ActionVerbForm):
    """Which evidence of other actions is used for this one too."""

    evidence = EvidenceChoice(
        Evidence.objects.none(),
        to_field_name="uuid",
        empty_label="Choose",
        label="Evidence of another action",
        help_text="Only what you may open, stands, and has no newer version is offered.",
        error_messages={
            "required": "Choose the evidence that shows it",
            "invalid_choice": "Choose evidence that stands and is not used for this action already",
        },
    )

    def __init__(self, *args, action, user, **kwargs):
        super().__init__(*args, **kwargs)
        seen = evidence_of(user).filter(withdrawn_at__isnull=True, newer__isnull=True)
        here = EvidenceUse.objects.filter(action=action, ended_at__isnull=True)
        rows = Evidence.objects.filter(pk__in=seen.values("pk")).exclude(pk__in=here.values("evidence"))
        self.fields["evidence"].queryset = rows.select_related("file").prefetch_related("uses__action")


class EndUseForm(ActionVerbForm):
    """Why a piece of evidence no longer counts for one action."""

    reason = ParagraphsField(
        label="Why it is no longer used for this action",
        max_length=1000,
        rows=3,
        error_messages={"required": "Say why it is no longer used"},
    )


class WithdrawEvidenceForm(ActionVerbForm):
    """Why a piece of evidence no longer counts."""

    reason = ParagraphsField(
        label="Why it is withdrawn",
        max_length=1000,
        rows=3,
        error_messages={"required": "Say why the evidence is withdrawn"},
    )
