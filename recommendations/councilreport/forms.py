"""What is typed of a council's report."""

from django import forms

from jarplan.formfields.text import LineField, ParagraphsField, ReasonField
from jarplan.formfields.verbs import VersionedForm
from jarplan.people.mending.forms import CorrectForm as MendForm
from recommendations.models import ReportParagraph
from recommendations.pasted.forms import Look, Pasting, PieceForm


class ReportPasting(Pasting):
    """Paragraphs pasted or typed."""


class ReportLook(Look):
    """All paragraphs together; the first ones come with the title of the report."""

    title = LineField(
        max_length=200,
        label="Title of the report, as printed",
        error_messages={"required": "Enter the title of the report"},
    )

    def __init__(self, *args, asks_title, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_title:
            del self.fields["title"]


class ReportPiece(PieceForm):
    """One paragraph of a pasted report."""

    always = ("kind", "number")
    kind = forms.ChoiceField(choices=ReportParagraph.Kind, label="Type")
    number = LineField(max_length=20, required=False, label="Number, as printed")


class TitleForm(MendForm):
    """The title, put right."""

    title = LineField(
        max_length=200,
        label="Title of the report, as printed",
        error_messages={"required": "Enter the title of the report"},
    )


def note_field():
    return ParagraphsField(
        max_length=2000,
        rows=3,
        required=False,
        label="Note",
        help_text="Shown beside the paragraph, for example to explain an error in print.",
    )


class CorrectForm(VersionedForm):
    """A paragraph, put right."""

    kind = forms.ChoiceField(choices=ReportParagraph.Kind, label="Type")
    number = LineField(max_length=20, required=False, label="Number, as printed")
    text = ParagraphsField(
        max_length=4000,
        rows=8,
        label="Text, as printed",
        error_messages={"required": "Enter the text as printed"},
    )
    note = note_field()
    reason = ReasonField("Reason for the correction")


class NoteForm(VersionedForm):
    """Our note on a paragraph whose words are confirmed."""

    note = note_field()
    reason = ReasonField("Reason for the change")


class RemoveForm(VersionedForm):
    """Why a paragraph is not in the report."""

    reason = ReasonField("Reason for removing the paragraph")
