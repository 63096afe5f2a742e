"""Who is signed in, read with what every page asks of them."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import F

from jarplan.people.models import User
from jarplan.people.roles import roles_among
from jarplan.prepared import answer


def with_roles(user):
    """A row for each role, or one without."""
    people = User.objects.select_related("organisation").annotate(held=F("groups__name"))
    return people.filter(pk=user)


class PeopleBackend(ModelBackend):
    """Names and passwords as the framework has them; whoever is signed in comes with roles and organisation, in one
    query of each request."""

    def get_user(self, user_id):
        rows = answer(("signed in",), with_roles, user=user_id)
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        user = rows[0]
        user.roles = roles_among(row.held for row in rows)
        return user
