"""The words of an action's life, and the table of what may follow what. Pure: no rows, no people."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Status(TextChoices):
    """Where an action stands."""

    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    IN_PROGRESS = "in_progress", "In progress"
    DELIVERED = "delivered", "Delivered"
    SIGNED_OFF = "signed_off", "Signed off"
    EMBEDDED = "embedded", "Embedded"
    PAUSED = "paused", "Paused"
    SUPERSEDED = "superseded", "Superseded"
    NOT_ACCEPTED = "not_accepted", "Not accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Rating(TextChoices):
    """What a lead may declare. Blue is never declared: it follows from the second sign-off."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"


class Brag(TextChoices):
    """What a reader sees: the declared rating, blue once signed off, or none yet."""

    BLUE = "blue", "Blue"
    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"
    NONE = "none", "None yet"


class Awaiting(TextChoices):
    """Whose signature a delivered action waits for."""

    NOBODY = "", "Nobody"
    ORGANISATION = "organisation", "Awaiting the lead organisation"
    BOARD = "board", "Awaiting the board"


class Precision(TextChoices):
    """How exactly a date was written."""

    DAY = "day", "Day"
    RANGE = "range", "Range"
    MONTH = "month", "Month"
    TERM = "term", "School term"
    QUARTER = "quarter", "Financial quarter"
    YEAR = "year", "Year"
    ONGOING = "ongoing", "Ongoing"
    UNKNOWN = "unknown", "Not known"


@dataclass(frozen=True)
class Transition:
    """One row of the table: which verb takes an action from where to where, and what it needs."""

    source: Status
    target: Status
    verb: str
    needs: str = ""


S = Status
OPEN = (S.PROPOSED, S.AGREED, S.IN_PROGRESS)
LIVE = (*OPEN, S.DELIVERED, S.SIGNED_OFF, S.EMBEDDED, S.PAUSED)
SIGNED = (S.SIGNED_OFF, S.EMBEDDED)
REPORTABLE = (S.AGREED, S.IN_PROGRESS, S.DELIVERED, S.SIGNED_OFF)

TRANSITIONS = (
    Transition(S.PROPOSED, S.AGREED, "agree", "a lead and a due date"),
    Transition(S.PROPOSED, S.WITHDRAWN, "withdraw", "a reason"),
    Transition(S.AGREED, S.IN_PROGRESS, "report progress", "a rating"),
    Transition(S.AGREED, S.DELIVERED, "say delivered", "evidence"),
    Transition(S.AGREED, S.WITHDRAWN, "withdraw", "a reason"),
    Transition(S.IN_PROGRESS, S.DELIVERED, "say delivered", "evidence"),
    Transition(S.IN_PROGRESS, S.WITHDRAWN, "withdraw", "a reason"),
    Transition(S.DELIVERED, S.IN_PROGRESS, "return", "a reason"),
    Transition(S.DELIVERED, S.SIGNED_OFF, "sign off for the board", "every lead organisation's signature"),
    Transition(S.SIGNED_OFF, S.DELIVERED, "material edit", "the field that changed"),
    Transition(S.EMBEDDED, S.DELIVERED, "material edit", "the field that changed"),
    Transition(S.DELIVERED, S.SIGNED_OFF, "undo an import", "that its edit alone ended the sign-off"),
    Transition(S.DELIVERED, S.EMBEDDED, "undo an import", "that its edit alone ended the sign-off"),
    Transition(S.PROPOSED, S.WITHDRAWN, "undo an import", "that nothing came after it"),
    Transition(S.WITHDRAWN, S.PROPOSED, "import again", "that the import which brought it was undone"),
)


def may_move(source, target):
    """Whether the table has a way from one status to the other."""
    return any(row.source == source and row.target == target for row in TRANSITIONS)
