"""What a list of actions is narrowed to, in the words of its title and heading."""

from actions.rules.filters import CHOICES, EITHER_RED, NOBODY
from actions.rules.records import ANSWERED, UNPROVEN
from jarplan.dates import in_full

# How a value is said behind “Actions: ”. What stands for itself, such as a reference, is not among them.
PHRASES = {
    "q": "with “{}”",
    "computed": "calculated {}",
    "due": "{}",
    "awaiting": "waiting for {}",
    "confidence": "{} confidence",
    "portfolio": "portfolio of {}",
    "organisation": "led by {}",
    "lead": "led by {}",
}
# And of values whose choice reads otherwise in a list of choices.
SAID = {
    ("rating", "none"): "no rating yet",
    ("rating", EITHER_RED): "red (declared or calculated)",
    ("rating", UNPROVEN): "blue, criteria unproven",
    ("rating", ANSWERED): "blue, points against it answered",
    ("computed", "disagrees"): "declared rating more optimistic than the rule",
    ("computed", "none"): "no calculated rating",
    ("status", "all"): "all, including those no longer in the plan",
    ("due", "soon"): "due in the next 30 days",
    ("due", "moved"): "due date has changed",
    ("due", "none"): "no due date",
    ("confidence", "none"): "confidence not said yet",
    ("portfolio", NOBODY): "no portfolio holder yet",
    ("lead", NOBODY): "no lead yet",
}
# How the actions stand before whose they are.
ORDER = ("rating", "computed", "status", "due", "awaiting", "confidence", "mine")
ORDER += ("recommendation", "timeframe", "portfolio", "organisation", "lead", "q")
NAMES = ("q", "recommendation", "portfolio", "organisation", "lead")  # said as they were typed


def in_a_phrase(filters):
    """What a list is narrowed to: “red, overdue, led by Leicester City PCT”; "" where it shows all."""
    asked = filters.asked
    found = [said(name, asked[name]) for name in ORDER if name in asked]
    if "change" in asked or "since" in asked:
        found.insert(0, moved(filters))
    return ", ".join(found)


def said(name, value):
    if (name, value) in SAID:
        return SAID[name, value]
    words = CHOICES.get(name, {}).get(value, value)
    words = words if name in NAMES else f"{words[:1].lower()}{words[1:]}"
    return PHRASES.get(name, "{}").format(words)


def moved(filters):
    """reported worse since 6 August 2008"""
    way = said("change", filters.change) if filters.change else "changed"
    return f"{way} since {in_full(filters.since_day) if filters.since else 'the last meeting'}"
