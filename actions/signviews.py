"""The pages after a signature: take it back, and look again some months later."""

from django.http import Http404

from actions import laterlooks, signpolicies, takingback
from actions.forms import LookAgainForm, TakeBackForm
from actions.models import SignOff
from actions.signedreadings import signed_criteria
from actions.verbviews import ACTIONS, ask_policy, done, posted, seen_again, show, verb_page
from jarplan import clock


@verb_page()
def take_back(request, action, uuid):
    """Take back a signature that stands, with the reason."""
    signed = action.sign_offs.select_related("signed_by", "for_organisation").filter(uuid=uuid).first()
    if signed is None:
        raise Http404("There is no such signature.")
    ask_policy(request, signpolicies.check_take_back, signed)
    form = TakeBackForm(posted(request))
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action, "signature": signed}
        if form.call(takingback.take_back, **act, **form.cleaned_data):
            return done(
                request, action, f"The signature is taken back, and {action.reference} waits for it again."
            )
    first = signed.round == SignOff.Round.ORGANISATION
    return show(request, "take_back", action, form, signed=signed, first=first)


@verb_page(signpolicies.check_look_again)
def later_look(request, action):
    """Say whether what was signed off still holds."""
    form = LookAgainForm(posted(request), initial={"version": action.version})
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "action": action, "held": form.held}
        said = {name: data[name] for name in ("version", "effect", "next_on", "meeting")}
        if form.call(laterlooks.look_again, **act, **said):
            became = "is embedded" if form.held else "is looked at again later"
            return done(request, action, f"{action.reference} {became}.")
        if form.conflict:
            action = ACTIONS.get(pk=action.pk)
            seen_again(request, action, form, version=action.version)
    more = {"criteria": signed_criteria(action), "unmet": signpolicies.unmet(action)}
    return show(request, "later_look", action, form, **more)
