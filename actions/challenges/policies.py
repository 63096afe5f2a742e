"""Who may challenge a rating, and who answers."""

from actions.reading.permission import check_way
from actions.rules.lifecycle import Verb
from jarplan.audit.errors import NotNow, Refused


def check_challenge(by, action):
    """One challenge at a time, whoever lodged it."""
    role = check_way(by, action, Verb.CHALLENGE)
    if action.challenges.filter(answered_at__isnull=True).exists():
        raise NotNow(f"The rating of {action.reference} is challenged already; its lead has to answer first.")
    return role


def check_answer(by, challenge):
    """An officer of a lead organisation answers, who did not lodge it."""
    role = check_way(by, challenge.action, Verb.ANSWER)
    if challenge.lodged_by_id == by.pk:
        raise Refused(
            "You lodged this challenge yourself, so somebody else must answer it.", about=challenge.action
        )
    if challenge.answered_at:
        raise NotNow("This challenge has been answered already.")
    return role
