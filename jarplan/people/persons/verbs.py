"""The verbs on people. The only code that writes people, their roles and their passwords."""

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow, Stale, check_given
from jarplan.audit.ledger import lock, locked, save_version, verb
from jarplan.clock import day_of
from jarplan.people import policies
from jarplan.people.accounts.links import path_for
from jarplan.people.mending.verbs import correct
from jarplan.people.models import User
from jarplan.people.posts.verbs import end_holding, start_holding
from jarplan.people.queries import posts_held_by
from jarplan.people.roles import Role
from jarplan.people.validation import insert, validated


@verb
def add_person(*, by, now, ledger, username, full_name, email="", organisation=None, roles=(), password=None):
    """Adds a person, who cannot sign in before a password is set: here or by a link. Returns the User.

    Raises ValidationError where the user name is taken or a value or the password is not good enough.
    """
    role = policies.check_manage_people(by)
    check_roles(roles, organisation)
    person = User(username=username, full_name=full_name, email=email, organisation=organisation)
    if password is not None:
        validate_password(password, person)
    person.set_password(password)
    insert(person)
    person.groups.set(groups_of(roles))
    ledger.record(person, "added", role=role)
    return person


@verb
def change_person(*, by, now, ledger, person, version, full_name, email, organisation, roles, reason=""):
    """Changes a person's name, email address, organisation and roles; a save that changes nothing is none.

    Raises Stale where somebody saved first, NotNow where the last administrator would be gone.
    """
    role = policies.check_manage_people(by, person)
    check_roles(roles, organisation)
    values = {"full_name": full_name, "email": email, "organisation": organisation}
    validated(person, **values)
    # First of all locks of this verb, as in deactivate_person: rows of people come after it.
    lock_administrators()
    person = User.objects.get(pk=person.pk)
    if Role.ADMINISTRATOR not in roles:
        policies.check_an_administrator_remains(person)
    before = set(person.groups.values_list("name", flat=True))
    if before == set(map(str, roles)) and all(getattr(person, name) == values[name] for name in values):
        # A save that changes nothing is stale all the same where somebody changed the person: both texts
        # are shown.
        if person.version != version:
            raise Stale(person)
        return person
    save_version(person, version=version, **values)
    person.groups.set(groups_of(roles))
    ledger.record(person, "changed", role=role, reason=reason)
    return person


@verb
def correct_username(*, by, now, ledger, person, version, username, reason):
    """Corrects the user name of a person who has never signed in, for a reason. Raises NotNow, Stale,
    ValidationError."""
    current = locked(User, person, version)
    role = policies.check_correct_username(by, current)
    return correct(ledger, role, current, reason, {"username": username})


@verb
def limit_roles(*, by, now, ledger, person, version, limited_to, reason):
    """Limits roles of a person to inspections: {role: their references}, an empty list for all of them; a role that
    is not named stays as it is, also while the person does not hold it. Reading is not limited.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_limit_roles(by, person)
    reason = check_given(reason, "Enter the reason.")
    # As in change_person: two administrators who limit each other must not leave the plan with none.
    lock_administrators()
    person = User.objects.get(pk=person.pk)
    if limited_to.get(Role.ADMINISTRATOR):
        policies.check_an_administrator_remains(person)
    changed = person.limited_to | {str(name): sorted(limit) for name, limit in limited_to.items()}
    changed = {name: limit for name, limit in changed.items() if limit}
    if changed == person.limited_to:
        if person.version != version:
            raise Stale(person)
        return person
    save_version(person, version=version, limited_to=changed)
    ledger.record(person, "role limited", role=role, reason=reason)
    return person


@verb
def deactivate_person(*, by, now, ledger, person, version, handovers=None, reason=""):
    """Ends a person's access at once and their holding of every post.

    `handovers` says for each Post they hold who holds it next (a User, or None: vacant); without it all
    become vacant. NotNow where it does not name exactly the posts that they hold by now.
    """
    role = policies.check_manage_people(by, person)
    policies.check_is_active(person)
    lock_administrators()
    policies.check_an_administrator_remains(person)
    successors = [successor.pk for successor in (handovers or {}).values() if successor]
    # The successors too: one who is deactivated at the same moment must not be given a post.
    lock(User.objects.filter(pk__in=[person.pk, *successors]))
    save_version(person, version=version, is_active=False)
    person.__dict__.pop("roles", None)
    # People before posts, here and in hold_post(): one order for both.
    posts = lock(posts_held_by(person))
    if handovers is None:
        handovers = dict.fromkeys(posts)
    if set(handovers) != set(posts):
        raise NotNow("The posts that this person holds have changed. Check them again.")
    for post in posts:
        hand_on(post, person, handovers[post], day=day_of(now))
        ledger.record(post, "handed over", role=role, reason=f"{person.full_name} was deactivated.")
    ledger.record(person, "deactivated", role=role, reason=reason)
    return person


def hand_on(post, person, successor, *, day):
    """Ends a person's holding of a locked post and begins the successor's, where there is one."""
    save_version(post, version=post.version)
    end_holding(post, person, day=day)
    if successor is not None and not post.holdings.filter(user=successor, held_to__isnull=True).exists():
        start_holding(post, successor, day=day)


@verb
def reactivate_person(*, by, now, ledger, person, version, reason=""):
    """Lets a person sign in again, with the roles they had. Posts are given to them anew."""
    role = policies.check_manage_people(by, person)
    if person.is_active:
        raise NotNow(f"{person.full_name} is already active.")
    save_version(person, version=version, is_active=True)
    ledger.record(person, "reactivated", role=role, reason=reason)
    return person


@verb
def issue_password_link(*, by, now, ledger, person):
    """The path of a one-use link, valid for three days, with which a person sets a password. It kills
    earlier links; their present password works until it is used. The history never holds the link."""
    role = policies.check_issue_password_link(by, person)
    person = User.objects.get(pk=person.pk)
    save_version(person, version=person.version)
    ledger.record(person, "password link issued", role=role)
    return path_for(person)


def check_roles(roles, organisation):
    """Officers and approvers act for an organisation, so they need one (ValidationError)."""
    unknown = set(roles) - set(Role.values)
    if unknown:
        raise ValidationError({"roles": f"There is no role called {', '.join(sorted(unknown))}."})
    if organisation is None and {Role.OFFICER, Role.APPROVER} & set(roles):
        raise ValidationError(
            {"organisation": "Officers and approvers must have an organisation. Choose one."}
        )


def groups_of(roles):
    return Group.objects.filter(name__in=[str(role) for role in roles])


def lock_administrators():
    """One at a time: two administrators who deactivate each other must not leave the plan with none."""
    # One row that everybody who could take the last administrator away must hold.
    return Group.objects.select_for_update(no_key=True).get(name=Role.ADMINISTRATOR)
