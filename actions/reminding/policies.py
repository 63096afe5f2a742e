"""Who sets whom the plan tells of a late report."""

from jarplan.audit.errors import NotNow
from jarplan.people.roles import Role
from recommendations.limits import SHARED, check_acts


def check_set(by):
    """The ladder is one for all inspections: who is limited to some does not set it."""
    sentence = "Only the programme office or an administrator can set reminders and escalation."
    return check_acts(by, Role.PROGRAMME, Role.ADMINISTRATOR, sentence=sentence, about=SHARED)


def check_rises(ladder):
    """NotNow where a later step of the ladder comes no later than one before it."""
    steps = [(words, after) for _key, words, after in ladder.steps if after is not None]
    for (words, after), (above, later) in zip(steps, steps[1:], strict=False):
        if later <= after:
            raise NotNow(
                f"{above} must be told later than “{words}”: enter more than {after} "
                f"working day{'' if after == 1 else 's'}, or leave it empty."
            )
