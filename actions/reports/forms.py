"""What is typed in a report of progress, and what of it is kept as a draft."""

from django import forms
from django.utils.formats import date_format

from actions.rules.lifecycle import Confidence, Rating
from actions.rules.movement import rates_better
from actions.verbpages.forms import ActionOnceForm
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import ParagraphsField

RATINGS = [
    (Rating.GREEN.value, "on track"),
    (Rating.AMBER.value, "at risk: give the reason and the next step"),
    (Rating.RED.value, "off track: give the reason and the next step"),
]
CONFIDENCE = [
    (Confidence.HIGH.value, "High"),
    (Confidence.MEDIUM.value, "Medium: you may say what would help"),
    (Confidence.LOW.value, "Low: say what would help"),
]
EXPLAINED = (
    ("reason", "Enter the reason for the {} rating"),
    ("next_step", "Enter the next step: the {} rating needs one"),
    ("recovers_on", "Enter the date the action is expected back on track: the {} rating needs one"),
)
LONGEST = 8000
# What a report says, in the words of its fields.
SAID = (
    "rating",
    "confidence",
    "would_help",
    "done",
    "effect",
    "why_better",
    "reason",
    "next_step",
    "recovers_on",
)


class ReportForm(ActionOnceForm):
    """A report of progress: of a round, a note, or a correction. `last` is what was said last time, or None;
    `declared` the rating as it was declared last ("" for none)."""

    corrects = forms.UUIDField(required=False, widget=forms.HiddenInput)
    round = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    rating = forms.ChoiceField(
        label="Declared rating",
        choices=RATINGS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose green, amber or red"},
    )
    confidence = forms.ChoiceField(
        label="How confident are you that the action will be delivered and have its effect?",
        choices=CONFIDENCE,
        widget=forms.RadioSelect,
        required=False,
    )
    would_help = ParagraphsField(
        label="What would help",
        max_length=4000,
        rows=2,
        required=False,
        sometimes_needed=True,
        help_text="Needed for low confidence. For example a decision, money or people, and from whom.",
    )
    # A button in a form of its own, or Enter in a box would press it: the last report stands, rating and reason.
    no_change = forms.BooleanField(label="Nothing has changed", required=False)
    done = ParagraphsField(
        label="What was done",
        max_length=4000,
        required=False,
        sometimes_needed=True,
        help_text="Since the last report. Do not name a child.",
    )
    effect = ParagraphsField(
        label="What changed for children and young people", max_length=4000, rows=2, required=False
    )
    why_better = ParagraphsField(
        label="What made the difference",
        max_length=4000,
        rows=2,
        required=False,
        sometimes_needed=True,
        help_text="Needed for a rating that is better than the last one.",
    )
    reason = ParagraphsField(
        label="Why the action is not on track", max_length=4000, rows=2, required=False, sometimes_needed=True
    )
    next_step = ParagraphsField(
        label="Next step",
        max_length=4000,
        rows=2,
        required=False,
        sometimes_needed=True,
        help_text="What will be done to get back on track, and by whom.",
    )
    recovers_on = DateBoxesField(
        label="Expected back on track",
        what="the date the action is expected back on track",
        required=False,
        help_text="For example 30 9 2009.",
    )

    def __init__(self, *args, last=None, since=None, declared="", **kwargs):
        super().__init__(*args, **kwargs)
        self.last, self.since, self.declared = last, since, declared
        self.fields["recovers_on"].sometimes_needed = True
        self.fields["confidence"].sometimes_needed = True
        if last is None:
            del self.fields["no_change"]
        elif self.data.get("no_change") and not self.data.get("rating"):
            self.carry(rating=last.rating)

    @property
    def may_be_better(self):
        """Whether there is a better rating than the one declared last, or what made the difference was said."""
        better = any(rates_better(self.declared, rating) for rating in Rating.values)
        return better or bool(self.initial.get("why_better"))

    def clean(self):
        data = super().clean()
        if data.get("no_change"):
            self.take_over(data)
        if "done" in data and not data["done"]:
            self.add_error("done", "Enter what was done since the last report")
        if "confidence" in data and not data["confidence"]:
            self.add_error("confidence", "Choose high, medium or low confidence")
        if rates_better(self.declared, data.get("rating", "")) and not data.get("why_better", "?"):
            was = Rating(self.declared).label.lower()
            self.add_error("why_better", f"Enter what made the difference: the last rating was {was}")
        if data.get("confidence") == Confidence.LOW and not data.get("would_help", "?"):
            self.add_error("would_help", "Enter what would help: low confidence needs it")
        if data.get("rating") in (Rating.AMBER, Rating.RED):
            colour = Rating(data["rating"]).label.lower()
            for name, sentence in EXPLAINED:
                if name in data and not data[name]:
                    self.add_error(name, sentence.format(colour))
            day = data.get("recovers_on")
            if day and self.since and day < self.since:
                self.add_error(
                    "recovers_on", "The date the action is expected back on track must be today or later"
                )
        return data

    def take_over(self, data):
        """Nothing has changed: what was said last time stands, where nothing else was typed."""
        if data.get("rating") and data["rating"] != self.last.rating:
            was = Rating(self.last.rating).label.lower()
            self.add_error(
                "no_change",
                f"The last rating was {was}. If the rating changes, enter what was done or what happened",
            )
            return
        day = date_format(self.last.made_at, "j F Y")
        data["done"] = data.get("done") or f"No change since the report of {day}."
        for name in ("confidence", "would_help", "reason", "next_step", "recovers_on"):
            if name in data:
                data[name] = data[name] or getattr(self.last, name)

    def said(self):
        """What was typed, as report_progress() takes it."""
        return {name: self.cleaned_data[name] for name in (*SAID, "once")} | {
            "no_change": bool(self.cleaned_data.get("no_change"))
        }


def typed_in(forms_of_page, data):
    """What stands in the boxes of some forms, as it was sent, for a draft: {name: text}."""
    starts = tuple(
        form.add_prefix(name)
        for form in forms_of_page
        for name, field in form.fields.items()
        if not field.widget.is_hidden
    )
    return {
        name: data[name].replace("\x00", "")[:LONGEST]
        for name in data
        if name.startswith(starts) and data[name].strip()
    }


def show_draft(forms_of_page, typed):
    """Puts what a draft holds into the boxes of forms that were not sent yet."""
    for form in forms_of_page:
        for name, field in form.fields.items():
            prefixed = form.add_prefix(name)
            if not field.widget.is_hidden and any(key.startswith(prefixed) for key in typed):
                form.initial[name] = field.widget.value_from_datadict(typed, {}, prefixed)


def in_words(form, typed):
    """What a draft holds of the boxes of a form, as rows of label and words."""
    rows = []
    for name, field in form.fields.items():
        value = None if field.widget.is_hidden else field.widget.value_from_datadict(typed, {}, name)
        words = " ".join(filter(None, value)) if isinstance(value, list | tuple) else str(value or "")
        if words and value is not False:
            rows.append((field.label, words))
    return rows
