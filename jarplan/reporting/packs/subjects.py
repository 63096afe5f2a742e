"""The whole state of a meeting pack, for the history. Its content stands in by its digest, as that of a version."""

from django.db.models import Q

from jarplan.audit.canonical import digest
from jarplan.audit.subjects import register
from jarplan.people.roles import Role
from jarplan.reporting.models import MeetingPack

MADE = "made"  # the event by which a pack is frozen


def content_faults(row):
    """A pack whose content is not the text that its digest was made of."""
    if row.number and digest(row.content) != row.digest:
        yield f"The content of {row} was changed after it was made: its digest does not fit."


def seen_in_history(user):
    """Everybody reads that a pack was made; what its drafts said, the programme office alone."""
    return Q() if user.has_role(Role.PROGRAMME) else Q(kind=MADE)


register(
    "meeting_pack",
    "meeting pack",
    MeetingPack,
    "meeting inspection corrects begun_at begun_by cut_off sections decision_maker lead author wards purpose asks "
    "advice explained financial financial_from legal legal_from other other_from number format digest made_at "
    "made_by version",
    lambda row: f"pack {row.number}" if row.number else "draft of a pack",
    faults=content_faults,
    visible=seen_in_history,
    inspection="inspection",
    keyed=True,
)
