"""The questions that arise where a file is held against the plan, each with the answers that may be chosen."""

from jarplan.spreadsheets.layout.asking import LEAVE_ROW
from jarplan.spreadsheets.layout.table import LEAVE, NEW, OTHER, YES

RECOMMENDATION, ELSEWHERE, LEAD = "recommendation", "elsewhere", "lead"
# Kinds of questions about which action a row is: each asks in its own words.
OTHER_TEXT, SAME_TEXT, NEAR_TEXT = "other text", "same text", "near text"
LEFT_PLAN, EARLIER = "left plan", "earlier"
SHORT = 90
MOST_BODIES = 30


def shortened(text, most=SHORT):
    """The start of a text, to be told by."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def of_recommendations(doubted, everything):
    """Options of recommendations: those in doubt first, then all others of the plan."""
    ordered = [*doubted, *[one for one in everything if one not in doubted]]
    return (*((one.reference, f"It is {one.reference}: {shortened(one.text)}") for one in ordered), LEAVE_ROW)


def of_reference(reference, own, others):
    """Options where the reference is one of another recommendation than that which the row stands under."""
    meant = [(one.reference, f"It is {one.reference}: the action is {reference}") for one in others]
    return ((own.reference, f"It is {own.reference}: the reference is left out"), *meant, LEAVE_ROW)


def of_actions(same, reference):
    """Options of which action a row is; `reference` is the one that a new action would take, where it is given."""
    if same.kind == LEFT_PLAN:
        return ((NEW, "Yes: as a new action"), LEAVE_ROW)
    if same.kind == OTHER_TEXT:
        found = [(one.reference, f"It is {one.reference}, which changes") for one in same.doubted]
        return (*found, LEAVE_ROW)
    found = [(one.reference, f"The same action: {one.reference} changes") for one in same.doubted]
    return (*found, (NEW, f"A new action{f', {reference}' if reference else ''}"), LEAVE_ROW)


def of_posts(proposed, candidates):
    """Options of a lead whose organisation is not said; values are “post, organisation”."""
    options = [(YES, f"Yes: {proposed}")] if proposed else []
    options += [(one, one) for one in candidates if one != proposed]
    return (*options, (OTHER, "Another lead"), (LEAVE, "Leave this lead out"))
