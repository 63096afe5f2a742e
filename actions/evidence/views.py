"""The pages of evidence: attach, list, bring a newer version, use what is attached elsewhere, end that, withdraw;
and the one way by which a file goes out.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actions.evidence import policies, verbs
from actions.evidence.forms import EndUseForm, EvidenceForm, UseEvidenceForm, WithdrawEvidenceForm
from actions.models import Evidence
from actions.reading import evidence as reading_evidence
from actions.reading.visibility import evidence_of, may_see_evidence
from actions.verbpages.views import act_on, action_page, ask_policy
from jarplan.audit.errors import Unseen, allows
from jarplan.files.verbs import file_response
from jarplan.formfields.pages import adds_once, posted

# With what templates/actions/evidence/evidence_item.html says of a piece.
EVIDENCE = Evidence.objects.select_related(
    "file", "attached_by", "withdrawn_by", "earlier", "newer"
).prefetch_related("uses__used_by", "uses__ended_by", "uses__action__leads__post")


def counting_evidence(action):
    """The evidence that counts for an action, for its page."""
    return EVIDENCE.filter(pk__in=reading_evidence.evidence_that_counts(action).values("pk"))


def seen_evidence(request, reference, uuid):
    """A piece of evidence of this action that this person may see; Http404 otherwise, recorded where there is one."""
    seen = evidence_of(request.user).filter(actions__reference=reference)
    found = EVIDENCE.filter(pk__in=seen.values("pk"), uuid=uuid).first()
    if found is None:
        raise Unseen(get_object_or_404(Evidence, actions__reference=reference, uuid=uuid))
    return found


@adds_once
@action_page()
def evidence(request, action):
    """The evidence of an action, and the form that attaches more."""
    if not may_see_evidence(request.user, action):
        raise Unseen(action)
    if request.method == "POST":
        ask_policy(request, policies.check_attach, action)
    form = EvidenceForm(posted(request), request.FILES or None)

    def shown(action):
        attached = list(EVIDENCE.filter(actions=action))
        for one in attached:
            one.may_withdraw = not one.withdrawn_at and allows(
                policies.check_withdraw_evidence, request.user, one
            )
            one.may_end = allows(policies.check_end_use, request.user, action, one)
            one.ended = ended(one, action)
        may_attach = form.is_bound or allows(policies.check_attach, request.user, action)
        return {"attached": attached, "may_attach": may_attach}

    said = "The evidence has been attached."
    return act_on(request, action, form, verbs.attach_evidence, said, "evidence/evidence", shown)


@adds_once
@action_page()
def newer(request, action, uuid):
    """Bring a newer version of a piece of evidence; the earlier one stays."""
    found = seen_evidence(request, action.reference, uuid)
    ask_policy(request, policies.check_attach, action)
    ask_policy_of_version(request, found)
    form = EvidenceForm(posted(request), request.FILES or None, initial={"shows": found.shows})
    said = "The newer version has been attached. The earlier version stays on record."
    verb, template, act = verbs.attach_newer, "evidence/newer_evidence", {"evidence": found}
    return act_on(request, action, form, verb, said, template, lambda _: act, **act)


def ask_policy_of_version(request, found):
    """That there is a newer version already is said at once on a page that is only looked at."""
    if request.method != "POST":
        policies.check_latest(found)


@action_page(policies.check_attach)
def use(request, action):
    """Use evidence of another action for this one too."""
    form = UseEvidenceForm(posted(request), initial=request.GET, action=action, user=request.user)
    said = f"The evidence is now also used for {action.reference}."
    return act_on(request, action, form, verbs.use_evidence, said, "evidence/use_evidence")


@action_page()
def end_use(request, action, uuid):
    """Use evidence of another action for this one no longer, with the reason; for the others it stands."""
    found = seen_evidence(request, action.reference, uuid)
    ask_policy(request, policies.check_end_use, action, found)
    form = EndUseForm(posted(request))

    def shown(action):
        readings = found.readings.filter(withdrawn_at=None, update__action=action).order_by("on")
        return {"evidence": found, "signed": verbs.is_signed(action, found), "readings": readings}

    said = f"The evidence is no longer used for {action.reference}. Its earlier use stays on record."
    template = "evidence/end_use"
    return act_on(request, action, form, verbs.end_use, said, template, shown, evidence=found)


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


@action_page()
def withdraw(request, action, uuid):
    """Withdraw a piece of evidence, with the reason; it stays on record."""
    found = seen_evidence(request, action.reference, uuid)
    policies.check_withdraw_evidence(request.user, found)
    form = WithdrawEvidenceForm(posted(request))

    def shown(action):
        counting = [use for use in found.uses.all() if not use.ended_at]
        return {
            "evidence": found,
            "signed": [use.action for use in counting if verbs.is_signed(use.action, found)],
            "elsewhere": [use for use in counting if use.action_id != action.pk],
            "readings": found.readings.filter(withdrawn_at=None).select_related("update__action"),
        }

    said = "The evidence has been withdrawn. It stays on record."
    verb, template = verbs.withdraw_evidence, "evidence/withdraw_evidence"
    return act_on(request, action, form, verb, said, template, shown, evidence=found)
