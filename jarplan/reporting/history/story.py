"""Tells what happened in words a member understands: each event a sentence, each change with its label, its
old and its new value, people and posts by their names. Which events are told is the caller's choice.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import chain, groupby, islice

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from actions.models import Action, Deputy, Evidence, ReportingRound
from actions.plan.changing import in_words as told
from actions.rules.claims import Outcome
from actions.rules.fields import CRITERION_PARTS, FIELD, SAID
from jarplan.audit.ledger import REFUSED
from jarplan.audit.subjects import SUBJECTS
from jarplan.clock import LONDON
from jarplan.dates import in_full, month_in_full
from jarplan.files.models import StoredFile
from jarplan.people.models import Organisation, Post, User
from jarplan.people.queries import names_of_gone
from jarplan.people.roles import Role
from jarplan.reporting.addresses import address_of_action, address_of_recommendation
from jarplan.reporting.history.topics import topics_of
from jarplan.reporting.history.words import (
    HIDDEN,
    HIDDEN_OF,
    NO_LONGER,
    NOT_SPELLED_OUT,
    SAID_BY_THE_ACTION,
    TELLING,
    label_of,
    title_of,
)
from jarplan.spreadsheets.cells import cell_in_words as named_cell
from recommendations.models import Inspection, Meeting, Recommendation

NAMED = {
    Post: ("title", "organisation__name"),
    Organisation: ("name",),
    User: ("full_name",),
    Recommendation: ("reference",),
    Action: ("reference",),
    Meeting: ("body", "held_on"),
    StoredFile: ("original_name",),
    Inspection: ("title",),
}
SHORT = 4
ROLES = {str(role): role.label for role in Role}
# What only one kind of record names, looked up where there is such a record.
POINTED_AT = (
    ("evidence", "earlier", Evidence),
    ("update", "round", ReportingRound),
    ("sign_off", "deputy", Deputy),
)
SELDOM_NAMED = {Evidence: ("shows",), ReportingRound: ("month",), Deputy: ("signer__full_name",)}
AT_ONCE = 1000
NOTHING = Value("", output_field=CharField())
UUID_TEXT = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
DAY_TEXT = re.compile(r"^\d{4}-\d\d-\d\d$")
MOMENT_TEXT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(frozen=True)
class Change:
    """One field in words, before and after; "" where there was or is nothing. `source`: the cell that an import
    read it from.
    """

    label: str
    before: str
    after: str
    source: str = ""


@dataclass(frozen=True)
class Entry:
    """What one person did to one record at one moment, ready to be drawn (`entries`)."""

    sequence: int
    title: str
    reference: str
    at: datetime
    who: str
    role: str
    organisation: str
    rating: str = ""
    text: str = ""
    href: str = ""
    changes: list = field(default_factory=list)
    is_refused: bool = False
    topics: frozenset = frozenset()

    @property
    def is_long(self):
        """Whether its fields are better folded away on a page with much else: what a new record says, mostly."""
        return len(self.changes) > SHORT

    @property
    def full_title(self):
        """The title with the record it is about, for lists of events of many records."""
        return f"{self.reference}: {self.title}" if self.reference else self.title


def story(event_changes, as_at=None, known=None, grouped_by=None, most=None):
    """The happenings, in the order they come, and no more than `most` of them, as Told. What one verb left on one
    record is told once. Links keep the past day that is looked at. `known`: names by UUID that the caller has read
    already. `grouped_by`: what makes neighbours one deed, instead of same_entry()."""
    groups = [list(group) for _, group in islice(groupby(event_changes, grouped_by or same_entry), most)]
    # All names of a page at once: an event holds UUIDs, and asked one by one they would be a query each.
    names = names_in(list(chain.from_iterable(groups)), known or {})
    tail = f"?as_at={as_at.isoformat()}" if as_at else ""
    return [entry_of(group, names, tail) for group in groups]


def same_entry(event_change):
    event = event_change.event
    # The events of one verb share the machine's moment, which no other verb of that person has.
    return event.recorded_at, event.actor, event.reference


def entry_of(group, names, tail):
    """One deed: its most telling event, and what changed in all of them."""
    first = min(group, key=telling)
    event = first.event
    changes = {}
    for event_change in sorted(group, key=telling):
        for change in changes_in_words(event_change, names):
            changes.setdefault(change.label, change)
    if changes.get("Rating") and not changes["Rating"].before:
        del changes["Rating"]  # the first one stands in the title
    reasons = dict.fromkeys(event_change.reason for event_change in group if event_change.reason)
    state = first.after or {}
    subject = SUBJECTS.get(event.subject_kind)
    refused = event.kind == REFUSED
    return Entry(
        sequence=event.sequence,
        title="Refused attempt" if refused else title_of(event, subject.label if subject else ""),
        reference=event.reference,
        at=event.at,
        who=event.actor_name,
        role=Role(event.role).label if event.role in Role.values else event.role,
        organisation=event.organisation,
        rating=state.get("rating", "") if event.subject_kind == "update" else "",
        text=state.get("done", "") if event.subject_kind == "update" else "\n".join(reasons),
        href=address_of(event, tail),
        changes=list(changes.values()),
        is_refused=refused,
        topics=topics_of(group),
    )


def telling(event_change):
    """How much an event says of the deed that it is part of; the lowest says most."""
    event = event_change.event
    if event.subject_kind == "action" and event.kind in SAID_BY_THE_ACTION:
        return -1
    if event.kind == "lapsed" or event.subject_kind not in TELLING:
        return len(TELLING)
    return TELLING.index(event.subject_kind)


def address_of(event, tail):
    """The page of the record that an event is about, where it has one of its own."""
    if event.subject_kind == "recommendation":
        return address_of_recommendation(event.reference) + tail
    if event.subject_kind == "publication_step":
        return reverse("recommendations:step", args=[event.subject]) + tail
    one_action = event.subject_kind in TELLING and "," not in event.reference and "." in event.reference
    return address_of_action(event.reference) + tail if one_action else ""


def changes_in_words(event_change, names):
    """The fields that differ, in words; nothing for a refused attempt or for the source's own words."""
    return list(fields_in_words(event_change, names).values())


