"""Who may change people, posts and organisations, and when. Each rule stands here once.

`check_x` returns the role that it lets the person act in (None for the system, `by=None`: set-up commands)
and raises Refused or NotNow with a sentence fit for the page; `may_x` says the same as a yes or no.
"""

from functools import partial

from jarplan.audit.errors import NotNow, Refused, allows
from jarplan.people.models import User
from jarplan.people.roles import Role


def check_role(by, *roles, sentence, about=None):
    """The first of `roles` that `by` holds, None for the system; Refused with the sentence where none."""
    if by is None:
        return None
    for role in roles:
        if by.has_role(role):
            return role
    raise Refused(sentence, about=about)


def check_manage_people(by, about=None):
    """People, their roles and the posts that they hold are the administrator's."""
    return check_role(
        by,
        Role.ADMINISTRATOR,
        sentence="Only an administrator may change people and the posts they hold.",
        about=about,
    )


def check_manage_organisations(by, about=None):
    """Organisations and posts are the administrator's too; an import by the programme office may add them."""
    return check_role(
        by,
        Role.ADMINISTRATOR,
        sentence="Only an administrator may change organisations and posts.",
        about=about,
    )


def check_add_organisation(by):
    return check_role(
        by,
        Role.ADMINISTRATOR,
        Role.PROGRAMME,
        sentence="Only an administrator or the programme office may add organisations and posts.",
    )


def check_set_own_password(by, person):
    """Nobody sets another person's password, not even an administrator: they issue a link."""
    if by != person:
        raise Refused("You may only set your own password.", about=person)
    check_is_active(person)


def check_choose_own_mail(by, person):
    """How often somebody is written to is their own choice."""
    if by != person:
        raise Refused("You may only choose how often we write to yourself.", about=person)
    check_is_active(person)


def check_own_calendar(by, person):
    """Whoever has the address reads the calendar without signing in: only its person makes or ends it."""
    if by != person:
        raise Refused("You may only make or end the address of your own calendar.", about=person)
    check_is_active(person)


def check_is_active(person):
    if not person.is_active:
        raise NotNow(f"{person.full_name} is deactivated. Reactivate them first.")


def check_issue_password_link(by, person):
    """A link would hand over the account: not for technical superusers, who could do anything with it."""
    role = check_manage_people(by, person)
    check_is_active(person)
    if by is not None and (person.is_superuser or person.is_staff):
        raise NotNow(
            "This is a technical account. Its password is set on the server, with manage.py changepassword."
        )
    return role


def check_an_administrator_remains(person):
    """Whoever asks: somebody must still be able to administer after `person` no longer does."""
    administrators = User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR)
    if administrators.filter(pk=person.pk).exists() and not administrators.exclude(pk=person.pk).exists():
        raise NotNow(
            f"{person.full_name} is the only administrator. Make somebody else an administrator first."
        )


may_manage_people = partial(allows, check_manage_people)
may_issue_password_link = partial(allows, check_issue_password_link)
