"""What is typed about deputies."""

from django import forms

from actions.reading.deputies import approvers, without_approver
from jarplan.formfields.text import ReasonField
from jarplan.formfields.verbs import VerbForm, VersionedForm


class NameDeputyForm(VerbForm):
    """Who signs for an organisation that has no approver, and why."""

    organisation = forms.ModelChoiceField(
        without_approver().none(),
        to_field_name="uuid",
        empty_label="Choose an organisation",
        label="Organisation",
        help_text="Only organisations that have a post but no approver of their own are listed.",
        error_messages={"required": "Choose an organisation"},
    )
    signer = forms.ModelChoiceField(
        approvers().none(),
        empty_label="Choose a person",
        label="Deputy",
        help_text="An approver from another organisation. Deputies cannot sign off their own claims.",
        error_messages={"required": "Choose a deputy"},
    )
    reason = ReasonField(
        "Reason",
        missing="Enter the reason for naming this deputy",
        help_text="The reason is always shown in the list of deputies. Everybody who is signed in can read it.",
    )

    def __init__(self, *args, bare=None, unable=(), **kwargs):
        """`bare`: only these organisations; `unable`: the ids of people who could not sign what waits."""
        super().__init__(*args, **kwargs)
        bare = without_approver().filter(posts__isnull=False).distinct() if bare is None else bare
        signers = approvers().exclude(pk__in=unable).select_related("organisation")
        self.fields["organisation"].queryset = bare.order_by("name")
        self.fields["signer"].queryset = signers.order_by("full_name")
        self.fields["signer"].label_from_instance = lambda person: f"{person}, {person.organisation}"


class EndDeputyForm(VersionedForm):
    """Why somebody no longer signs for another organisation."""

    reason = ReasonField(
        "Reason for ending",
        missing="Enter the reason for ending the deputy",
        help_text="Sign-offs already given do not change.",
    )
