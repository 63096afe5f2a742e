"""The verbs on organisations, posts and who holds them. The only code that writes these."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.clock import day_of
from jarplan.people import policies
from jarplan.people.models import Organisation, Post, PostHolding, User
from jarplan.people.records import insert, validated


@verb
def add_organisation(*, by, now, ledger, name, short_name="", kind="", source="", is_sample=False):
    """Adds an organisation; ValidationError where there is one of this name."""
    role = policies.check_add_organisation(by)
    organisation = insert(
        Organisation(name=name, short_name=short_name, kind=kind, source=source, is_sample=is_sample)
    )
    ledger.record(organisation, "added", role=role)
    return organisation


@verb
def change_organisation(*, by, now, ledger, organisation, version, name, short_name="", kind="", reason=""):
    """Renames an organisation or changes what is said of it. Raises Stale or ValidationError."""
    role = policies.check_manage_organisations(by, organisation)
    values = {"name": name, "short_name": short_name, "kind": kind}
    save_good(organisation, version, values)
    ledger.record(organisation, "changed", role=role, reason=reason)
    return organisation


@verb
def add_post(*, by, now, ledger, title, organisation, is_sample=False):
    """Adds a post, vacant; ValidationError where the organisation has one of this title."""
    role = policies.check_add_organisation(by)
    post = insert(Post(title=title, organisation=organisation, is_sample=is_sample))
    ledger.record(post, "added", role=role)
    return post


@verb
def rename_post(*, by, now, ledger, post, version, title, reason=""):
    """Gives a post another title; its actions stay its own. Raises Stale or ValidationError."""
    role = policies.check_manage_organisations(by, post)
    save_good(post, version, {"title": title})
    ledger.record(post, "renamed", role=role, reason=reason)
    return post


@verb
def hold_post(*, by, now, ledger, post, version, person):
    """Gives a post to a person from today, beside those who hold it already."""
    role = policies.check_manage_people(by, post)
    (person,) = lock(User.objects.filter(pk=person.pk))
    save_version(post, version=version)
    start_holding(post, person, day=day_of(now))
    ledger.record(post, "given", role=role)
    return post


@verb
def hand_over_post(*, by, now, ledger, post, version, person, successor, reason=""):
    """Passes a post, and with it its actions, from one person to another today (None: it becomes vacant).
    One event of the post."""
    role = policies.check_manage_people(by, post)
    if successor is not None:
        (successor,) = lock(User.objects.filter(pk=successor.pk))
    save_version(post, version=version)
    end_holding(post, person, day=day_of(now))
    if successor is not None:
        start_holding(post, successor, day=day_of(now))
    ledger.record(post, "handed over" if successor else "left", role=role, reason=reason)
    return post


@verb
def leave_post(*, by, now, ledger, post, version, person, reason=""):
    """Ends a person's holding of a post today, without a successor."""
    arguments = {"post": post, "version": version, "person": person, "successor": None, "reason": reason}
    return hand_over_post(by=by, now=now, ledger=ledger, **arguments)


def start_holding(post, person, *, day):
    """Begins a holding; NotNow where the person is deactivated or holds the post already."""
    policies.check_is_active(person)
    if post.holdings.filter(user=person, held_to__isnull=True).exists():
        raise NotNow(f"{person.full_name} holds this post already.")
    PostHolding.objects.create(post=post, user=person, held_from=day)


def end_holding(post, person, *, day):
    """Ends a holding; never before it began, even where the plan's clock was set back."""
    holding = post.holdings.filter(user=person, held_to__isnull=True).first()
    if holding is None:
        raise NotNow(f"{person.full_name} does not hold this post.")
    PostHolding.objects.filter(pk=holding.pk).update(held_to=max(day, holding.held_from))


def save_good(instance, version, values):
    """Saves good values to a record of this version; a name taken a moment ago is a ValidationError."""
    validated(instance, **values)
    try:
        with transaction.atomic():
            save_version(instance, version=version, **values)
    except IntegrityError:
        raise ValidationError("This name was taken a moment ago. Choose another one.") from None
