"""Whom the plan turns to about an action: where nobody holds the post that leads it, every officer of its lead
organisation."""

from django.db.models import BooleanField, Exists, OuterRef, Q, Value

from actions.models import Lead
from jarplan.people.models import PostHolding, User
from jarplan.people.queries import posts_held_by
from jarplan.people.roles import Role


def with_own_posts(rows, user, posts=None):
    """Rows of actions; `is_own_post` marks those led by a post that this person holds. `posts`: these, for a caller
    that has read them."""
    if posts is None:
        posts = posts_held_by(user).values("pk")
    elif not posts:
        return rows.annotate(is_own_post=Value(False, BooleanField()))
    return rows.annotate(is_own_post=Exists(Lead.objects.filter(action=OuterRef("pk"), post__in=posts)))


def led_by(rows, organisation):
    """Of rows of actions, those that an organisation (its id) leads."""
    return rows.filter(Exists(Lead.objects.filter(action=OuterRef("pk"), post__organisation=organisation)))


def tells(organisation):
    """Of the actions that an organisation leads, those that an officer of it is written to about: where a post that
    they hold leads it; all its officers, where nobody who can be written to holds a post of it that leads.
    """
    officers = people_to_write_to().filter(organisation=organisation, groups__name=Role.OFFICER)
    holders = PostHolding.objects.filter(
        held_to__isnull=True,
        post__leads__action=OuterRef("pk"),
        post__organisation=organisation,
        user__in=officers.values("pk"),
    )
    return Q(is_own_post=True) | ~Exists(holders)


def people_to_write_to():
    """Whom the plan may write to: active people with an email address."""
    return User.objects.filter(is_active=True).exclude(email="")
