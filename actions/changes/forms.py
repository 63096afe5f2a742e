"""What is typed about a requested change: the decision, or that it is no longer asked for."""

from actions.verbpages.forms import DecideForm, RequestForm
from jarplan.formfields.text import ReasonField


class DecideChangeForm(DecideForm):
    """Whether a change of what an agreed action says is agreed."""

    agreeing = "Agree the change"
    refusing = "Refuse the change and keep what was agreed"
    what = "change"


class RecallChangeForm(RequestForm):
    """That a change is no longer asked for."""

    reason = ReasonField(
        "Why the change is no longer needed",
        required=False,
        help_text="The programme office sees this with the request.",
    )
