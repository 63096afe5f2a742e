"""The pages of a requested change: decide on it, recall it."""

from actions.changes import policies, verbs
from actions.changes.forms import DecideChangeForm, RecallChangeForm
from actions.models import ContentChange
from actions.plan.changing import in_words
from actions.reading import signatures
from actions.verbpages.views import action_page, ask_policy, done, request_meant, show
from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.formfields.pages import posted


def change_meant(request, action, check):
    """The request that was sent, or that this person may `check`; else the last one, which says why there is nothing
    to do. NotNow where none was ever made."""
    found = request_meant(request, action.content_changes, check) or action.content_changes.last()
    if found is None:
        raise NotNow(f"No change of {action.reference} has been requested.")
    return found


@action_page()
def decide_change(request, action):
    """Agree or refuse a change of what the action says."""
    change = change_meant(request, action, policies.check_decide_change)
    ask_policy(request, policies.check_decide_change, change)
    if change.decision != ContentChange.Decision.PENDING:
        policies.check_decide_change(request.user, change)
    form = DecideChangeForm(posted(request), initial={"change": change.uuid})
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "change": change, "meeting": data["meeting"]}
        if form.call(verbs.decide_change, **act, grant=form.agrees, reason=data["reason"]):
            return done(request, action, "Your decision on the change has been saved.")
    return show(
        request,
        "changes/decide",
        action,
        form,
        change=change,
        fields=in_words(change.changes),
        signed=signatures.live_sign_offs(action).exists(),
    )


@action_page()
def recall_change(request, action):
    """No longer ask for a change; for whoever asked for it."""
    change = change_meant(request, action, policies.check_recall_change)
    ask_policy(request, policies.check_recall_change, change)
    form = RecallChangeForm(posted(request), initial={"change": change.uuid})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "change": change}
        if form.call(verbs.recall_change, **act, reason=form.cleaned_data["reason"]):
            return done(request, action, "The request has been withdrawn. What was agreed stays as it is.")
    return show(request, "changes/recall", action, form, change=change, fields=in_words(change.changes))
