"""When the leads report: a round for each month."""

from django.db import models
from django.db.models import F, Q

from jarplan.audit.models import WITHDRAWN_FOR_A_REASON, Withdrawable, once
from jarplan.dates import month_in_full
from recommendations.models import Meeting


class ReportingRound(Withdrawable):
    """The time in which every lead reports on a month, for a meeting. Opening and closing day both belong to it."""

    month = models.DateField(help_text="The first day of the month to report on.")
    opens_on = models.DateField()
    closes_on = models.DateField()
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="for the meeting",
    )
    spares_later_starts = models.BooleanField(
        "owes none: actions that start after the first day",
        default=True,
        # Of those that were set before there was this rule: what they asked for stays as it was.
        db_default=False,
    )

    class Meta:
        ordering = ["month"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once("round_once_a_month", fields=["month"]),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="round_closes_after_it_opens"
            ),
        ]

    def __str__(self):
        return month_in_full(self.month)
