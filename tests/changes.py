"""Editing for tests that are about something else: what was agreed changes at once, as somebody else agrees to it."""

from actions.changes.verbs import decide_change
from actions.models import Action, ContentChange
from actions.plan import verbs
from jarplan.people.models import User


def edit_action(*, by, now, action, **said):
    """actions.plan.verbs.edit_action; a change that waits then is agreed by somebody of the programme office."""
    if Action.objects.get(pk=action.pk).agreed_at:
        said = {"category": "other", **said, "reason": said.get("reason") or "So decided"}
    edited = verbs.edit_action(by=by, now=now, action=action, **said)
    change = edited.content_changes.filter(decision=ContentChange.Decision.PENDING, asked_by=by).first()
    if change:
        decide_change(by=somebody_else(by), now=now, change=change, grant=True)
    return Action.objects.get(pk=edited.pk)


def somebody_else(than):
    """Somebody of the programme office who is not this person."""
    office = User.objects.filter(groups__name="programme", is_active=True).exclude(pk=than.pk)
    return office.order_by("pk").first()
