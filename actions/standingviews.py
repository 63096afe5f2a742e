"""The pages on which the programme office sets an action aside and takes it up again; and the table of its life."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions import lifediagram, standing
from actions import standingpolicies as policies
from actions.forms import StandingForm, SupersedeForm
from actions.verbviews import ACTIONS, done, posted, seen_again, show, verb_page
from jarplan import clock


def stand(request, action, verb, form_class, said, **words):
    """The page of one of these verbs. `words`: title, hint and button."""
    form = form_class(posted(request), initial={"version": action.version})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action}
        if form.call(verb, **act, **form.cleaned_data):
            return done(request, action, f"{action.reference} {said}.")
        if form.conflict:
            action = ACTIONS.get(pk=action.pk)
            seen_again(request, action, form, version=action.version)
    return show(request, "standing", action, form, **words)


@verb_page(policies.check_pause)
def pause(request, action):
    """Pause an action: nothing is due of it until it is resumed."""
    return stand(
        request,
        action,
        standing.pause_action,
        StandingForm,
        "is paused",
        title="Pause this action",
        button="Pause",
        hint="While it is paused, nothing is reported, asked for or signed, and it counts neither as overdue nor in "
        "any rating. Its due date stays as it is.",
    )


@verb_page(policies.check_resume)
def resume(request, action):
    """Resume a paused action where it stood."""
    return stand(
        request,
        action,
        standing.resume_action,
        StandingForm,
        "is resumed",
        title="Resume this action",
        button="Resume",
        hint="It is again where it stood before it was paused, with the same due date. Its lead can then ask for a "
        "later one.",
    )


@verb_page(policies.check_supersede)
def supersede(request, action):
    """Say which other action takes the place of this one."""
    return stand(
        request,
        action,
        standing.supersede_action,
        SupersedeForm,
        "is superseded",
        title="Supersede this action",
        button="Supersede",
        hint="It leaves the plan and stays on record, with the action that takes its place.",
    )


@verb_page(policies.check_reinstate)
def reinstate(request, action):
    """Bring a superseded action back to where it stood."""
    return stand(
        request,
        action,
        standing.reinstate_action,
        StandingForm,
        "is reinstated",
        title="Reinstate this action",
        button="Reinstate",
        hint="It is in the plan again, where it stood before. The action that had taken its place stays as it is.",
    )


@verb_page(policies.check_decline)
def decline(request, action):
    """Do not accept a proposed action."""
    return stand(
        request,
        action,
        standing.decline_action,
        StandingForm,
        "is not accepted",
        title="Do not accept this action",
        button="Do not accept",
        hint="It leaves the plan with this reason and stays on record. It can be taken up again later.",
    )


@verb_page(policies.check_take_up)
def take_up(request, action):
    """Take an action up again that was not accepted."""
    return stand(
        request,
        action,
        standing.take_up_action,
        StandingForm,
        "is proposed again",
        title="Take this action up again",
        button="Take up again",
        hint="It is then proposed, as before it was not accepted, and can be agreed.",
    )


@require_safe
def life(request):
    """The life of an action: every way from one status to another, drawn and as a table."""
    context = {
        "drawing": lifediagram.drawing(),
        "rows": lifediagram.numbered(),
        "without_arrow": lifediagram.without_arrow(),
    }
    return render(request, "actions/life.html", context)
