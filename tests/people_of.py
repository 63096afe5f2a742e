"""People for tests of policies that look at roles and organisations alone: no database."""


class Person:
    """Somebody with these roles, of an organisation known by its number."""

    def __init__(self, *roles, organisation=None, pk=1):
        self.roles = frozenset(roles)
        self.organisation_id, self.pk = organisation, pk
        self.limited_to = {}  # no role of theirs is limited to inspections

    def has_role(self, *roles):
        return not self.roles.isdisjoint(roles)
