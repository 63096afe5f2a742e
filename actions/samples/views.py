"""The pages of samples: all of them, one with its actions and results, draw one, and record a check."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from actions.evidence.views import counting_evidence
from actions.models import SampleCheck
from actions.reading.signatures import signed_criteria
from actions.rules.claims import Outcome
from actions.samples import policies, verbs
from actions.samples.forms import CheckForm, DrawForm
from actions.samples.pages import read_samples
from actions.samples.queries import drawable
from actions.signoff.views import signatures_with_checks
from actions.verbpages.views import action_page, ask_policy, done, show
from jarplan import clock
from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import adds_once, posted, verb_page
from jarplan.people.roles import Role
from recommendations.limits import SHARED, asking
from recommendations.within import within


@require_safe
def samples(request):
    """The samples that were drawn, the latest first, with how many held."""
    _day, as_at = day_shown(request)
    context = {
        "samples": read_samples(as_at, within(request)),
        "may_draw": as_at is None and bool(drawn_from(request)),
    }
    return render(request, "actions/samples/samples.html", context)


@require_safe
def sample(request, uuid):
    """One sample: what was drawn from what, with which seed, and what each check found."""
    _day, as_at = day_shown(request)
    found = next((one for one in read_samples(as_at, within(request).every) if one.row.uuid == uuid), None)
    if found is None:
        raise Http404("There is no such sample.")
    context = {"sample": found, "checks": found.checks_for(request.user)}
    return render(request, "actions/samples/sample.html", context)


def drawn_from(request):
    """The inspections from whose plans this person may draw."""
    if not allows(policies.check_draw, request.user):
        return []
    theirs = asking(request.user, Role.PROGRAMME)
    return [one for one in within(request).shown if theirs(one.uuid)]


@require_http_methods(["GET", "HEAD", "POST"])
@adds_once
def draw(request):
    """Draw a sample."""
    inspections = drawn_from(request)
    # Whose role is limited to inspections of which none is here is told so.
    policies.check_draw(request.user, None if inspections else SHARED)
    form = DrawForm(posted(request), inspections=inspections)
    there = [(one.title, drawable(one).count()) for one in inspections]

    def said(sample):
        return f"{sample.number} signed-off action{' has' if sample.number == 1 else 's have'} been drawn."

    return verb_page(
        request,
        form,
        verbs.draw_sample,
        said,
        lambda sample: ("actions:sample", sample.uuid),
        "actions/samples/draw.html",
        {"there": there, "may_draw": any(number for _title, number in there)},
    )


@action_page()
def check(request, action):
    """Record whether the sign-off of a drawn action holds."""
    rows = SampleCheck.objects.filter(action=action).select_related("action", "sign_off", "sample")
    if request.method == "POST":
        found = [one for one in rows if str(one.uuid) == request.POST.get("check")]
    else:
        found = sorted(rows, key=lambda one: (one.checked_at is None, one.drawn_at))
    if not found:
        raise Http404("No sample has drawn this action.")
    one = found[-1]
    ask_policy(request, policies.check_check, one)
    form = CheckForm(posted(request), initial={"check": one.uuid})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action, "check": one, "held": form.held}
        data = form.cleaned_data
        if form.call(verbs.record_check, **act, seen=data["seen"], reason=data["reason"]):
            became = "holds" if form.held else "has ended, and its lead organisation must sign it off again"
            return done(
                request, action, f"Your check has been recorded. The sign-off of {action.reference} {became}."
            )
    more = {
        "check": one,
        "claimed": claimed_in(action.claim),
        "signatures": signatures_with_checks(action),
        "criteria": signed_criteria(action),
        "evidence": counting_evidence(action),
    }
    return show(request, "samples/check", action, form, **more)


def claimed_in(claim):
    """Of each success criterion what was declared at delivery, in words."""
    return [{**one, "label": Outcome(one["outcome"]).label} for one in claim.get("criteria", ())]
