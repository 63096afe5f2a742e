"""The status that a sheet states for an action, in one of our words: shown as what the spreadsheet said, never
counted as the action's status.
"""

import re
from dataclasses import dataclass

from jarplan.spreadsheets.understanding.ratings import plain

STATUSES = {
    "Complete": r"(?:now |fully |action )?"
    r"(?:completed?|done|achieved|delivered|finished|implemented|closed|met|in place)",
    "In progress": r"(?:work )?(?:in progress|in hand|under ?way|started|begun|commenced|progressing|on[- ]?track"
    r"|on target|being (?:done|implemented|progressed)|part(?:ly|ially) completed?|wip|open|active|live)",
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


@dataclass(frozen=True)
class Stated:
    """What a status cell says in one of our words; its own stay in `raw`."""

    status: str = ""
    raw: str = ""
    question: str = ""


def read_status(text):
    """The status that a cell states, with a question where its words are none that we know."""
    raw = " ".join(str(text or "").split())
    words = re.sub(r"^(?:status|position)\s*:\s*", "", plain(raw))
    if not words or re.fullmatch(r"[\W_]*|n/?a|tb[acd]|none", words):
        return Stated(raw=raw)
    whole = [status for status, pattern in STATUSES.items() if re.fullmatch(pattern, words)]
    if whole:
        return Stated(whole[0], raw)
    negated = re.search(r"\bnot (?:yet )?(?:complete|done|achieved|delivered|met|finished)", words)
    begun = [
        status
        for status, pattern in STATUSES.items()
        if re.match(rf"{pattern}(?!\w)", words)
        or (len(words) <= 60 and re.search(rf"(?<!\w){pattern}$", words))
    ]
    if len(begun) == 1 and not negated:
        return Stated(begun[0], raw)
    if negated or begun:
        proposed = "In progress" if negated else begun[0]
        return Stated(proposed, raw, f"“{raw[:80]}” was read as {proposed}. Is that right?")
    return Stated("", raw, f"“{raw[:80]}” is no status that we know. Which is meant?")
