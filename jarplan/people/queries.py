"""Reads of this room: who holds which post now, and the lists of people and posts."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from jarplan.audit.reading.folding import last_states
from jarplan.people.models import Post, PostHolding, SignInAttempt, User


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


# A queryset that is never looked at itself: each use of it is a new query.
HELD = PostHolding.objects.filter(held_to__isnull=True)


def people(*, q="", role="", organisation=None, state=""):
    """People by name, with roles and posts; those deactivated only where `state` asks for them or for all."""
    found = User.objects.select_related("organisation").prefetch_related(
        "groups", Prefetch("holdings", HELD.select_related("post"), to_attr="held")
    )
    if q:
        found = found.filter(Q(full_name__icontains=q) | Q(username__icontains=q) | Q(email__icontains=q))
    if role:
        found = found.filter(groups__name=role)
    if organisation:
        found = found.filter(organisation=organisation)
    if state != "all":
        found = found.filter(is_active=state != "deactivated")
    return found.order_by("full_name", "pk")


def posts(*, q="", organisation=None, vacant=""):
    """Posts by organisation and title, with their holders; `vacant="yes"`: those that nobody holds."""
    found = Post.objects.select_related("organisation").prefetch_related(
        Prefetch("holdings", HELD.select_related("user"), to_attr="held")
    )
    if q:
        found = found.filter(
            Q(title__icontains=q) | Exists(HELD.filter(post=OuterRef("pk"), user__full_name__icontains=q))
        )
    if organisation:
        found = found.filter(organisation=organisation)
    if vacant == "yes":
        found = found.filter(~Exists(HELD.filter(post=OuterRef("pk"))))
    return found.order_by("organisation__name", "title", "pk")


def sign_in_attempts(*, q="", address="", outcome=""):
    """Attempts to sign in, the last first, with whose user name was typed."""
    found = SignInAttempt.objects.select_related("person")
    if q:
        found = found.filter(Q(person__full_name__icontains=q) | Q(person__username__icontains=q))
    if address:
        found = found.filter(Q(network__startswith=address) | Q(address__startswith=address))
    if outcome:
        found = found.filter(outcome=outcome)
    return found


def names_of_gone(uuids):
    """{UUID as text: name} of those of these that the history knows as posts or organisations, as they were last
    called: for what is no longer there. `uuids`: as text."""
    states = last_states(("post", "organisation"), uuids) if uuids else {}
    bodies = {state["organisation"] for (kind, _uuid), state in states.items() if kind == "post"}
    states |= last_states(("organisation",), bodies) if bodies else {}
    return {uuid: name_in(state, states) for (_kind, uuid), state in states.items() if uuid in uuids}


def name_in(state, states):
    """The name of a post or an organisation from its state; `states` has those of organisations."""
    if "title" not in state:
        return state["name"]
    body = states.get(("organisation", state["organisation"]))
    return f"{state['title']}, {body['name']}" if body else state["title"]
