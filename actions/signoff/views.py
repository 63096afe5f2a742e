"""The pages after a signature: take it back, and look again some months later."""

from django.http import Http404

from actions.evidence.views import counting_evidence
from actions.models import SignOff
from actions.reading import signatures as reading_signatures
from actions.reading.claims import checked_in, declared_in, record_of
from actions.reading.signatures import signed_criteria
from actions.rules.lifecycle import Awaiting
from actions.signoff import policies, review, verbs, withdraw
from actions.signoff.forms import DeliverForm, ReviewForm, SignForm, WithdrawSignOffForm
from actions.verbpages.views import ACTIONS, act_on, action_page, ask_policy, done, show, show_conflict
from jarplan import clock
from jarplan.formfields.pages import posted


@action_page()
def withdraw_sign_off(request, action, uuid):
    """Take back a signature that stands, with the reason."""
    signed = action.sign_offs.select_related("signed_by", "for_organisation").filter(uuid=uuid).first()
    if signed is None:
        raise Http404("There is no such sign-off.")
    ask_policy(request, policies.check_withdraw_sign_off, signed)
    form = WithdrawSignOffForm(posted(request))
    said = f"The sign-off has been withdrawn. {action.reference} is waiting for sign-off again."
    more = {"signed": signed, "first": signed.round == SignOff.Round.ORGANISATION}
    verb, template = withdraw.take_back, "signoff/withdraw"
    return act_on(request, action, form, verb, said, template, lambda _: more, signature=signed)


@action_page(policies.check_review)
def review_action(request, action):
    """Say whether what was signed off still holds."""
    points = verbs.points_to_answer(action) if action.delivered_at else ()
    form = ReviewForm(posted(request), initial={"version": action.version}, points=points)
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "action": action, "held": form.held}
        said = {name: data[name] for name in ("version", "effect", "next_on", "meeting")}
        if form.call(review.look_again, answers=form.answers, **act, **said):
            became = "is embedded" if form.held else "will have another follow-up review"
            return done(request, action, f"{action.reference} {became}.")
        if form.conflict:
            action = ACTIONS.get(pk=action.pk)
            show_conflict(request, action, form, version=action.version)
    return show(request, "signoff/review", action, form, criteria=signed_criteria(action))


def last_report(action):
    return action.updates.select_related("made_by").order_by("-made_at", "-pk").first()


@action_page(policies.check_deliver)
def deliver(request, action):
    """Say that an action is done; from here somebody else must sign."""
    record = record_of(action, clock.today())
    form = DeliverForm(posted(request), initial={"version": action.version}, record=record)

    def shown(action):
        return {"evidence": counting_evidence(action), "last": last_report(action)}

    said = f"{action.reference} has been marked as delivered. The lead organisation must now sign it off."
    return act_on(request, action, form, verbs.deliver_action, said, "signoff/deliver", shown)


def stands_for(by, action):
    """The organisation that this person would sign for as its deputy, or None."""
    if action.awaiting != Awaiting.ORGANISATION:
        return None
    deputy = policies.signing_for(by, action)[1]
    return deputy and deputy.for_organisation


def signatures_with_checks(action):
    """The signatures that count, each with what its signer checked of the claim."""
    rows = list(reading_signatures.live_sign_offs(action).select_related("signed_by"))
    for one in rows:
        one.checked = checked_in(one.content)
    return rows


@action_page(policies.check_sign)
def sign(request, action):
    """Sign an action off, or return it with a reason, having seen exactly what is signed."""
    signed = verbs.signed_content(action)
    record = record_of(action, clock.today())
    claim = {
        "record": record,
        "declared": declared_in(action.claim, record),
        "points": verbs.points_to_answer(action) if action.delivered_at else (),
    }
    form = SignForm(posted(request), initial={"seen": verbs.digest_in(signed)}, action=action, **claim)
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "action": action, "seen": data["seen"]}
        act["meeting"] = data.get("meeting")
        checked = {"doubts": form.doubts, "answers": form.answers}
        if data["decision"] == SignForm.SIGN and form.call(verbs.sign_off, **act, **checked):
            return done(request, action, f"You have signed off {action.reference}.")
        if data["decision"] == SignForm.RETURN and form.call(
            verbs.return_action, **act, reason=data["reason"]
        ):
            return done(request, action, f"{action.reference} has been returned to its lead.")
    if form.is_bound:
        action = ACTIONS.get(pk=action.pk)
        signed = verbs.signed_content(action)
        now, sent = verbs.digest_in(signed), form.data.get("seen")
        if sent and sent != now:
            show_conflict(request, action, form, seen=now)
        form.carry(seen=now)
    more = {
        "signed": signed,
        "evidence": counting_evidence(action),
        "signatures": signatures_with_checks(action),
        "stands_for": stands_for(request.user, action),
    }
    return show(request, "signoff/sign_off", action, form, **more)
