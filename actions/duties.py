"""Which open actions hang on a post, for the page on which a person leaves it."""

from actions.lifecycle import OPEN, Status
from actions.models import Lead
from jarplan.people.duties import Duty, register


def open_actions(posts):
    """Every action that a post leads and that is not yet signed off, in the order of the plan."""
    leads = Lead.objects.filter(post__in=posts, action__status__in=[*OPEN, Status.PAUSED, Status.DELIVERED])
    for lead in leads.select_related("action").order_by("action__plan_order"):
        action = lead.action
        yield lead.post_id, Duty(action.reference, action.text, f"/actions/{action.reference}/")


register(open_actions)
