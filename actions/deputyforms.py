"""What is typed about deputies."""

from django import forms

from actions.deputising import approvers, without_approver
from jarplan.formfields.text import ParagraphsField
from jarplan.formfields.verbs import VerbForm, VersionedForm


class NameDeputyForm(VerbForm):
    """Who signs for an organisation that has no approver, and why."""

    organisation = forms.ModelChoiceField(
        without_approver().none(),
        to_field_name="uuid",
        empty_label="Choose an organisation",
        label="For which organisation",
        help_text="Only organisations that have a post, and no approver of their own, are shown.",
        error_messages={"required": "Choose the organisation"},
    )
    signer = forms.ModelChoiceField(
        approvers().none(),
        empty_label="Choose a person",
        label="Who signs for it",
        help_text="An approver of another organisation. They sign no action of which they made the claim.",
        error_messages={"required": "Choose who signs for it"},
    )
    reason = ParagraphsField(
        label="Why",
        max_length=2000,
        rows=3,
        help_text="It stands on the list of deputies for good, and everybody who is signed in can read it.",
        error_messages={"required": "Say why this person signs for it"},
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

    reason = ParagraphsField(
        label="Why it ends",
        max_length=2000,
        rows=3,
        help_text="What was signed stands.",
        error_messages={"required": "Say why it ends"},
    )
