"""What the cells of a column look like, which weighs with what its heading says: “Task category” and “Task
description” both speak of tasks, but only one of them is the action.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jarplan.spreadsheets.understanding.statuses import is_status

LOOKED_AT = 60  # cells of a column: as many as say it surely
SHORT = 5  # words of a date; “Deliver the September guarantee for all” is an action
LONGEST = 300  # characters of a cell that are looked at
DAY_LIKE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\d{8}|.*\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|\w+(?:uary|ember|tober)|march|april|august)\b.*"
    r"|.*\b(?:20|19)\d\d\b.*|.*\b(?:ongoing|immediate|asap|tb[ac]|spring|summer|autumn|winter)\b.*",
    re.IGNORECASE | re.DOTALL,
)
# What a priority or an impact is rated with: no recommendation, and no measure of success.
GRADE = re.compile(
    r"(?:very )?(?:high|medium|low|med|moderate|urgent|important|critical|normal|minor|major|essential|desirable)"
    r"|[hml]|p?[1-5]",
    re.IGNORECASE,
)
# What stands where a grade will be, or is not needed.
NO_GRADE_YET = re.compile(r"[\W_]*|n/?a|none|tb[acd]|to be (?:confirmed|agreed|decided)", re.IGNORECASE)
MOSTLY = 0.75  # the share of grades, below which a column may be of texts that happen to be short


@dataclass(frozen=True)
class Content:
    """Shares from 0 to 1 of a column's filled cells: `days` look like dates, `numbers` are numbers, `grades` are
    High, Medium or the like (of those that are not to come yet), `statuses` say how far a thing is, `different` are
    not said by another cell. `words` is how many a cell has at the mean.
    """

    days: float = 0
    numbers: float = 0
    grades: float = 0
    statuses: float = 0
    different: float = 0
    words: float = 0


def content_of(cells):
    """The Content of a column's cells; None of an empty one."""
    cells = [cell for cell in cells if cell][:LOOKED_AT]
    if not cells:
        return None
    looks = [look_of(cell.text[:LONGEST].strip()) for cell in cells]
    many = len(cells)
    graded = sum(look.is_grade for look in looks)
    numbers = sum(isinstance(cell.value, int | float) and not isinstance(cell.value, bool) for cell in cells)
    days = sum(isinstance(cell.value, date) or look.is_day for cell, look in zip(cells, looks, strict=True))
    return Content(
        days=days / many,
        numbers=numbers / many,
        grades=graded / (many - sum(look.is_open for look in looks)) if graded else 0,
        statuses=sum(look.is_status for look in looks) / many,
        different=len({look.folded for look in looks}) / many,
        words=sum(look.words for look in looks) / many,
    )


class Look(NamedTuple):
    """What one cell looks like."""

    is_day: bool
    is_grade: bool
    is_open: bool
    is_status: bool
    folded: str
    words: int


# In a sheet in which each row may be the headings, a cell is looked at below each of the 60 rows above it.
@lru_cache(maxsize=5000)
def look_of(text):
    words = len(text.split())
    return Look(
        is_day=words <= SHORT and bool(DAY_LIKE.fullmatch(text)),
        is_grade=bool(GRADE.fullmatch(text)),
        is_open=bool(NO_GRADE_YET.fullmatch(text)),
        is_status=is_status(text),
        folded=text.casefold(),
        words=words,
    )


def fit(field, content):
    """How much a column's cells speak for a field, or against it: from -1 to 0.3."""
    if content is None:
        return 0
    if field == "text":
        if (content.days > 0.5 and content.words < SHORT) or content.numbers > 0.5:
            return -1
        return 0.2 if content.words >= 3 and content.different >= 0.6 else -0.1 if content.words < 2.5 else 0
    if field in ("start", "due"):
        return 0.2 if content.days >= 0.5 else -0.3 if content.days == 0 else 0
    if field in ("criteria", "recommendation_text", "theme"):
        return -1 if content.grades >= MOSTLY else 0
    if field == "status":
        return 0.3 if content.statuses >= 0.8 else 0
    if field in ("lead", "agency", "partners"):
        return -1 if content.days > 0.5 or content.numbers > 0.5 else 0
    return 0
