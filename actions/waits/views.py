"""The page on which an action is said to wait for others, and no longer to."""

from django.http import Http404
from django.shortcuts import redirect

from actions.reading.rounds import read_rounds
from actions.verbpages.views import act_on, action_page
from actions.waits import policies, verbs
from actions.waits.forms import WaitForm
from actions.waits.shown import waits_of
from jarplan import clock
from jarplan.audit.errors import allows
from jarplan.formfields.pages import adds_once, posted, pressed


@adds_once
@action_page(policies.check_stop)
def waiting(request, action):
    """What an action waits for: say so, say it anew, or end it."""
    return stop(request, action) if "wait" in request.POST else start(request, action)


def start(request, action):
    """Say for which other action it waits, and why."""
    form = WaitForm(posted(request), user=request.user)

    def said(wait):
        return f"{action.reference} waits for {wait.other.reference}."

    def shown(action):
        return {
            "waits": waits_of(request.user, action, clock.today(), read_rounds()),
            "may_add": allows(policies.check_wait, request.user, action),
        }

    return act_on(request, action, form, verbs.wait_for, said, "waits/waiting", shown)


def stop(request, action):
    """Say that it no longer waits for one of them."""
    rows = action.waits.select_related("other")
    wait = next((one for one in rows if str(one.uuid) == request.POST["wait"]), None)
    if wait is None:
        raise Http404("This action does not wait for that one.")
    said = f"{action.reference} no longer waits for {wait.other.reference}."
    pressed(request, verbs.stop_waiting, said, action=action, wait=wait)
    return redirect("actions:waiting", action.reference)
