"""The pages of evidence: attach, list, withdraw, and the one way by which a file goes out."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actions import policies, progress
from actions.forms import EvidenceForm, WithdrawEvidenceForm
from actions.models import Evidence
from actions.verbviews import ask_policy, done, posted, show, verb_page
from actions.visibility import evidence_of, may_see_evidence
from jarplan import clock
from jarplan.audit.errors import allows
from jarplan.files.services import file_response

EVIDENCE = Evidence.objects.select_related("file", "attached_by", "withdrawn_by")


def seen_evidence(request, reference, uuid):
    """A piece of evidence of this action that this person may see; Http404 otherwise."""
    return get_object_or_404(evidence_of(request.user), uuid=uuid, actions__reference=reference)


@verb_page()
def evidence(request, action):
    """The evidence of an action, and the form that attaches more."""
    if not may_see_evidence(request.user, action):
        raise Http404("What may not be seen is not there.")
    if request.method == "POST":
        ask_policy(request, policies.check_attach, action)
    form = EvidenceForm(posted(request), request.FILES or None)
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action}
        if form.call(progress.attach_evidence, **act, **form.cleaned_data):
            return done(request, action, "The evidence is attached.")
    attached = EVIDENCE.filter(actions=action)
    may_attach = form.is_bound or allows(policies.check_attach, request.user, action)
    return show(request, "evidence", action, form, attached=attached, may_attach=may_attach)


@require_safe
def evidence_file(request, reference, uuid):
    """The file of a piece of evidence, as a download."""
    found = seen_evidence(request, reference, uuid)
    if found.file is None:
        raise Http404("This evidence is a web address, not a file.")
    return file_response(found.file)


@verb_page()
def withdraw(request, action, uuid):
    """Withdraw a piece of evidence, with the reason; it stays on record."""
    found = seen_evidence(request, action.reference, uuid)
    policies.check_officer(request.user, action, "withdraw evidence from")
    form = WithdrawEvidenceForm(posted(request))
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action, "evidence": found}
        if form.call(progress.withdraw_evidence, **act, **form.cleaned_data):
            return done(request, action, "The evidence is withdrawn. It stays on record.")
    signed = policies.live_signatures(action).exists()
    return show(request, "withdraw_evidence", action, form, evidence=found, signed=signed)
