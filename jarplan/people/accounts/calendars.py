"""The address of one's own calendar: whoever has it reads the calendar, so its secret is shown once and kept as a
digest only. What stands in the calendar is not decided here."""

from hashlib import sha256
from secrets import token_urlsafe

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.people import policies
from jarplan.people.models import CalendarToken, User
from jarplan.people.validation import insert

BYTES = 32  # of chance in an address: more than anybody can try


@verb
def make_calendar_address(*, by, now, ledger, person):
    """A new secret for one's own calendar (`by` is `person`), which ends the one before. It is returned and kept
    nowhere; the history knows only that there is one."""
    policies.check_own_calendar(by, person)
    # Two windows at once would else each end the earlier address and make one; the unique index would
    # refuse the second in words that nobody understands.
    lock(User.objects.filter(pk=person.pk))
    earlier = calendar_in_use(person)
    if earlier:
        end(earlier, by=by, now=now, ledger=ledger)
    secret = token_urlsafe(BYTES)
    made = insert(CalendarToken(person=person, digest=digest_of(secret), made_at=now, made_by=by))
    ledger.record(made, "made", role="")
    return secret


@verb
def end_calendar_address(*, by, now, ledger, person):
    """Ends the address of one's own calendar (`by` is `person`); NotNow where there is none."""
    policies.check_own_calendar(by, person)
    lock(User.objects.filter(pk=person.pk))
    earlier = calendar_in_use(person)
    if earlier is None:
        raise NotNow("You do not have a calendar address to remove.")
    end(earlier, by=by, now=now, ledger=ledger)


def end(token, *, by, now, ledger):
    save_version(token, version=token.version, ended_at=now, ended_by=by)
    ledger.record(token, "ended", role="")


def calendar_in_use(person):
    """The CalendarToken of a person that is in use, or None."""
    return CalendarToken.objects.filter(person=person, ended_at__isnull=True).first()


def person_of_calendar(secret):
    """Whose calendar stands at this address; None where it is unknown, was ended, or its person may not sign in."""
    tokens = CalendarToken.objects.filter(
        digest=digest_of(secret), ended_at__isnull=True, person__is_active=True
    )
    token = tokens.select_related("person__organisation").first()
    return token.person if token else None


def digest_of(secret):
    return sha256(secret.encode()).hexdigest()
