"""The forms of a pasted text: where it is pasted, and each piece of it to look at."""

from django import forms

from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VersionedForm
from recommendations.pasted.arranging import JOIN, KEEP, LEAVE, SPLIT, Piece, tidy

LONGEST_PASTE = 200_000
MOST_PIECES = 300  # of up to seven fields: see DATA_UPLOAD_MAX_NUMBER_FIELDS
WHATS = (
    (KEEP, "Keep"),
    (JOIN, "Join to the one above"),
    (SPLIT, "Split at each line break"),
    (LEAVE, "Leave out"),
)
# Page breaks and Windows' own quotation marks come along with a pasted text; its reading knows what they mean.
CONTROLS = {
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA0)), None),
    **dict(zip(range(0x91, 0x98), "‘’“”•–—", strict=True)),
    0x85: "…",
    0x0B: "\n",
    0x0C: "\n\n\n\n",
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None),
}


class PastedField(ParagraphsField):
    """A text pasted from a PDF: white space at its beginning counts, and what no keyboard types is taken out."""

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST_PASTE, strip=False, **kwargs)

    def to_python(self, value):
        return super().to_python(value).translate(CONTROLS)


class Pasting(VersionedForm):
    """A text that is pasted, to be read."""

    text = PastedField(
        rows=16,
        label="Text, as printed",
        help_text="Paste the text as it comes out of the PDF. You can check every part on the next page.",
        error_messages={"required": "Paste the text of the report"},
    )


class Look(VersionedForm):
    """The pieces of a pasted text as one form: it carries the text, so that what was left out stays in sight."""

    pasted = forms.CharField(max_length=LONGEST_PASTE, strip=False, required=False, widget=forms.HiddenInput)


class PieceForm(forms.Form):
    """One piece. A subclass adds what else is asked of each: `always`, or where some piece has it (`optional`)."""

    always = optional = ()
    number = 1
    text = ParagraphsField(max_length=4000, rows=3, required=False)
    what = forms.ChoiceField(choices=WHATS, label="What to do")
    place = forms.DecimalField(
        min_value=0, max_value=9999, decimal_places=2, required=False, label="Order", localize=False
    )
    doubt = LineField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        # Each may be empty, and is asked for all the same.
        for name in ("text", "place"):
            self.fields[name].sometimes_needed = True
        self.fields["place"].widget = forms.TextInput(attrs={"class": "width-4", "inputmode": "decimal"})
        words = str(self["text"].value() or "")
        self.fields["text"].widget.attrs["rows"] = min(12, max(2, len(words) // 80 + words.count("\n") + 1))

    def clean(self):
        cleaned = super().clean()
        cleaned["text"] = tidy(cleaned.get("text") or "") if "text" not in self.errors else ""
        if not cleaned["text"] and cleaned.get("what") not in (LEAVE, None) and "text" not in self.errors:
            self.add_error("text", f"Enter the words of number {self.number}, or leave it out")
        return cleaned

    @property
    def piece(self):
        """The Piece that was typed."""
        typed = dict(self.cleaned_data)
        own = {name: typed.pop(name) for name in ("text", "what", "place")}
        return Piece(**own, more=typed)


class Pieces(forms.BaseFormSet):
    """The pieces of a pasted text, one form each."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What is asked only sometimes is asked where there is something of the kind.
        self.asked = [
            *self.form.always,
            *(name for name in self.form.optional if any(one[name].value() for one in self.forms)),
        ]

    def add_fields(self, form, index):
        """Each knows its number, by which it is called above it and where something is wrong."""
        super().add_fields(form, index)
        form.number = index + 1

    @property
    def pieces(self):
        # More parts announced than sent are no parts.
        return [one.piece for one in self.forms if "text" in one.cleaned_data]


def pieces_form(form, data=None, pieces=(), **form_kwargs):
    """The formset of pieces: of what was posted, or of Pieces to be shown."""
    kind = forms.formset_factory(
        form, formset=Pieces, extra=0, max_num=MOST_PIECES, absolute_max=MOST_PIECES, validate_max=True
    )
    initial = [
        {"text": one.text, "what": one.what, "place": one.place or place, **one.more}
        for place, one in enumerate(pieces, start=1)
    ]
    return kind(data, initial=initial, prefix="piece", form_kwargs=form_kwargs)
