"""The verbs on one's own account."""

from django.contrib.auth.password_validation import validate_password

from jarplan.audit.ledger import lock, save_version, verb
from jarplan.people import policies
from jarplan.people.models import User
from jarplan.people.validation import validated


@verb
def change_password(*, by, now, ledger, person, password, by_link=False):
    """Sets one's own password (`by` is `person`), which ends one's sessions elsewhere and every link.

    The form asked for the old password, or the link was checked for the person as read: Stale where the
    person changed since, so that a link works once. ValidationError where the password is not good enough.
    """
    policies.check_set_own_password(by, person)
    validate_password(password, person)
    person.set_password(password)
    # By the version as read with the form or the link, and not locked anew: that is what makes a link work
    # once.
    save_version(person, version=person.version, password=person.password)
    ledger.record(person, "password set by link" if by_link else "password changed", role="")
    return person


@verb
def choose_mail(*, by, now, ledger, person, mail_every):
    """Sets how often one is written to oneself (`by` is `person`); the same choice again is no event."""
    policies.check_choose_own_mail(by, person)
    (person,) = lock(User.objects.filter(pk=person.pk))
    validated(person, mail_every=mail_every)
    if person.mail_every == mail_every:
        return person
    save_version(person, version=person.version, mail_every=mail_every)
    ledger.record(person, "mail chosen", role="")
    return person
