"""A form for one verb: what was typed goes to the verb, and what the verb says comes back onto the form."""

from django import forms
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow, Stale


class VerbForm(forms.Form):
    """Its fields are named as the verb's arguments."""

    # What somebody else saved meanwhile, beside what was typed here: rows for components/stale.html.
    differences = ()
    result = None

    def save(self, verb, **arguments):
        """Calls the verb with what was typed. False where it refuses for now, saying why on the form;
        what it returned is then in `result` where it did not. A Refused goes on to the 403 page."""
        try:
            self.result = verb(**self.cleaned_data, **arguments)
        except Stale as stale:
            self.differences = list(self.compared(stale.current))
            self.add_error(None, stale.sentence)
            # What is typed stays, and may be saved over theirs once both have been read.
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = stale.current.version
        except NotNow as refusal:
            self.add_error(None, refusal.sentence)
        except ValidationError as error:
            for name, sentences in getattr(error, "message_dict", {None: error.messages}).items():
                self.add_error(name if name in self.fields else None, sentences)
        return not self.errors

    def compared(self, current):
        """Rows of label, theirs and yours for each field that differs."""
        for bound in self.visible_fields():
            if hasattr(current, bound.name):
                theirs = self.words(bound.name, getattr(current, bound.name))
                yours = self.words(bound.name, self.cleaned_data.get(bound.name))
                if theirs != yours:
                    yield {"label": bound.label, "theirs": theirs, "yours": yours}

    def words(self, name, value):
        """A value as people read it."""
        return "nothing" if value in (None, "") else str(value)


class VersionedForm(VerbForm):
    """For a verb on a record that is there: it carries the version that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
