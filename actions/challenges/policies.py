"""Who may challenge a rating, and who answers."""

from actions.reading.permission import check_way
from actions.rules.lifecycle import Verb
from jarplan.audit.errors import NotNow, Refused


def check_challenge(by, action):
    """One challenge at a time, whoever lodged it."""
    role = check_way(by, action, Verb.CHALLENGE)
    if waiting_challenge(action):
        raise NotNow(f"The rating of {action.reference} is challenged already; its lead has to answer first.")
    return role


def waiting_challenge(action):
    """The challenge that waits for an answer, or None; among all of it, which a page may have read already."""
    return next((one for one in action.challenges.all() if not one.answered_at), None)


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
