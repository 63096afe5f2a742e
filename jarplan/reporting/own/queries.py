"""Reads of what people keep for themselves."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from jarplan.audit.models import REFUSED, AuditEvent
from jarplan.people.models import User
from jarplan.prepared import answer
from jarplan.reporting.addresses import PLACE
from jarplan.reporting.models import SavedView, Watch

LEFT_OUT = (*PLACE, "tick")  # of an address: what is about this look at it and not about the list
LONGEST = 2000  # letters of an address


def asked_in(query):
    """{name: [values]} of what an address asks a list for, from its text or QueryDict."""
    found = query if isinstance(query, QueryDict) else QueryDict(query[:LONGEST])
    asked = {name: [one for one in values if one] for name, values in found.lists() if name not in LEFT_OUT}
    return {name: values for name, values in sorted(asked.items()) if values}


def address_of_view(view):
    """Where a saved view is shown."""
    query = urlencode(view.asked, doseq=True)
    return reverse(f"reporting:{view.page}") + (f"?{query}" if query else "")


def views_of(user, page=None):
    """The saved views of a person by name, each with its `address`; of all lists, or of one."""

    def saved(user):
        return SavedView.objects.filter(saved_by=user, **({"page": page} if page else {}))

    for view in answer(("saved views", page), saved, user=user.pk):
        view.address = address_of_view(view)
        yield view


def watching_of(request, kind, reference):
    """Whether the reader watches what a page is about ("action" or "recommendation"), and where its button leads;
    None on a page of a past day. For a page that has said which day it shows."""
    if request.as_at is not None:
        return None
    own = Watch.objects.filter(watched_by=request.user, **{f"{kind}__reference": reference})
    return {"on": own.exists(), "address": reverse(f"reporting:watch-{kind}", args=[reference])}


def watched_q(user):
    """The condition on rows of actions that this person watches them, or their recommendation."""
    own = Watch.objects.filter(watched_by=user)
    return Q(Exists(own.filter(action=OuterRef("pk")))) | Q(
        Exists(own.filter(recommendation=OuterRef("recommendation")))
    )


def changed_since(user, kind, start):
    """When somebody else last changed the row of an aggregate of this kind since a moment, as an expression; nothing
    where nobody has."""
    own = User.objects.filter(pk=user.pk).values("uuid")
    events = AuditEvent.objects.filter(subject_kind=kind, subject=OuterRef("uuid"), at__gte=start)
    # What the set-up did was nobody.
    events = events.exclude(kind=REFUSED).filter(Q(actor__isnull=True) | ~Q(actor__in=own))
    return Subquery(events.order_by("-sequence").values("at")[:1])


def watches_of(user):
    """What a person watches, the latest first."""
    rows = Watch.objects.filter(watched_by=user).select_related("action", "recommendation")
    return rows.order_by("-watched_at", "-pk")


@dataclass(frozen=True)
class OwnViews:
    """The reader's views of a list, of which the one that is looked at `is_shown`; `to_save`: where what is looked at
    is saved as another, "" where it is one of them or asks for nothing."""

    all: tuple
    to_save: str

    @property
    def shown(self):
        """The view that is looked at, or None."""
        return next((one for one in self.all if one.is_shown), None)


def own_views(request, page):
    """The OwnViews of the list of that name, as its address asks for it."""
    asked = asked_in(request.GET)
    found = tuple(views_of(request.user, page))
    for view in found:
        view.is_shown = view.asked == asked
    is_one = not asked or any(one.is_shown for one in found)
    to_save = (
        "" if is_one else f"{reverse('reporting:save-view')}?{urlencode({'list': page, **asked}, doseq=True)}"
    )
    return OwnViews(found, to_save)
