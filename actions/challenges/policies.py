"""Who may challenge a rating or ask a question, and who answers."""

from actions.reading.permission import check_way
from actions.rules.lifecycle import Verb
from jarplan.audit.errors import NotNow, Refused


def check_challenge(by, action):
    """One challenge at a time, whoever lodged it."""
    role = check_way(by, action, Verb.CHALLENGE)
    if waiting_challenge(action):
        raise NotNow(f"The rating of {action.reference} is challenged already; its lead has to answer first.")
    return role


def check_question(by, action):
    """Whoever may challenge, and who signs for a lead organisation: several questions may wait side by side."""
    return check_way(by, action, Verb.ASK)


def waiting_challenge(action):
    """The challenge that waits for an answer, or None; among all of it, which a page may have read already."""
    return next((one for one in action.challenges.all() if one.doubts and not one.answered_at), None)


def waiting_questions(action):
    """The questions that wait for an answer, the oldest first; read as waiting_challenge() does."""
    return [one for one in action.challenges.all() if not one.doubts and not one.answered_at]


def check_answer(by, challenge):
    """An officer of a lead organisation answers, who did not lodge it."""
    role = check_way(by, challenge.action, Verb.ANSWER)
    what = "challenge" if challenge.doubts else "question"
    if challenge.lodged_by_id == by.pk:
        did = "lodged this challenge" if challenge.doubts else "asked this question"
        raise Refused(f"You {did} yourself, so somebody else must answer it.", about=challenge.action)
    if challenge.answered_at:
        raise NotNow(f"This {what} has been answered already.")
    return role
