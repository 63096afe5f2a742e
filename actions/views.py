"""The pages of doing: report progress, say delivered, sign off or return, and move a date."""

from django.http import Http404

from actions import datechanges, policies, progress, signing
from actions.forms import AskDateForm, DecideDateForm, SignForm, UpdateForm
from actions.verbforms import SeenForm
from actions.verbviews import ACTIONS, ask_policy, done, posted, seen_again, show, verb_page
from jarplan import clock
from jarplan.audit.errors import allows


def standing(action):
    """The evidence of an action that has not been withdrawn."""
    return action.evidence.filter(withdrawn_at__isnull=True).select_related("file", "attached_by")


def last_report(action):
    return action.updates.select_related("made_by").order_by("-made_at", "-pk").first()


@verb_page(policies.check_report)
def update(request, action):
    """Report progress: two minutes."""
    corrected = request.POST.get("corrects") or request.GET.get("corrects")
    corrects = next((one for one in action.updates.all() if str(one.uuid) == corrected), None)
    names = ("rating", "done", "effect", "reason", "next_step", "recovers_on")
    start = {name: getattr(corrects, name) for name in names} if corrects else {}
    form = UpdateForm(posted(request), initial={**start, "corrects": corrects and corrects.uuid})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action}
        if form.call(progress.report_progress, **act, **{**form.cleaned_data, "corrects": corrects}):
            return done(request, action, f"Your report on {action.reference} is saved.")
    return show(request, "update", action, form, last=last_report(action), corrects=corrects)


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


@verb_page(policies.check_sign)
def sign(request, action):
    """Sign an action off, or return it with a reason, having seen exactly what is signed."""
    form = SignForm(posted(request), initial={"seen": signing.digest_of(action)}, action=action)
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
    if form.is_bound and form.data.get("seen") != signing.digest_of(action):
        action = ACTIONS.get(pk=action.pk)
        seen_again(request, action, form, seen=signing.digest_of(action))
    more = {
        "evidence": standing(action),
        "last": last_report(action),
        "signatures": policies.live_signatures(action).select_related("signed_by"),
    }
    return show(request, "sign_off", action, form, **more)


def change_to_decide(request, action):
    """The later date that this person is to decide on, or None where they come to ask for one."""
    changes = list(action.date_changes.select_related("action", "asked_by"))
    if request.method == "POST":
        sent = [one for one in changes if str(one.uuid) == request.POST.get("change")]
    else:
        sent = [one for one in changes if allows(policies.check_decide_date, request.user, one)]
    if "change" in request.POST and not sent:
        raise Http404("This later date belongs to another action.")
    return sent[0] if sent else None


@verb_page()
def date_change(request, action):
    """Ask for a later date; for the programme office, decide on one that was asked for."""
    change = change_to_decide(request, action)
    return decide(request, action, change) if change else ask(request, action)


def ask(request, action):
    """Ask for a later date."""
    ask_policy(request, policies.check_ask_date, action)
    form = AskDateForm(posted(request), action=action)
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "action": action, "to": form.plan_date()}
        if form.call(datechanges.ask_for_date, **act, category=data["category"], reason=data["reason"]):
            said = "You have asked for a later date. Until it is agreed, the present one stands."
            return done(request, action, said)
    return show(request, "ask_date", action, form)


def decide(request, action, change):
    """Decide on a later date that was asked for."""
    ask_policy(request, policies.check_decide_date, change)
    form = DecideDateForm(posted(request), initial={"change": change.uuid})
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "change": change, "meeting": data["meeting"]}
        if form.call(datechanges.decide_date, **act, grant=form.agrees, reason=data["reason"]):
            return done(request, action, "Your decision on the later date is recorded.")
    return show(request, "decide_date", action, form, change=change)
