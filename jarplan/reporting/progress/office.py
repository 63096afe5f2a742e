"""Releasing progress to the public: the releases, releasing a round after a look at what will be public, and
withdrawing a release."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from actions.models import ProgressRelease, ReportingRound
from actions.reading.rounds import read_rounds
from actions.releases import policies, verbs
from actions.releases.forms import ReleaseForm, WithdrawReleaseForm
from actions.releases.queries import releasable, releases, standing, theirs
from jarplan import clock
from jarplan.audit.canonical import digest
from jarplan.audit.errors import NotNow, allows
from jarplan.formfields.pages import posted, verb_page
from jarplan.reporting.addresses import address_of_release
from jarplan.reporting.document.progress import compose_progress
from jarplan.reporting.document.schema import FORMAT, to_text
from jarplan.reporting.progress.show import shown_progress
from jarplan.reporting.published.views import address_of
from recommendations.versions.queries import published_version
from recommendations.within import plan_of, within, within_of


@require_safe
def released(request):
    """Every release with what became of it, and the rounds that could be released."""
    plan, day = within(request), clock.today()
    waiting = [
        (one.one.title if plan.is_choice else "", round, address_of_release(one, round))
        for one in theirs(request.user, plan)
        for round in releasable(one, day)
    ]
    context = {
        "releases": [
            (row, row.withdrawn_at is None and allows(policies.check_releases, request.user, row))
            for row in releases(plan)
        ],
        "waiting": waiting,
        "several": plan.is_choice,
        "public_href": address_of("progress:latest", plan),
    }
    return render(request, "reporting/progress/released.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request, inspection, uuid):
    """Release the progress of a closed round on an inspection's plan: the page shows what will be public."""
    plan, round = within_of(inspection), read_rounds().find(uuid)
    if not plan.shown or round is None:
        raise Http404("There is no such round, or no such inspection.")
    request.within = plan  # whatever has been chosen: the page is about this one
    policies.check_releases(request.user, plan.one)
    day, version = clock.today(), published_version(plan)
    shown = {"round": round, "inspection": plan.one if plan.is_choice else None}
    try:
        already = standing(plan.one).filter(round__uuid=uuid).first()
        policies.check_release(round, version, day, already)
    except NotNow as problem:
        return render(request, "reporting/progress/release.html", {**shown, "problem": problem.sentence})
    content, left_out = compose_progress(by=request.user, day=day, round=round, version=version)
    text = to_text(content)
    form = ReleaseForm(posted(request), initial={"seen": digest(text)})
    shown |= {"version": version, "left_out": left_out, "shown": shown_progress(content)}
    act = {
        "inspection": plan.one,
        "plan_version": version,
        "round": get_object_or_404(ReportingRound, uuid=uuid),
        "content": text,
        "format": FORMAT,
    }
    said = f"The progress of {round} has been released. Anyone can now read it."
    to, page = ("reporting:released",), "reporting/progress/release.html"
    return verb_page(request, form, verbs.release_progress, said, to, page, shown, **act)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, number):
    """Withdraw a release, with a reason that the public reads in its place."""
    row = get_object_or_404(
        ProgressRelease.objects.select_related("round", "inspection", "about").defer("content"), number=number
    )
    policies.check_releases(request.user, row)
    form = WithdrawReleaseForm(posted(request), initial={"version": row.version})
    said = "The release has been withdrawn. The public page says when and why."
    shown = {"release": row, "public_href": address_of("progress:latest", plan_of(row))}
    to, page = ("reporting:released",), "reporting/progress/withdraw.html"
    return verb_page(request, form, verbs.withdraw_release, said, to, page, shown, release=row)
