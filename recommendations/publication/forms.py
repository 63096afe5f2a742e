"""What is typed about the publication of the report and of the plan: when, by whom, to whom, what proves it."""

from datetime import date

from django import forms

from jarplan.dates import in_full
from jarplan.files.checks import FileRefused
from jarplan.files.verbs import received
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.money import PoundsField
from jarplan.formfields.text import LineField, ParagraphsField, ReasonField, names_in
from jarplan.formfields.verbs import VersionedForm
from jarplan.people.mending.forms import IF_CHANGED
from jarplan.people.models import Organisation
from recommendations.publication.policies import NoReason, WrongCharge, WrongDay

NAMES_AT_ONCE = 100


class PublicationForm(VersionedForm):
    """A form about one step of publication: what a verb cannot take is said at the field that it is about."""

    day_field = "sent_on"

    def field_for(self, problem):
        kinds = {WrongDay: self.day_field, WrongCharge: "charge", NoReason: "reason", FileRefused: "upload"}
        name = kinds.get(type(problem))
        return name if name in self.fields else None

    def row_now(self, current):
        """What the form is about, as somebody else left it; None where there is nothing to compare."""
        return None

    def compared(self, current):
        row = self.row_now(current)
        return super().compared(row) if row is not None else ()

    def words(self, name, value):
        if isinstance(value, bool):
            return "yes" if value else "no"
        return in_full(value) if isinstance(value, date) else super().words(name, value)


class WhenForm(PublicationForm):
    """A form that asks for a day, or for a tick that no day is stated: an empty box is a slip of the pen."""

    day_not_stated = forms.BooleanField(required=False, label="The date is not stated")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (self.day_field, "day_not_stated"):
            self.fields[name].sometimes_needed = True

    def clean(self):
        data = super().clean()
        if self.day_field in data and bool(data[self.day_field]) == data["day_not_stated"]:
            self.add_error(
                self.day_field,
                "Enter the date, or clear the box that says it is not stated"
                if data["day_not_stated"]
                else "Enter the date, or tick the box if it is not stated",
            )
        return data

    def save(self, verb, **arguments):
        typed = {name: value for name, value in self.cleaned_data.items() if name != "day_not_stated"}
        return self.call(verb, **typed, **arguments)


class StepForm(WhenForm):
    """A class of recipients has been served."""

    day_field = "done_on"
    done_on = DateBoxesField(required=False, label="Date done", what="the date it was done")
    done_by = LineField(max_length=200, label="Done by", error_messages={"required": "Enter who did this"})
    done_to = LineField(
        max_length=300,
        required=False,
        label="Sent to",
        help_text="For example the newspaper or radio station, the office address or the organisations.",
    )
    proof = ParagraphsField(
        max_length=2000,
        rows=3,
        required=False,
        sometimes_needed=True,
        label="Proof, in words",
        help_text="For example a letter, a newspaper page or minutes, and where to find it.",
    )
    upload = forms.FileField(
        required=False,
        max_length=255,
        label="Proof as a file",
        help_text="A scanned page, a letter, a saved e-mail; up to 10 MB. Everybody who is signed in can open it. "
        "An earlier file stays until another one takes its place.",
    )
    reason = ReasonField(
        required=False,
        sometimes_needed=True,
        label="Reason for the correction",
        help_text="Only needed if you are correcting an earlier record.",
    )
    field_order = ["version", "done_on", "day_not_stated", "done_by", "done_to", "proof", "upload", "reason"]

    def __init__(self, *args, correcting=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].sometimes_needed = True
        if not correcting:
            del self.fields["reason"]

    def row_now(self, current):
        return current

    def clean_upload(self):
        """Checked and scanned here, before the verb locks a row."""
        upload = self.cleaned_data["upload"]
        try:
            return upload and received(upload)
        except FileRefused as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    def compare(self, stale):
        super().compare(stale)
        if self.cleaned_data.get("upload"):
            self.add_error("upload", "Choose the file again")


