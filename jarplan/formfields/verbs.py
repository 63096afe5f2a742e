"""A form for one verb: what was typed goes to the verb, and what the verb says comes back onto the form."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow, Repeated, Stale


class VerbForm(forms.Form):
    """A form for one verb on one record."""

    # The field that a NotNow is shown at; None: above the form.
    problem_field = None
    # Whether somebody else saved meanwhile, what they saved beside what was typed here (rows for
    # components/stale.html), and the event by which they did.
    conflict = False
    differences = ()
    changed_by = None
    result = None

    def save(self, verb, **arguments):
        """Calls the verb with what was typed, its fields being named as the verb's arguments; see `call`."""
        return self.call(verb, **self.cleaned_data, **arguments)

    def call(self, verb, **arguments):
        """Calls the verb; what it returns is then in `result`. False where it refuses for now, with the
        reason on the form. A Refused goes on to the 403 page."""
        try:
            self.result = verb(**arguments)
        except Stale as stale:
            self.conflict = True
            self.compare(stale)
        except Repeated as repeated:
            self.result = repeated.record
        except NotNow as problem:
            self.add_error(self.field_for(problem), problem.sentence)
        except ValidationError as error:
            for name, sentences in getattr(error, "message_dict", {None: error.messages}).items():
                self.add_error(name if name in self.fields else None, sentences)
        return not self.conflict and not self.errors

    def field_for(self, problem):
        return self.problem_field

    def compare(self, stale):
        """Puts both versions side by side. What was typed stays, and may be saved over theirs once read."""
        self.differences = list(self.compared(stale.current))
        self.add_error(None, stale.sentence)
        self.carry(version=stale.current.version)

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

    def carry(self, **hidden):
        """Puts new values into hidden fields of a form that was sent; the rest stays as it was typed."""
        self.data = self.data.copy()
        for name, value in hidden.items():
            self.data[self.add_prefix(name)] = str(value)

    @property
    def status(self):
        """The HTTP status of the page that shows this form."""
        return 409 if self.conflict else 200


class OnceForm(VerbForm):
    """For a verb that adds a record: a form that is sent twice, by an impatient second click, adds one."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)


class VersionedForm(VerbForm):
    """For a verb on a record that is there: it carries the version that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
