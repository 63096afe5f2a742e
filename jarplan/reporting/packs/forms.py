"""What is written and chosen in the draft of a pack, and what is pressed to make it."""

from django import forms
from django.db.models import BigIntegerField

from jarplan.dates import in_full
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VersionedForm
from jarplan.reporting.packs.content import CHOICES


def implication(words, example):
    """A paragraph on one kind of implication, and who gives it."""
    text = ParagraphsField(max_length=4000, rows=4, required=False, label=f"{words} implications")
    return text, LineField(
        max_length=200,
        required=False,
        label=f"Who gives the {words.lower()} implications?",
        help_text=f"Name and post, for example {example}.",
    )


class DraftForm(VersionedForm):
    """The draft of a pack; `version` is 0 while nothing of it is saved."""

    cut_off = DateBoxesField(
        label="Show the plan as at",
        what="the day that the pack shows",
        help_text="The pack shows the plan at the end of this day. It can be made from this day on.",
    )
    sections = forms.MultipleChoiceField(
        choices=list(CHOICES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Sections",
        help_text="Every pack has the number of actions of each kind, what has changed in them, and a list of all "
        "actions.",
    )
    decision_maker = LineField(
        max_length=100, label="Decision-maker", error_messages={"required": "Enter the decision-maker"}
    )
    lead = LineField(
        max_length=200, required=False, label="Report of", help_text="The post that the report comes from."
    )
    author = LineField(max_length=200, required=False, label="Report author")
    wards = LineField(max_length=200, required=False, label="Wards affected")
    purpose = ParagraphsField(
        max_length=4000,
        rows=3,
        required=False,
        sometimes_needed=True,
        label="Purpose",
        help_text="A blank line begins a new paragraph.",
    )
    asks = ParagraphsField(
        max_length=4000,
        rows=4,
        required=False,
        sometimes_needed=True,
        label="Recommendations",
        help_text="What the meeting is asked to decide. Each line is one recommendation.",
    )
    advice = ParagraphsField(
        max_length=8000,
        rows=6,
        required=False,
        label="Advice",
        help_text="A blank line begins a new paragraph.",
    )
    explained = ParagraphsField(
        max_length=4000,
        rows=3,
        required=False,
        label="Why figures are restated",
        help_text="Only needed if the preview says that a figure is restated and gives no reason.",
    )
    financial, financial_from = implication("Financial", "Anna Accountant, Head of Finance")
    legal, legal_from = implication("Legal", "Leo Lawyer, Head of Legal Services")
    other, other_from = implication("Other", "Erin Equal, Equalities Officer")

    def words(self, name, value):
        if name == "sections":
            return super().words(name, ", ".join(CHOICES[one] for one in value or () if one in CHOICES))
        return super().words(name, in_full(value) if name == "cut_off" and value else value)


class MakePackForm(VersionedForm):
    """Nothing is typed: what was shown is made. `seen` is its digest, `entry` the event that it was read up to."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    entry = forms.IntegerField(min_value=0, max_value=BigIntegerField.MAX_BIGINT, widget=forms.HiddenInput)
