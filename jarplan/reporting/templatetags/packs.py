"""What the list of meetings shows of their packs, which are made above its room."""

from django import template

from jarplan.reporting.packs.queries import by_meeting

register = template.Library()


@register.simple_tag(takes_context=True)
def packs_by_meeting(context):
    """{% packs_by_meeting as packs %}: the packs that had been made on the day that is shown, by their meeting."""
    return by_meeting(getattr(context["request"], "as_at", None))


@register.filter
def of_meeting(packs, uuid):
    """{{ packs|of_meeting:meeting.uuid }}: those of one meeting, the earliest first."""
    return (packs or {}).get(str(uuid), [])
