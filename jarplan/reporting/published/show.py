"""What a page needs to show the plan of one version: its sentence of summary, what is late, and each action with its
cells. Pure: it looks at what the version froze.
"""

from collections import Counter
from dataclasses import dataclass, fields

from django.core.exceptions import BadRequest
from django.template.defaultfilters import linebreaksbr
from django.utils.http import urlencode
from django.utils.text import Truncator

from actions.reading.counts import Ratings
from actions.rules.lifecycle import AWAITED, FIRST, OPEN, REPLACED, SIGNED, Brag
from jarplan.dates import in_full
from jarplan.reporting.charts.bars import ORDER
from jarplan.reporting.published.columns import ABOUT_ACTION, sections
from jarplan.reporting.ratings import LOOKS, rating_html

HEADINGS = tuple(column.heading for column in ABOUT_ACTION)
LONGEST_HEADING = 140  # characters; a longer text stands below its heading in full
# How a sentence for the public says that so many actions have a rating.
SAID = {
    "blue": "done",
    "green": "on track",
    "amber": "at risk",
    "red": "behind",
    "none": "with no report yet",
}


@dataclass(frozen=True)
class Shown:
    """What the address asks for of a published plan; "" for all of it."""

    timeframe: str = ""
    lead: str = ""
    rating: str = ""

    @classmethod
    def read(cls, query):
        return cls(**{one.name: query.get(one.name, "")[:200] for one in fields(cls)})

    @property
    def asked(self):
        return {one.name: said for one in fields(self) if (said := getattr(self, one.name))}

    def accepts(self, action):
        by = {one.organisation for one in action.leads}
        return (not self.lead or self.lead in by) and self.rating in ("", key_of(action))


def key_of(action):
    return action.rating or Brag.NONE.value


def choices_of(content):
    """{name: {value: words}} of what can be asked for."""
    frames = {section.timeframe.slug: section.timeframe.label for section in sections(content)}
    leads = sorted({one.organisation for action in content.actions for one in action.leads})
    ratings = {key: LOOKS[key].word for key in ORDER}
    found = {"timeframe": frames, "lead": dict.fromkeys(leads), "rating": ratings}
    return {
        name: {"": "All", **{value: words or value for value, words in offered.items()}}
        for name, offered in found.items()
    }


def check_asked(shown, choices):
    """BadRequest where an address asks for what the plan does not have."""
    for name, said in shown.asked.items():
        if said not in choices[name]:
            raise BadRequest(f"This plan has no {name} “{said}”.")


def shown_plan(content, shown=None):
    """The context of reporting/published/content.html: the sections with what is asked for."""
    shown = shown or Shown()
    found = []
    for section in sections(content):
        if shown.timeframe in ("", section.timeframe.slug):
            parts = [part_shown(part, content, shown) for part in section.parts]
            # Whoever asks for a rating or a lead asks for actions.
            parts = [part for part in parts if part["actions"] or not (shown.lead or shown.rating)]
            if parts:
                found.append(
                    {
                        "inspection": section.inspection,
                        "timeframe": section.timeframe,
                        "ends": section.ends,
                        "anchor": anchor_of(section),
                        "parts": parts,
                    }
                )
    return {"plan": content, "sections": found}


def part_shown(part, content, shown):
    """A recommendation with those of its actions that are asked for."""
    actions = [one for one in content.actions if one.recommendation == part.reference]
    rows = zip(actions, part.rows, strict=True)
    return {
        "reference": part.reference,
        "text": part.text,
        "accountable": part.cells[2],
        "has_actions": bool(actions),
        "actions": [action_shown(one, row, content.as_at) for one, row in rows if shown.accepts(one)],
    }


def action_shown(action, row, day):
    """An action: its heading, how it stands in a few words, and its cells under their headings."""
    is_short = len(action.text) <= LONGEST_HEADING
    cells = list(zip(HEADINGS, map(linebreaksbr, row), strict=True))[1:]
    return {
        "reference": action.reference,
        "heading": action.text if is_short else Truncator(action.text).words(16, truncate=" …"),
        "rating": rating_html(key_of(action)),
        "standing": standing(action, day),
        "late": days_late(action, day),
        "is_proposed": action.status == FIRST,
        # What the heading says is not said twice.
        "cells": cells[1:] if is_short else cells,
    }


def standing(action, day):
    """How an action stands, in a few words."""
    if action.status in SIGNED and action.signed_on:
        return f"Signed off on {in_full(action.signed_on)}"
    if late := days_late(action, day):
        return f"{late} {'day' if late == 1 else 'days'} late: it was due on {in_full(action.due_latest)}"
    if action.status in (*OPEN, AWAITED):
        return f"Due {action.due}" if action.due else "No due date yet"
    return f"{action.status_label} by {action.superseded_by}" if action.superseded_by else action.status_label


def days_late(action, day):
    """By how many days it is late; 0 where it is not. What is delivered is late until it is signed off."""
    is_open = action.status in (*OPEN, AWAITED)
    return (day - action.due_latest).days if is_open and action.due_latest and action.due_latest < day else 0


def anchor_of(section):
    return f"{section.inspection.reference}-{section.timeframe.slug}"


def in_the_plan(content):
    """The actions that count: not what another one has replaced."""
    return [one for one in content.actions if one.status != REPLACED]


def summary(content):
    """The plan in a sentence or two."""
    actions = in_the_plan(content)
    counts = Counter(map(key_of, actions))
    said = [f"{counts[key]} {words}" for key, words in SAID.items() if counts[key]]
    late = sum(1 for one in actions if days_late(one, content.as_at))
    number, recommendations = len(actions), len(content.recommendations)
    sentence = f"{counted(recommendations, 'recommendation')}, {counted(number, 'action')}"
    sentence += f": {', '.join(said)}." if said else "."
    sentence += f" {late} {'is' if late == 1 else 'are'} late." if late else " None is late."
    return f"{sentence} {checked_in_words(content.checked)}".strip()


def checked_in_words(found):
    """How many signed-off actions were checked by sample, and what came of it; "" where none was."""
    if found is None:
        return ""
    have = "has" if found.checked == 1 else "have"
    gone = found.checked - found.held
    came = f"{found.held} held, {gone} did not" if gone else "all held" if found.held > 1 else "it held"
    return f"{counted(found.checked, 'signed-off action')} {have} been checked by sample: {came}."


def counted(number, word):
    return f"{number} {word}{'' if number == 1 else 's'}"


def late_actions(content):
    """(reference, text, by how many days) of each action that is late, the longest first."""
    found = [(one, days_late(one, content.as_at)) for one in in_the_plan(content)]
    late = sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])
    return [(one.reference, one.text, one.due, days) for one, days in late]


def frame_rows(content):
    """A row of ratings for each timeframe, for the chart and its table; its numbers lead to the actions."""
    actions = in_the_plan(content)
    rows = []
    for section in sections(content):
        own, counts = {part.reference for part in section.parts}, Ratings()
        for one in actions:
            if one.recommendation in own:
                counts.add(key_of(one), 1, int(one.status in SIGNED and one.unproven > 0))
        asked = {"timeframe": section.timeframe.slug}
        hrefs = {key: f"?{urlencode(asked | {'rating': key})}#plan" for key in counts}
        href = f"#{anchor_of(section)}"
        rows.append({"label": section.timeframe.label, "counts": counts, "href": href, "hrefs": hrefs})
    return rows
