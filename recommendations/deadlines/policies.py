"""Who may count, adopt and meet deadlines, and add closures."""

from jarplan.audit.errors import Refused
from jarplan.people.roles import Role
from recommendations.limits import SHARED, acts, check_acts
from recommendations.models import DayOff
from recommendations.policies import check_programme


def check_adopt_date(by, deadline):
    """A date is adopted by a person, never by the system."""
    sentence = "Only the programme office may adopt a date."
    if by is None:
        raise Refused(sentence, about=deadline)
    return check_programme(by, sentence, deadline)


def check_count(by, deadline):
    return check_programme(by, "Only the programme office may recalculate a deadline.", deadline)


def check_count_again(by, deadline):
    """A date that stands is changed by a person, never by the system."""
    if by is None:
        raise Refused("Only a signed-in person may recalculate a deadline.", about=deadline)
    return check_count(by, deadline)


def check_record_met(by, deadline):
    """That a duty is met is said by a person, never by the system."""
    sentence = "Only the programme office may record that a duty has been met."
    if by is None:
        raise Refused(sentence, about=deadline)
    return check_programme(by, sentence, deadline)


def check_day_off(by, kind, day_off=None):
    """A bank holiday is the country's: the administrator may add it too. Closed offices are the council's own."""
    if by is None:
        raise Refused("Only a signed-in person may add or remove a bank holiday or closure.", about=day_off)
    roles = (Role.ADMINISTRATOR, Role.PROGRAMME) if kind == DayOff.Kind.BANK_HOLIDAY else (Role.PROGRAMME,)
    sentence = (
        "Only the programme office may add or remove days when the offices are closed."
        if kind == DayOff.Kind.CLOSURE
        else "Only the programme office and an administrator may add or remove a bank holiday."
    )
    return check_acts(by, *roles, sentence=sentence, about=day_off or SHARED)


def may_add_days_off(by):
    """Whether the buttons of the days off are shown."""
    return by is not None and any(acts(by, role, SHARED) for role in (Role.PROGRAMME, Role.ADMINISTRATOR))


def check_days_off(by):
    """Opening the form to add a day off. Which kinds may be added is asked again by the verb."""
    sentence = "Only the programme office and an administrator may change bank holidays and closures."
    if by is None:
        raise Refused(sentence)
    check_acts(by, Role.PROGRAMME, Role.ADMINISTRATOR, sentence=sentence, about=SHARED)


def check_record_receipt(by, inspection):
    return check_programme(
        by, "Only the programme office may record when the report was received.", inspection
    )


def check_record_sent(by, inspection):
    return check_programme(by, "Only the programme office may record when the report was sent.", inspection)


def check_record_visit(by, inspection):
    return check_programme(
        by, "Only the programme office may record when the inspectors' visit ended.", inspection
    )
