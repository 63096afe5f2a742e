"""When the leads report: a round for each month; and what of their reports the public was told."""

from django.db import models
from django.db.models import F, Q

from actions.models.person import person
from jarplan.audit.integrity.redaction import REMOVED
from jarplan.audit.models import WITHDRAWN_FOR_A_REASON, Recorded, Withdrawable, once
from jarplan.dates import month_in_full
from recommendations.models import Inspection, Meeting, PlanVersion


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


class ProgressRelease(Recorded):
    """The progress reports of a round on one inspection's plan as they were released to the public: text that this
    room does not look into, with its digest, which only a redaction changes.

    A release can be withdrawn; the row stays, and says why in public.
    """

    number = models.PositiveIntegerField(unique=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="progress_releases")
    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="releases")
    about = models.ForeignKey(
        PlanVersion,
        on_delete=models.PROTECT,
        related_name="progress_releases",
        verbose_name="the published version whose actions are reported on",
    )
    format = models.PositiveSmallIntegerField(default=1)
    # Text, as that of a version: its digest is of these very bytes.
    content = models.TextField()
    digest = models.CharField("SHA-256 of the content", max_length=64)
    released_at = models.DateTimeField()
    released_by = person("released by")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = person("withdrawn by", null=True)
    withdrawn_reason = models.TextField("why it was withdrawn", blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = "release of progress"
        verbose_name_plural = "releases of progress"
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="progress_release_number_from_one"),
            models.CheckConstraint(condition=~Q(digest=""), name="progress_release_has_digest"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="progress_release_withdrawn_for_a_reason",
                violation_error_message="Enter why you are withdrawing the release.",
            ),
            models.UniqueConstraint(
                fields=["inspection", "round"],
                condition=Q(withdrawn_at__isnull=True),
                name="progress_of_a_round_released_once",
                violation_error_message="The progress of this round has already been released.",
            ),
        ]

    def __str__(self):
        return f"progress of {self.round}"

    @property
    def words_removed(self):
        """Whether words were taken out of it, as the law may require."""
        return REMOVED in self.content
