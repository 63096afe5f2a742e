"""Reads of this room: who holds which post now."""

from jarplan.people.models import Post, PostHolding, User


def posts_held_by(person):
    """The posts that a person holds now."""
    held = PostHolding.objects.filter(user=person, held_to__isnull=True)
    return Post.objects.filter(pk__in=held.values("post")).select_related("organisation")


def holders_of(post):
    """The people who hold a post now."""
    held = PostHolding.objects.filter(post=post, held_to__isnull=True)
    return User.objects.filter(pk__in=held.values("user"))


def people_who_may_hold(post=None):
    """Active people, for the choice of a post's holder; without those who hold it already."""
    people = User.objects.filter(is_active=True).select_related("organisation")
    return people.exclude(pk__in=holders_of(post).values("pk")) if post else people
