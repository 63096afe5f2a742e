"""What is typed to consult partners about a version of the plan."""

from django import forms

from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField, ReasonField, names_in
from jarplan.formfields.verbs import VerbForm, VersionedForm
from jarplan.people.mending.forms import IF_CHANGED
from jarplan.people.models import Organisation
from recommendations.models import Consultation

NAMES_AT_ONCE = 50
BECOMES_PUBLIC = "This becomes part of the published plan’s record, which anyone can read."


class AskForm(VersionedForm):
    """Whom to ask, what, and by when."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Organisations",
        help_text="Their officers and approvers are notified and can answer here.",
    )
    others = ParagraphsField(
        required=False,
        max_length=5000,
        rows=3,
        label="Others",
        help_text="One name on each line. You record their answers.",
    )
    ahead = {"answer_by": 2}
    answer_by = DateBoxesField(label="Answer by", what="the date to answer by")
    question = ParagraphsField(
        required=False,
        max_length=2000,
        rows=4,
        label="Question",
        help_text="Leave empty to ask for their comments on this version.",
    )
    field_order = ("organisations", "others", "answer_by", "question")

    def __init__(self, *args, plan_version, **kwargs):
        super().__init__(*args, **kwargs)
        live = {"organisation__isnull": False, "withdrawn_at__isnull": True}
        asked = plan_version.consultations.filter(**live).values("organisation")
        self.fields["organisations"].queryset = Organisation.objects.exclude(pk__in=asked).order_by("name")

    def clean_others(self):
        """The names, each once. A name of one of our organisations is that organisation."""
        names = names_in(self.cleaned_data["others"])
        if len(names) > NAMES_AT_ONCE:
            raise forms.ValidationError(f"Give at most {NAMES_AT_ONCE} names at once")
        if long := next((name for name in names if len(name) > 200), None):
            raise forms.ValidationError(f"The name “{long[:40]}…” is longer than 200 characters")
        return names

    def clean(self):
        data = super().clean()
        if "others" in data and "organisations" in data:
            ours = {one.name.casefold(): one for one in Organisation.objects.all()} if data["others"] else {}
            found = [ours.get(name.casefold()) or name for name in data["others"]]
            both = dict.fromkeys([*data["organisations"], *found])
            data["partners"] = [(None, one) if isinstance(one, str) else (one, one.name) for one in both]
            if not both:
                self.add_error("organisations", "Choose at least one organisation, or enter a name below")
        return data

    def save(self, verb, **arguments):
        typed = {name: self.cleaned_data[name] for name in ("version", "partners", "answer_by", "question")}
        return self.call(verb, **typed, **arguments)


class AnswerForm(VersionedForm):
    """What a partner says. Whoever records it on a partner's behalf says when and how it came; a correction says
    why."""

    answer = ParagraphsField(
        max_length=20000,
        rows=10,
        label="Answer",
        help_text=BECOMES_PUBLIC,
        error_messages={"required": "Enter the partner’s answer"},
    )
    answered_on = DateBoxesField(label="Date of the answer", what="the date of the answer")
    came_by = LineField(
        max_length=200,
        label="How the answer was received",
        help_text="For example by letter, or at a meeting.",
        error_messages={"required": "Enter how the answer was received"},
    )
    reason = ReasonField(
        "Reason for the correction", required=False, sometimes_needed=True, help_text=IF_CHANGED
    )
    problem_field = "answer"

    def __init__(self, *args, on_behalf, correcting, **kwargs):
        super().__init__(*args, **kwargs)
        left_out = [] if on_behalf else ["answered_on", "came_by"]
        for name in [*left_out, *([] if correcting else ["reason"])]:
            del self.fields[name]


class RespondForm(VersionedForm):
    """What became of an answer."""

    outcome = forms.ChoiceField(
        choices=[("changed", "The plan was changed"), ("not_changed", "The plan was not changed")],
        widget=forms.RadioSelect,
        label="Outcome",
        error_messages={"required": "Select whether the plan was changed"},
    )
    response = ParagraphsField(
        max_length=5000,
        rows=5,
        label="What was changed because of the answer, or why nothing was",
        help_text=BECOMES_PUBLIC,
        error_messages={"required": "Enter what was changed because of the answer, or why nothing was"},
    )
    reason = ReasonField(
        "Reason for correcting the response", required=False, sometimes_needed=True, help_text=IF_CHANGED
    )
    problem_field = "response"

    def __init__(self, *args, again, **kwargs):
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["reason"]

    def words(self, name, value):
        labels = dict(Consultation.Outcome.choices)
        return (
            labels.get(value, super().words(name, value)) if name == "outcome" else super().words(name, value)
        )


class MoveForm(VersionedForm):
    """Another day for the answer."""

    ahead = {"answer_by": 2}
    answer_by = DateBoxesField(label="Answer by", what="the date to answer by")
    reason = ReasonField("Reason for changing the date", missing="Enter why you are changing the date")
    problem_field = "answer_by"


class LinkForm(VerbForm):
    """Until when a partner may read the draft by its link."""

    ahead = {"ends_on": 1}
    ends_on = DateBoxesField(
        label="Last day",
        what="the last day",
        help_text="After this day the link leads nowhere. You can end it earlier at any time.",
    )
    problem_field = "ends_on"


class WithdrawQuestionForm(VersionedForm):
    """Why a question is taken back."""

    reason = ReasonField(
        "Reason for withdrawing the question",
        missing="Enter why you are withdrawing the question",
        help_text="Your reason is kept on record and is not published.",
    )
    problem_field = "reason"
