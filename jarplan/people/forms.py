"""What the forms about people and about posts share. Whether it may be done is asked by the verbs."""

from django import forms

from jarplan.formfields.text import LineField
from jarplan.formfields.verbs import VersionedForm

REASON = LineField(
    label="Reason", required=False, max_length=500, help_text="The reason is kept in the history."
)


class PersonChoice(forms.ModelChoiceField):
    """Active people, told apart by their organisation."""

    def label_from_instance(self, person):
        return f"{person.full_name}, {person.organisation.name}" if person.organisation else person.full_name


class ReasonForm(VersionedForm):
    """For a verb that needs nothing but a reason."""

    reason = REASON
