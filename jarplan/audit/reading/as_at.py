"""Which day a page shows, and the states that it shows: rows when live, folded events for a past day."""

import re
from datetime import date

from django.core.exceptions import BadRequest
from django.db.models import Q

from jarplan import clock
from jarplan.audit.canonical import plain
from jarplan.audit.reading.folding import PastDay, states_at, states_together
from jarplan.audit.subjects import SUBJECTS
from jarplan.prepared import answer

EVERY = Q()
AS_AT = re.compile(r"^\d{4}-\d\d-\d\d$")


def day_shown(request):
    """(day, as_at): the day that everything on the page is derived with, and the past day to fold to, or
    None on a live page. Reads the clock and ?as_at=YYYY-MM-DD once, and tells the page's frame.

    BadRequest for what is no day, and for a day that has not come yet. Today is live.
    """
    today = clock.today()
    asked = request.GET.get("as_at", "")
    try:
        # fromisoformat also takes 20080715 and 2008-W29-2; one day has one address, or caches and links
        # differ.
        day = date.fromisoformat(asked if AS_AT.match(asked) else "no day") if asked else today
    except ValueError:
        raise BadRequest("The date must be written like 2009-07-15.") from None
    if day > today:
        raise BadRequest("The date must be today or in the past.")
    request.today = today
    # Today is read from the rows: no fold, and buttons that do something.
    request.as_at = PastDay.of(day) if day < today else None
    return day, request.as_at


def states(kind, as_at=None, only=EVERY):
    """{uuid: state} of every aggregate of a kind, live (from its rows) or at the end of a past day, but for entries
    that had been withdrawn by then. Both speak in the words of JSON: days as text, other aggregates by the text of
    their UUID. `only`: a condition on rows that never changes for one, such as the inspection that it belongs to."""
    subject = SUBJECTS[kind]
    if as_at is not None:
        return not_withdrawn(kind, states_at(kind, as_at, subject.uuids(only) if only else None))

    def present():
        return subject.present(only, rows=subject.with_states)

    rows = present() if only else answer(("states", kind), present)
    # Through plain(), so that a template cannot tell a row of now from a state of then.
    return {row.uuid: plain(subject.state(row)) for row in rows}


def states_of_kinds(only, as_at=None, shape=None):
    """{kind: {uuid: state}} of the same of several kinds, in one query; `only`: {kind: its condition}, and `shape`
    all that these depend on, where the query is to be kept. For a page: a verb must see what it has written itself,
    which the history has only once it is done."""
    wanted = {kind: SUBJECTS[kind].uuids(one) if one else None for kind, one in only.items()}
    found = states_together(wanted, as_at, shape)
    return {kind: not_withdrawn(kind, states) for kind, states in found.items()}


def not_withdrawn(kind, found):
    """Of the states of a kind, by UUID, those of entries that had not been withdrawn."""
    return {uuid: state for uuid, state in found.items() if not SUBJECTS[kind].is_withdrawn(state)}
