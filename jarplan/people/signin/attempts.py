"""The record of attempts to sign in, written before anybody looks at a password, and what it says of the next one."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jarplan.people.models import SignInAttempt, User
from jarplan.people.signin.addresses import client_address, network_of
from jarplan.people.signin.throttle import COUNTED, KNOWN, OF_ACCOUNT, limit_of, wait

Outcome = SignInAttempt.Outcome
FAILURES = (Outcome.WRONG, Outcome.WRONG_CODE)


def begin(request, name):
    """Records that somebody tries this user name, as wrong until it is known to be right: returns the attempt.

    Written first, so that of many at once each sees the others, and none is lost with a machine that stops.
    """
    address = client_address(request)
    return SignInAttempt.objects.create(
        moment=timezone.now(),
        person=User.objects.filter(username=name).first(),
        name=key_of(name),
        address=address if network_of(address) else None,
        network=network_of(address),
        outcome=Outcome.WRONG,
    )


def key_of(name):
    """What a typed name is counted by, whoever's it is. The name itself is not kept: some type a password there."""
    return salted_hmac("jarplan.people.signin", name.casefold(), algorithm="sha256").hexdigest()


def must_wait(attempt):
    """How long the person must wait before this attempt is looked at; then it counts as none."""
    earlier = SignInAttempt.objects.exclude(pk=attempt.pk)
    since = attempt.moment - COUNTED
    own = earlier.filter(name=attempt.name)
    here = own.filter(network=attempt.network)
    success = last_success(here, attempt.moment - KNOWN)
    # At a place where the person signs in, what others try elsewhere or on other accounts does not hold them up.
    if success:
        counts = [(here.filter(moment__gt=max(since, success)), OF_ACCOUNT)]
    else:
        others = earlier.filter(network=attempt.network, moment__gt=since)
        counts = [(own.filter(moment__gt=since), OF_ACCOUNT), (others, limit_of(attempt.network))]
    left = wait([(*counted(rows), limit) for rows, limit in counts], attempt.moment)
    if left:
        became(attempt, Outcome.SLOWED)
    return left


def last_success(rows, since):
    """When one of these attempts succeeded last, since then; or None."""
    return rows.filter(outcome=Outcome.SIGNED_IN, moment__gt=since).aggregate(at=Max("moment"))["at"]


def counted(rows):
    """(how many of these attempts were wrong, when the last one of them was)"""
    found = rows.filter(outcome__in=FAILURES).aggregate(number=Count("pk"), last=Max("moment"))
    return found["number"], found["last"]


def became(attempt, outcome):
    """What became of an attempt."""
    attempt.outcome = outcome
    attempt.save(update_fields=["outcome"])


def tidy(now=None):
    """Removes attempts that are older than the installation keeps them; returns how many."""
    before = (now or timezone.now()) - timedelta(days=settings.SIGN_IN_RECORD_DAYS)
    return SignInAttempt.objects.filter(moment__lt=before).delete()[0]
