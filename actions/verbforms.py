"""What every form of a verb shares: it calls the verb, and keeps what was typed where the verb will not."""

import uuid

from django import forms

from jarplan.audit.errors import NotNow, Repeated, Stale
from jarplan.files.checks import FileRefused


class VerbForm(forms.Form):
    """A form for one verb. `call` says whether it was done; the reason why not stands on the form."""

    # Whether somebody else changed the record meanwhile; and who, and what, for components/stale.html.
    conflict = False
    differences = ()
    changed_by = None

    def call(self, verb, **arguments):
        """Calls the verb; False where it refuses as things stand. Refused passes through: it is no mistake."""
        try:
            self.result = verb(**arguments)
        except Stale as stale:
            self.conflict = True
            self.current = stale.current
        except Repeated as repeated:
            self.result = repeated.record
        except FileRefused as problem:
            self.add_error("upload", str(problem))
        except NotNow as problem:
            self.add_error(None, problem.sentence)
        return not self.conflict and not self.errors

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


class VersionForm(VerbForm):
    """A verb on the record as it was seen, and nothing to type."""

    version = forms.IntegerField(widget=forms.HiddenInput)
