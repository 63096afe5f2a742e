"""The words of an action's life, and the table of what may follow what. Pure: no rows, no people."""

from dataclasses import dataclass
from enum import StrEnum

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


class Confidence(TextChoices):
    """How confident a lead is that the action will be delivered and have its effect."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Brag(TextChoices):
    """What a reader sees: the declared rating, blue once signed off, or none yet; or what the rule gives."""

    BLUE = "blue", "Blue"
    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"
    NONE = "none", "No rating yet"


# The rule gives none for good reasons (paused, withdrawn, no due date), so nothing is still to come.
CALCULATED = {**dict(Brag.choices), Brag.NONE.value: "Not rated"}
# What the rule may have given before an action was delivered: blue comes after.
BEFORE = {key: label for key, label in CALCULATED.items() if key != Brag.BLUE}


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


class Decision(TextChoices):
    PENDING = "pending", "Waiting for a decision"
    GRANTED = "granted", "Agreed"
    REFUSED = "refused", "Not agreed"
    RECALLED = "recalled", "No longer asked for"
    CORRECTED = "reworded", "Wording corrected"


class Who(TextChoices):
    """Who does something with an action, as the table of its life names them."""

    PROGRAMME = "programme", "the programme office"
    OFFICER = "officer", "officers of its lead organisation"
    APPROVER = "approver", "approvers (or the deputy) of its lead organisation"
    IMPORTER = "importer", "whoever may import"
    MEMBER = "member", "cabinet and scrutiny members"
    SIGNER = "signer", "whoever signed it or other approvers of that organisation"
    ASKER = "asker", "whoever asked for it"


class Verb(StrEnum):
    """What is done with an action, in the words shown to people; `of` puts its reference into them."""

    def __new__(cls, words, phrase=""):
        one = str.__new__(cls, words)
        one._value_ = words
        one.phrase = phrase or f"{words} {{}}"
        return one

    def of(self, reference):
        """Mark R4.2 as delivered."""
        return self.phrase.format(reference)

    AGREE = "agree"
    DECLINE = "not accept", "decide not to accept {}"
    TAKE_UP = "take up again", "take {} up again"
    WITHDRAW = "withdraw"
    PAUSE = "pause"
    RESUME = "resume"
    SUPERSEDE = "supersede"
    REINSTATE = "reinstate"
    EDIT = "edit"
    SET_DUE_DATE = "set the due date", "set the due date of {}"
    REPORT = "report progress", "report progress on {}"
    REPORT_FOR = "report progress for a partner", "report progress on {} for a partner"
    WITHDRAW_MEASUREMENT = "withdraw a measurement", "withdraw a measurement of {}"
    ATTACH = "attach evidence", "attach evidence to {}"
    ATTACH_NEWER = "attach a newer version of evidence", "attach a newer version of evidence to {}"
    USE = "use evidence of another action", "use evidence of another action for {}"
    END_USE = "end the use of evidence", "end the use of evidence for {}"
    WITHDRAW_EVIDENCE = "withdraw evidence", "withdraw evidence attached to {}"
    REQUEST_EXTENSION = "request an extension", "request an extension of {}"
    AGREE_EXTENSION = "agree an extension", "agree an extension of {}"
    REFUSE_EXTENSION = "refuse an extension", "refuse an extension of {}"
    RECALL_EXTENSION = "recall a request for an extension", "recall a request for an extension of {}"
    REQUEST_CHANGE = "request a change", "request a change of {}"
    AGREE_CHANGE = "agree a change", "agree a change of {}"
    REFUSE_CHANGE = "refuse a change", "refuse a change of {}"
    RECALL_CHANGE = "recall a request for a change", "recall a request for a change of {}"
    CHALLENGE = "challenge the rating", "challenge the rating of {}"
    ASK = "ask a question", "ask a question about {}"
    ANSWER = "answer a challenge or question", "answer a challenge or question about {}"
    REMIND = "remind", "remind people of {}"
    MOVE_TO_ROUND = "move to a round", "move {} to a round"
    DELIVER = "mark as delivered", "mark {} as delivered"
    SIGN_OFF = "sign off"
    SIGN_OFF_FOR_BOARD = "sign off for the board", "sign off {} for the board"
    RETURN = "return"
    NAME_DEPUTY = "name a deputy", "name a deputy for {}"
    WITHDRAW_SIGN_OFF = "withdraw sign-off", "withdraw a sign-off of {}"
    WITHDRAW_BOARD_SIGN_OFF = "withdraw the board's sign-off", "withdraw the board's sign-off of {}"
    CHANGE_SIGNED = "change what was signed", "change what was signed of {}"
    WITHDRAW_SIGNED = "withdraw what was signed", "withdraw what was signed of {}"
    EMBED = "embed at the follow-up review", "embed {} at the follow-up review"
    REVIEW_AGAIN = "set another follow-up review", "set another follow-up review of {}"
    CHECK_HELD = "confirm at a sample check", "confirm {} at a sample check"
    CHECK_FAILED = "end a sign-off at a sample check", "end the sign-off of {} at a sample check"
    WAIT = "wait for another action", "have {} wait for another action"
    STOP_WAITING = "stop waiting for another action", "have {} stop waiting for another action"
    IMPORT = "import changes", "import changes to {}"
    IMPORT_EXTENSION = "request an extension by import", "request an extension of {} by import"
    IMPORT_AGAIN = "import again", "import {} again"
    UNDO_IMPORT = "undo an import", "undo the import of {}"
    PUT_BACK = "undo an import's changes", "undo an import's changes to {}"


@dataclass(frozen=True)
class Transition:
    """One row of the table: from which status to which a verb takes an action, who may do so, what it needs, and
    which reason is kept with it. Most verbs leave the status as it is.
    """

    source: Status
    target: Status
    verb: Verb
    who: tuple[Who, ...]
    needs: str = ""
    reason: str = ""

    @property
    def moves(self):
        return self.source != self.target

    @property
    def who_in_words(self):
        """The programme office or officers of its lead organisation."""
        return " or ".join(one.label for one in self.who)


def rows(verb, sources, target, who, needs="", reason=""):
    """The rows of a verb from each of these statuses; to itself where the target is STAYS."""
    return [Transition(one, target or one, verb, who, needs, reason) for one in sources]


S, V = Status, Verb
STAYS = None
PROGRAMME, OFFICER, APPROVER, IMPORTER, MEMBER, SIGNER, ASKER = ((one,) for one in Who)
WHY, FIELD = "why", "the field that changed"
ITS_IMPORT = "the import that it came with"
FROM_THERE = "that it was so before"
NOT_OF_CLAIM = "somebody who had no part in the claim"
NOT_OF_SIGNERS = "somebody who neither claimed nor signed it"
DRAWN = "that a sample drew it; somebody who is no lead of it and neither claimed nor signed it"
SUCCESSOR = "the action that takes its place"
ANSWERS = "answers to what the record says against it"
NAMED_REPORT = "a rating, what was done, and who of its lead organisation says so"
ALONE = "that its edit alone ended the sign-off"

STARTED = (S.AGREED, S.IN_PROGRESS)
WORK = (S.PROPOSED, *STARTED)
BOARD = (S.SIGNED_OFF, S.EMBEDDED)
EDITABLE = (*WORK, S.DELIVERED, *BOARD)
BEGUN = (S.IN_PROGRESS,)
NOT_BEGUN = (S.PROPOSED, S.AGREED, S.PAUSED)  # or standing still, as a meeting is told of them
KEPT = (*STARTED, S.DELIVERED, *BOARD, S.PAUSED)  # where what was asked for since it was agreed may wait
ANYWHERE = (*KEPT, S.SUPERSEDED, S.WITHDRAWN)  # where what was attached since it was agreed may be

TRANSITIONS = (
    *rows(V.AGREE, [S.PROPOSED], S.AGREED, PROGRAMME, "an accountable lead and a due date"),
    *rows(V.DECLINE, [S.PROPOSED], S.NOT_ACCEPTED, PROGRAMME, reason=WHY),
    *rows(V.TAKE_UP, [S.NOT_ACCEPTED], S.PROPOSED, PROGRAMME, reason=WHY),
    *rows(V.WITHDRAW, [S.PROPOSED], S.WITHDRAWN, PROGRAMME + OFFICER, reason=WHY),
    *rows(V.WITHDRAW, [*STARTED, S.PAUSED], S.WITHDRAWN, PROGRAMME, reason=WHY),
    *rows(V.UNDO_IMPORT, [S.PROPOSED], S.WITHDRAWN, IMPORTER, "that nothing came after it", ITS_IMPORT),
    *rows(V.IMPORT_AGAIN, [S.WITHDRAWN], S.PROPOSED, IMPORTER, "that its import was undone", ITS_IMPORT),
    *rows(V.PAUSE, STARTED, S.PAUSED, PROGRAMME, reason=WHY),
    *rows(V.RESUME, [S.PAUSED], S.AGREED, PROGRAMME, FROM_THERE, WHY),
    *rows(V.RESUME, [S.PAUSED], S.IN_PROGRESS, PROGRAMME, FROM_THERE, WHY),
    *rows(V.SUPERSEDE, [*WORK, S.PAUSED], S.SUPERSEDED, PROGRAMME, SUCCESSOR, WHY),
    *[row for one in WORK for row in rows(V.REINSTATE, [S.SUPERSEDED], one, PROGRAMME, FROM_THERE, WHY)],
    *rows(V.REPORT, [S.AGREED], S.IN_PROGRESS, OFFICER, "a rating and what was done"),
    *rows(V.REPORT_FOR, [S.AGREED], S.IN_PROGRESS, PROGRAMME, NAMED_REPORT),
    *rows(V.DELIVER, STARTED, S.DELIVERED, OFFICER, "evidence"),
    *rows(
        V.RETURN,
        [S.DELIVERED],
        S.IN_PROGRESS,
        APPROVER + PROGRAMME,
        f"the approver or board it waits for; {NOT_OF_SIGNERS}",
        WHY,
    ),
    *rows(
        V.SIGN_OFF_FOR_BOARD,
        [S.DELIVERED],
        S.SIGNED_OFF,
        PROGRAMME,
        f"every lead organisation's sign-off; {NOT_OF_SIGNERS}; evidence",
    ),
    *rows(V.WITHDRAW_SIGN_OFF, BOARD, S.DELIVERED, SIGNER, "one that has not ended", WHY),
    *rows(V.WITHDRAW_BOARD_SIGN_OFF, BOARD, S.DELIVERED, PROGRAMME, "one that has not ended", WHY),
    *rows(V.CHANGE_SIGNED, BOARD, S.DELIVERED, PROGRAMME + OFFICER + IMPORTER, reason=FIELD),
    *rows(V.WITHDRAW_SIGNED, BOARD, S.DELIVERED, OFFICER, "evidence or a measurement", WHY),
    *rows(
        V.EMBED,
        [S.SIGNED_OFF],
        S.EMBEDDED,
        PROGRAMME,
        f"its day, {ANSWERS}, and the effect seen; {NOT_OF_CLAIM}",
    ),
    *rows(V.CHECK_FAILED, BOARD, S.DELIVERED, PROGRAMME + MEMBER, DRAWN, WHY),
    *rows(V.PUT_BACK, [S.DELIVERED], S.SIGNED_OFF, IMPORTER, ALONE, WHY),
    *rows(V.PUT_BACK, [S.DELIVERED], S.EMBEDDED, IMPORTER, ALONE, WHY),
    # What follows leaves the status as it is; some of it changes whose signature is waited for.
    *rows(V.EDIT, EDITABLE, STAYS, PROGRAMME + OFFICER),
    *rows(V.SET_DUE_DATE, [S.PROPOSED], STAYS, PROGRAMME + OFFICER + IMPORTER),
    *rows(V.REPORT, [S.IN_PROGRESS, S.DELIVERED, S.SIGNED_OFF], STAYS, OFFICER, "a rating and what was done"),
    *rows(V.REPORT_FOR, [S.IN_PROGRESS, S.DELIVERED, S.SIGNED_OFF], STAYS, PROGRAMME, NAMED_REPORT),
    *rows(V.WITHDRAW_MEASUREMENT, KEPT[1:], STAYS, OFFICER, "one that has not ended", WHY),
    *rows(V.ATTACH, [*STARTED, S.DELIVERED, S.SIGNED_OFF], STAYS, OFFICER, "a file or a link"),
    *rows(V.ATTACH_NEWER, [*STARTED, S.DELIVERED, S.SIGNED_OFF], STAYS, OFFICER, "the latest version"),
    *rows(V.USE, [*STARTED, S.DELIVERED, S.SIGNED_OFF], STAYS, OFFICER, "evidence that they may open"),
    *rows(V.END_USE, ANYWHERE, STAYS, OFFICER, "evidence of another action", WHY),
    *rows(V.WITHDRAW_EVIDENCE, ANYWHERE, STAYS, OFFICER, "evidence that was attached here", WHY),
    *rows(V.REQUEST_EXTENSION, STARTED, STAYS, OFFICER, "a later day, and no other request that waits", WHY),
    *rows(
        V.AGREE_EXTENSION,
        [*STARTED, S.DELIVERED, S.PAUSED],
        STAYS,
        PROGRAMME,
        "somebody other than who asked",
    ),
    *rows(V.REFUSE_EXTENSION, KEPT, STAYS, PROGRAMME, "somebody other than who asked", WHY),
    *rows(V.RECALL_EXTENSION, KEPT, STAYS, ASKER, "that it is not decided"),
    *rows(
        V.REQUEST_CHANGE,
        [*STARTED, S.DELIVERED, *BOARD],
        STAYS,
        PROGRAMME + OFFICER,
        "no other that waits",
        WHY,
    ),
    *rows(
        V.AGREE_CHANGE, [*STARTED, S.DELIVERED, S.PAUSED], STAYS, PROGRAMME, "somebody other than who asked"
    ),
    *rows(V.AGREE_CHANGE, BOARD, S.DELIVERED, PROGRAMME, "somebody other than who asked"),
    *rows(V.REFUSE_CHANGE, KEPT, STAYS, PROGRAMME, "somebody other than who asked", WHY),
    *rows(V.RECALL_CHANGE, KEPT, STAYS, ASKER, "that it is not decided"),
    *rows(V.CHALLENGE, [*STARTED, S.DELIVERED, *BOARD], STAYS, MEMBER + PROGRAMME, "no other that waits"),
    *rows(V.ASK, KEPT, STAYS, MEMBER + PROGRAMME + APPROVER, "what is asked"),
    *rows(V.ANSWER, ANYWHERE, STAYS, OFFICER, "somebody other than who raised it"),
    *rows(V.REMIND, STARTED, STAYS, PROGRAMME, "that nobody was reminded today"),
    *rows(V.REMIND, [S.DELIVERED], STAYS, PROGRAMME, "that it waits for a lead organisation's sign-off"),
    *rows(V.MOVE_TO_ROUND, [*WORK, S.PAUSED], STAYS, PROGRAMME, "a round that is not over"),
    *rows(V.SIGN_OFF, [S.DELIVERED], STAYS, APPROVER, f"{NOT_OF_CLAIM}; evidence"),
    *rows(V.NAME_DEPUTY, [S.DELIVERED], STAYS, PROGRAMME, "a sign-off that nobody can give", WHY),
    *rows(V.WITHDRAW_SIGN_OFF, [S.DELIVERED], STAYS, SIGNER, "one that has not ended", WHY),
    *rows(V.CHANGE_SIGNED, [S.DELIVERED], STAYS, PROGRAMME + OFFICER + IMPORTER, reason=FIELD),
    *rows(V.WITHDRAW_SIGNED, [S.DELIVERED], STAYS, OFFICER, "evidence or a measurement", WHY),
    *rows(V.REVIEW_AGAIN, [S.SIGNED_OFF], STAYS, PROGRAMME, f"a later day; {ANSWERS}; {NOT_OF_CLAIM}"),
    *rows(V.CHECK_HELD, BOARD, STAYS, PROGRAMME + MEMBER, DRAWN),
    *rows(V.WAIT, WORK, STAYS, PROGRAMME + OFFICER, "another action that is not delivered", WHY),
    *rows(V.STOP_WAITING, [*EDITABLE, S.PAUSED], STAYS, PROGRAMME + OFFICER, "one that it waits for"),
    *rows(V.IMPORT, EDITABLE, STAYS, IMPORTER, "an import that is confirmed", ITS_IMPORT),
    *rows(V.IMPORT_EXTENSION, STARTED, STAYS, IMPORTER, "a later day, and no other request that waits", WHY),
    *rows(V.PUT_BACK, EDITABLE, STAYS, IMPORTER, "that nothing came after it", WHY),
)


def ways(verb, source):
    """The rows of a verb that begin at a status: none where it cannot be done there."""
    return [row for row in TRANSITIONS if row.verb == verb and row.source == source]


def sources(*verbs):
    """The statuses in which one of these verbs can be done, in the order of the table."""
    return tuple(dict.fromkeys(row.source for row in TRANSITIONS if row.verb in verbs))


def targets(*verbs):
    """The statuses that these verbs lead to, verb by verb."""
    return tuple(dict.fromkeys(row.target for verb in verbs for row in TRANSITIONS if row.verb == verb))


# The sets of statuses that constraints, lists and counts go by. Their order is that of the database's constraints.
FIRST = S.PROPOSED  # where every action begins
UNDER_WAY = sources(V.DELIVER)
OPEN = targets(V.REINSTATE)  # still to be done: also where a superseded action comes back to
(AWAITED,) = targets(V.DELIVER)  # waits for signatures
SIGNED = sources(V.WITHDRAW_BOARD_SIGN_OFF)
CLAIMED = (AWAITED, *SIGNED)
(REPLACED,) = targets(V.SUPERSEDE)
ASIDE = targets(V.WITHDRAW, V.PAUSE, V.DECLINE, V.SUPERSEDE)
OUT = targets(V.WITHDRAW, V.DECLINE, V.SUPERSEDE)  # of the plan
LIVE = tuple(one for one in S if one not in OUT)
UNSIGNED = tuple(one for one in LIVE if one not in SIGNED)
# What need never have been agreed.
UNAGREED = tuple(
    dict.fromkeys(
        [FIRST, *(row.target for row in TRANSITIONS if row.source == FIRST and row.verb != V.AGREE)]
    )
)
