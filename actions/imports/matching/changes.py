"""What a row says of an action beside what stands in the plan, field by field. An empty cell says nothing, so it
changes nothing; nor does a cell whose question is open.
"""

import re
from dataclasses import dataclass

from actions.plan.changing import beyond_words
from actions.rules.fields import FIELDS, SAID, SHEET_LABELS, TEXTS
from actions.rules.lifecycle import CLAIMED, SIGNED, Brag, Status, Verb, ways
from jarplan.dates import in_full
from jarplan.spreadsheets.understanding.dates.results import DAY, ONGOING, UNKNOWN, Reading
from jarplan.spreadsheets.understanding.ratings import read_rating
from jarplan.spreadsheets.understanding.statuses import is_status, read_status

DATES = ("start", "due")
GUARDED = {one.sheet for one in FIELDS if one.guarded}
MATERIAL = {one.sheet: one.ends_sign_off for one in FIELDS if one.ends_sign_off}
SHORT = 3  # words of a cell that is a rating and nothing else
LONGEST = {one.sheet: one.limit for one in FIELDS} | {name: one.limit for name, one in SAID.items()}


@dataclass(frozen=True)
class Change:
    """One field in which a row differs from the plan, old and new in words. `later_date`: the action is agreed,
    so its due date stays and a later one is asked for. `requested`: it is agreed, so this is asked for and somebody
    else decides.
    """

    field: str
    old: str
    new: str
    cell: str = ""
    later_date: bool = False
    requested: bool = False

    @property
    def label(self):
        return SHEET_LABELS[self.field]


@dataclass(frozen=True)
class Value:
    """What is compared, and how it reads."""

    key: object
    words: str


def values_of_row(row, posts, partners):
    """The Value of each field of which a PlanRow says something; `posts` are its leads that can be written,
    `partners` the names of those that support it.
    """
    read = row.understood
    found = {
        "text": _text(read.text),
        "lead": _posts(posts),
        "partners": _names(partners),
        "start": _day(read.start),
        "due": _day(read.due),
        "criteria": _list(read.criteria),
        **{one.sheet: _text(row.raw(one.sheet)) for one in TEXTS},
        "status": _text(read.status.raw),
        "rag": _text("" if read.rating.note else read.rating.raw or read.rating.rating),
        "notes": _text(read.notes),
    }
    return {name: value for name, value in found.items() if value.key}


def values_of_action(action):
    """The Value of each field of an action as it stands; of none, where there is no action."""
    if action is None:
        return {}
    leads = [(lead.post.title, lead.post.organisation.name) for lead in action.leads.all()]
    found = {
        "text": _text(action.text),
        "lead": _posts(leads),
        "partners": _names([partner.name for partner in action.partners.all()]),
        "start": _day(_as_reading(action.start)),
        "due": _day(_as_reading(action.due)),
        "criteria": _list([one.statement for one in action.criteria.all()]),
        **{one.sheet: _text(getattr(action, one.key)) for one in TEXTS},
    }
    return found | {name: _text(action.sheet_said.get(name, {}).get("text", "")) for name in SAID}


def changes_of(one, action, asked, address):
    """The Changes that a MatchedRow makes to its action, or to none; `asked` are the fields with an open question,
    `address` gives the cell of a field.
    """
    stands, changes = values_of_action(action), []
    for name, new in values_of_row(one.row, one.posts, one.partners).items():
        old = stands.get(name, Value(None, ""))
        if name in asked or old.key == new.key:
            continue
        if action is not None and name in SAID:
            said_already = (old.words, *own_words(action).get(name, ()))
            if any(_means_the_same(name, words, one.row.understood) for words in said_already):
                continue
        fixed = name == "due" and action is not None and not ways(Verb.SET_DUE_DATE, action.status)
        if name == "lead" and new.key == (old.key or ())[:1]:
            continue  # the other leads stay; see others_stay()
        if name == "due" and action is not None and _same_due(one.row.understood.due, action, fixed):
            continue
        changes.append(Change(name, old.words, new.words, address(name), later_date=fixed))
    return changes


