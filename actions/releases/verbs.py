"""The verbs of releases: release the progress of a round to the public, and withdraw a release with a reason."""

from django.db.models import Max

from actions.models import ProgressRelease, ReportingRound
from actions.releases import policies
from actions.releases.queries import standing
from jarplan.audit.canonical import digest
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import hold_head, lock, locked, save_version, verb
from jarplan.clock import day_of
from recommendations.models import PlanVersion
from recommendations.within import plan_of


@verb
def release_progress(*, by, now, ledger, inspection, plan_version, round, content, format, seen):
    """Releases the progress of a round on an inspection's published plan, and returns the ProgressRelease. What it
    holds is handed down by whoever composes it; `seen`: the digest of what was shown to whoever confirms it. Raises
    Refused, NotNow."""
    role = policies.check_releases(by, inspection)
    # No report of it is corrected meanwhile, and the version stays the published one.
    rounds = lock(ReportingRound.objects.filter(pk=round.pk))
    if not rounds:
        raise NotNow("This reporting round has been withdrawn, so there is no progress to release.")
    (version,) = lock(PlanVersion.objects.filter(pk=plan_version.pk).defer("content", "record"))
    hold_head()  # two releases at once get two numbers, or one of them finds the other
    released = standing(inspection).filter(round=round).first()
    theirs = version if plan_of(version).one == inspection else None
    policies.check_release(rounds[0], theirs, day_of(now), released)
    if digest(content) != seen:
        raise NotNow(
            "Reports have changed since you looked. Check again what will be public, then release the progress."
        )
    number = (ProgressRelease.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    release = ProgressRelease.objects.create(
        number=number,
        inspection=inspection,
        round=rounds[0],
        about=version,
        format=format,
        content=content,
        digest=seen,
        released_at=now,
        released_by=by,
    )
    ledger.record(release, "released", role=role)
    return release


@verb
def withdraw_release(*, by, now, ledger, release, version, reason):
    """Takes a release back, with a reason that is shown in its place for good. Raises Refused, NotNow, Stale."""
    role = policies.check_releases(by, release)
    current = locked(ProgressRelease, release, version)
    if current.withdrawn_at:
        raise NotNow("This release has already been withdrawn.")
    reason = check_given(reason, "Enter why you are withdrawing the release.")
    save_version(current, version=version, withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason)
    ledger.record(current, "withdrawn", role=role, reason=reason)
    return current
