"""What a deed is about: which kinds of events the story of an action can be narrowed to. A deed may be about several:
an edit of the text and of the due date is found under both.
"""

from actions.rules.fields import FIELDS

EVERYTHING = "all"
TOPICS = {
    "reports": "Reports",
    "dates": "Dates",
    "evidence": "Evidence",
    "sign-off": "Sign-off",
    "challenges": "Challenges and questions",
    "text": "Text",
    "status": "Status",
}
OF_RECORDS = {
    "update": "reports",
    "date_change": "dates",
    "content_change": "text",
    "evidence": "evidence",
    "sign_off": "sign-off",
    "deputy": "sign-off",
    "later_look": "sign-off",
    "sample_check": "sign-off",
    "challenge": "challenges",
    "wait": "dates",
    "import": "text",
    "return": "reports",
}
# Of an action's own events, by the fields that they change.
OF_FIELDS = {
    **dict.fromkeys(("reminded_at", "report_from"), "reports"),
    **{name: one.topic for one in FIELDS for name in one.columns or (one.key,)},
    **dict.fromkeys(("original_raw", "original_due", "moves"), "dates"),
    **dict.fromkeys(("awaiting", "delivered_at", "look_again_on", "rating_before", "late_on"), "sign-off"),
    **dict.fromkeys(("claim", "unproven", "unanswered", "answered"), "sign-off"),
    **dict.fromkeys(("recommendation", "sheet_said"), "text"),
    **dict.fromkeys(("status", "status_reason", "came_from", "superseded_by"), "status"),
}
NEW = frozenset({"text", "status"})


def topics_of(event_changes):
    """The keys of ASPECTS that one deed, told by these happenings, is about."""
    found = set()
    for one in event_changes:
        if one.event.subject_kind != "action":
            found.add(OF_RECORDS.get(one.event.subject_kind))
        elif one.after is not None and one.before is None:
            found |= NEW
        else:
            found |= {OF_FIELDS.get(change.field) for change in one.changes if not is_measurement(change)}
    return frozenset(found - {None})


def is_measurement(change):
    """Whether the criteria say the same and only stand elsewhere: that came with a report, and is no edit."""
    if change.field != "criteria":
        return False
    before, after = (
        [part | {"current": ""} for part in said or ()] for said in (change.before, change.after)
    )
    return before == after
