"""The form in which the questions of a file are answered."""

from django import forms

from actions.imports.finding.asking import SUGGESTED
from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.spreadsheets.layout.table import OTHER, YES

LONGEST = 1000
MOST_RADIOS = 8
HEADINGS = {
    "hidden": "Hidden rows",
    "repeat": "Repeated rows",
    "recommendation": "Recommendations",
    "numbers": "Recommendations",
    "elsewhere": "Recommendations",
    "reference": "References",
    "same reference": "References",
    "other text": "Matching actions",
    "other words": "Matching actions",
    "same text": "Matching actions",
    "near text": "Matching actions",
    "earlier": "Matching actions",
    "left plan": "Actions that left the plan",
    "date": "Dates",
    "lead": "Leads",
    "leads": "Leads",
    "partners": "Partners",
    "status": "Statuses",
    "rating": "Ratings",
}
ORDER = {heading: at for at, heading in enumerate(dict.fromkeys(HEADINGS.values()))}
TYPED = {
    "date": ("The date", "For example 30 September 2009, or end of September 2009."),
    "leads": ("The leads", "Put each one on a new line, as post, organisation."),
    "names": ("The partners", "Put each one on a new line."),
}
NOT_OFFERED = "Choose one of the answers in the list."
NOT_TAKEN = "This answer does not answer the question. Choose another one."


def heading_of(question):
    return HEADINGS.get(question["kind"], "Other questions")


def in_order(questions):
    """Questions by their heading, and within it in the order of the file."""
    return sorted(questions, key=lambda one: ORDER.get(heading_of(one), len(ORDER)))


def proposal_of(question):
    """The value of the option that takes a question's proposal; "" where it proposes nothing."""
    values = [value for value, _label in question["options"]]
    return next((value for value in (YES, question["proposed"], SUGGESTED) if value in values), "")


class AnswersForm(forms.Form):
    """Radios for each question, and a box for what none of them says. `said` is then what was answered, by key."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, draft, questions, **kwargs):
        super().__init__(*args, initial={"version": draft.version}, **kwargs)
        self.questions = questions
        for one in questions:
            earlier = draft.answers.get(one["key"], {})
            self.fields[one["key"]] = choice_field(one, earlier.get("choice"))
            if one["typed"]:
                self.fields[f"{one['key']}-text"] = typed_field(one["typed"], earlier.get("text", ""))

    def groups(self):
        """[(heading, [(question, its radios, its box or None)])] for the page."""
        found = {}
        for one in self.questions:
            box = self[f"{one['key']}-text"] if one["typed"] else None
            found.setdefault(heading_of(one), []).append((one, self[one["key"]], box))
        return list(found.items())

    def clean(self):
        """What was typed without a choice is the choice of what one types."""
        for one in self.questions:
            key = one["key"]
            if (
                self.cleaned_data.get(f"{key}-text")
                and not self.cleaned_data.get(key)
                and key not in self.errors
            ):
                self.cleaned_data[key] = OTHER
        return self.cleaned_data

    @property
    def said(self):
        """The answers that were given, as a draft keeps them."""
        found = {}
        for one in self.questions:
            choice = self.cleaned_data.get(one["key"])
            if choice:
                text = self.cleaned_data.get(f"{one['key']}-text", "") if choice == OTHER else ""
                found[one["key"]] = {"choice": choice, "text": text}
        return found

    def not_understood(self, sentences):
        """Puts what the reading said of each answer that it could not take beside its box."""
        for one in self.questions:
            if one["key"] in sentences:
                said = sentences[one["key"]].removesuffix(one["sentence"]).strip()
                self.add_error(f"{one['key']}-text" if one["typed"] else one["key"], said or NOT_TAKEN)

    def see(self, version):
        """Goes on from a newer version of the draft, with all that was typed kept."""
        self.data = self.data.copy()
        self.data["version"] = str(version)


def choice_field(question, initial):
    """Radios for a few answers, one list for many."""
    about = {"label": question["sentence"], "initial": initial, "required": False}
    about["error_messages"] = {"invalid_choice": NOT_OFFERED}
    if len(question["options"]) > MOST_RADIOS:
        return forms.ChoiceField(choices=[("", "Choose an answer"), *question["options"]], **about)
    return forms.ChoiceField(choices=question["options"], widget=forms.RadioSelect, **about)


def typed_field(kind, initial):
    """The box for what may be typed with “other”."""
    label, hint = TYPED[kind]
    about = {"label": label, "help_text": hint, "initial": initial, "required": False, "max_length": LONGEST}
    if kind == "date":
        return LineField(css_class="width-20", sometimes_needed=True, **about)
    return ParagraphsField(rows=2, sometimes_needed=True, **about)
