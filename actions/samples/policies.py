"""Who draws a sample of signed-off actions, and who may check one of them."""

from actions.reading.permission import check_who
from actions.rules.lifecycle import Verb
from actions.rules.ways import way
from actions.signoff.policies import involved
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.limits import check_acts


def check_draw(by, inspection=None):
    """`inspection`: of whose plan; None while nothing is chosen yet."""
    sentence = "Only the programme office can draw a sample of signed-off actions."
    return check_acts(by, Role.PROGRAMME, sentence=sentence, about=inspection)


def check_check(by, check, verb=Verb.CHECK_HELD):
    """The programme office, or a cabinet or scrutiny member, as these may open the evidence: whoever had no part in
    the action."""
    action = check.action
    role = check_who(by, action, verb)
    if by.pk in involved(action):
        raise Refused(
            f"You lead {action.reference}, took part in its claim or signed it off, so somebody else must check it.",
            about=action,
        )
    if check.checked_at:
        raise NotNow(f"This check of {action.reference} has already been recorded.")
    check_stands(check)
    way(action, verb)
    return role


def check_stands(check):
    """A check is of one sign-off: once that has ended, there is nothing to check."""
    if check.sign_off.lapsed_at:
        raise NotNow(
            f"The sign-off of {check.action.reference} has ended since the sample was drawn, so there is nothing to "
            "check."
        )
