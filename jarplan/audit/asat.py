"""Which day a page shows, and the states that it shows: rows when live, folded events for a past day."""

import re
from datetime import date

from django.core.exceptions import BadRequest

from jarplan import clock
from jarplan.audit.canonical import plain
from jarplan.audit.folding import states_at
from jarplan.audit.subjects import SUBJECTS

AS_AT = re.compile(r"^\d{4}-\d\d-\d\d$")


def day_shown(request):
    """(day, as_at): the day that everything on the page is derived with, and the past day to fold to, or
    None on a live page. Reads the clock and ?as_at=YYYY-MM-DD once, and tells the page's frame.

    BadRequest for what is no day, and for a day that has not come yet. Today is live.
    """
    today = clock.today()
    asked = request.GET.get("as_at", "")
    try:
        day = date.fromisoformat(asked if AS_AT.match(asked) else "no day") if asked else today
    except ValueError:
        raise BadRequest("The day to look back to must be written like 2008-07-15.") from None
    if day > today:
        raise BadRequest("The plan cannot be shown as at a day that has not come yet.")
    request.today = today
    request.as_at = day if day < today else None
    return day, request.as_at


def states(kind, as_at=None):
    """{uuid: state} of every aggregate of a kind, live (from its rows) or at the end of a past day. Both
    speak in the words of JSON: days as text, other aggregates by the text of their UUID."""
    if as_at is not None:
        return states_at(kind, as_at)
    subject = SUBJECTS[kind]
    return {row.uuid: plain(subject.state(row)) for row in subject.instances()}
