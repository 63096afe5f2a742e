"""What of an agreed action changes only when somebody else agrees: the fields that a sign-off covers. How such a
change is written down, read back and put into words, and whether it corrects wording alone. Pure but for posts, which
are read by their UUID.
"""

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

from actions.plan.content import Criterion
from actions.rules.dates import PlanDate
from actions.rules.fields import FIELD, FIELDS, MEASURE, Kind
from jarplan.dates import in_full
from jarplan.people.models import Post

GUARDED = {one.key: one for one in FIELDS if one.guarded}
# What a correction of wording may change: stops and signs of a sentence, articles, and one letter of a long word.
WORDS = re.compile(r"\d+(?:[.,:/]\d+)*\w*|[^\W_]+|[^\w\s.,;:!?'\"‘’“”()\[\]–—-]|[-–—−](?=\s?\d)")
ARTICLES = frozenset({"a", "an", "the"})
LONG = 5  # letters of a word in which one may be mistyped
MISTYPED = 2  # words of a text at most
MEASURED = (("baseline", "baseline"), ("target", "target"), ("unit", "unit"))
GONE = "a post that is no longer there"


def guarded_changes(before, after):
    """{field: {"from": .., "to": ..}} of the guarded fields in which two Contents differ, as JSON. What is measured
    of a criterion is no change of it."""
    found = {}
    for key in GUARDED:
        was, becomes = (written(key, getattr(content, key)) for content in (before, after))
        if was != becomes:
            found[key] = {"from": was, "to": becomes}
    return found


def written(key, value):
    """A field of a Content as JSON: posts by their UUID, criteria as they are measured."""
    if GUARDED[key].kind == Kind.POSTS:
        return [str(post.uuid) for post in value]
    if GUARDED[key].kind == Kind.CRITERIA:
        return [criterion_written(one) for one in value]
    if GUARDED[key].kind == Kind.DATE:
        return [
            value.raw,
            str(value.precision),
            *(day and day.isoformat() for day in (value.earliest, value.latest)),
        ]
    return value


def criterion_written(one):
    said = {name: getattr(one, name) for name in MEASURE}
    said["target_on"] = one.target_on and one.target_on.isoformat()
    return {"uuid": one.uuid and str(one.uuid), **said}


def without_uuids(key, value):
    """The same as it was written, without which row a criterion belongs to: one that is added has none yet."""
    if GUARDED[key].kind != Kind.CRITERIA:
        return value
    return [{name: one[name] for name in MEASURE} for one in value]


def guarded_as_before(before, after):
    """The Content `after` with the guarded fields of `before`."""
    return replace(after, **{key: getattr(before, key) for key in GUARDED})


def with_changes(content, changes):
    """The Content with what was asked for put into it. Raises Post.DoesNotExist where a post is gone."""
    current = {str(one.uuid): one.current for one in content.criteria if one.uuid}
    return replace(content, **{key: read_back(key, one["to"], current) for key, one in changes.items()})


def read_back(key, value, current):
    if GUARDED[key].kind == Kind.POSTS:
        return tuple(Post.objects.select_related("organisation").get(uuid=uuid) for uuid in value)
    if GUARDED[key].kind == Kind.CRITERIA:
        return tuple(criterion_read(one, current) for one in value)
    return date_read(value) if GUARDED[key].kind == Kind.DATE else value


def date_read(value):
    raw, precision, *days = value
    return PlanDate(raw, precision, *(day and date.fromisoformat(day) for day in days))


def criterion_read(one, current):
    day = one["target_on"] and date.fromisoformat(one["target_on"])
    said = {name: one[name] for name in MEASURE} | {"target_on": day}
    uuid = one["uuid"] and UUID(one["uuid"])
    return Criterion(**said, current=current.get(one["uuid"], ""), uuid=uuid)


def moved_on(content, changes):
    """The labels of the fields that are no longer as they were when a change of them was asked for."""
    return [
        FIELD[key].label.lower()
        for key, one in changes.items()
        if without_uuids(key, written(key, getattr(content, key))) != without_uuids(key, one["from"])
    ]


