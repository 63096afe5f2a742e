"""What is typed of an inspection, its parts and its recommendations."""

from django import forms
from django.core.exceptions import ValidationError

from jarplan.formfields.choices import to_choose
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.odd_dates import AsksAboutDates
from jarplan.formfields.text import LineField, ParagraphsField, ReasonField
from jarplan.formfields.verbs import VerbForm, VersionedForm
from jarplan.people.mending.forms import CorrectForm
from jarplan.people.models import Organisation, Post
from recommendations.deadlines.forms import near_publication
from recommendations.forms import LawForm
from recommendations.law import kinds
from recommendations.models import DeadlineRule, Finding, GradePoint, Judgement, Timeframe
from recommendations.models.inspection import NOT_RESERVED
from recommendations.pasted.forms import Pasting, PieceForm
from recommendations.pasted.points import NO_TIMEFRAME


class Named(AsksAboutDates):
    """What an inspection is called."""

    title = LineField(max_length=200, error_messages={"required": "Enter the title of the inspection"})
    area = LineField(
        max_length=100, error_messages={"required": "Enter the area"}, help_text="The authority."
    )
    document = LineField(max_length=300, required=False, label="The inspectors' report")
    led_by = forms.ModelChoiceField(
        Organisation.objects.none(), required=False, empty_label="Not known", label="Leading inspectorate"
    )

    numbers_printed = forms.BooleanField(
        required=False,
        label="The report numbers its recommendations",
        help_text="Pages say that the references are ours unless you tick the box.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["led_by"].queryset = Organisation.objects.order_by("name")


class Dated(Named):
    """What sets the deadlines of an inspection."""

    kind = forms.ChoiceField(
        choices=to_choose(kinds.choices, "Select a type of inspection"),
        label="Type of inspection",
        help_text="The statutory rules for this type of inspection set the deadlines.",
        error_messages={"required": "Select a type of inspection"},
    )
    published_on = DateBoxesField(label="Published on", what="the date the report was published")
    received_on = DateBoxesField(
        label="Received on",
        what="the date the council received the report",
        required=False,
        help_text="Leave empty if not known. You can record the date later.",
    )
    sent_on = DateBoxesField(
        label="Sent on",
        what="the date the report was sent",
        required=False,
        help_text="Leave empty if not known. You can record the date later.",
    )
    visited_on = DateBoxesField(
        label="Visit ended on",
        what="the last day of the inspectors' visit",
        required=False,
        help_text="Leave empty if not known. You can record the date later.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Few laws count from that day; where none does, nobody is asked for it.
        sent = DeadlineRule.objects.filter(counted_from=DeadlineRule.CountedFrom.SENT)
        if not (self.initial.get("sent_on") or sent.exists()):
            del self.fields["sent_on"]

    def around(self, name):
        published = self.cleaned_data.get("published_on")
        if published and name in ("received_on", "sent_on", "visited_on"):
            return [near_publication(name, published)]
        return super().around(name)


class Naming(forms.Form):
    """By what others know an inspection."""

    reference = forms.SlugField(
        max_length=40,
        validators=[NOT_RESERVED],
        help_text="Letters, numbers and hyphens only, for example ilacs-2023.",
        error_messages={"required": "Enter a short reference, for example ilacs-2023"},
    )
    reference_prefix = LineField(
        max_length=5,
        required=False,
        label="Prefix for recommendations",
        help_text=(
            "One to five capital letters. For example, with the prefix Y the "
            "recommendations are Y1, Y2 and so on. If you leave it empty, the prefix of the type of inspection is "
            "used, or another if that is taken."
        ),
    )


class InspectionForm(Naming, Dated, VerbForm):
    """An inspection to be added."""

    field_order = (
        *("kind", "reference", "title", "area", "published_on", "received_on", "sent_on", "visited_on"),
        "reference_prefix",
    )

    def with_proposals(self):
        """What was typed so far, and the kind that was selected, as the beginning of a new form: an empty box for the
        prefix holds the one that the kind proposes."""
        kind = kinds.kind(self["kind"].value())
        begun = {name: self[name].value() for name in self.fields}
        for name, field in self.fields.items():
            if isinstance(field, DateBoxesField):
                begun[name] = parsed(field, begun[name])
        if kind:
            begun["reference_prefix"] = begun["reference_prefix"] or kinds.free_prefix(kind.prefix)
        return InspectionForm(initial=begun), kind


def parsed(field, value):
    """The date in these boxes, or nothing where it is none: what a page proposes complains about nothing."""
    try:
        return field.clean(value)
    except ValidationError:
        return None


class ChangeForm(Naming, Dated, CorrectForm):
    """What is known of an inspection, put right. `fixed`: {name of a field: why it can no longer be changed}."""

    fieldwork = LineField(max_length=100, required=False, label="When the fieldwork took place")

    def __init__(self, *args, fixed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reference_prefix"].required = True
        self.fields["reference_prefix"].help_text = "One to five capital letters."
        for name, why in fixed.items():
            if why:
                self.fields[name].disabled = True
                self.fields[name].help_text = f"This cannot be changed: {'; '.join(why)}."


class PartForm(VersionedForm):
    """A form of one part of an inspection."""

    def __init__(self, *args, inspection, **kwargs):
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        self.narrow()

    def narrow(self):
        """Offers only what belongs to this inspection."""


class GradeForm(PartForm):
    """A point of the scale of grades."""

    number = forms.IntegerField(min_value=0, max_value=99, label="Grade")
    word = LineField(max_length=40, label="In words", error_messages={"required": "Enter the grade in words"})


class TimeframeForm(PartForm):
    """A timeframe."""

    label = LineField(
        max_length=100,
        label="Timeframe, as printed",
        error_messages={"required": "Enter the timeframe as printed"},
    )
    months = forms.IntegerField(
        min_value=1,
        max_value=120,
        required=False,
        label="Length in months",
        help_text="Counted from publication. Leave empty if the report gives no length.",
    )
    paragraph = LineField(max_length=20, required=False)


class JudgementForm(PartForm):
    """What was judged of one area."""

    kind = forms.ChoiceField(choices=Judgement.Kind)
    area = LineField(
        max_length=200, label="Area, as printed", error_messages={"required": "Enter the area as printed"}
    )
    grade = forms.ModelChoiceField(GradePoint.objects.none(), required=False, empty_label="No number printed")
    judged = LineField(max_length=40, required=False, label="Grade in words, if no number is printed")
    paragraph = LineField(max_length=20, error_messages={"required": "Enter the paragraph or page"})
    text = ParagraphsField(max_length=4000, rows=3, required=False, label="Full sentence, as printed")

    def narrow(self):
        self.fields["grade"].queryset = GradePoint.objects.filter(inspection=self.inspection)
        kind = kinds.kind(self.inspection.kind)
        if kind and kind.words:
            self.fields["judged"].help_text = f"The scale is: {', '.join(kind.words)}."

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("grade")) == bool(cleaned.get("judged")):
            raise ValidationError("Select the printed grade, or enter the words if no number is printed.")
        return cleaned


class RuleForm(PartForm):
    """A rule of law that applies too."""

    rule = forms.ModelChoiceField(
        DeadlineRule.objects.none(), error_messages={"required": "Select the rule that applies"}
    )

    def narrow(self):
        held = self.inspection.deadlines.values("rule")
        self.fields["rule"].queryset = DeadlineRule.objects.exclude(pk__in=held)
        self.fields["rule"].label_from_instance = lambda rule: (
            f"{rule.duty_in_words}: {rule.number} {rule.get_unit_display()} ({rule.source})"[:160]
        )


class RecommendationWords(forms.Form):
    """Where recommendations stand in the report, and to whom they are addressed, where the report prints it."""

    timeframe = forms.ModelChoiceField(Timeframe.objects.none(), required=False, empty_label=NO_TIMEFRAME)
    paragraph = LineField(max_length=20, required=False, label="Paragraph or page")
    addressed_to = LineField(
        max_length=100, required=False, label="Who the recommendation is addressed to, as printed"
    )

    def offer(self, inspection):
        """Offers the timeframes of this inspection; where it has none, none is asked for."""
        frames = Timeframe.objects.filter(inspection=inspection).exclude(label=NO_TIMEFRAME)
        self.fields["timeframe"].queryset = frames
        if not frames:
            del self.fields["timeframe"]


class PasteForm(RecommendationWords, Pasting):
    """Recommendations pasted from the report; what is said of all of them may be changed for each."""

    field_order = ("version", "text", "timeframe", "paragraph", "addressed_to")

    def __init__(self, *args, inspection, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(inspection)
        hint = "For those that have none in the text."
        for name in {"timeframe", "paragraph", "addressed_to"} & set(self.fields):
            self.fields[name].help_text = hint


class RecommendationPiece(PieceForm):
    """One recommendation of a pasted text."""

    optional = ("timeframe", "paragraph", "addressed_to")
    timeframe = forms.ChoiceField(required=False)
    paragraph = LineField(max_length=20, required=False, label="Paragraph or page")
    addressed_to = LineField(max_length=100, required=False)

    def __init__(self, *args, timeframes, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {label.casefold(): label for label in timeframes}
        self.fields["timeframe"].choices = [
            ("", NO_TIMEFRAME),
            *((label, label) for label in labels.values()),
        ]
        said = self.initial.get("timeframe", "")
        self.initial["timeframe"] = labels.get(said.casefold(), said)


class CorrectPartForm(CorrectForm, PartForm):
    """A part put right; once the inspection is confirmed its wording stays as it is."""

    verbatim = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.verbatim if self.inspection.confirmed else ():
            self.fields[name].disabled = True


class CorrectGradeForm(CorrectPartForm, GradeForm):
    """A point of the scale, put right."""

    verbatim = ("word",)


class CorrectTimeframeForm(CorrectPartForm, TimeframeForm):
    """A timeframe put right."""

    verbatim = ("label",)


class CorrectJudgementForm(CorrectPartForm, JudgementForm):
    """A judgement put right."""

    verbatim = ("area", "text")


class CorrectFindingForm(CorrectPartForm):
    """A sentence of the main findings, put right."""

    verbatim = ("heading", "text")
    paragraph = LineField(max_length=20, error_messages={"required": "Enter the paragraph or page"})
    heading = LineField(max_length=100, required=False)
    text = ParagraphsField(
        max_length=4000,
        rows=3,
        label="Sentence, as printed",
        error_messages={"required": "Enter the sentence"},
    )
    says = forms.ChoiceField(choices=Finding.Says, label="Our reading")


class RecommendationForm(RecommendationWords, CorrectPartForm):
    """One recommendation, put right."""

    verbatim = ("text",)

    text = ParagraphsField(
        max_length=4000,
        rows=4,
        label="The recommendation, word for word",
        error_messages={"required": "Enter the recommendation's words"},
    )

    def narrow(self):
        self.offer(self.inspection)


class ConfirmForm(VersionedForm):
    """Nothing is typed: the button confirms."""


class AccountableForm(LawForm):
    """Who answers for a recommendation."""

    accountable_post = forms.ModelChoiceField(
        Post.objects.none(),
        required=False,
        empty_label="To be confirmed",
        label="Accountable officer",
        help_text="The post accountable for this recommendation.",
    )
    portfolio_holder = forms.ModelChoiceField(
        Post.objects.none(),
        required=False,
        empty_label="To be confirmed",
        label="Portfolio holder",
        help_text="The cabinet member whose portfolio includes this recommendation.",
    )
    reason = ReasonField(
        required=False, help_text="Needed if you are changing the accountable officer or portfolio holder."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        posts = Post.objects.select_related("organisation").order_by("organisation__name", "title")
        self.fields["accountable_post"].queryset = self.fields["portfolio_holder"].queryset = posts
