"""The pages of doing: report progress, say delivered, sign off or return."""

from actions import policies, progress, signing
from actions.evidenceviews import standing
from actions.forms import SignForm
from actions.lifecycle import Awaiting
from actions.verbforms import SeenForm
from actions.verbviews import ACTIONS, done, posted, seen_again, show, verb_page
from jarplan import clock


def last_report(action):
    return action.updates.select_related("made_by").order_by("-made_at", "-pk").first()


@verb_page(policies.check_deliver)
def deliver(request, action):
    """Say that an action is done; from here somebody else must sign."""
    form = SeenForm(posted(request), initial={"version": action.version})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action}
        if form.call(progress.say_delivered, **act, **form.cleaned_data):
            said = f"{action.reference} is delivered, and waits for its lead organisation to sign it off."
            return done(request, action, said)
        if form.conflict:
            action = ACTIONS.get(pk=action.pk)
            seen_again(request, action, form, version=action.version)
    more = {"evidence": standing(action), "last": last_report(action)}
    return show(request, "deliver", action, form, **more)


def stands_for(by, action):
    """The organisation that this person would sign for as its deputy, or None."""
    if action.awaiting != Awaiting.ORGANISATION:
        return None
    deputy = policies.signing_for(by, action)[1]
    return deputy and deputy.for_organisation


@verb_page(policies.check_sign)
def sign(request, action):
    """Sign an action off, or return it with a reason, having seen exactly what is signed."""
    signed = signing.signed_content(action)
    form = SignForm(posted(request), initial={"seen": signing.digest_in(signed)}, action=action)
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "action": action, "seen": data["seen"]}
        act["meeting"] = data.get("meeting")
        if data["decision"] == SignForm.SIGN and form.call(signing.sign_off, **act):
            return done(request, action, f"You have signed {action.reference} off.")
        if data["decision"] == SignForm.RETURN and form.call(
            signing.return_action, **act, reason=data["reason"]
        ):
            return done(request, action, f"{action.reference} is returned to its lead.")
    if form.is_bound:
        action = ACTIONS.get(pk=action.pk)
        signed = signing.signed_content(action)
        now, sent = signing.digest_in(signed), form.data.get("seen")
        if sent and sent != now:
            seen_again(request, action, form, seen=now)
        form.carry(seen=now)
    more = {
        "signed": signed,
        "evidence": standing(action),
        "signatures": policies.live_signatures(action).select_related("signed_by"),
        "stands_for": stands_for(request.user, action),
    }
    return show(request, "sign_off", action, form, **more)