def _means_the_same(name, before, read):
    """Does a cell of status or rating say in other letters what was said before: “G” for “Green”, “Completed” for
    “Complete”? A share in per cent, or words beside it, say more."""
    if name == "status":
        texts, now, was = (before, read.status.raw), read.status.status, read_status(before)
        same = all(is_status(text) and not re.search(r"\d", text) for text in texts) and was.status == now
    elif name == "rag":
        texts, now, was = (before, read.rating.raw), read.rating.rating, read_rating(before)
        same = was.rating == now and all(len(text.split()) <= SHORT for text in texts)
    else:
        return before == read.notes
    return bool(before) and (texts[0] == texts[1] or bool(now) and same and not was.question)


def others_stay(action, posts):
    """The other leads of an action, in words, where a row names its accountable one alone: many sheets have room
    for one, so the others stay.
    """
    leads = [(lead.post.title, lead.post.organisation.name) for lead in action.leads.all()]
    alone = len(leads) > 1 and _posts(posts).key == _posts(leads[:1]).key
    return _posts(leads[1:]).words if alone else ""


def _same_due(reading, action, fixed):
    """The last day counts: a day that is the last of the month that stands is no other date. That of an agreed
    action moves only by its last day.
    """
    return reading.latest == action.due_latest is not None and (fixed or reading.precision == DAY)


def own_words(action):
    """What the plan itself says of status and rating: a sheet that repeats it says nothing new."""
    rating = Brag.BLUE if action.status in SIGNED else (action.declared_rating or Brag.NONE)
    return {"status": (Status(action.status).label,), "rag": (Brag(rating).label,)}


def needs_another(changes, action):
    """Whether what these change of an agreed action is more than a correction of its wording, so that somebody else
    decides."""
    if ways(Verb.SET_DUE_DATE, action.status):
        return False
    guarded = [one for one in changes if one.field in GUARDED]
    return any(one.field != "text" or beyond_words(one.old, one.new) for one in guarded)


def lapsing(changes, action, signed):
    """The field whose change ends a signature that stands, in words, or "". What is requested ends none yet."""
    if action is None or action.pk not in signed or action.status not in CLAIMED:
        return ""
    return next((MATERIAL[one.field] for one in changes if one.field in MATERIAL and not one.requested), "")


def too_long(row):
    """(field, sentence) for each value longer than the plan can keep."""
    read = row.understood
    values = {one.sheet: row.raw(one.sheet) for one in TEXTS} | {"text": read.text, "notes": read.notes}
    values |= {"start": read.start.raw, "due": read.due.raw}
    values |= {"status": read.status.raw, "rag": read.rating.raw}
    lists = {"criteria": read.criteria, "partners": (*read.partners.names, *read.leads.without_officer)}
    lists["lead"] = [part for lead in read.leads.leads for part in (lead.post, lead.organisation)]
    for name, value in values.items():
        if len(value) > LONGEST[name]:
            yield name, f"The text has {len(value):,} characters. It must have {LONGEST[name]:,} or fewer."
    for name, items in lists.items():
        longest = max(map(len, items), default=0)
        if longest > LONGEST[name]:
            yield name, f"An entry has {longest:,} characters. Each must have {LONGEST[name]:,} or fewer."


def out_of_order(row):
    """Why the dates of a row cannot both be right, or ""."""
    start, due = row.understood.start, row.understood.due
    asked = start.question or due.question
    if not asked and start.earliest and due.latest and start.earliest > due.latest:
        return f"The action would be due on {in_full(due.latest)}, before it starts on {in_full(start.earliest)}."
    return ""


def _as_reading(written):
    return Reading(written.earliest, written.latest, written.precision, written.raw)


def _text(text):
    words = " ".join(str(text or "").split())
    return Value(words, words)


def _list(items):
    items = [" ".join(item.split()) for item in items]
    return Value(tuple(items), "; ".join(items))


def _names(names):
    return Value(frozenset(name.casefold() for name in names), "; ".join(names))


def _posts(posts):
    key = tuple((title.casefold(), organisation.casefold()) for title, organisation in posts)
    return Value(key, "; ".join(f"{title}, {organisation}" for title, organisation in posts))


def _day(reading):
    """A date by its days; the one that is not known is nothing, and an ongoing one has its start only."""
    if reading.precision == UNKNOWN and reading.latest is None:
        return Value(None, reading.raw)
    words = reading.in_words if reading.earliest or reading.latest else reading.raw
    return Value((reading.precision == ONGOING, reading.earliest, reading.latest), words)
