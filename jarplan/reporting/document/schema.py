"""What a version of the plan holds, as plain records, and how it is written down as text (format 1).

Nothing here reads the database: compose.py composes a version, the published pages and files show one.
"""

import json
import re
from dataclasses import asdict, dataclass, fields, is_dataclass, make_dataclass, replace
from datetime import date, datetime
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from actions.rules.fields import TEXTS

FORMAT = 1


class UnknownFormat(ValueError):
    """The text was written by another release, in a format that this one does not know."""


@dataclass(frozen=True)
class ContentTimeframe:
    """When a group of recommendations is to be acted on."""

    slug: str
    label: str
    paragraph: str
    ends_on: date | None


@dataclass(frozen=True)
class ContentInspection:
    """An inspection that the plan answers."""

    reference: str
    title: str
    area: str
    document: str
    published_on: date
    timeframes: tuple[ContentTimeframe, ...]


@dataclass(frozen=True)
class ContentRecommendation:
    """A recommendation, word for word, and the posts that answer for it ("" where none is set)."""

    reference: str
    inspection: str
    timeframe: str
    paragraph: str
    addressed_to: str
    text: str
    accountable_post: str
    portfolio_holder: str


@dataclass(frozen=True)
class ContentLead:
    """A post that leads an action; `person` who holds it, only where names were asked for."""

    post: str
    organisation: str
    accountable: bool
    person: str


@dataclass(frozen=True)
class ContentCriterion:
    """A success criterion; unit, baseline and target are "" for a plain statement."""

    statement: str
    unit: str
    baseline: str
    target: str
    target_on: date | None


@dataclass(frozen=True)
class ContentAnswer:
    """What the record says against the claim that an action is done, and what was answered when it was claimed or
    signed."""

    point: str
    answer: str


@dataclass(frozen=True)
class ContentProof:
    """What was declared of a success criterion when the action was claimed, in words; `doubt`: what somebody who
    signed doubts of it ("" for nothing)."""

    statement: str
    outcome: str
    doubt: str


PUBLISHED_TEXTS = tuple(one.key for one in TEXTS if one.published)
Texts = make_dataclass("Texts", [(key, str, "") for key in PUBLISHED_TEXTS], frozen=True, kw_only=True)


@dataclass(frozen=True)
class ContentAction(Texts):
    """An action as the public sees it. Start and due are as written; the days beside them are the latest they can
    mean (None: no day is known). Ratings are "" where there is none, and so are plain texts that a version did not
    have yet. `delivered_late` says by how much and after which date. Of what is claimed: `weighed` is False where
    that was before claims were weighed; `unproven` counts the success criteria that are not proved, `unanswered`
    those of them without a reason. `reason`, `next_step`, `recovers_on`, `confidence` ("low", .. or "") and
    `would_help` are those of the last report where that was red or amber; `signed_on` is the day of the sign-off
    for the board, and `checked_on` that of the check by sample which found that it holds."""

    reference: str
    recommendation: str
    text: str
    leads: tuple[ContentLead, ...]
    partners: tuple[str, ...]
    criteria: tuple[ContentCriterion, ...]
    start: str
    start_latest: date | None
    due: str
    due_latest: date | None
    original_due: str
    moves: int
    status: str
    status_label: str
    superseded_by: str
    rating: str
    rating_label: str
    computed: str
    computed_label: str
    reported_on: date | None
    is_sample: bool
    delivered_late: str = ""
    weighed: bool = True
    unproven: int = 0
    unanswered: int = 0
    reason: str = ""
    next_step: str = ""
    recovers_on: date | None = None
    confidence: str = ""
    would_help: str = ""
    signed_on: date | None = None
    checked_on: date | None = None
    proofs: tuple[ContentProof, ...] = ()
    answers: tuple[ContentAnswer, ...] = ()


@dataclass(frozen=True)
class ContentDeadline:
    """A date that the law sets, and why it is that date ("adopted", "stated" or "computed")."""

    inspection: str
    duty: str
    title: str
    governing: date
    governed_by: str
    source: str


@dataclass(frozen=True)
class ContentChecked:
    """How many signed-off actions have been checked by sample, and of how many the sign-off held."""

    checked: int
    held: int


@dataclass(frozen=True)
class ContentChildren:
    """The page for children and young people; a blank line ends a paragraph."""

    title: str
    text: str


@dataclass(frozen=True)
class PlanContent:
    """The whole plan of one moment, in its order. `people_named`: leads carry the names of their holders; `checked`:
    None where no check was made, or a version did not have them yet."""

    title: str
    place: str
    as_at: date
    composed_at: datetime
    people_named: bool
    inspections: tuple[ContentInspection, ...]
    recommendations: tuple[ContentRecommendation, ...]
    actions: tuple[ContentAction, ...]
    deadlines: tuple[ContentDeadline, ...]
    children: ContentChildren | None
    checked: ContentChecked | None = None


def to_text(content):
    """The content as canonical JSON, always the same text for the same content."""
    return json.dumps(
        {"format": FORMAT, **asdict(content)},
        default=lambda value: value.isoformat(),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def from_text(text, kind=PlanContent):
    """The content that was written as this text: a plan, or another `kind` of record. Raises UnknownFormat."""
    written = json.loads(text)
    if written.pop("format", None) != FORMAT:
        raise UnknownFormat("This version was written by another release of the program.")
    return read(kind, written)


def read(kind, value):
    """The value of that kind that JSON stands for."""
    if get_origin(kind) is UnionType:
        return None if value is None else read(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(read(get_args(kind)[0], one) for one in value)
    if is_dataclass(kind):
        kinds = get_type_hints(kind)
        here = [field.name for field in fields(kind) if field.name in value]
        return kind(**{name: read(kinds[name], value[name]) for name in here})
    return kind.fromisoformat(value) if kind in (date, datetime) else value


def mapped(value, change):
    """The same value with `change` made to each text in it that people wrote; keys of data stay."""
    if isinstance(value, tuple):
        return tuple(mapped(one, change) for one in value)
    if is_dataclass(value):
        return replace(
            value,
            **{
                field.name: mapped(getattr(value, field.name), change)
                for field in fields(value)
                if field.name not in KEYS
            },
        )
    return change(value) if isinstance(value, str) else value


KEYS = {
    "reference",
    "inspection",
    "recommendation",
    "timeframe",
    "slug",
    "status",
    "rating",
    "before",
    "computed",
    "confidence",
    "duty",
}


EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