def beyond_wording(changes):
    """Why this is more than a correction of wording, in words; "" where it is not."""
    for key, one in changes.items():
        was, becomes = one["from"], one["to"]
        if GUARDED[key].kind == Kind.POSTS:
            return "the leads change"
        if GUARDED[key].kind == Kind.DATE:
            return f"the {FIELD[key].label.lower()} is another day"
        if GUARDED[key].kind == Kind.CRITERIA:
            if [each["uuid"] for each in was] != [each["uuid"] for each in becomes]:
                return "a success criterion is added, taken out or moved"
            for before, after in zip(was, becomes, strict=True):
                if any(before[name] != after[name] for name in MEASURE if name != "statement"):
                    return "a baseline, target, unit or target date is another one"
                if said := beyond_words(before["statement"], after["statement"]):
                    return said
        elif said := beyond_words(was, becomes):
            return said
    return ""


def beyond_words(before, after):
    """Why one text is more than another with its wording corrected; "" where it is not. The same words in the same
    order, but for stops, capitals, articles, and a letter of a word or two: whatever else differs may mean something
    else, and no list of words tells what does not."""
    was, becomes = (
        [word for word in WORDS.findall(text.casefold()) if word not in ARTICLES] for text in (before, after)
    )
    if len(was) != len(becomes):
        return "words are added or taken out"
    changed = [pair for pair in zip(was, becomes, strict=True) if pair[0] != pair[1]]
    if len(changed) > MISTYPED or not all(is_mistyped(*pair) for pair in changed):
        return "it says other words or figures"
    return ""


def is_mistyped(before, after):
    """Whether two long words differ as by a slip of the hand: inside, one letter is left out, doubled or put in, or
    two have changed places."""
    long = before.isalpha() and after.isalpha() and min(len(before), len(after)) >= LONG
    if not long or (before[0], before[-1]) != (after[0], after[-1]):
        return False
    short, longer = sorted((before, after), key=len)
    if len(longer) == len(short) + 1:
        return any(longer[:place] + longer[place + 1 :] == short for place in range(len(longer)))
    differ = [place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]]
    if len(before) != len(after) or len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    first, second = differ
    return before[first] == after[second] and before[second] == after[first]


def beyond_all(changes, earlier):
    """The same of a change together with the corrections that came before it since two people last agreed to these
    fields (`earlier`: their changes, the first one first), so that many small steps are no large one."""
    whole = dict(changes)
    for made in reversed(earlier):
        whole = {
            key: {"from": made[key]["from"] if key in made else one["from"], "to": one["to"]}
            for key, one in whole.items()
        }
    return beyond_wording(changes) or beyond_wording(whole)


def in_words(changes, names=None):
    """(label, what it was, what it becomes) of each field, as lists of lines. `names`: {UUID: name} of the posts, for
    a caller that has read them."""
    names = names_of_posts(changes) if names is None else names
    return [
        (FIELD[key].label, lines_of(key, one["from"], names), lines_of(key, one["to"], names))
        for key, one in changes.items()
    ]


def names_of_posts(changes):
    posts = [one["from"] + one["to"] for key, one in changes.items() if GUARDED[key].kind == Kind.POSTS]
    rows = Post.objects.select_related("organisation").filter(uuid__in=sum(posts, [])) if posts else ()
    return {str(post.uuid): str(post) for post in rows}


def lines_of(key, value, names):
    if GUARDED[key].kind == Kind.POSTS:
        return [names.get(uuid, GONE) for uuid in value]
    if GUARDED[key].kind == Kind.CRITERIA:
        return [criterion_in_words(one) for one in value]
    if GUARDED[key].kind == Kind.DATE:
        return [str(date_read(value)) if value[0] or value[3] else "none"]
    return [value]


def criterion_in_words(one):
    """A criterion with its figures on one line."""
    details = [f"{label} {one[name]}" for name, label in MEASURED if one[name]]
    if one["target_on"]:
        details.append(f"by {in_full(date.fromisoformat(one['target_on']))}")
    return f"{one['statement']} ({', '.join(details)})" if details else one["statement"]