class ReasonForm(PublicationForm):
    """Why a record is taken back, or a recipient taken out."""

    reason = ReasonField("Reason", missing="Enter a reason")


class NameForm(PublicationForm):
    """Who is owed a copy."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        required=False,
        label="Organisations",
        widget=forms.CheckboxSelectMultiple,
        help_text="Organisations that are not recipients yet.",
    )
    names = ParagraphsField(
        max_length=5000,
        required=False,
        rows=4,
        label="Others",
        help_text="One name on each line, as on the envelope.",
    )

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisations"].sometimes_needed = self.fields["names"].sometimes_needed = True
        there = {copy.name.casefold() for copy in step.owed}
        taken = [one.pk for one in Organisation.objects.all() if one.name.casefold() in there]
        self.fields["organisations"].queryset = Organisation.objects.exclude(pk__in=taken).order_by("name")

    def clean_names(self):
        """The lines that say something, each once."""
        names = names_in(self.cleaned_data["names"])
        if len(names) > NAMES_AT_ONCE:
            raise forms.ValidationError(f"Enter at most {NAMES_AT_ONCE} names at once")
        if long := next((name for name in names if len(name) > 200), None):
            raise forms.ValidationError(f"A name has at most 200 characters: shorten “{long[:40]}…”")
        return names


class SentForm(WhenForm):
    """Named recipients were sent their copies."""

    copies = forms.TypedMultipleChoiceField(
        coerce=int,
        label="Who was sent a copy",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select who was sent a copy",
            "invalid_choice": "Somebody else has just recorded one of these copies. Select from those that are left",
        },
    )
    sent_on = DateBoxesField(required=False, label="Date sent", what="the date it was sent")
    sent_by = LineField(max_length=200, label="Done by", error_messages={"required": "Enter who sent it"})
    proof = ReasonField("Proof", help_text="For example a letter, the post book or an acknowledgement.")
    field_order = ["version", "copies", "sent_on", "day_not_stated", "sent_by", "proof"]

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["copies"].choices = [(copy.order, copy.name) for copy in step.unsent]


class OfCopy:
    """A form that corrects one copy, whose row it is given."""

    def __init__(self, *args, copy, **kwargs):
        super().__init__(*args, **kwargs)
        self.copy = copy

    def row_now(self, current):
        return current.copies.get(pk=self.copy.pk)


class CorrectForm(OfCopy, WhenForm):
    """What is recorded of one copy that was sent is put right."""

    sent_on = DateBoxesField(required=False, label="Date sent", what="the date it was sent")
    sent_by = LineField(max_length=200, label="Done by", error_messages={"required": "Enter who sent it"})
    proof = ReasonField("Proof")
    reason = ReasonField(
        "Reason for the correction", required=False, sometimes_needed=True, help_text=IF_CHANGED
    )
    field_order = ["version", "name", "sent_on", "day_not_stated", "sent_by", "charge", "proof", "reason"]


class LogForm(WhenForm):
    """A copy that somebody asked for and was given."""

    name = LineField(
        max_length=200,
        label="Sent to",
        help_text="Only record what you need as proof. “A resident” is enough if no name is given.",
        error_messages={"required": "Enter who was given the copy"},
    )
    sent_on = DateBoxesField(required=False, label="Date given", what="the date it was given")
    sent_by = LineField(max_length=200, label="Done by", error_messages={"required": "Enter who gave it"})
    charge = PoundsField(
        label="Charge in pounds",
        help_text="For example 2.50, or 0 if the copy was free.",
        error_messages={"required": "Enter the charge, or 0 if the copy was free"},
    )
    proof = ParagraphsField(max_length=2000, rows=2, required=False, label="Proof or note")
    field_order = ["version", "name", "sent_on", "day_not_stated", "sent_by", "charge", "proof", "reason"]


class CorrectLogForm(OfCopy, LogForm):
    """What is recorded of a copy on demand is put right."""

    reason = ReasonField(
        "Reason for the correction", required=False, sometimes_needed=True, help_text=IF_CHANGED
    )
