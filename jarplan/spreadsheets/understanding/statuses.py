"""The status that a sheet states for an action, in one of our words: shown as what the spreadsheet said, never
counted as the action's status.
"""

import re
from dataclasses import dataclass

from jarplan.spreadsheets.understanding.ratings import plain

LONGEST = 500  # characters of a text that can state a status
SHORT = 60  # characters of a text whose last words may be its status
STATUSES = {
    "Complete": r"(?:now |fully |action )?"
    r"(?:completed?|done|achieved|delivered|finished|implemented|closed|met|in place)",
    "In progress": r"(?:work )?(?:in progress|in hand|under ?way|started|begun|commenced|progressing|on[- ]?track"
    r"|on target|being (?:done|implemented|progressed)|part(?:ly|ially) completed?|wip|working on it|open"
    r"|active|live)",
    "Not started": r"(?:not (?:yet )?(?:started|begun|commenced|due)|to (?:start|do|be started)|planned"
    r"|outstanding|pending|future|scheduled|new)",
    "Proposed": r"(?:proposed)",
    "Agreed": r"(?:agreed)",
    "Signed off": r"(?:signed[- ]off)",
    "Embedded": r"(?:embedded)",
    "Not accepted": r"(?:not accepted)",
    "Ongoing": r"(?:on-?going|on going|continuing|continuous|rolling)",
    "Overdue": r"(?:overdue|late|delayed|behind(?: schedule)?|slipped|missed|off[- ]?track)",
    "On hold": r"(?:on hold|paused|suspended|deferred|postponed|stalled)",
    "Superseded": r"(?:superseded|replaced|merged|withdrawn|cancell?ed|abandoned|no longer (?:required|needed)"
    r"|deleted)",
}
# Three ways to look: the whole cell, its beginning (“Completed - see minutes”), its end (“Training plan:
# done”).
WHOLE = {status: re.compile(pattern) for status, pattern in STATUSES.items()}
FIRST = {status: re.compile(rf"{pattern}(?!\w)") for status, pattern in STATUSES.items()}
LAST = {status: re.compile(rf"(?<!\w){pattern}$") for status, pattern in STATUSES.items()}
# Of “Progress %”: 60%, or 0.6 as Excel keeps it.
PERCENT = re.compile(r"(?P<percent>\d{1,3}(?:\.\d+)?) ?%|(?P<share>0(?:\.\d+)?|1(?:\.0+)?)")
LABEL = re.compile(r"^(?:status|position)\s*:\s*")
NONE = re.compile(r"[\W_]*|n/?a|tb[acd]|none")
NEGATED = re.compile(r"\bnot (?:yet )?(?:complete|done|achieved|delivered|met|finished)")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a status cell says in one of our words; its own stay in `raw`."""

    status: str = ""
    raw: str = ""
    question: str = ""


def is_status(text):
    """Is this, as a whole, one of the words for how far a thing is?"""
    words = plain(str(text)[:LONGEST])
    if words in ("y", "n", "yes", "no") or _of_percent(words):
        return True
    return bool(words) and any(pattern.fullmatch(words) for pattern in WHOLE.values())


def _of_percent(words):
    """The status that 60% or 0.6 states; None of other words."""
    matched = PERCENT.fullmatch(words)
    if not matched:
        return None
    share = float(matched["percent"]) / 100 if matched["percent"] else float(matched["share"])
    return "Not started" if share == 0 else "Complete" if share >= 1 else "In progress"


def read_status(text):
    """The status that a cell states, with a question where its words are none that we know."""
    raw = " ".join(str(text or "").split())
    words = LABEL.sub("", plain(raw[:LONGEST]))
    if not words or NONE.fullmatch(words):
        return Stated(raw=raw)
    whole = [status for status, pattern in WHOLE.items() if pattern.fullmatch(words)]
    whole = whole or list(filter(None, [_of_percent(words)]))
    if whole:
        return Stated(whole[0], raw)
    # “Not yet complete” begins with nothing of Complete, but ends with it.
    negated = NEGATED.search(words)
    begun = [
        status
        for status in STATUSES
        if FIRST[status].match(words) or (len(words) <= SHORT and LAST[status].search(words))
    ]
    if len(begun) == 1 and not negated:
        return Stated(begun[0], raw)
    if negated or begun:
        proposed = "In progress" if negated else begun[0]
        return Stated(proposed, raw, f"“{raw[:80]}” was read as {proposed}. Is that right?")
    return Stated("", raw, f"“{raw[:80]}” is not a known status. Which status is right?")
