"""A meeting at which something of an action was decided was held; see recommendations/meetings/held.py."""

from actions.models import AgendaDecision, ContentChange, DateChange, LaterLook, SignOff
from recommendations.meetings.held import register

# What says at which meeting it was decided.
DECIDED_AT = (DateChange, ContentChange, SignOff, LaterLook)


def decided_here(meeting):
    if AgendaDecision.objects.filter(item__meeting=meeting).exists():
        return True
    return any(model.objects.filter(meeting=meeting).exists() for model in DECIDED_AT)


register(decided_here)
