"""The questions that arise where a file is held against the plan, each with the answers that may be chosen."""

from functools import lru_cache

from jarplan.spreadsheets.layout.asking import LEAVE_ROW
from jarplan.spreadsheets.layout.table import LEAVE, NEW, OTHER, YES

RECOMMENDATION, NUMBERS, ELSEWHERE, LEAD = "recommendation", "numbers", "elsewhere", "lead"
# Kinds of questions about which action a row is: each asks in its own words.
OTHER_TEXT, SAME_TEXT, NEAR_TEXT = "other text", "same text", "near text"
OTHER_WORDS = "other words"
LEFT_PLAN, EARLIER = "left plan", "earlier"
SHORT = 90
# Answers to many questions at once, to each of which they are another one of its own options.
SUGGESTED, SAME, BY_NUMBER = "suggested", "same", "by number"
THE_NUMBER = "The number is"  # begins the question whether a recommendation's number or its text is right
OF = "of "  # begins the value of an option that names the organisation of a post
MOST_BODIES = 30


def shortened(text, most=SHORT):
    """The start of a text, to be told by."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def of_recommendations(near, everything):
    """Options of recommendations: the nearest first, as (recommendation, how near it is from 0 to 1 or None), then
    all others of the plan."""
    first = {one.reference: f"{_named(one.reference, one.text)}{_how_near(like)}" for one, like in near}
    others = (
        (one.reference, _named(one.reference, one.text)) for one in everything if one.reference not in first
    )
    return (*first.items(), *others, LEAVE_ROW)


@lru_cache(maxsize=1000)  # each of a thousand questions may offer the same two hundred
def _named(reference, text):
    return f"It is {reference}: {shortened(text)}"


def _how_near(like):
    return f" ({like:.0%} alike)" if like else ""


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
    if same.kind == OTHER_WORDS:
        return (*found, (NEW, "A new action, with the next free reference"), LEAVE_ROW)
    return (*found, (NEW, f"A new action{f', {reference}' if reference else ''}"), LEAVE_ROW)


def of_body(body):
    """The value of an option that says which organisation a post belongs to, whatever post it is."""
    return f"{OF}{body}"


def body_of(value):
    """The organisation that such a value names; "" of any other."""
    return value.removeprefix(OF) if value.startswith(OF) else ""


def as_offered(point, choice):
    """The value under which a question offers a choice that was made for many: its own; yes where that is what is
    proposed for this one; that of the option which SUGGESTED, SAME or BY_NUMBER stands for; "" where it does not."""
    if not choice or point.label(choice):
        return choice
    if body_of(choice):
        return YES if point.label(YES).endswith(f", {body_of(choice)}") else ""
    if choice == SUGGESTED:
        return point.proposed if point.label(point.proposed) else ""
    values = [value for value, _label in point.options]
    if choice == SAME:
        return values[0] if point.kind == OTHER_WORDS and values[0] != NEW else ""
    if choice == BY_NUMBER:
        doubts = point.kind == OTHER_TEXT or point.sentence.startswith(THE_NUMBER)
        return values[1] if doubts and point.proposed == values[0] and values[1] != LEAVE else ""
    return YES if point.label(YES) == f"Yes: {choice}" else ""


def of_posts(proposed, candidates):
    """Options of a lead whose organisation is not said, of its candidates by value: “post, organisation” of a post
    that is known, else of_body()."""
    options = [(YES, f"Yes: {proposed}")] if proposed else []
    options += [(value, ", ".join(post)) for value, post in candidates.items() if ", ".join(post) != proposed]
    return (*options, (OTHER, "Another lead"), (LEAVE, "Leave this lead out"))
