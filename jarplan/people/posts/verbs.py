"""The verbs on organisations, posts and who holds them. The only code that writes these."""

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, locked, save_version, verb
from jarplan.clock import day_of
from jarplan.people import policies
from jarplan.people.mending.verbs import correct, withdrawing
from jarplan.people.models import Organisation, Post, PostHolding, User
from jarplan.people.validation import insert, insert_all


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
    """Renames an organisation or changes what is said of it, for a reason. Raises NotNow, Stale, ValidationError."""
    role = policies.check_manage_organisations(by, organisation)
    values = {"name": name, "short_name": short_name, "kind": kind}
    return correct(ledger, role, locked(Organisation, organisation, version), reason, values, kind="changed")


@verb
def add_post(*, by, now, ledger, title, organisation, is_sample=False):
    """Adds a post, vacant; ValidationError where the organisation has one of this title."""
    role = policies.check_add_organisation(by)
    post = insert(Post(title=title, organisation=organisation, is_sample=is_sample))
    ledger.record(post, "added", role=role)
    return post


@verb
def add_names(*, by, now, ledger, organisations, posts, source):
    """Adds many organisations by their names, then many vacant posts as (title, name of its organisation), for an
    import that names them; ValidationError where one of them is there already."""
    role = policies.check_add_organisation(by)
    added = insert_all([Organisation(name=name, source=source) for name in organisations])
    bodies = {row.name.casefold(): row for row in Organisation.objects.all()} if posts else {}
    added += insert_all([Post(title=title, organisation=bodies[body.casefold()]) for title, body in posts])
    for row in added:
        # A new post is vacant: there is nothing to be fetched.
        row._prefetched_objects_cache = {"holdings": []}
        ledger.record(row, "added", role=role, whole=True)
        row._prefetched_objects_cache = {}


@verb
def rename_post(*, by, now, ledger, post, version, title, reason=""):
    """Gives a post another title, for a reason; its actions stay its own. Raises NotNow, Stale, ValidationError."""
    role = policies.check_manage_organisations(by, post)
    return correct(ledger, role, locked(Post, post, version), reason, {"title": title}, kind="renamed")


withdraw_organisation = withdrawing(policies.check_manage_organisations)
withdraw_post = withdrawing(policies.check_manage_organisations)


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


def start_holding(post, person, *, day):
    """Begins a holding; NotNow where the person is deactivated or holds the post already."""
    policies.check_is_active(person)
    if post.holdings.filter(user=person, held_to__isnull=True).exists():
        raise NotNow(f"{person.full_name} already holds this post.")
    PostHolding.objects.create(post=post, user=person, held_from=day)


def end_holding(post, person, *, day):
    """Ends a holding; never before it began, even where the plan's clock was set back."""
    holding = post.holdings.filter(user=person, held_to__isnull=True).first()
    if holding is None:
        raise NotNow(f"{person.full_name} does not hold this post.")
    PostHolding.objects.filter(pk=holding.pk).update(held_to=max(day, holding.held_from))
