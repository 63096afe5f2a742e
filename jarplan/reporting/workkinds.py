"""The piles of work as a table: whose each is, what lies on it, since when, and the verb that is the button.
My work shows them and messages are made of them (`piles`), so that both say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import F, Q

from actions.lifecycle import Status
from jarplan.people.roles import Role
from jarplan.reporting import waiting


@dataclass(frozen=True)
class Kind:
    """One pile. `rows(desk)` and `condition(desk)` say what lies on it; of those of a `group` an action lies on the
    first only. `since` is a column, a day or a moment: the oldest come first, or those that have none where
    `none_first`. `hint`: words, or what gives them of a desk. `says` are the words before that day, `says_none` those
    where there is none. `news(since, desk)`: when a message says it anew; where that is None no message says it.
    `query`: its filters in the list of actions. `onward`: words and address of a way through the whole pile.
    """

    key: str
    role: Role
    title: str
    hint: str | Callable
    verb: str
    name: str
    rows: Callable
    condition: Callable
    since: object
    says: str
    says_none: str = ""
    none_first: bool = False
    group: str = ""
    news: Callable | None = waiting.since_then
    query: dict = field(default_factory=dict)
    onward: tuple = ()


KINDS = (
    Kind(
        "lapsed",
        Role.APPROVER,
        "Sign-off lapsed",
        "What was signed has changed since. Read it as it is now, then sign it again or return it.",
        "Sign off or return",
        "sign-off",
        waiting.to_sign,
        lambda desk: Q(lapsed_at__isnull=False),
        F("lapsed_at"),
        "lapsed on",
        query={"status": "delivered"},
    ),
    Kind(
        "sign",
        Role.APPROVER,
        "Awaiting your sign-off",
        "Read what is claimed, then sign it off or return it with a reason.",
        "Sign off or return",
        "sign-off",
        waiting.to_sign,
        lambda desk: Q(lapsed_at__isnull=True),
        waiting.WAITS_SINCE,
        "waiting since",
        query={"status": "delivered"},
    ),
    Kind(
        "date",
        Role.PROGRAMME,
        "Later dates awaiting your decision",
        "",
        "Decide",
        "date-change",
        waiting.everything,
        lambda desk: Q(asked__isnull=False) & ~Q(asked__asked_by=desk.user),
        F("asked__asked_at"),
        "asked for on",
        query={"awaiting": "date"},
    ),
    Kind(
        "nobody",
        Role.PROGRAMME,
        "Waiting for a signature that nobody can give",
        "A lead organisation has no approver, and no deputy who could sign for it.",
        "Name a deputy",
        "deputy",
        waiting.everything,
        waiting.without_signer,
        F("delivered_at"),
        "delivered on",
        query={"status": "delivered"},
    ),
    Kind(
        "look",
        Role.PROGRAMME,
        "Later look due",
        "It was signed off some months ago. Say whether it still holds, and what is seen of it.",
        "Look again",
        "later-look",
        waiting.to_look_at,
        lambda desk: Q(status=Status.SIGNED_OFF, look_again_on__lte=desk.day),
        F("look_again_on"),
        "due on",
        query={"status": "signed_off"},
    ),
    Kind(
        "agree",
        Role.PROGRAMME,
        "Proposed actions to agree",
        "Once agreed, an action's due date is its original date for good.",
        "Agree",
        "agree",
        waiting.everything,
        lambda desk: Q(status=Status.PROPOSED),
        F("due_latest"),
        "due",
        news=None,
        query={"status": "proposed"},
    ),
    Kind(
        "challenged",
        Role.OFFICER,
        "Challenged",
        "Somebody doubts the rating. Answer them: the question and your answer stand on the action's page.",
        "Answer",
        "challenge",
        waiting.ours,
        lambda desk: Q(challenged__lodged_at__isnull=False),
        F("challenged__lodged_at"),
        "challenged on",
        query={"awaiting": "challenge", "status": "all"},
    ),
    Kind(
        "returned",
        Role.OFFICER,
        "Returned to you",
        "The reason stands on the action's page. Report what you did about it, then say delivered again.",
        "Report progress",
        "update",
        waiting.ours,
        waiting.returned,
        waiting.RETURNED_AT,
        "returned on",
        group="officer",
        query={"status": "in_progress"},
    ),
    Kind(
        "unproven",
        Role.OFFICER,
        "Delivered, but no evidence stands",
        "No evidence of it counts any more, so nobody can sign it off. Attach what shows that it is done.",
        "Attach evidence",
        "evidence",
        waiting.ours,
        waiting.without_evidence,
        F("delivered_at"),
        "delivered on",
        group="officer",
        query={"status": "delivered"},
    ),
    Kind(
        "overdue",
        Role.OFFICER,
        "Overdue",
        "Report where it stands, or ask for a later date with a reason.",
        "Report progress",
        "update",
        waiting.ours,
        waiting.overdue,
        F("due_latest"),
        "due",
        group="officer",
        news=waiting.day_after,
        query={"due": "overdue"},
    ),
    Kind(
        "soon",
        Role.OFFICER,
        "Due in the next 14 days",
        "Report where it stands; say delivered once it can be shown.",
        "Report progress",
        "update",
        waiting.ours,
        waiting.due_soon,
        F("due_latest"),
        "due",
        group="officer",
        news=waiting.beforehand_and_then,
        query={"due": "soon"},
    ),
    Kind(
        "report",
        Role.OFFICER,
        "To report",
        waiting.what_is_asked,
        "Report progress",
        "update",
        waiting.ours,
        waiting.to_report,
        F("reported_at"),
        "last reported on",
        says_none="not reported yet",
        none_first=True,
        group="officer",
        news=waiting.round_asks,
        query={"awaiting": "report"},
        onward=("Report one after another", "/report/"),
    ),
)
