"""What the roof itself keeps: the mark of a demonstration, and to whom it has written on which day. Everything else
lies in the rooms below.
"""

from django.db import models
from django.db.models import Q

from jarplan.people.models import User


class Demonstration(models.Model):
    """The mark of a database that the demonstration made: one row, and no row in any council's own database.
    Without it the clock cannot be pinned and nothing is ever emptied."""

    complete = models.BooleanField("complete", default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="demonstration_mark_is_one_row")]

    def __str__(self):
        return "a demonstration" if self.complete else "an incomplete demonstration"


class Digest(models.Model):
    """That somebody was written to on a day, recorded before it is sent: never what was said. A day has one of a
    person at most, whatever happens between the record and the sending; `is_sent` says that the mail server took it.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="digests", verbose_name="to")
    day = models.DateField()
    moment = models.DateTimeField("written", help_text="Anything later is new in the next message.")
    things = models.PositiveIntegerField("number of items")
    is_sent = models.BooleanField("accepted by the mail server", default=False)

    class Meta:
        ordering = ["-day", "user"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="one_digest_of_a_person_and_day"),
            models.CheckConstraint(condition=Q(things__gt=0), name="digest_says_something"),
        ]

    def __str__(self):
        return f"{self.user} on {self.day}"
