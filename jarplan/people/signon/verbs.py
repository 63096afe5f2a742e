"""The verbs that say whose account of an organisation somebody's is. Events never hold what the issuer calls them."""

from django.conf import settings
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.people import policies
from jarplan.people.models import Identity, User
from jarplan.people.validation import insert


@verb
def expect_identity(*, by, now, ledger, person, name, reason=""):
    """Says by which name the issuer knows a person: the first who comes from there with this name is them, and from
    then on only the same account is. With no name the person signs in with a password again. What was bound ends.

    Raises Refused, NotNow, and ValidationError where another person has that name."""
    role = policies.check_manage_people(by, person)
    policies.check_is_active(person)
    (person,) = lock(User.objects.filter(pk=person.pk))
    if not Identity.objects.filter(person=person).delete()[0] and not name:
        return person
    if name:
        if Identity.objects.filter(issuer=settings.OIDC_ISSUER, name__iexact=name).exists():
            raise ValidationError({"name": "Somebody else already has this account."})
        insert(Identity(person=person, issuer=settings.OIDC_ISSUER, name=name))
    save_version(person, version=person.version)
    ledger.record(person, "sign-on set" if name else "sign-on removed", role=role, reason=reason)
    return person


@verb
def bind_identity(*, by, now, ledger, person, subject, version=None):
    """Binds the issuer's account to a person who has shown that it is theirs (`by` is `person`): by the name that the
    administrator entered, or by their invitation, whose link was checked for `version`. The password ends: whoever
    leaves the organisation would keep it. Raises Stale, and NotNow where the account is somebody else's."""
    policies.check_set_own_password(by, person)
    version = person.version if version is None else version
    identity = Identity.objects.filter(person=person).first()
    if (identity and identity.subject) or known(subject):
        raise NotNow("This account is already used here.")
    if identity is None:
        identity = Identity(person=person, issuer=settings.OIDC_ISSUER)
    person.set_unusable_password()
    save_version(person, version=version, password=person.password)
    identity.issuer, identity.subject = settings.OIDC_ISSUER, subject
    identity.save()
    ledger.record(person, "sign-on begun", role="")
    return person


def known(subject):
    """The Identity that the issuer's account is bound to, or None."""
    found = Identity.objects.filter(issuer=settings.OIDC_ISSUER, subject=subject)
    return found.select_related("person").first()
