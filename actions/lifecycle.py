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


class ByRule(TextChoices):
    """What the published rule gives an action: a rating, or none, with the reason."""

    BLUE = "blue", "Blue"
    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"
    NONE = "none", "Not rated"


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


class Who(TextChoices):
    """Who takes an action from one status to another, as the table of its life names them."""

    PROGRAMME = "programme", "programme office"
    OFFICER = "officer", "officer of a lead organisation"
    APPROVER = "approver", "approver of a lead organisation (or its deputy)"
    IMPORTER = "importer", "whoever may import"


@dataclass(frozen=True)
class Transition:
    """One row of the table: which verb takes an action from where to where, who may do so, what it needs, and which
    reason is kept with it. Where source and target are the same, only whom it waits for changes.
    """

    source: Status
    target: Status
    verb: str
    who: tuple[Who, ...]
    needs: str = ""
    reason: str = ""

    @property
    def who_in_words(self):
        """The programme office, or an officer of a lead organisation."""
        return " or ".join(Who(one).label for one in self.who)


S = Status
OPEN = (S.PROPOSED, S.AGREED, S.IN_PROGRESS)
LIVE = (*OPEN, S.DELIVERED, S.SIGNED_OFF, S.EMBEDDED, S.PAUSED)
SIGNED = (S.SIGNED_OFF, S.EMBEDDED)
REPORTABLE = (S.AGREED, S.IN_PROGRESS, S.DELIVERED, S.SIGNED_OFF)
PROGRAMME, OFFICER, APPROVER, IMPORTER = ((one,) for one in Who)

PAUSE, RESUME = "pause", "resume"
SUPERSEDE, REINSTATE = "supersede", "reinstate"
DECLINE, TAKE_UP = "not accept", "take up again"

WHY, FIELD = "why", "the field that changed"
ITS_IMPORT = "the import that it came with"
FROM_THERE = "that it stood there before"

TRANSITIONS = (
    Transition(S.PROPOSED, S.AGREED, "agree", PROGRAMME, "an accountable lead and a due date"),
    Transition(S.PROPOSED, S.NOT_ACCEPTED, DECLINE, PROGRAMME, reason=WHY),
    Transition(S.NOT_ACCEPTED, S.PROPOSED, TAKE_UP, PROGRAMME, reason=WHY),
    Transition(S.PROPOSED, S.WITHDRAWN, "withdraw", PROGRAMME + OFFICER, reason=WHY),
    Transition(S.AGREED, S.WITHDRAWN, "withdraw", PROGRAMME, reason=WHY),
    Transition(S.IN_PROGRESS, S.WITHDRAWN, "withdraw", PROGRAMME, reason=WHY),
    Transition(S.PAUSED, S.WITHDRAWN, "withdraw", PROGRAMME, reason=WHY),
    Transition(S.PROPOSED, S.WITHDRAWN, "undo an import", IMPORTER, "that nothing came after it", ITS_IMPORT),
    Transition(S.WITHDRAWN, S.PROPOSED, "import again", IMPORTER, "that its import was undone", ITS_IMPORT),
    Transition(S.AGREED, S.PAUSED, PAUSE, PROGRAMME, reason=WHY),
    Transition(S.IN_PROGRESS, S.PAUSED, PAUSE, PROGRAMME, reason=WHY),
    Transition(S.PAUSED, S.AGREED, RESUME, PROGRAMME, FROM_THERE, WHY),
    Transition(S.PAUSED, S.IN_PROGRESS, RESUME, PROGRAMME, FROM_THERE, WHY),
    Transition(S.PROPOSED, S.SUPERSEDED, SUPERSEDE, PROGRAMME, "the action that takes its place", WHY),
    Transition(S.AGREED, S.SUPERSEDED, SUPERSEDE, PROGRAMME, "the action that takes its place", WHY),
    Transition(S.IN_PROGRESS, S.SUPERSEDED, SUPERSEDE, PROGRAMME, "the action that takes its place", WHY),
    Transition(S.PAUSED, S.SUPERSEDED, SUPERSEDE, PROGRAMME, "the action that takes its place", WHY),
    Transition(S.SUPERSEDED, S.PROPOSED, REINSTATE, PROGRAMME, FROM_THERE, WHY),
    Transition(S.SUPERSEDED, S.AGREED, REINSTATE, PROGRAMME, FROM_THERE, WHY),
    Transition(S.SUPERSEDED, S.IN_PROGRESS, REINSTATE, PROGRAMME, FROM_THERE, WHY),
    Transition(S.AGREED, S.IN_PROGRESS, "report progress", OFFICER, "a rating and what was done"),
    Transition(S.AGREED, S.DELIVERED, "say delivered", OFFICER, "evidence"),
    Transition(S.IN_PROGRESS, S.DELIVERED, "say delivered", OFFICER, "evidence"),
    Transition(
        S.DELIVERED,
        S.IN_PROGRESS,
        "return",
        APPROVER + PROGRAMME,
        "whose signature it waits for; another than who claimed or signed it",
        WHY,
    ),
    Transition(
        S.DELIVERED, S.DELIVERED, "sign off", APPROVER, "another than who claimed it; evidence that stands"
    ),
    Transition(
        S.DELIVERED,
        S.SIGNED_OFF,
        "sign off for the board",
        PROGRAMME,
        "every lead organisation's signature; another than who claimed or signed it; evidence that stands",
    ),
    Transition(S.DELIVERED, S.DELIVERED, "take back a signature", APPROVER, "one that stands", WHY),
    Transition(
        S.SIGNED_OFF, S.DELIVERED, "take back a signature", APPROVER + PROGRAMME, "one that stands", WHY
    ),
    Transition(
        S.EMBEDDED, S.DELIVERED, "take back a signature", APPROVER + PROGRAMME, "one that stands", WHY
    ),
    Transition(
        S.SIGNED_OFF, S.DELIVERED, "change what was signed", PROGRAMME + OFFICER + IMPORTER, reason=FIELD
    ),
    Transition(
        S.EMBEDDED, S.DELIVERED, "change what was signed", PROGRAMME + OFFICER + IMPORTER, reason=FIELD
    ),
    Transition(S.SIGNED_OFF, S.DELIVERED, "withdraw what was signed", OFFICER, "evidence or a reading", WHY),
    Transition(S.EMBEDDED, S.DELIVERED, "withdraw what was signed", OFFICER, "evidence or a reading", WHY),
    Transition(
        S.SIGNED_OFF,
        S.EMBEDDED,
        "look again",
        PROGRAMME,
        "its day, every criterion met, and the effect seen; another than who claimed it",
    ),
    Transition(
        S.DELIVERED, S.SIGNED_OFF, "undo an import", IMPORTER, "that its edit alone ended the sign-off", WHY
    ),
    Transition(
        S.DELIVERED, S.EMBEDDED, "undo an import", IMPORTER, "that its edit alone ended the sign-off", WHY
    ),
)


def may_move(source, target):
    """Whether the table has a way from one status to the other."""
    return any(row.source == source and row.target == target for row in TRANSITIONS)


def ways(verb):
    """The rows of one verb."""
    return [row for row in TRANSITIONS if row.verb == verb]
