"""Errors in plain words: "Enter the reason" instead of "This field is required". For every room's forms."""

from django import forms

QUESTION = ("what", "who", "how", "why", "when", "where", "which", "whether", "do", "does", "is", "are")
REQUIRED = forms.Field.default_error_messages["required"]


def named(label):
    """A label inside a sentence: "Reason" becomes "the reason"; what reads like a question is quoted."""
    label = str(label)
    if label.endswith("?") or label.split(" ")[0].lower() in QUESTION:
        return f"“{label}”"
    # SRO, 2008: what begins in capitals or figures stays as it is.
    shouted = label[1:2].isupper() or not label[:1].isalpha()
    return f"the {label if shouted else label[:1].lower() + label[1:]}"


def what_is_missing(field, label):
    """The sentence for a field that was left empty."""
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick “{label}”"
    if str(label).endswith("?"):
        return f"Answer {named(label)}"
    if isinstance(field.widget, forms.FileInput):
        return f"Choose a file for {named(label)}"
    if isinstance(field.widget, forms.Select):  # radios and checkbox lists too
        return f"Choose {named(label)}"
    return f"Enter {named(label)}"


def out_of_range(field, label):
    """{code: sentence} for a whole number that must lie between two others; nothing for other fields."""
    if not isinstance(field, forms.IntegerField) or None in (field.min_value, field.max_value):
        return {}
    words = named(label)
    sentence = f"{words[:1].upper()}{words[1:]} must be between {field.min_value} and {field.max_value}"
    return {"min_value": sentence, "max_value": sentence}


class PlainWords:
    """A form mixin, named before forms.Form: says what is missing, unless the field says it in its own words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            # What is hidden is nothing that anybody could enter.
            if field.widget.is_hidden:
                continue
            label = field.label or forms.utils.pretty_name(name)
            said = out_of_range(field, label)
            # Only the framework's own sentence is replaced; a field that says something better keeps it.
            if field.error_messages.get("required") == REQUIRED:
                said["required"] = what_is_missing(field, label)
            field.error_messages = {**field.error_messages, **said}
