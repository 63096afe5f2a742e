"""Writing to people: one digest a person and day at most. It is recorded before it is sent, so a machine that dies
between the two loses one message, which the next day's makes good, and never sends one twice.
"""

from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max, Q
from django.template.loader import render_to_string

from actions.reading.recipients import people_to_write_to
from actions.reading.rounds import read_rounds
from jarplan.clock import day_of
from jarplan.people.models import User
from jarplan.reporting.models import Digest, Told
from jarplan.reporting.work.letters.escalation import late_reports
from jarplan.reporting.work.letters.notices import Notices, is_worth_writing, notices


@dataclass(frozen=True)
class Letter:
    """What is to be sent to somebody today."""

    person: User
    notices: Notices

    @property
    def things(self):
        number = self.notices.number
        return "1 item" if number == 1 else f"{number} items"

    @property
    def says_news(self):
        """What is new is marked only where something else is not."""
        return 0 < self.notices.news < self.notices.number

    @property
    def subject(self):
        news = f", {self.notices.news} of them new" if self.says_news else ""
        return f"{settings.PRODUCT_NAME}: {self.things} for you{news}"

    def text(self, day):
        context = {"letter": self, "day": day, "site": settings.SITE_URL, "place": settings.PLAN_PLACE}
        context["product"] = settings.PRODUCT_NAME
        context["is_weekly"] = self.person.mail_every == User.MailEvery.WEEK
        return render_to_string("reporting/letters/digest.txt", context)

    def message(self, day, connection):
        return EmailMessage(self.subject, self.text(day), to=[self.person.email], connection=connection)


def letters(now):
    """The letters of today that were not written yet, one by one. What is new is new since the last one that the
    mail server took."""
    day = day_of(now)
    written = Digest.objects.filter(day=day)
    people = people_to_write_to().exclude(pk__in=written.values("user")).select_related("organisation")
    last = Max("digests__moment", filter=Q(digests__is_sent=True))
    rounds = read_rounds()
    late = late_reports(day, rounds)
    for person in people.annotate(last_written=last).order_by("pk"):
        found = notices(person, day, person.last_written, rounds, late)
        if is_worth_writing(found, day, person.mail_every):
            yield Letter(person, found)


def send(letter, now, connection):
    """Records a letter, then sends it. Returns whether the mail server took it: None where another run has it
    already, False where the server knows no such address. Raises what else the server says."""
    day = day_of(now)
    # The unique row of person and day decides between two runs at once; whoever made it sends.
    with transaction.atomic():
        record, is_ours = Digest.objects.get_or_create(
            user=letter.person, day=day, defaults={"moment": now, "things": letter.notices.number}
        )
        if not is_ours:
            return None
        Told.objects.bulk_create(
            [Told(digest=record, what=one.what, step=one.step) for one in letter.notices.reminders]
        )
    try:
        letter.message(day, connection).send()
    except SMTPRecipientsRefused:
        # The row stays: the address is tried again tomorrow and not in the next minute.
        return False
    Digest.objects.filter(pk=record.pk).update(is_sent=True)
    return True
