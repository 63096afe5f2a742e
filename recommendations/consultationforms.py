"""What is typed to consult partners about a version of the plan."""

from django import forms

from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VersionedForm
from jarplan.people.models import Organisation
from recommendations.models import Consultation

NAMES_AT_ONCE = 50
BECOMES_PUBLIC = "It becomes part of the published plan’s record, which everybody may read."


def reason_field(label, **more):
    return ParagraphsField(max_length=2000, rows=3, label=label, **more)


class AskForm(VersionedForm):
    """Whom to ask, what, and by when."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Organisations",
        help_text="Their officers and approvers are told, and can answer here.",
    )
    others = ParagraphsField(
        required=False,
        max_length=5000,
        rows=3,
        label="Others",
        help_text="One name on a line. You record what they answer.",
    )
    answer_by = DateBoxesField(label="Answer by", what="the day for the answer")
    question = ParagraphsField(
        required=False,
        max_length=2000,
        rows=4,
        label="What they are asked",
        help_text="Left empty, they are asked what they say to this version.",
    )
    field_order = ("organisations", "others", "answer_by", "question")

    def __init__(self, *args, plan_version, **kwargs):
        super().__init__(*args, **kwargs)
        asked = plan_version.consultations.filter(organisation__isnull=False).values("organisation")
        self.fields["organisations"].queryset = Organisation.objects.exclude(pk__in=asked).order_by("name")

    def clean_others(self):
        """The names, each once. A name of one of our organisations is that organisation."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["others"].splitlines()]
        firsts = {line.casefold(): line for line in reversed(lines) if line}
        names = list(reversed(firsts.values()))
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
                self.add_error("organisations", "Choose at least one organisation, or write a name below")
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
        error_messages={"required": "Write what the partner says"},
    )
    answered_on = DateBoxesField(label="Day the answer came", what="the day the answer came")
    came_by = LineField(
        max_length=200,
        label="How it came",
        help_text="For example by letter, or at a meeting.",
        error_messages={"required": "Say how the answer came"},
    )
    reason = reason_field(
        "Why it is corrected", error_messages={"required": "Say why the answer is corrected"}
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
        label="What became of it?",
        error_messages={"required": "Say whether the plan was changed"},
    )
    response = ParagraphsField(
        max_length=5000,
        rows=5,
        label="What was changed because of it, or why not",
        help_text=BECOMES_PUBLIC,
        error_messages={"required": "Say what was changed because of it, or why not"},
    )
    reason = reason_field(
        "Why the response is put right", error_messages={"required": "Say why the response is put right"}
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

    answer_by = DateBoxesField(label="Answer by", what="the day for the answer")
    reason = reason_field("Why the day is moved", error_messages={"required": "Say why the day is moved"})
    problem_field = "answer_by"


class WithdrawQuestionForm(VersionedForm):
    """Why a question is taken back."""

    reason = reason_field(
        "Why the question is taken back",
        help_text="Your reason stays on record; nothing of it is published.",
        error_messages={"required": "Say why the question is taken back"},
    )
    problem_field = "reason"
