"""The verbs on the second step of signing in. Events know that there is one, and nothing of its secret."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP as App

from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.people.models import Session, User
from jarplan.people.secondstep import policies
from jarplan.people.secondstep.codes import RECOVERY, TOTP, USED, has_second_step

NONE = "There is no second step to change. Open the page again."


@verb
def add_second_step(*, by, now, ledger, person, secret, counter, session_key=None):
    """Adds an app to one's own account (`by` is `person`), whose code of `counter` was shown to be right, and ends
    one's sessions but `session_key`: nobody stays in without the second step. Returns the recovery codes."""
    policies.check_own(by, person)
    (person,) = lock(User.objects.filter(pk=person.pk))
    if has_second_step(person):
        raise NotNow("Your account already has a second step.")
    app = App.activate(person, secret).instance
    app.data[USED] = counter
    app.save(update_fields=["data"])
    Session.objects.filter(person=person).exclude(session_key=session_key).delete()
    return made_codes(ledger, person, "second step added")


@verb
def make_recovery_codes(*, by, now, ledger, person):
    """New recovery codes for oneself (`by` is `person`), which end those of before. Returns them."""
    policies.check_own(by, person)
    (person,) = lock(User.objects.filter(pk=person.pk))
    if not has_second_step(person):
        raise NotNow(NONE)
    return made_codes(ledger, person, "recovery codes made")


def made_codes(ledger, person, kind):
    Authenticator.objects.filter(user=person, type=RECOVERY).delete()
    codes = RecoveryCodes.activate(person).generate_codes()
    save_version(person, version=person.version)
    ledger.record(person, kind, role="")
    return codes


@verb
def remove_second_step(*, by, now, ledger, person, reason=""):
    """Removes it, recovery codes too: one's own, or an administrator that of somebody who has lost their phone, for a
    reason. Raises Refused, NotNow."""
    role = policies.check_remove(by, person)
    if by != person:
        reason = check_given(reason, "Enter the reason.")
    (person,) = lock(User.objects.filter(pk=person.pk))
    if not Authenticator.objects.filter(user=person, type__in=(TOTP, RECOVERY)).delete()[0]:
        raise NotNow(NONE)
    save_version(person, version=person.version)
    ledger.record(person, "second step removed", role=role, reason=reason)
    return person


@verb
def note_recovery_code(*, by, now, ledger, person):
    """That a recovery code was used, which somebody else may have found (`by` is `person`)."""
    policies.check_own(by, person)
    (person,) = lock(User.objects.filter(pk=person.pk))
    save_version(person, version=person.version)
    ledger.record(person, "recovery code used", role="")
