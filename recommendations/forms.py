"""What is typed into this room's forms. Whether it may be done is asked in policies, by the verbs."""

from jarplan.formfields.verbs import VersionedForm


class LawForm(VersionedForm):
    """A form of this room: where a verb cannot be done for now, the reason to be given is what lacks."""

    problem_field = "reason"
