"""Who may change what in this room, and when. `check_x` returns the role that the person acts in (None for
the system) and raises Refused with a sentence fit for the page; `may_x` is the same as a yes or no."""

from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.models import DayOff


def check_programme(by, sentence, about):
    """The programme office, or the system itself."""
    if by is None:
        return None
    if not by.has_role(Role.PROGRAMME):
        raise Refused(sentence, about=about)
    return Role.PROGRAMME


def check_set_accountable(by, recommendation):
    return check_programme(
        by, "Only the programme office may say who answers for a recommendation.", recommendation
    )


def check_adopt_date(by, deadline):
    """A date is adopted by a person, never by the system."""
    sentence = "Only the programme office may adopt a date."
    if by is None:
        raise Refused(sentence, about=deadline)
    return check_programme(by, sentence, deadline)


def check_count(by, deadline):
    return check_programme(by, "Only the programme office may have the days of a deadline counted.", deadline)


def check_count_again(by, deadline):
    """A date that stands is changed by a person, never by the system."""
    if by is None:
        raise Refused("Only a person may have the days counted again.", about=deadline)
    return check_count(by, deadline)


def check_record_met(by, deadline):
    """That a duty is met is said by a person, never by the system."""
    sentence = "Only the programme office may record that a duty is met."
    if by is None:
        raise Refused(sentence, about=deadline)
    return check_programme(by, sentence, deadline)


def check_day_off(by, kind, day_off=None):
    """A bank holiday is the country's: the administrator may add it too. Closed offices are the council's own."""
    if by is None:
        raise Refused("Only a person may add a day off, or take one out.", about=day_off)
    if kind == DayOff.Kind.BANK_HOLIDAY and by.has_role(Role.ADMINISTRATOR):
        return Role.ADMINISTRATOR
    sentence = (
        "Only the programme office may say on which days the offices are closed."
        if kind == DayOff.Kind.CLOSURE
        else "Only the programme office and an administrator may add a bank holiday or take one out."
    )
    return check_programme(by, sentence, day_off)


def may_add_days_off(by):
    """Whether the buttons of the days off are shown."""
    return by is not None and (by.has_role(Role.PROGRAMME) or by.has_role(Role.ADMINISTRATOR))


def check_days_off(by):
    """Opening the form to add a day off. Which kinds may be added is asked again by the verb."""
    if not may_add_days_off(by):
        raise Refused("Only the programme office and an administrator may change the days off.", about=None)


def check_record_step(by, step):
    """What was sent to whom is said by a person, never by the system."""
    sentence = "Only the programme office may record a step of publication."
    if by is None:
        raise Refused(sentence, about=step)
    return check_programme(by, sentence, step)


def check_record_receipt(by, inspection):
    return check_programme(
        by, "Only the programme office may record when the report was received.", inspection
    )


def check_add_meeting(by):
    return check_programme(by, "Only the programme office may add a meeting.", None)


def check_record_outcome(by, meeting):
    return check_programme(by, "Only the programme office may record what a meeting decided.", meeting)


def check_versions(by, plan_version=None):
    """A version is made, approved, published and withdrawn by a person, never by the system."""
    sentence = "Only the programme office may make, approve, publish or withdraw a version of the plan."
    if by is None:
        raise Refused(sentence, about=plan_version)
    return check_programme(by, sentence, plan_version)


def check_inspections(by, about=None):
    """Inspections and rules of law are entered by a person: an administrator or the programme office."""
    for role in (Role.PROGRAMME, Role.ADMINISTRATOR):
        if by is not None and by.has_role(role):
            return role
    raise Refused(
        "Only an administrator or the programme office may enter an inspection or a rule of law.", about=about
    )


def check_words(inspection):
    """The inspectors' words are typed in until they are confirmed, and never after."""
    if inspection.confirmed:
        raise NotNow(
            "This inspection is confirmed: the inspectors' words can no longer be changed. Actions, deadlines and "
            "publication go on as before."
        )


def may_change(by):
    """Whether the buttons of this room are shown."""
    return by is not None and by.has_role(Role.PROGRAMME)
