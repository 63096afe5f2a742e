"""The whole state of each aggregate of this room, for the history."""

from django.db.models import Q

from jarplan.audit.subjects import Subject, register
from jarplan.people.models import CalendarToken, Organisation, Post, User
from jarplan.people.roles import Role


def organisation_state(row):
    return {
        "name": row.name,
        "short_name": row.short_name,
        "kind": row.kind,
        "source": row.source,
        "is_sample": row.is_sample,
        "version": row.version,
    }


def post_state(row):
    return {
        "title": row.title,
        "organisation": row.organisation.uuid,
        "is_sample": row.is_sample,
        "holders": [
            {"user": holding.user.uuid, "from": holding.held_from, "to": holding.held_to}
            for holding in row.holdings.all()
        ],
        "version": row.version,
    }


def user_state(row):
    return {
        "username": row.username,
        "full_name": row.full_name,
        "email": row.email,
        "organisation": row.organisation.uuid if row.organisation else None,
        "roles": sorted(group.name for group in row.groups.all()),
        "mail_every": row.mail_every,
        "is_active": row.is_active,
        "is_staff": row.is_staff,
        "is_superuser": row.is_superuser,
        "version": row.version,
    }


def calendar_token_state(row):
    """Whose it is, when it was made and ended. The digest stays out: the history holds no part of a secret."""
    return {
        "person": row.person.uuid,
        "made_at": row.made_at,
        "made_by": row.made_by.uuid,
        "ended_at": row.ended_at,
        "ended_by": row.ended_by.uuid if row.ended_by else None,
        "version": row.version,
    }


def with_mail(state):
    """Format 1 of a person did not say how often they are written to: it was never."""
    return {**state, "mail_every": "day"}


def for_administrators(user):
    return Q() if user.has_role(Role.ADMINISTRATOR) else Q(pk__in=[])


register(
    Subject(
        kind="organisation",
        label="organisation",
        model=Organisation,
        state=organisation_state,
        reference=lambda row: row.name,
    )
)
register(
    Subject(
        kind="post",
        label="post",
        model=Post,
        state=post_state,
        reference=lambda row: row.title,
        select=("organisation",),
        prefetch=("holdings__user",),
    )
)
register(
    Subject(
        kind="user",
        label="person",
        model=User,
        state=user_state,
        reference=lambda row: row.username,
        select=("organisation",),
        prefetch=("groups",),
        visible=for_administrators,
        format=2,
        upcasters={1: with_mail},
    )
)
register(
    Subject(
        kind="calendar_token",
        label="calendar address",
        model=CalendarToken,
        state=calendar_token_state,
        reference=lambda row: row.person.username,
        select=("person", "made_by", "ended_by"),
        visible=for_administrators,
    )
)
