"""A form for one verb: what was typed goes to the verb, and what the verb says comes back onto the form."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow, Repeated, Stale
from jarplan.audit.subjects import KIND_OF
from jarplan.formfields.odd_dates import AsksAboutDates
from jarplan.formfields.words import PlainWords


class VerbForm(PlainWords, AsksAboutDates):
    """A form for one verb on one record."""

    # The field that a NotNow is shown at; None: above the form.
    problem_field = None
    # Whether somebody else saved meanwhile, what they saved beside what was typed here (rows for
    # components/stale.html), and the event by which they did.
    conflict = False
    differences = ()
    changed_by = None
    result = None
    # Whether the verb changed something: it left an event.
    changed = True

    def save(self, verb, **arguments):
        """Calls the verb with what was typed, its fields being named as the verb's arguments; see `call`."""
        return self.call(verb, **self.cleaned_data, **arguments)

    def call(self, verb, **arguments):
        """Calls the verb; what it returns is then in `result`. False where it refuses for now, with the
        reason on the form. A Refused goes on to the 403 page."""
        try:
            self.result, self.changed = done(verb, **arguments)
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
        # The next save is meant for the text that is now shown beside theirs.
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
        # Conflict, so that a test, a script or a monitor can tell it from a form with an error; browsers
        # show both.
        return 409 if self.conflict else 200


def done(verb, **arguments):
    """What the verb returned, and whether it changed something; what is no verb of ours always has."""
    if not getattr(verb, "is_verb", False):
        return verb(**arguments), True
    events = []
    result = verb(**arguments, heard=events)
    # Drafts and uploads are no part of the history, so what is done to them leaves no event.
    return result, bool(events) or type(result) not in KIND_OF


class OnceForm(VerbForm):
    """For a verb that adds a record: a form that is sent twice, by an impatient second click, adds one."""

    # Made when the form is shown and sent back with it: see jarplan.audit.once.
    once = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)


class VersionedForm(VerbForm):
    """For a verb on a record that is there: it carries the version that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
