"""Who may change people, posts and organisations, and when. Each rule stands here once.

`check_x` returns the role that it lets the person act in (None for the system, `by=None`: set-up commands)
and raises Refused or NotNow with a sentence fit for the page; `may_x` says the same as a yes or no.
"""

from functools import partial

from jarplan.audit.errors import NotNow, Refused, allows
from jarplan.people.models import Identity, User
from jarplan.people.roles import Role

LIMITED = (
    "Your role (Administrator) is limited to certain inspections, and people, posts and organisations are shared by "
    "all of them. Ask an administrator without a limit."
)


def check_role(by, *roles, sentence, about=None):
    """The first of `roles` that `by` holds, None for the system; Refused with the sentence where none."""
    if by is None:
        return None
    for role in roles:
        if by.has_role(role):
            return role
    raise Refused(sentence, about=about)


def check_shared(by, sentence, about=None):
    """What all inspections share is changed by an administrator whose role is not limited: whoever gives others
    roles would otherwise reach beyond the limit."""
    role = check_role(by, Role.ADMINISTRATOR, sentence=sentence, about=about)
    if by is not None and by.limited_to.get(Role.ADMINISTRATOR):
        raise Refused(LIMITED, about=about)
    return role


def check_manage_people(by, about=None):
    """People, their roles and the posts that they hold are the administrator's."""
    return check_shared(by, "Only an administrator can change people and the posts they hold.", about)


def check_limit_roles(by, person):
    """Limits are set by somebody else: nobody lifts their own, and nobody shuts themselves out."""
    role = check_manage_people(by, person)
    if by == person:
        raise Refused("You cannot limit your own roles. Ask another administrator.", about=person)
    return role


def check_manage_organisations(by, about=None):
    """Organisations and posts are the administrator's too; an import by the programme office may add them."""
    return check_shared(by, "Only an administrator can change organisations and posts.", about)


def check_add_organisation(by):
    """A plan may name organisations and posts that are new: adding one takes nothing from another plan, so that who
    imports the plan of one inspection may, too."""
    return check_role(
        by,
        Role.ADMINISTRATOR,
        Role.PROGRAMME,
        sentence="Only an administrator or the programme office can add organisations and posts.",
    )


def check_correct_username(by, person):
    """A user name is corrected until it was used: afterwards people know each other by it."""
    role = check_manage_people(by, person)
    if person.last_login:
        raise NotNow(
            f"{person.full_name} has signed in with this user name, so it cannot be changed any more."
        )
    return role


def check_set_own_password(by, person):
    """Nobody sets another person's password, not even an administrator: they issue a link."""
    if by != person:
        raise Refused("You can only set your own password.", about=person)
    check_is_active(person)


def check_choose_own_mail(by, person):
    """How often somebody is written to is their own choice."""
    if by != person:
        raise Refused("You can only change your own email settings.", about=person)
    check_is_active(person)


def check_end_own_sessions(by, person):
    """Somebody else's access is ended by deactivating them, or with a link to set a new password."""
    if by != person:
        raise Refused("You can only end your own sessions.", about=person)


def check_own_calendar(by, person):
    """Whoever has the address reads the calendar without signing in: only its person makes or ends it."""
    if by != person:
        raise Refused("You can only change the address of your own calendar.", about=person)
    check_is_active(person)


def check_is_active(person):
    if not person.is_active:
        raise NotNow(f"{person.full_name} is deactivated. Reactivate them first.")


def check_issue_password_link(by, person):
    """A link would hand over the account: not for technical superusers, who could do anything with it."""
    role = check_manage_people(by, person)
    check_is_active(person)
    if Identity.objects.filter(person=person, subject__isnull=False).exists():
        raise NotNow(
            f"{person.full_name} signs in with the account of their organisation, and has no password here."
        )
    if by is not None and (person.is_superuser or person.is_staff):
        raise NotNow(
            "This is a technical account. Its password is set on the server, with manage.py changepassword."
        )
    return role


def check_mail_link(by, person):
    """A link is mailed to an address that is this person's alone: whoever reads the mail has the account."""
    role = check_issue_password_link(by, person)
    if person.is_superuser or person.is_staff:
        raise NotNow("This is a technical account. Its password is set on the server.")
    if not person.email:
        raise NotNow(f"We do not have an email address for {person.full_name}. Show the link instead.")
    if User.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exists():
        raise NotNow(
            "Somebody else has the same email address, and could use the link in the email. Show the link instead, "
            f"and give it to {person.full_name} only."
        )
    return role


def check_an_administrator_remains(person):
    """Whoever asks: somebody must still be able to administer after `person` no longer does. Who is limited to some
    inspections could not add people or lift a limit, and does not count."""
    administrators = User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR)
    administrators = administrators.exclude(limited_to__has_key=Role.ADMINISTRATOR.value)
    # Asked under the lock of lock_administrators(), or two who deactivate each other would both see the
    # other.
    if administrators.filter(pk=person.pk).exists() and not administrators.exclude(pk=person.pk).exists():
        raise NotNow(
            f"{person.full_name} is the only administrator for all inspections. Make somebody else an administrator "
            "first."
        )


may_manage_people = partial(allows, check_manage_people)
may_limit_roles = partial(allows, check_limit_roles)
may_correct_username = partial(allows, check_correct_username)
may_issue_password_link = partial(allows, check_issue_password_link)
may_mail_link = partial(allows, check_mail_link)
