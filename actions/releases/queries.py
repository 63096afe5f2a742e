"""Reads of releases: those that there are, what a round brought on the actions of a plan, and which rounds could be
released.
"""

from django.db.models import Min, Q

from actions.models import DateChange, ProgressRelease, ProgressUpdate
from actions.reading.rounds import read_rounds
from actions.releases.policies import check_releases
from actions.rounds.pages import last_words
from jarplan.audit.errors import allows
from recommendations.models import PlanVersion
from recommendations.versions.queries import PUBLIC
from recommendations.within import EVERYTHING

KIND = "progress_release"
# The version that it is about was withdrawn from the public, and with it what stands here of its actions.
OF_A_WITHDRAWN_PLAN = Q(about__state=PlanVersion.State.WITHDRAWN)
IN_PUBLIC = Q(withdrawn_at__isnull=True) & ~OF_A_WITHDRAWN_PLAN


def releases(within=EVERYTHING):
    """Every release, withdrawn ones too, without what it holds: that of the latest round first."""
    rows = ProgressRelease.objects.filter(within.of(KIND)).defer("content")
    # Nobody reads what the version holds.
    rows = rows.select_related("round", "about", "inspection").defer(
        "content", "about__content", "about__record"
    )
    return rows.order_by("-round__month", "-number")


def standing(inspection):
    """The releases of an inspection's plan that have not been withdrawn."""
    return ProgressRelease.objects.filter(inspection=inspection, withdrawn_at__isnull=True)


def stamp_of_releases(within):
    """What a public page of releases is a function of, beside its address: every release, and how often it and the
    version that it is about have changed."""
    found = ProgressRelease.objects.filter(within.of(KIND)).order_by("number")
    return tuple(found.values_list("number", "version", "about__version"))


def reports_of(round, references):
    """(first, last) of each report of a round on these actions, in the order of the plan: as it was sent, and as it
    was corrected last."""
    rows = ProgressUpdate.objects.filter(round__uuid=round.uuid, action__reference__in=references)
    return last_words(rows.select_related("action").order_by("action__plan_order", "made_at", "pk"))


def extensions_of(round, references):
    """The extensions of these actions that were agreed since the round before had closed, until this one closed."""
    before = [one for one in read_rounds() if one.closes_on < round.opens_on]
    rows = DateChange.objects.filter(decision=DateChange.Decision.GRANTED, action__reference__in=references)
    rows = rows.filter(decided_at__lt=round.ends_at)
    if before:
        rows = rows.filter(decided_at__gte=before[-1].ends_at)
    return rows.select_related("action", "meeting").order_by("decided_at", "pk")


def theirs(user, within):
    """The plans that are shown, one by one, whose progress this person may release."""
    return [plan for plan in within.each() if plan.one and allows(check_releases, user, plan.one)]


def releasable(plan, day):
    """The closed rounds of which no release on one plan stands, the earliest first; none while no version of it is
    published."""
    if not PlanVersion.objects.filter(plan.of("plan_version"), state=PlanVersion.State.PUBLISHED).exists():
        return []
    rows = ProgressRelease.objects.filter(plan.of(KIND), withdrawn_at__isnull=True)
    done = set(rows.values_list("round__uuid", flat=True))
    return [one for one in read_rounds() if one.is_closed(day) and one.uuid not in done]


def awaited(plan, day):
    """Of these, those that wait to be released: the last one, and what has closed since the plan was first published.
    Of which there was a release that was withdrawn, the programme office has decided already."""
    found = releasable(plan, day)
    if not found:
        return []
    first = PlanVersion.objects.filter(plan.of("plan_version"), state__in=PUBLIC).aggregate(
        day=Min("published_on")
    )
    decided = set(ProgressRelease.objects.filter(plan.of(KIND)).values_list("round__uuid", flat=True))
    last = read_rounds().last_closed(day)
    return [
        one
        for one in found
        if one.uuid not in decided and (one.closes_on >= first["day"] or one.uuid == last.uuid)
    ]