def fields_in_words(event_change, names):
    """{field: its Change} of the same."""
    event = event_change.event
    subject = SUBJECTS.get(event.subject_kind)
    if subject is None or event.kind in NOT_SPELLED_OUT:
        return {}
    before = worded(subject, event_change.before, names)
    after = worded(subject, event_change.after, names)
    if event_change.before is None:  # of a new record, only what it says
        after = {name: words for name, words in after.items() if words not in ("no", "0")}
    return {
        name: Change(
            label_of(subject.kind, subject.model, name),
            before.get(name, ""),
            after.get(name) or NO_LONGER.get((subject.kind, name), ""),
            source_in_words(event_change, name) if subject.kind == "action" else "",
        )
        for name in dict.fromkeys([*after, *before])
        if before.get(name, "") != after.get(name, "")
    }


def source_in_words(event_change, name):
    """The cell that this event's import read a field from, or ""."""
    field = FIELD[name].sheet if name in FIELD else name
    before, after = (
        (state or {}).get("sources", {}).get(field) for state in (event_change.before, event_change.after)
    )
    return cell_in_words(after) if after and after != before else ""


def cell_in_words(source):
    """From cell J7 of sheet “Plan” in plan.xlsx, which says “Sept 08”."""
    says = " ".join(source["raw"].split())
    where = f"From {named_cell(source['cell'], source['sheet'])} in {source['file']}"
    return f"{where}, which says “{says}”" if says else where


def worded(subject, state, names):
    """{field: what it says}, without bookkeeping; dates with their raw words are one field."""
    state = dict(state or {})
    for end, latest in (
        ("due", "due_latest"),
        ("start", "start_latest"),
        ("original", "original_due"),
        ("to", "to_latest"),
        ("from", "from_due"),
    ):
        if f"{end}_raw" in state:
            raw = state.pop(f"{end}_raw")
            state[end] = raw or state.get(latest) or ""
    hidden = HIDDEN | HIDDEN_OF.get(subject.kind, set())
    choices = choices_of(subject.model)
    said = {name: value for name, value in state.items() if name not in hidden and value not in ("", None)}
    return {
        name: str(choices[name].get(value, value)) if name in choices else in_words(value, names)
        for name, value in said.items()
    }


@cache
def choices_of(model):
    """{field: {value: label}} of the fields of a model whose values are chosen."""
    return {each.name: dict(each.flatchoices) for each in model._meta.fields if each.choices}


