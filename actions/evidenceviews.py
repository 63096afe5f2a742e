"""The pages of evidence: attach, list, bring a newer version, use what is attached elsewhere, end that, withdraw;
and the one way by which a file goes out.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actions import evidence as verbs
from actions import policies, progress, proof
from actions.evidenceforms import EndUseForm, EvidenceForm, UseEvidenceForm, WithdrawEvidenceForm
from actions.models import Evidence
from actions.verbviews import ask_policy, done, posted, show, verb_page
from actions.visibility import evidence_of, may_see_evidence
from jarplan import clock
from jarplan.audit.errors import allows
from jarplan.files.services import file_response

# With what templates/actions/evidence_item.html says of a piece.
EVIDENCE = Evidence.objects.select_related(
    "file", "attached_by", "withdrawn_by", "earlier", "newer"
).prefetch_related("uses__used_by", "uses__ended_by", "uses__action__leads__post")


def standing(action):
    """The evidence that counts for an action, for its page."""
    return EVIDENCE.filter(pk__in=proof.standing(action).values("pk"))


def seen_evidence(request, reference, uuid):
    """A piece of evidence of this action that this person may see; Http404 otherwise."""
    seen = evidence_of(request.user).filter(actions__reference=reference)
    return get_object_or_404(EVIDENCE.filter(pk__in=seen.values("pk")), uuid=uuid)


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
    attached = list(EVIDENCE.filter(actions=action))
    for one in attached:
        one.may_withdraw = not one.withdrawn_at and allows(
            policies.check_withdraw_evidence, request.user, one
        )
        one.may_end = allows(policies.check_end_use, request.user, action, one)
        one.ended = ended(one, action)
    may_attach = form.is_bound or allows(policies.check_attach, request.user, action)
    return show(request, "evidence", action, form, attached=attached, may_attach=may_attach)


@verb_page()
def newer(request, action, uuid):
    """Bring a newer version of a piece of evidence; the earlier one stays."""
    found = seen_evidence(request, action.reference, uuid)
    ask_policy(request, policies.check_attach, action)
    ask_policy_of_version(request, found)
    form = EvidenceForm(posted(request), request.FILES or None, initial={"shows": found.shows})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action, "evidence": found}
        if form.call(verbs.attach_newer, **act, **form.cleaned_data):
            return done(request, action, "The newer version is attached. The earlier one stays on record.")
    return show(request, "newer_evidence", action, form, evidence=found)


def ask_policy_of_version(request, found):
    """That there is a newer version already is said at once on a page that is only looked at."""
    if request.method != "POST":
        policies.check_latest(found)


@verb_page(policies.check_attach)
def use(request, action):
    """Use evidence of another action for this one too."""
    form = UseEvidenceForm(posted(request), initial=request.GET, action=action, user=request.user)
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action}
        if form.call(verbs.use_evidence, **act, **form.cleaned_data):
            return done(request, action, f"The evidence is used for {action.reference} too.")
    return show(request, "use_evidence", action, form)


@verb_page()
def end_use(request, action, uuid):
    """Use evidence of another action for this one no longer, with the reason; for the others it stands."""
    found = seen_evidence(request, action.reference, uuid)
    ask_policy(request, policies.check_end_use, action, found)
    form = EndUseForm(posted(request))
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action, "evidence": found}
        if form.call(verbs.end_use, **act, **form.cleaned_data):
            said = f"The evidence is no longer used for {action.reference}. That it was stays on record."
            return done(request, action, said)
    signed = progress.is_signed(action, found)
    readings = found.readings.filter(withdrawn_at=None, update__action=action).order_by("on")
    return show(request, "end_use", action, form, evidence=found, signed=signed, readings=readings)


def ended(evidence, action):
    """The use of a piece of evidence for an action, where it has ended; None otherwise."""
    return next((use for use in evidence.uses.all() if use.action_id == action.pk and use.ended_at), None)


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
    policies.check_withdraw_evidence(request.user, found)
    form = WithdrawEvidenceForm(posted(request))
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action, "evidence": found}
        if form.call(progress.withdraw_evidence, **act, **form.cleaned_data):
            return done(request, action, "The evidence is withdrawn. It stays on record.")
    standing = [use for use in found.uses.all() if not use.ended_at]
    more = {
        "signed": [use.action for use in standing if progress.is_signed(use.action, found)],
        "elsewhere": [use for use in standing if use.action_id != action.pk],
        "readings": found.readings.filter(withdrawn_at=None).select_related("update__action"),
    }
    return show(request, "withdraw_evidence", action, form, evidence=found, **more)
