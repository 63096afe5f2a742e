"""The pages of deputies: who signs for which organisation, naming one, and ending it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actions.models import Deputy
from actions.reading import signatures as reading_signatures
from actions.reading.deputies import approvers, without_approver, without_signer
from actions.signoff import deputies, policies
from actions.signoff.deputy_forms import EndDeputyForm, NameDeputyForm
from actions.verbpages.views import action_page, show
from jarplan.audit.errors import NotNow, allows
from jarplan.formfields.pages import acted, posted, verb_page

TO, FORM = "actions:deputies", "actions/signoff/deputy.html"
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
        "may_change": allows(policies.check_deputies, request.user),
    }
    return render(request, "actions/signoff/deputies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request):
    """Name a deputy for an organisation without an approver."""
    policies.check_deputies(request.user)
    form = NameDeputyForm(posted(request), initial={"organisation": request.GET.get("for")})
    shown = {"title": "Name a deputy", "button": "Name deputy"}
    return verb_page(request, form, deputies.name_deputy, named, TO, FORM, shown)


def named(deputy):
    return f"{deputy.signer} is now deputy for {deputy.for_organisation}."


@action_page(policies.check_needs_deputy)
def name_for(request, action):
    """Name a deputy for an organisation whose signature an action waits for and nobody can give."""
    bare = policies.bare_leads(action)
    unable = policies.claimants(action).union(
        reading_signatures.live_sign_offs(action).values_list("signed_by", flat=True)
    )
    first = bare.order_by("name").first()
    form = NameDeputyForm(
        posted(request), initial={"organisation": first and first.uuid}, bare=bare, unable=unable
    )
    if acted(request, form, deputies.name_deputy, named):
        return redirect("reporting:action", action.reference)
    return show(request, "signoff/name_deputy", action, form, bare=bare)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, uuid):
    """End that somebody signs for another organisation."""
    deputy = get_object_or_404(DEPUTIES, uuid=uuid)
    try:
        policies.check_end_deputy(request.user, deputy)
    except NotNow as problem:
        messages.warning(request, problem.sentence)
        return redirect(TO)
    form = EndDeputyForm(posted(request), initial={"version": deputy.version})
    shown = {"deputy": deputy, "title": "End a deputy", "button": "End deputy"}
    said = f"{deputy.signer} is no longer deputy for {deputy.for_organisation}."
    return verb_page(request, form, deputies.end_deputy, said, TO, FORM, shown, deputy=deputy)
