"""Questions of one kind that are asked as one: a file of a thousand rows asks a dozen things. The answer to the one
is the answer to each of those that it stands for; or they are asked one by one.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from actions.imports.finding.asking import (
    BY_NUMBER,
    EARLIER,
    LEAD,
    NEAR_TEXT,
    OTHER_TEXT,
    OTHER_WORDS,
    RECOMMENDATION,
    SAME,
    SAME_TEXT,
    SUGGESTED,
    as_offered,
    body_of,
    of_body,
)
from jarplan.spreadsheets.layout import asking
from jarplan.spreadsheets.layout.table import CELL, EACH, FILE, LEAVE, NO, OTHER, YES
from jarplan.spreadsheets.understanding.dates.ranges import START_AND_END
from jarplan.spreadsheets.understanding.dates.results import MONTH_FIRST, ONLY_SO
from jarplan.spreadsheets.understanding.ratings import WORST
from jarplan.spreadsheets.understanding.statuses import STATUSES

MOST = 20  # questions of a file, before any of them was asked one by one
SHOWN = 3  # suggestions that an answer for many names
ALIKE = 4  # as many of one pattern are asked as one; where there are too many questions, as many of one kind
# What differs between questions of one pattern: what is quoted, the days, the cells.
PARTICULAR = re.compile(
    r"“[^”]*”|\d+|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
# One answer seldom does for several of these, and they are few: each is asked once for all rows that say the same.
APART = {RECOMMENDATION, asking.STATUS, asking.RATING}
QUOTED = re.compile("“([^”]*)”")
ASK_EACH = (EACH, "Ask me about each one")
WORDS = {asking.STATUS: STATUSES, asking.RATING: WORST[::-1]}
# What each of many questions is answered with, by the answer and their kind.
EACH_ONE = {
    SUGGESTED: {
        **dict.fromkeys((RECOMMENDATION, OTHER_TEXT), "the one of its text"),
        **dict.fromkeys((NEAR_TEXT, SAME_TEXT, EARLIER), "the same action"),
    },
    SAME: {OTHER_WORDS: "the same action"},
    BY_NUMBER: {RECOMMENDATION: "the one of its number", OTHER_TEXT: "the one of its reference"},
}
WHAT = {
    RECOMMENDATION: "which recommendations rows answer",
    LEAD: "leads",
    asking.DATE: "dates",
    asking.LEADS: "leads",
    asking.PARTNERS: "partners",
    asking.REFERENCE: "references",
    asking.STATUS: "statuses",
    asking.RATING: "ratings",
    asking.HIDDEN: "hidden rows",
    asking.REPEAT: "rows that say the same",
}


@dataclass(frozen=True)
class Asked:
    """One question of a file, with the places of the rows that it concerns, as (sheet, number); `answer` where it
    was answered. `members` are the keys of the questions that it stands for, where it stands for several.
    """

    point: object
    places: tuple
    answer: object = None
    members: tuple = ()

    @cached_property  # it is asked for again and again while a file's questions are put together
    def key(self):
        return self.point.key

    @property
    def rows(self):
        """The numbers of its rows; of two sheets the same number may come twice."""
        return tuple(number for _sheet, number in self.places)


def bundled(found, apart=()):
    """The Asked of a file with those of one pattern as one; where they are still too many, those of one kind. `apart`
    are the keys of questions for many that are asked one by one."""
    found, singly = list(found), set()
    fewer = _as_one(found, _pattern, _least_alike, apart, singly)
    for least in (ALIKE, 2):
        if len(fewer) > MOST:
            fewer = _as_one(found, _kind, lambda one, least=least: least, apart, singly)
    return fewer


def _least_alike(one):
    """How many questions of this one's pattern are asked as one."""
    # One answer nearly always does: whose posts these are, which way round dates are, what labels of dates mean.
    labelled = one.point.sentence.startswith((START_AND_END, ONLY_SO))
    if (
        _is_of_row(one)
        or one.point.kind == LEAD
        or labelled
        or one.point.label(NO)
        and one.point.kind == asking.DATE
    ):
        return 2
    return inf if one.point.kind in APART else ALIKE


def _as_one(found, told_by, least, apart, singly):
    """Puts one Asked in the place of the first of each group. The keys of those that a person wants to be asked one
    by one are added to `singly`, and are put into no group any more."""
    groups, keys = defaultdict(list), list(map(told_by, found))
    for key, one in zip(keys, found, strict=True):
        if one.key not in singly:
            groups[key].append(one)
    standing = {}
    for key, group in groups.items():
        if len(group) >= least(group[0]):
            bundle = _bundle(key, group)
            if bundle.key in apart:
                singly.update(one.key for one in group)
            else:
                standing[key] = bundle
    made = []
    for key, one in zip(keys, found, strict=True):
        bundle = None if one.key in singly else standing.get(key)
        if bundle is None:
            made.append(one)
        elif one is groups[key][0]:
            made.append(bundle)
    return made


def _is_of_row(one):
    """A row that says nothing of its recommendation: most often all such rows answer one."""
    return one.point.kind == RECOMMENDATION and not one.point.about and one.answer is None


