"""The one shape of a verb's page: find the action, ask the policy, bind, call the verb, say so, go back to it."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actions.models import Action
from jarplan.audit.errors import NotNow, allows
from jarplan.audit.ledger import REFUSED
from jarplan.audit.models import AuditEvent
from jarplan.formfields.pages import acted, say

ACTIONS = Action.objects.select_related("recommendation", "delivered_by").prefetch_related(
    "leads", "criteria"
)


def ask_policy(request, check, *about):
    """Raises Refused where this person may not. That nobody may as things stand is said at once on a page that
    is only looked at; on a POST it is said on the form, by the verb or by `show`, so that what was typed stays."""
    try:
        check(request.user, *about)
    except NotNow as problem:
        if request.method != "POST":
            raise
        request.not_now = problem.sentence


def action_page(check=None):
    """Makes view(request, action, ...) the page of a verb that `check(user, action)` allows.

    No such action: 404. This person may not: 403, recorded. Nobody may, as things stand: a page that says
    why, with 409.
    """

    def of(view):
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request, reference, **arguments):
            action = get_object_or_404(ACTIONS, reference=reference)
            try:
                if check:
                    ask_policy(request, check, action)
                return view(request, action, **arguments)
            except NotNow as problem:
                context = {"action": action, "problem": problem}
                return render(request, "actions/verbpages/not_now.html", context, status=409)

        return page

    return of


def request_meant(request, rows, check):
    """The request (for a later date, a change) among `rows` that was sent, or on a page that is only looked at the
    one that this person may `check`; None where there is none. 404 for one of another action."""
    changes = list(rows.select_related("action", "asked_by"))
    if request.method == "POST":
        sent = [one for one in changes if str(one.uuid) == request.POST.get("change")]
    else:
        sent = [one for one in changes if allows(check, request.user, one)]
    if "change" in request.POST and not sent:
        raise Http404("This request belongs to another action.")
    return sent[0] if sent else None


def show(request, template, action, form, **more):
    """The page of a form, with the status that it deserves. Where nobody may as things stand, that is said above
    the form before what is missing in it, unless the verb has said so or shows what has changed."""
    reason = getattr(request, "not_now", None)
    if reason and form.is_bound and not form.conflict and not says(form, reason):
        form.add_error(None, reason)
    context = {"action": action, "form": form, **more}
    return render(request, f"actions/{template}.html", context, status=form.status)


def says(form, sentence):
    """Whether a form says this already, at one of its fields or above it."""
    return any(sentence in errors for errors in form.errors.values())


def done(request, action, sentence, changed=True):
    """Says what was done, or that nothing was changed, and goes back to the action."""
    say(request, sentence, changed=changed)
    return redirect("reporting:action", action.reference)


def nothing_more(action):
    """A page that shows the action and its form."""
    return {}


def act_on(request, action, form, verb, said, template, shown=nothing_more, **act):
    """The page of a form for one verb on an action, which takes `act` too. After somebody else changed the action it
    is shown as it is now; `shown(action)` is what the page shows beside it."""
    if acted(request, form, verb, said, action=action, **act):
        return redirect("reporting:action", action.reference)
    if form.conflict and "version" in form.fields:
        action = ACTIONS.get(pk=action.pk)
        show_conflict(request, action, form, version=action.version)
    return show(request, template, action, form, **shown(action))


def last_change(action):
    """The latest event of an action: who changed it, and when."""
    events = AuditEvent.objects.filter(subject_kind="action", subject=action.uuid).exclude(kind=REFUSED)
    return events.order_by("-sequence").first()


def show_conflict(request, action, form, **hidden):
    """After somebody else changed the action: it is shown as it is now, and `hidden` goes with the next try."""
    form.conflict = True
    form.changed_by = last_change(action)
    form.carry(**hidden)
