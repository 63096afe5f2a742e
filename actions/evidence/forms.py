"""What is typed about evidence: attach it or a newer version, use it for another action, end that, withdraw it."""

from django import forms

from actions.models import Evidence, EvidenceUse
from actions.reading.visibility import evidence_of
from actions.verbpages.forms import ActionOnceForm, ActionVerbForm
from jarplan.files.checks import FileRefused
from jarplan.files.verbs import received
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ReasonField, WebAddressField


class EvidenceForm(ActionOnceForm):
    """A file or a link, and what it shows."""

    shows = LineField(
        label="What the evidence shows",
        max_length=500,
        help_text="In one sentence, for somebody who has not opened the evidence.",
        error_messages={"required": "Enter what the evidence shows"},
    )
    speaks_of = DateBoxesField(
        label="Date of the evidence",
        what="the date of the evidence",
        required=False,
        help_text="The date the evidence is about. For an audit, the date the cases were audited.",
    )
    upload = forms.FileField(
        label="File",
        required=False,
        max_length=255,
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument, picture, text, CSV or saved email file, up to 10MB. "
        "Remove children's names first.",
    )
    link = WebAddressField(
        label="Or a web address",
        required=False,
        max_length=500,
        help_text="Use this if the evidence is published, for example https://www.leicester.gov.uk/report.",
        error_messages={"invalid": "Enter a web address, like https://www.example.gov.uk/report"},
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
            both = "Choose a file or enter a web address, not both" if data["link"] else None
            self.add_error("upload", both or "Choose a file, or enter a web address below")
        return data


class MoreEvidenceForm(EvidenceForm):
    """The same on the form of something else, which is sent with or without it and has the key against a second time
    itself."""

    def __init__(self, *args, **kwargs):
        super().__init__(
            *args, prefix="evidence", empty_permitted=True, use_required_attribute=False, **kwargs
        )
        del self.fields["once"]

    @property
    def attached(self):
        """What attach_evidence() takes; None where nothing was chosen or typed."""
        return self.cleaned_data if self.has_changed() else None


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
        empty_label="Choose evidence",
        label="Evidence of another action",
        help_text=(
            "Only evidence that you can open, that has not been withdrawn and that has no newer "
            "version is listed."
        ),
        error_messages={
            "required": "Choose the evidence to use",
            "invalid_choice": "Choose evidence that has not been withdrawn and is not already used for this action",
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

    reason = ReasonField("Reason for no longer using this evidence", max_length=1000)


class WithdrawEvidenceForm(ActionVerbForm):
    """Why a piece of evidence no longer counts."""

    reason = ReasonField("Reason for withdrawing this evidence", max_length=1000)
