"""A round's return: a sheet of reports that somebody filled in, and for whom a report was sent."""

from django.db import models
from django.db.models import F, Q

from actions.models.person import person
from actions.models.rounds import ReportingRound
from jarplan.audit.models import Recorded
from jarplan.files.models import StoredFile
from jarplan.people.models import Organisation

LONGEST_NAME = 200


class SentFor(models.Model):
    """For whom something was sent that another person brought: somebody of an organisation, by their
    account, or by their name where they have none. Nothing of it where whoever sent it speaks for
    themselves.
    """

    for_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="sent for the organisation",
    )
    for_person = person("sent for", null=True, blank=True)
    for_name = models.CharField("sent for", max_length=LONGEST_NAME, blank=True)

    class Meta:
        abstract = True

    @property
    def sent_for(self):
        """Who said it, by name; "" where whoever sent it did."""
        return str(self.for_person) if self.for_person else self.for_name


def of_sent_for(name, sender):
    """The constraints of SentFor, by the name of the kind; `sender`: the field of whoever sent it."""
    nobody = Q(for_organisation__isnull=True, for_person__isnull=True, for_name="")
    with_account = Q(for_organisation__isnull=False, for_person__isnull=False, for_name="")
    without = Q(for_organisation__isnull=False, for_person__isnull=True) & ~Q(for_name="")
    return [
        models.CheckConstraint(condition=nobody | with_account | without, name=f"{name}_is_for_one_person"),
        models.CheckConstraint(
            condition=Q(for_person__isnull=True) | ~Q(for_person=F(sender)), name=f"{name}_is_for_another"
        ),
    ]


class ProgressReturn(SentFor, Recorded):
    """The return of a round as it was brought, confirmed and sent: which file, by whom, for whom, and what
    became of each of its rows. Its reports point to it.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="returns")
    confirmed_at = models.DateTimeField()
    confirmed_by = person("sent by")
    counts = models.JSONField("how many rows became what", default=dict)
    rows = models.JSONField("what became of each row", default=list)

    class Meta:
        ordering = ["-confirmed_at", "-pk"]
        constraints = of_sent_for("return", "confirmed_by")

    def __str__(self):
        return f"return for {self.round}"
