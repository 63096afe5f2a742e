"""The verbs of changes that wait: decide on one, recall it. One is asked for by editing an agreed action."""

from actions.changes import policies
from actions.models import ContentChange
from actions.plan.changing import moved_on, with_changes
from actions.plan.content import content_of
from actions.plan.recalling import decide, recall
from actions.plan.verbs import locked, revise
from actions.rules.lifecycle import Verb
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, verb
from jarplan.people.models import Post
from recommendations.meetings.policies import check_was_held


@verb
def decide_change(*, by, now, ledger, change, grant, reason="", meeting=None):
    """Agrees a requested change, or does not; a refusal needs a reason. Asking and granting are two people. Where it
    is agreed the action says it from now on, and a sign-off that covered what changed ends. Whoever decides has no
    part in what is then claimed."""
    action = locked(change.action)
    (change,) = lock(ContentChange.objects.filter(pk=change.pk).select_related("action"))
    role = policies.check_decide_change(by, change, Verb.AGREE_CHANGE if grant else Verb.REFUSE_CHANGE)
    check_was_held(meeting, now)
    content = content_of(action)
    if grant and (moved := moved_on(content, change.changes)):
        raise NotNow(
            f"The {' and the '.join(moved)} of {action.reference} changed after this was requested. Refuse the "
            "request, so that it can be made again."
        )
    told = {"grant": grant, "reason": reason, "meeting": meeting}
    decide(ledger=ledger, role=role, change=change, what="change", **told)
    if grant:
        try:
            content = with_changes(content, change.changes)
        except Post.DoesNotExist as error:
            raise NotNow("A post that was to lead is no longer there. Refuse the request.") from error
        said = {"reason": change.reason, "ends_by": Verb.AGREE_CHANGE}
        revise(ledger=ledger, role=role, action=action, content=content, **said)
    return change


@verb
def recall_change(*, by, now, ledger, change, reason=""):
    """No longer asks for a change that waits for a decision; whoever asked for it does so. It stays on record."""
    locked(change.action)
    (change,) = lock(ContentChange.objects.filter(pk=change.pk).select_related("action"))
    role = policies.check_recall_change(by, change)
    recall(ledger=ledger, role=role, change=change, reason=reason)
    return change
