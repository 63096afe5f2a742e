"""Links to set a password that are mailed: by the administrator, or because somebody who is not signed in asks. Then
what it costs in time, and what the page says, is the same whether there is such a person or not.
"""

from datetime import timedelta

from django.utils import timezone

from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import save_version, verb
from jarplan.background.nudging import nudge
from jarplan.people import policies
from jarplan.people.accounts.letters import RESET, send
from jarplan.people.accounts.links import path_for
from jarplan.people.models import SignInAttempt, User
from jarplan.people.signin.attempts import Outcome, became, begin

AGAIN = timedelta(minutes=15)  # until a name may be asked for again
MOST = 20  # of an address or network in an hour: each starts a process


@verb
def mail_link(*, by, now, ledger, person):
    """The path of a one-use link, as issue_password_link has it, for a mail to the person. `by`: the administrator,
    or nobody where whoever asked is not signed in. Raises NotNow where they have no address of their own."""
    role = policies.check_mail_link(by, person)
    person = User.objects.get(pk=person.pk)
    save_version(person, version=person.version)
    ledger.record(person, "password link mailed" if by else "password link asked for", role=role)
    return path_for(person)


def ask(request, name):
    """Records that a link was asked for; a process of its own then sees whether one is sent."""
    attempt = begin(request, name)
    if is_too_often(attempt):
        became(attempt, Outcome.SLOWED)
        return
    became(attempt, Outcome.RESET)
    nudge("mail_reset", str(attempt.pk))


def is_too_often(attempt):
    """Whether a link was asked for this name a moment ago, or very often from this network."""
    asked = SignInAttempt.objects.filter(outcome=Outcome.RESET).exclude(pk=attempt.pk)
    if asked.filter(name=attempt.name, moment__gt=attempt.moment - AGAIN).exists():
        return True
    hour = asked.filter(network=attempt.network, moment__gt=attempt.moment - timedelta(hours=1))
    return hour.count() >= MOST


def mail(pk):
    """Mails the link that an attempt asked for; returns whether there was anybody to mail it to."""
    recent = SignInAttempt.objects.filter(outcome=Outcome.RESET, moment__gt=timezone.now() - AGAIN)
    attempt = recent.select_related("person").filter(pk=pk, person__isnull=False).first()
    if attempt is None:
        return False
    try:
        path = mail_link(by=None, now=clock.now(), person=attempt.person)
    except NotNow:  # no address of their own, deactivated, or a technical account
        return False
    return send(attempt.person, path, RESET)


def owed_commands():
    """None: whoever was sent no link asks again, and a link that comes late is one that nobody waits for."""
    return []
