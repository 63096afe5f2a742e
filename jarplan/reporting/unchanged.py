"""Pieces of pages that stay as they are while nothing changes, and are made once for all who read the same.

What such a piece shows is a function of the history, the day, the address and the reader's class, and it is kept
under these: an event makes it unreachable, whatever it changed. It holds no token, message or name of the reader.
"""

from hashlib import sha256

from django.core.cache import cache
from django.db.models import Subquery
from django.template.loader import render_to_string

from jarplan.audit.canonical import canonical
from jarplan.audit.models import REFUSED, AuditEvent
from jarplan.audit.reading.as_at import day_shown
from jarplan.audit.reading.history import reads_refused
from jarplan.people.roles import Role
from recommendations.within import within

SECONDS = 24 * 60 * 60


def unchanged(request, templates, context, *, of_reader=False):
    """{name: HTML} of {name: template}: kept, or made with what `context()` gives and kept. `of_reader`: they say
    what this person, and not all of their class, may do."""
    # The end of the history is read first: what changes meanwhile is kept under an end that nobody asks for again.
    key = key_of(request, templates, request.user.uuid if of_reader else "")
    found = cache.get(key) if key else None
    if found is None:
        shown = context()
        found = {name: render_to_string(template, shown, request) for name, template in templates.items()}
        if key:
            cache.set(key, found, SECONDS)
    return found  # still safe strings: a cache gives back what it was given


def key_of(request, templates, own):
    """The name that pieces are kept under; None where nothing is kept, because there is no inspection or its plan was
    looked at before. Tells the page's frame which day it shows."""
    day, as_at = day_shown(request)
    # In the query for the inspections: they are then those of that end of the history.
    plan, reader = within(request, last=last_hash(request.user)), reader_class(request.user)
    if not plan.beside:
        return None
    about = (templates, plan.beside["last"], day, as_at, request.get_full_path(), plan.query, reader, own)
    return sha256(canonical(about).encode()).hexdigest()


def last_hash(user):
    """What gives the hash of the last event that this person may have seen something of, as an expression: refused
    attempts are for some, and change nothing. Not its number, which after a restore is another event's."""
    return last_of_all if reads_refused(user) else last_change


def last_of_all():
    return hash_of_last(AuditEvent.objects.all())


def last_change():
    return hash_of_last(AuditEvent.objects.exclude(kind=REFUSED))


def hash_of_last(events):
    return Subquery(events.order_by("-sequence").values("hash")[:1])


def reader_class(user):
    """All of a person that decides what they may see and do on a plan that they have no hand in. An approver may
    stand in for another organisation, so they are a class of their own."""
    own = user.uuid if user.has_role(Role.APPROVER) else ""
    return (sorted(user.roles), user.organisation_id, user.limited_to, user.is_superuser, own)
