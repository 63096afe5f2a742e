"""Who must take a second step, and who may add or remove one."""

from functools import partial

from django.conf import settings

from jarplan.audit.errors import NotNow, Refused, allows
from jarplan.people.policies import check_is_active, check_manage_people

MARK = "second step"  # in the session: it was taken, or whoever signed the person in has seen to it


def must_take(person):
    """Whether somebody's roles ask for a second step. Technical accounts must where anybody must: they read all."""
    required = settings.SECOND_STEP_ROLES
    return bool(required) and (person.is_superuser or not person.roles.isdisjoint(required))


def check_own(by, person):
    if by != person:
        raise Refused("You can only change the second step of your own account.", about=person)
    check_is_active(person)


def check_remove(by, person):
    """One's own, where no role asks for it; for somebody who has lost their phone, the administrator removes it."""
    if by == person:
        if must_take(person):
            raise NotNow("Your role needs the second step. To use another phone, ask another administrator.")
        return ""
    return check_manage_people(by, person)


may_remove = partial(allows, check_remove)
