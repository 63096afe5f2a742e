"""Reads of the plan's versions: the one that the public sees, those before it, and the one that is in hand."""

import json
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jarplan.audit.models import AuditEvent, AuditState
from jarplan.clock import day_of
from jarplan.dates import in_full
from recommendations.models import PlanVersion
from recommendations.within import EVERYTHING

State = PlanVersion.State
KIND = "plan_version"
PUBLIC = (State.PUBLISHED, State.REPLACED)
IN_HAND = (State.DRAFT, State.IN_CONSULTATION, State.APPROVED)
# Lists do not need the whole plan of each version.
LIGHT = PlanVersion.objects.defer("content", "record").select_related(
    "composed_by", "approved_by", "published_by", "withdrawn_by", "meeting", "corrects"
)


def published_version(within=EVERYTHING):
    """The version that the public sees, or None."""
    return PlanVersion.objects.filter(within.of(KIND), state=State.PUBLISHED).first()


def public_versions(within=EVERYTHING):
    """Every version that the public may read: the published one and those that it replaced, the newest first."""
    return LIGHT.filter(within.of(KIND), state__in=PUBLIC).order_by("-number")


def version_in_hand(within=EVERYTHING):
    """The newest version that is on its way to be published, or None."""
    return LIGHT.filter(within.of(KIND), state__in=IN_HAND).order_by("-number").first()


@dataclass(frozen=True)
class InBrief:
    """A version as a page names it."""

    number: int
    state: State
    published_on: date | None


def where_we_are(within):
    """(its inspection, the version that the public sees, the newest one in hand) of each plan that is shown, InBrief;
    None where there is none."""
    states = sorted(within.states(KIND).values(), key=lambda state: -state["number"])
    found = []
    for one in within.shown or (None,):
        its = [
            in_brief(state)
            for state in states
            if one is None
            or (str(one.uuid) == state["inspection"] if state["inspection"] else one.pk == within.first)
        ]
        published = next((row for row in its if row.state == State.PUBLISHED), None)
        found.append((one, published, next((row for row in its if row.state in IN_HAND), None)))
    return found


def in_brief(state):
    day = state["published_on"]
    return InBrief(state["number"], State(state["state"]), date.fromisoformat(day) if day else None)


def withdrawn_version(within=EVERYTHING):
    """The version that was taken back from the public last, where none has been published since; or None."""
    if PlanVersion.objects.filter(within.of(KIND), state=State.PUBLISHED).exists():
        return None
    taken = LIGHT.filter(within.of(KIND), state=State.WITHDRAWN, published_at__isnull=False)
    return taken.order_by("-withdrawn_at", "-number").first()


def all_versions(within=EVERYTHING):
    """Every version, the newest first."""
    return LIGHT.filter(within.of(KIND)).order_by("-number")


ONCE_PUBLIC = Q(state__in=PUBLIC) | Q(state=State.WITHDRAWN, published_at__isnull=False)


def once_public(within=EVERYTHING):
    """Every version that the public could read, withdrawn ones too, the newest first."""
    return LIGHT.filter(ONCE_PUBLIC, within.of(KIND)).order_by("-number")


def public_version(number):
    """The version of that number with its content, if the public may know of it; or None."""
    return PlanVersion.objects.filter(ONCE_PUBLIC, number=number).first()


@dataclass(frozen=True)
class Redacted:
    """What redactions did to a version: the digest it was made with, the days of the redactions, and the event of the
    last one, whose state has the digest of what was left. All of it is in the chain."""

    first_digest: str
    days: tuple[date, ...]
    last: AuditEvent

    @property
    def when(self):
        """On which days, in words."""
        return " and ".join(map(in_full, self.days))


def events_of(uuid):
    """The events of the version with that UUID."""
    return AuditEvent.objects.filter(subject_kind=KIND, subject=uuid)


def redactions_of(uuid):
    """The events of its redactions."""
    return events_of(uuid).filter(kind="text removed")


def redacted(version):
    """The Redacted of a version; None of one that is as it was made."""
    found = list(redactions_of(version.uuid).order_by("sequence"))
    if not found:
        return None
    first = events_of(version.uuid).earliest("sequence")
    # A redaction takes words out of this state too, and leaves the digest.
    made = json.loads(AuditState.objects.get(pk=first.pk).body)
    days = dict.fromkeys(day_of(event.at) for event in found)
    return Redacted(made["digest"], tuple(days), found[-1])
