"""Who may download, upload and send a round's return, and for whom."""

from actions.reading.rounds import read_rounds
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role

NO_ROUND = "There is no reporting round yet, so there is no return to fill in."


def check_return(by):
    """Officers report on what their organisation leads; the programme office brings back what others
    filled in."""
    if by.has_role(Role.OFFICER) and by.organisation_id:
        return Role.OFFICER
    return check_return_for(by)


def check_return_for(by):
    """The programme office sends a return for somebody else."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only officers and the programme office can send a progress return.")
    return Role.PROGRAMME


def current_round(day, rounds=None):
    """The round that a return of this day is for; NotNow where there is none."""
    current = (read_rounds() if rounds is None else rounds).current(day)
    if current is None:
        raise NotNow(NO_ROUND)
    return current