def _said(one):
    return (one.answer.given or one.answer.choice, one.answer.text) if one.answer else None


def _pattern(one):
    # Which way round the dates of a file are is one question, whatever column they stand in.
    field = "" if one.point.sentence.startswith((MONTH_FIRST, ONLY_SO)) else one.point.field
    return (one.point.kind, field, PARTICULAR.sub("#", one.point.sentence), _said(one))


def _kind(one):
    return (one.point.kind, _said(one))


def _bundle(key, group):
    """The Asked that stands for a group: its options are those that all of them have, but for what is typed."""
    first, many = group[0].point, len(group)
    options = [(value, _label(value, group)) for value in _shared(group)]
    if first.kind == LEAD:
        options = _of_bodies(options, group)
    proposed = first.proposed if all(one.point.proposed == first.proposed for one in group) else ""
    if _is_of_row(group[0]):
        sentence = f"{many} rows do not say which recommendation they answer. Which one is it?"
    elif first.kind == LEAD:
        named = list(dict.fromkeys(quoted for one in group for quoted in QUOTED.findall(one.point.sentence)))
        sentence = f"{many} posts have no organisation: {_some(named)}. "
        sentence += "Which one do they belong to?"
    elif len(key) == len(_pattern(group[0])):
        sentence = f"{first.sentence} {_others(many - 1, first)} the same question."
    else:
        sentence = (
            f"There are {many} questions about {WHAT.get(first.kind, 'rows')}. The first: {first.sentence}"
        )
    point = replace(
        first,
        sentence=sentence,
        options=(*options, ASK_EACH),
        proposed=proposed,
        about="\x1f".join(map(str, key)),
        per=FILE,
        typed="",
    )
    places = tuple(dict.fromkeys(place for one in group for place in one.places))
    answer = group[0].answer
    if answer and answer.given:
        answer = replace(answer, choice=answer.given, words="")
    return Asked(point, places, answer, tuple(one.key for one in group))


def _shared(group):
    """The values of the options that all of a group have, whether by themselves or as what each of them suggests."""
    first = group[0].point
    if first.kind == LEAD:
        return [value for value, _ in first.options if value in (YES, LEAVE) and _all_offer(group, value)]
    own = dict.fromkeys(value for one in group for value, _label in one.point.options)
    if first.kind in WORDS:
        own = dict.fromkeys([YES, *WORDS[first.kind], LEAVE])
    # A word that all of them propose is a yes to all.
    own = [value for value in own if any(one.point.label(value) for one in group)]
    found = [value for value in own if value not in (EACH, OTHER) and _all_offer(group, value)]
    many = {one.point.proposed for one in group if one.point.label(one.point.proposed)}
    each = [value for value in (SUGGESTED, SAME, BY_NUMBER) if _all_offer(group, value)]
    # Where all suggest the same, that is an option of its own.
    return [*(value for value in each if value != SUGGESTED or len(many) > 1), *found]


def _all_offer(group, value):
    return all(as_offered(one.point, value) for one in group)


def _others(many, point):
    word = "cell" if point.per == CELL else "place"
    return f"1 other {word} has" if many == 1 else f"{many} other {word}s have"


def _of_bodies(options, group):
    """The options of posts without their organisation: each that all of them may belong to, first the one that is
    suggested for all, if one is."""
    suggested = [one.point.label(YES).rpartition(", ")[2] for one in group]
    bodies = dict.fromkeys(
        [*filter(None, suggested), *(body_of(value) for value, _label in group[0].point.options)]
    )
    bodies = [body for body in bodies if body and all(as_offered(one.point, of_body(body)) for one in group)]
    found = [(YES, label) for value, label in options if value == YES]
    if len(set(suggested)) == 1 and suggested[0] in bodies:
        bodies.remove(suggested[0])
        found = [(YES, f"Yes: all {len(group)} belong to {suggested[0]}")]
    found += [(of_body(body), f"All {len(group)} belong to {body}") for body in bodies]
    return found + [option for option in options if option[0] == LEAVE]


def _some(said):
    """The first few of what is said, and how many more."""
    more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
    return f"{'; '.join(said[:SHOWN])}{more}"


def _label(value, group):
    """What an option says of all of a group."""
    if value in (SUGGESTED, SAME, BY_NUMBER):
        meant = list(dict.fromkeys(as_offered(one.point, value) for one in group))
        what = EACH_ONE[value].get(group[0].point.kind, "as suggested")
        return f"All {len(group)}: each {what}: {_some(meant)}"
    labels = dict.fromkeys(filter(None, (one.point.label(value) for one in group)))
    if len(labels) == 1:
        label = next(iter(labels))
        return (
            f"All {len(group)}: {label[:1].lower()}{label[1:]}"
            if value == LEAVE
            else f"All {len(group)}: {label}"
        )
    if value == YES:
        suggested = [one.point.proposed for one in group if one.point.proposed]
        return f"All {len(group)}: yes, as suggested: {_some(suggested)}"
    others = [one.point.label(value).removeprefix("No: ") for one in group]
    return f"All {len(group)}: no, {_some(others)}"
