"""Roles by the issuer's groups, read at each sign-in: of the roles that the setting names, people have those of their
groups, and all others stay as the administrator gave them.
"""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError

from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.people.models import User
from jarplan.people.persons.verbs import change_person

log = logging.getLogger(__name__)
REASON = "Groups in the organisation’s directory"


def roles_by(groups, held, mapping):
    """The roles of somebody with these groups who holds these ones. `mapping`: ((group, role), ...)."""
    governed = {role for _group, role in mapping}
    return {role for role in held if role not in governed} | {
        role for group, role in mapping if group in groups
    }


def follow_groups(person, claims):
    """Gives the person the roles of their groups, by the verb that the administrator has."""
    mapping = settings.OIDC_GROUP_ROLES
    if not mapping:
        return
    groups = claims.get(settings.OIDC_GROUPS_CLAIM)
    groups = groups if isinstance(groups, list) else []
    person = User.objects.select_related("organisation").get(pk=person.pk)
    values = {"full_name": person.full_name, "email": person.email, "organisation": person.organisation}
    roles = sorted(roles_by(groups, set(map(str, person.roles)), mapping))
    try:
        change_person(
            by=None,
            now=clock.now(),
            person=person,
            version=person.version,
            roles=roles,
            reason=REASON,
            **values,
        )
    except (NotNow, ValidationError):
        # The last administrator, or an officer without an organisation: the administrator puts it right.
        log.warning("Roles by groups could not be given to %s.", person.uuid)
