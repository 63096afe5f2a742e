"""Which open actions a post leads, for the page on which a person leaves it."""

from django.urls import reverse

from actions.models import Lead
from actions.rules.lifecycle import UNSIGNED
from jarplan.people.posts.duties import Duty, register


def open_actions(posts):
    """Every action that a post leads and that is not yet signed off, in the order of the plan."""
    leads = Lead.objects.filter(post__in=posts, action__status__in=UNSIGNED)
    for lead in leads.select_related("action").order_by("action__plan_order"):
        action = lead.action
        yield (
            lead.post_id,
            Duty(action.reference, action.text, reverse("reporting:action", args=[action.reference])),
        )


register(open_actions)
