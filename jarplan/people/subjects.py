"""The whole state of each aggregate of this room, for the history."""

from jarplan.audit.subjects import only_for, register, since_then
from jarplan.people.models import CalendarToken, Organisation, OrganisationInForce, Post, PostInForce, User
from jarplan.people.roles import Role

for_administrators = only_for(lambda user: user.has_role(Role.ADMINISTRATOR))


def post_parts(row):
    holdings = row.holdings.all()
    return {
        "holders": [{"user": one.user.uuid, "from": one.held_from, "to": one.held_to} for one in holdings]
    }


register(
    "organisation",
    "organisation",
    Organisation,
    "name short_name kind source is_sample version",
    lambda row: row.name,
    in_force=OrganisationInForce,
)
register(
    "post",
    "post",
    Post,
    "title organisation is_sample version",
    lambda row: row.title,
    parts=post_parts,
    prefetch=("holdings__user",),
    in_force=PostInForce,
)
register(
    "user",
    "person",
    User,
    "username full_name email organisation mail_every is_active is_staff is_superuser limited_to version",
    lambda row: row.username,
    parts=lambda row: {"roles": sorted(group.name for group in row.groups.all())},
    prefetch=("groups",),
    visible=for_administrators,
    format=3,
    upcasters={2: since_then(limited_to={})},
    keyed=True,
)
# Whose it is, when it was made and ended. The digest stays out: the history holds no part of a secret.
register(
    "calendar_token",
    "calendar address",
    CalendarToken,
    "person made_at made_by ended_at ended_by version",
    lambda row: row.person.username,
    beside=("person__username",),
    visible=for_administrators,
    keyed=True,
)
