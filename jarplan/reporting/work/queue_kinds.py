"""The queues of work as a table: whose each is, what lies on it, since when, and the verb that is the button.
My work and the programme office's desk show them and messages are made of them (`queues`), so that all say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import F, Q

from actions.rules.filters import EITHER_RED
from actions.rules.lifecycle import FIRST
from actions.rules.records import low_confidence_q
from jarplan.people.roles import Role
from jarplan.reporting.work import waiting


@dataclass(frozen=True)
class Kind:
    """One queue. `rows(desk)` and `condition(desk)` say what lies on it; of those of a `group` an action lies on the
    first only. `since` is a column, a day or a moment: the oldest come first, or those that have none where
    `none_first`. `hint`: words, or what gives them of a desk. `says` are the words before that day, `says_none`
    those where there is none; `says_note`: others where the last that was said is a note. `news(since, desk)`: when a
    message says it anew; where that is None no message says it. `name`: of the verb's page, "" for the action's
    own. `until`: a column of the day by which it is to be done, which a message says anew when it is near. `query`:
    its filters in the list of actions, none where no list has these. `onward`: words and address name of a way
    through the whole queue. `bulk`: what can be done with several at once (a key of BULK_VERBS). `seldom(scope)`:
    rows of which most days have none; without one nothing lies on the queue. `role` is None where it is nobody's by
    a role: the rows say whose. `asks`: whether its person is asked for something, and does not wait for others.
    """

    key: str
    role: Role | None
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
    says_note: bool = False
    group: str = ""
    news: Callable | None = waiting.since_then
    query: dict = field(default_factory=dict)
    onward: tuple = ()
    bulk: str = ""
    seldom: Callable | None = None
    asks: bool = True
    until: object = None


KINDS = (
    Kind(
        "lapsed",
        Role.APPROVER,
        "Sign-off lapsed",
        "The action has changed since it was signed off. Check it, then sign it off again or return it.",
        "Sign off or return",
        "sign-off",
        waiting.to_sign,
        lambda scope: Q(lapsed_at__isnull=False),
        F("lapsed_at"),
        "lapsed on",
        query={"status": "delivered"},
        seldom=waiting.any_lapsed,
    ),
    Kind(
        "sign",
        Role.APPROVER,
        "Awaiting your sign-off",
        "Check what has been delivered, then sign it off or return it with a reason.",
        "Sign off or return",
        "sign-off",
        waiting.to_sign,
        lambda scope: Q(lapsed_at__isnull=True),
        waiting.WAITS_SINCE,
        "waiting since",
        query={"status": "delivered"},
    ),
    Kind(
        "date",
        Role.PROGRAMME,
        "Extensions awaiting your decision",
        "",
        "Decide on extension",
        "date-change",
        waiting.everything,
        lambda scope: Q(asked__isnull=False) & ~Q(asked__asked_by=scope.user),
        F("asked__asked_at"),
        "requested on",
        query={"awaiting": "date"},
        seldom=waiting.any_asked,
    ),
    Kind(
        "change",
        Role.PROGRAMME,
        "Changes awaiting your decision",
        "",
        "Decide on change",
        "change",
        waiting.everything,
        lambda scope: Q(changing__isnull=False) & ~Q(changing__asked_by=scope.user),
        F("changing__asked_at"),
        "requested on",
        query={"awaiting": "change"},
        seldom=waiting.any_change_asked,
    ),
    Kind(
        "nobody",
        Role.PROGRAMME,
        "Sign-offs without an approver",
        "A lead organisation has no approver and no deputy who could sign off the action.",
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
        "Follow-up reviews due",
        "The action was signed off some months ago. Check whether the improvement has lasted.",
        "Record review",
        "later-look",
        waiting.to_look_at,
        waiting.review_due,
        F("look_again_on"),
        "due on",
        query={"status": "signed_off"},
        seldom=waiting.any_review_due,
    ),
    Kind(
        "check",
        Role.CABINET,
        "Sign-offs to check",
        "A sample drew the action. Check whether its sign-off holds, as somebody who had no part in it.",
        "Record check",
        "check",
        waiting.to_check,
        lambda scope: Q(checks_since__isnull=False),
        F("checks_since"),
        "drawn on",
        query={"rating": "blue"},
        seldom=waiting.any_to_check,
    ),
    Kind(
        "portfolio",
        None,
        "Red actions in your portfolio",
        "Red by its declared or its calculated rating. The action's page says why, and what is being done.",
        "View action",
        "",
        waiting.portfolio,
        waiting.either_red,
        F("reported_at"),
        "last reported on",
        says_none="not reported yet",
        query={"mine": "portfolio", "rating": EITHER_RED},
        seldom=waiting.any_portfolio,
    ),
    Kind(
        "answered",
        None,
        "Answers to your challenges and questions",
        "Answered in the last 14 days. You can ask again on the action's page.",
        "View answer",
        "",
        waiting.asked_by_me,
        lambda scope: Q(answered_since__isnull=False),
        F("answered_since"),
        "answered on",
        news=None,
        seldom=waiting.any_asked_by_me,
    ),
    Kind(
        "own-challenges",
        None,
        "Your challenges and questions awaiting an answer",
        "The lead of the action answers them.",
        "View action",
        "",
        waiting.asked_by_me,
        lambda scope: Q(unanswered_since__isnull=False),
        F("unanswered_since"),
        "sent on",
        news=None,
        seldom=waiting.any_asked_by_me,
        asks=False,
    ),
    Kind(
        "watched",
        None,
        "Watched actions that have changed",
        "Somebody else has changed them in the last 14 days.",
        "View action",
        "",
        waiting.watched,
        lambda scope: Q(changed_at__isnull=False),
        F("changed_at"),
        "changed on",
        seldom=waiting.any_watched,
        asks=False,
    ),
    Kind(
        "agree",
        Role.PROGRAMME,
        "Proposed actions to agree",
        "Once an action is agreed, its original due date cannot be changed.",
        "Agree action",
        "agree",
        waiting.everything,
        lambda scope: Q(status=FIRST),
        F("due_latest"),
        "due",
        news=None,
        query={"status": "proposed"},
        bulk="agree",
    ),
    Kind(
        "challenged",
        Role.OFFICER,
        "Challenges to answer",
        "A rating has been challenged. The question and your answer are shown on the action's page.",
        "Answer challenge",
        "challenge",
        waiting.ours,
        lambda scope: Q(challenged__lodged_at__isnull=False),
        F("challenged__lodged_at"),
        "challenged on",
        query={"awaiting": "challenge", "status": "all"},
        seldom=waiting.any_challenged,
    ),
    Kind(
        "question",
        Role.OFFICER,
        "Questions to answer",
        "Somebody has asked about the action. The question and your answer are shown on the action's page.",
        "Answer question",
        "question",
        waiting.ours,
        lambda scope: Q(question_at__isnull=False),
        F("question_at"),
        "asked on",
        query={"awaiting": "question", "status": "all"},
        seldom=waiting.any_question,
    ),
    Kind(
        "moved",
        Role.OFFICER,
        "Waiting for an action that has moved",
        "The action waits for another one that is red, set aside, or due later. The page says which.",
        "Review wait",
        "waiting",
        waiting.ours_that_wait,
        lambda scope: Q(moved_at__isnull=False),
        F("moved_at"),
        "other action changed on",
        query={"awaiting": "moved"},
        seldom=waiting.any_wait,
    ),
    Kind(
        "returned",
        Role.OFFICER,
        "Returned to you",
        (
            "The reason is shown on the action's page. Report what you have done, then "
            "mark the action as delivered again."
        ),
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
        "Delivered without evidence",
        "The action has no valid evidence, so it cannot be signed off. Attach evidence that it has been done.",
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
        "meeting",
        Role.OFFICER,
        "Reports that a meeting asked for",
        "The meeting and what it asked are shown on the action’s page. Any report or note that you send answers it.",
        "Report progress",
        "update",
        waiting.ours,
        waiting.asked_by_a_meeting,
        waiting.MEETING_ASKED_AT,
        "asked for on",
        group="officer",
        query={"status": "open"},
        seldom=waiting.any_asked_by_meetings,
        until=waiting.MEETING_WANTS_BY,
    ),
    Kind(
        "overdue",
        Role.OFFICER,
        "Overdue",
        "Report progress, or request an extension with a reason.",
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
        "Report progress. Mark the action as delivered once you have evidence.",
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
        "Progress reports to send",
        waiting.what_is_asked,
        "Report progress",
        "update",
        waiting.ours,
        waiting.to_report,
        F("reported_at"),
        "last reported on",
        says_none="not reported yet",
        none_first=True,
        says_note=True,
        group="officer",
        news=waiting.round_asks,
        query={"awaiting": "report"},
        onward=("Complete all reports", "actions:report"),
    ),
)

SOMEBODY_ELSE = (
    "Somebody else in the programme office has to decide. If there is nobody else, ask an administrator to give "
    "another person that role."
)

# The desk of the programme office: what it decides, and what it sees to though others answer. A further request that
# the programme office decides is one more Kind in KINDS, and is then on its desk, on my work and in messages.
DESK_KINDS = (
    *[kind for kind in KINDS if kind.role in (Role.APPROVER, Role.PROGRAMME, Role.CABINET)],
    Kind(
        "unanswered",
        Role.PROGRAMME,
        "Challenges awaiting an answer",
        "The lead answers a challenge. Send a reminder if the answer is taking too long.",
        "View action",
        "",
        waiting.everything,
        lambda scope: Q(challenged__lodged_at__isnull=False),
        F("challenged__lodged_at"),
        "challenged on",
        news=None,
        query={"awaiting": "challenge", "status": "all"},
        bulk="remind",
        seldom=waiting.any_challenged,
    ),
    Kind(
        "open-questions",
        Role.PROGRAMME,
        "Questions awaiting an answer",
        "The lead answers a question. Send a reminder if the answer is taking too long.",
        "View action",
        "",
        waiting.everything,
        lambda scope: Q(question_at__isnull=False),
        F("question_at"),
        "asked on",
        news=None,
        query={"awaiting": "question", "status": "all"},
        bulk="remind",
        seldom=waiting.any_question,
    ),
    Kind(
        "low-confidence",
        Role.PROGRAMME,
        "Low confidence",
        "The lead has low confidence that the action will be delivered and have its effect. What would help is shown "
        "on the action's page.",
        "View action",
        "",
        waiting.everything,
        lambda scope: low_confidence_q(),
        F("due_latest"),
        "due",
        says_none="no due date",
        news=None,
        query={"confidence": "low", "status": "open"},
        seldom=waiting.any_of_low_confidence,
    ),
    Kind(
        "own-extensions",
        Role.PROGRAMME,
        "Extensions that you requested",
        SOMEBODY_ELSE,
        "View action",
        "",
        waiting.everything,
        lambda scope: Q(asked__asked_by=scope.user),
        F("asked__asked_at"),
        "requested on",
        news=None,
        query={"awaiting": "date"},
        seldom=lambda scope: waiting.any_asked(scope).filter(asked_by=scope.user),
    ),
    Kind(
        "own-changes",
        Role.PROGRAMME,
        "Changes that you requested",
        SOMEBODY_ELSE,
        "View action",
        "",
        waiting.everything,
        lambda scope: Q(changing__asked_by=scope.user),
        F("changing__asked_at"),
        "requested on",
        news=None,
        query={"awaiting": "change"},
        seldom=lambda scope: waiting.any_change_asked(scope).filter(asked_by=scope.user),
    ),
)
