"""Who may change what in this room, and when. `check_x` returns the role that the person acts in (None for
the system) and raises Refused with a sentence fit for the page; `may_x` is the same as a yes or no."""

from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.limits import acts, check_acts


def check_programme(by, sentence, about):
    """The programme office, or the system itself."""
    return None if by is None else check_acts(by, Role.PROGRAMME, sentence=sentence, about=about)


def may_change(by, about=None):
    """Whether the buttons of this room are shown."""
    return by is not None and acts(by, Role.PROGRAMME, about)


def check_versions(by, about=None):
    """A version is made, approved, published and withdrawn by a person, never by the system. `about`: the version, or
    the inspection whose plan it will be."""
    sentence = "Only the programme office may make, approve, publish or withdraw a version of the plan."
    if by is None:
        raise Refused(sentence, about=about)
    return check_programme(by, sentence, about)


def in_state(plan_version, *states, say):
    """Raises NotNow, with what it is instead, where the version is in none of these states."""
    if plan_version.state not in states:
        raise NotNow(f"{say}; this one is {plan_version.get_state_display()}.")


def check_inspections(by, about=None):
    """Inspections and rules of law are entered by a person: an administrator or the programme office."""
    sentence = (
        "Only an administrator or the programme office may add an inspection, a type of inspection or a statutory "
        "rule."
    )
    if by is None:
        raise Refused(sentence, about=about)
    return check_acts(by, Role.PROGRAMME, Role.ADMINISTRATOR, sentence=sentence, about=about)
