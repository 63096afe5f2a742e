"""The browsers in which one is signed in: seen and ended by oneself."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.people import policies
from jarplan.people.models import Session, User


def sessions_of(person):
    """The sessions of a person that have not ended, the last seen first."""
    now = timezone.now()
    idle = now - timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return person.sessions.filter(expire_date__gt=now, seen__gte=idle)


def name_of(session):
    """What a session is called in a form: its key is what lets its browser in, and is shown nowhere."""
    return salted_hmac("jarplan.people.sessions", session.session_key, algorithm="sha256").hexdigest()[:32]


@verb
def end_sessions(*, by, now, ledger, person, keys):
    """Ends sessions of one's own (`by` is `person`), by their keys. NotNow where none of them is there any more."""
    policies.check_end_own_sessions(by, person)
    (person,) = lock(User.objects.filter(pk=person.pk))
    if not Session.objects.filter(person=person, session_key__in=keys).delete()[0]:
        raise NotNow("This session has already ended.")
    save_version(person, version=person.version)
    ledger.record(person, "sessions ended", role="")
