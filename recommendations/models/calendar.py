"""Days off that the plan's people know of beyond the published calendar of bank holidays."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jarplan.audit.models import Recorded
from jarplan.dates import in_full
from recommendations.models.naturalkeys import KnownByWords


class DayOff(KnownByWords, Recorded):
    """A bank holiday proclaimed for one year, or a day on which the council's offices are closed.

    One entered by mistake is taken out with a reason; it stays on record.
    """

    NATURAL_KEY = ("day", "kind")

    class Kind(models.TextChoices):
        BANK_HOLIDAY = "bank_holiday", "bank holiday in England and Wales"
        CLOSURE = "closure", "day when the offices are closed"

    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField("what it is called, or why", max_length=100)
    source = models.CharField("where it was announced or decided", max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="days_off_added"
    )
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="days_off_taken_out"
    )
    taken_out_reason = models.TextField("why it was removed", blank=True)

    class Meta:
        verbose_name_plural = "bank holidays and closures"
        ordering = ["day", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"],
                # Only of those that count: a day that was taken out by mistake may be added again.
                condition=Q(taken_out_at__isnull=True),
                name="day_off_once",
                violation_error_message="This day has already been recorded.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="day_off_has_name"),
            models.CheckConstraint(
                condition=Q(taken_out_at__isnull=True, taken_out_by__isnull=True, taken_out_reason="")
                | (Q(taken_out_at__isnull=False) & ~Q(taken_out_reason="")),
                name="day_off_taken_out_for_a_reason",
                violation_error_message="Enter the reason for removing the day.",
            ),
        ]

    def __str__(self):
        return f"{in_full(self.day)}: {self.name}"
