"""The pages of deputies: who signs for which organisation, naming one, and ending it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actions import deputies, policies, signpolicies
from actions.deputising import approvers, without_approver, without_signer
from actions.deputyforms import EndDeputyForm, NameDeputyForm
from actions.models import Deputy
from actions.verbviews import done, posted, show, verb_page
from jarplan import clock
from jarplan.audit.errors import NotNow, allows

DEPUTIES = Deputy.objects.select_related(
    "for_organisation", "signer", "signer__organisation", "named_by", "ended_by"
)


@require_safe
def index(request):
    """Who signs for which organisation, and which lead organisations have nobody."""
    stand = DEPUTIES.filter(ended_at__isnull=True)
    context = {
        "deputies": DEPUTIES.order_by("ended_at", "-named_at"),
        "bare": without_signer().filter(posts__leads__isnull=False).distinct(),
        "unable": set(stand.exclude(signer__in=approvers()).values_list("pk", flat=True)),
        "idle": set(stand.exclude(for_organisation__in=without_approver()).values_list("pk", flat=True)),
        "may_change": allows(signpolicies.check_deputies, request.user),
    }
    return render(request, "actions/deputies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request):
    """Name a deputy for an organisation without an approver."""
    signpolicies.check_deputies(request.user)
    form = NameDeputyForm(posted(request), initial={"organisation": request.GET.get("for")})
    if form.is_valid() and form.save(deputies.name_deputy, by=request.user, now=clock.now()):
        messages.success(request, f"{form.result.signer} now signs for {form.result.for_organisation}.")
        return redirect("actions:deputies")
    context = {"form": form, "title": "Name a deputy", "button": "Name this deputy"}
    return render(request, "actions/deputy.html", context, status=form.status)


@verb_page(signpolicies.check_needs_deputy)
def name_for(request, action):
    """Name a deputy for an organisation whose signature an action waits for and nobody can give."""
    bare = signpolicies.bare_leads(action)
    unable = policies.claimants(action).union(
        policies.live_signatures(action).values_list("signed_by", flat=True)
    )
    first = bare.order_by("name").first()
    form = NameDeputyForm(
        posted(request), initial={"organisation": first and first.uuid}, bare=bare, unable=unable
    )
    if form.is_valid() and form.save(deputies.name_deputy, by=request.user, now=clock.now()):
        return done(request, action, f"{form.result.signer} now signs for {form.result.for_organisation}.")
    return show(request, "name_deputy", action, form, bare=bare)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, uuid):
    """End that somebody signs for another organisation."""
    deputy = get_object_or_404(DEPUTIES, uuid=uuid)
    try:
        signpolicies.check_end_deputy(request.user, deputy)
    except NotNow as problem:
        messages.warning(request, problem.sentence)
        return redirect("actions:deputies")
    form = EndDeputyForm(posted(request), initial={"version": deputy.version})
    if form.is_valid() and form.save(deputies.end_deputy, by=request.user, now=clock.now(), deputy=deputy):
        messages.success(request, f"{deputy.signer} no longer signs for {deputy.for_organisation}.")
        return redirect("actions:deputies")
    context = {"form": form, "deputy": deputy, "title": "End a deputy", "button": "End it"}
    return render(request, "actions/deputy.html", context, status=form.status)
