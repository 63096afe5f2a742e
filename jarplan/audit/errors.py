"""What a verb raises when it will not do what was asked. Each carries a sentence fit for the page."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from jarplan.symbols import worded


# A PermissionDenied, so that a view that lets it through answers 403 by itself.
class Refused(PermissionDenied):
    """This person may not do this. Answered with 403, and recorded once as a refused attempt.

    `about` is the record that was to be changed, or None.
    """

    def __init__(self, sentence, *, about=None):
        super().__init__(sentence)
        self.sentence = sentence
        self.about = about
        # Set once an event was written for it: see ledger.record_refusal.
        self.recorded = False

    def __str__(self):
        return self.sentence


class Unseen(Http404):
    """This person may not see `about`, nor that it is there: answered as what is not, with 404, and recorded once an
    hour for each person and thing."""

    def __init__(self, about):
        super().__init__("There is no such page.")
        self.about = about


# No PermissionDenied: it is told beside the form with 200, and nothing is recorded against anybody.
class NotNow(Exception):
    """The thing is not in a state for this now, whoever asks. Shown beside the form; not an offence."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self):
        return self.sentence


class Repeated(NotNow):
    """This very form was sent before: an impatient second click. `record` is what the first one made."""

    def __init__(self, record):
        super().__init__("This has just been saved.")
        self.record = record


class Stale(NotNow):
    """Somebody else saved first. `current` is the record as it is now."""

    def __init__(self, current):
        super().__init__(
            "Somebody else changed this while you were writing. Their text is shown next to yours. "
            "Compare both, then save again."
        )
        self.current = current


def check_given(words, sentence):
    """The words without blanks around them; NotNow with this sentence where there are none, or a dot or a dash in
    their place.
    """
    if not worded(words):
        raise NotNow(sentence)
    return worded(words)


def allows(check, *arguments, **named):
    """Whether a check passes, for buttons: it raises neither Refused nor NotNow. The verb checks again."""
    try:
        check(*arguments, **named)
    except (Refused, NotNow):
        return False
    return True