def in_words(value, names):
    """A value of a state as a person writes it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(in_words(each, names) for each in value)
    if isinstance(value, dict):
        return part_in_words(value, names)
    text = str(value)
    if UUID_TEXT.match(text):
        return names.get(text, "a record that is no longer there")
    if DAY_TEXT.match(text):
        return in_full(date.fromisoformat(text))
    if MOMENT_TEXT.match(text):
        moment = datetime.fromisoformat(text).astimezone(LONDON)
        return f"{in_full(moment)}, {moment:%H:%M}"
    return ROLES.get(text, text)


def part_in_words(part, names):
    """A part of a record on one line: a lead, a partner, a criterion, a holder of a post."""
    if "post" in part:
        return in_words(part["post"], names) + (" (accountable)" if part.get("accountable") else "")
    if "holding" in part or "user" in part:
        until = f" to {in_words(part['to'], names)}" if part.get("to") else ""
        return f"{in_words(part['user'], names)}, from {in_words(part['from'], names)}{until}"
    if "points" in part:
        return claim_in_words(part)
    if part and all(isinstance(one, dict) and one.keys() == {"from", "to"} for one in part.values()):
        return request_in_words(part, names)
    if "criterion" in part:
        return measurement_in_words(part, names)
    if "statement" in part:
        details = [
            f"{name.replace('_', ' ')} {in_words(part[name], names)}"
            for name in CRITERION_PARTS
            if name != "statement" and part.get(name)
        ]
        return part["statement"] + (f" ({', '.join(details)})" if details else "")
    if "left_out_reason" in part:
        return copy_in_words(part)
    if "name" in part:
        return part["name"]
    if "text" in part:
        where = " of ".join(filter(None, (part.get("cell") and named_cell(part["cell"]), part.get("file"))))
        return part["text"] + (f" ({where})" if where else "")
    if any(isinstance(value, dict) and "text" in value for value in part.values()):
        return said_by_sheets(part, names)
    said = {name: in_words(value, names) for name, value in part.items() if name != "order"}
    return ", ".join(f"{part_label(name)}: {words}" for name, words in said.items() if words)


def claim_in_words(part):
    """What was claimed at delivery: what was declared of each criterion, and each point with its answer."""
    declared = [
        f"{one['statement']}: {Outcome(one['outcome']).label.lower()}" for one in part.get("criteria", ())
    ]
    return "\n".join([*declared, *(f"{one['sentence']} Answer: {one['answer']}" for one in part["points"])])


def request_in_words(changes, names):
    """What a request wants otherwise, field by field: what it was, and what it becomes."""
    return "\n".join(
        f"{label}: {'; '.join(was)} becomes {'; '.join(becomes)}"
        for label, was, becomes in told(changes, names)
    )


def copy_in_words(part):
    """A copy of what is published, on one line: to whom, when and by whom, the charge, why it counts no longer."""
    when = in_words(part["sent_on"], {}) or (
        "date not stated" if part["day_not_stated"] else "not recorded as sent"
    )
    said = [when, part["sent_by"] and f"by {part['sent_by']}", part["proof"]]
    said.append(part["charge"] and f"£{part['charge']}")
    left_out = f" (removed: {part['left_out_reason']})" if part["left_out_reason"] else ""
    return f"{part['name']}: {', '.join(filter(None, said))}{left_out}"


def measurement_in_words(part, names):
    """A reading of a success criterion, on one line."""
    said = part["value"] or ("met" if part["met"] else "not met yet")
    words = f"{part['statement']}: {said}, at {in_words(part['on'], names)}"
    if part["source"]:
        words += f", source: {part['source']}"
    if part["evidence"]:  # its words are for those only who may open it
        words += ", with evidence"
    return words + (" (withdrawn)" if part["withdrawn_at"] else "")


def said_by_sheets(said, names):
    """What spreadsheets said of status, rating and notes, each on a line; older records name the file once."""
    file = {"file": said["file"]} if said.get("file") else {}
    lines = {name: file | one for name, one in said.items() if isinstance(one, dict)}
    return "\n".join(f"{part_label(name)}: {in_words(one, names)}" for name, one in lines.items())


def part_label(name):
    """What a detail within a field is called."""
    return SAID[name].label if name in SAID else name.replace("_", " ")


def names_in(event_changes, known):
    """{UUID as text: name} of everything that the states name, in one query for all
    that are not `known` yet; posts and organisations that are no longer there by their last names."""
    wanted = set()
    for event_change in event_changes:
        if event_change.event.kind not in NOT_SPELLED_OUT:
            hidden = HIDDEN | HIDDEN_OF.get(event_change.event.subject_kind, set())
            for change in [one for one in event_change.changes if one.field not in hidden]:
                wanted |= uuids_in(change.before) | uuids_in(change.after)
    missing = wanted - known.keys()
    asked = dict.fromkeys(NAMED, missing)
    for kind, name, model in POINTED_AT:
        asked[model] = missing & {
            (one.after or {}).get(name) for one in event_changes if one.event.subject_kind == kind
        }
    found = {**known, **names_of(asked)}
    return {**names_of_gone(wanted - found.keys()), **found}


def names_of(asked):
    """{UUID as text: name} of those that belong to these models, in one query; `asked`: {model: UUIDs}."""
    found, wanted = {}, {model: sorted(uuids) for model, uuids in asked.items()}
    # A sheet of the whole history names more than one statement may.
    for start in range(0, max(map(len, wanted.values()), default=0), AT_ONCE):
        rows = [
            model._base_manager.filter(uuid__in=some).order_by().values_list("uuid", *name_parts(model))
            for model, uuids in wanted.items()
            if (some := uuids[start : start + AT_ONCE])
        ]
        for uuid, month, *parts in rows[0].union(*rows[1:], all=True):
            words = [in_words(part, {}) for part in parts if part]
            found[str(uuid)] = month_in_full(date.fromisoformat(month)) if month else ", ".join(words)
    return found


def name_parts(model):
    """The expressions that make the name of a row, as many of each model: a month, or what stands in its place."""
    first, second = [*(Cast(part, CharField()) for part in (NAMED | SELDOM_NAMED)[model]), NOTHING][:2]
    return (first, NOTHING, NOTHING) if model is ReportingRound else (NOTHING, first, second)


def uuids_in(value):
    """Every UUID in a value, however deep."""
    if isinstance(value, str):
        return {value} if UUID_TEXT.match(value) else set()
    if isinstance(
        value, dict
    ):  # a part's own identity names nothing, and a criterion's words stand beside it
        value = [each for name, each in value.items() if name not in ("uuid", "criterion")]
    if isinstance(value, list):
        return set().union(*map(uuids_in, value)) if value else set()
    return set()
