"""Meetings that the plan goes to."""

from django.db import models
from django.db.models import Q

from jarplan.audit.models import WITHDRAWN_FOR_A_REASON, once
from jarplan.dates import in_full
from jarplan.people.models import User
from recommendations.models.inspection import Inspection
from recommendations.models.naturalkeys import Entry


class Meeting(Entry):
    """A meeting that the plan is put to, and what it is asked.

    `moves` are the days that it was moved from, the first first: {"from", "on" (the day it was moved), "reason"}.
    """

    NATURAL_KEY = ("body", "held_on")

    body = models.CharField("meeting body, as written", max_length=100)
    inspection = models.ForeignKey(
        Inspection,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        help_text="The inspection whose plan it takes; empty where it is about all of them.",
    )
    held_on = models.DateField("date of the meeting")
    purpose = models.CharField("item", max_length=200)
    asked = models.TextField("decision requested, word for word", blank=True)
    source = models.CharField(max_length=100, blank=True)
    outcome = models.TextField("decision", blank=True)
    moves = models.JSONField("earlier dates", default=list, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    cancelled_reason = models.TextField("why it was cancelled", blank=True, editable=False)

    class Meta:
        ordering = ["held_on", "body"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once(
                "meeting_once_a_day",
                fields=["body", "held_on"],
                sentence="A meeting of this body on this date has already been recorded.",
            ),
            models.CheckConstraint(condition=~Q(body=""), name="meeting_has_body"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_reason="")),
                name="meeting_cancelled_for_a_reason",
                violation_error_message="Enter why the meeting is cancelled.",
            ),
        ]

    def __str__(self):
        return f"{self.body}, {in_full(self.held_on)}"
