"""The meetings that an action went to: what each was asked and decided, and what names it without an agenda item."""

from dataclasses import dataclass, field
from datetime import date

from actions.agenda.records import Item, Known, item_of
from recommendations.models import Meeting

# What says at which meeting something was decided or considered, as the page calls it.
NAMED = {
    "date_change": "extension",
    "content_change": "change",
    "sign_off": "sign-off",
    "later_look": "follow-up review",
}


@dataclass
class AtMeeting:
    """A meeting with the agenda item of the action (None: it had none), and what else names the meeting."""

    uuid: str
    name: str
    held_on: date
    item: Item | None = None
    others: list = field(default_factory=list)


def meetings_of(page):
    """Every meeting that an action (its ActionPage) went to or is on the agenda of, the latest first."""
    items = {uuid: one for uuid, one in page.parts["agenda_item"].items() if not one["taken_off_at"]}
    keys = {one["meeting"] for one in items.values()}
    named = [
        (one["meeting"], words, uuid)
        for kind, words in NAMED.items()
        for uuid, one in page.parts[kind].items()
        if one["meeting"]
    ]
    keys |= {key for key, _words, _uuid in named}
    if not keys:
        return []
    rows = Meeting._base_manager.filter(uuid__in=keys)
    found = {str(row.uuid): AtMeeting(str(row.uuid), str(row), row.held_on) for row in rows}
    own = {str(page.row.uuid): page.state}
    known = Known(own, page.parts["date_change"], page.parts["challenge"], {}, page.names)
    told = set()
    for uuid, state in items.items():
        found[state["meeting"]].item = item_of(uuid, state, known, page.day)
        told |= {one["date_change"] for one in state["decisions"]}
    for key, words, uuid in named:
        if uuid not in told and words not in found[key].others:
            found[key].others.append(words)
    return sorted(found.values(), key=lambda one: one.held_on, reverse=True)
