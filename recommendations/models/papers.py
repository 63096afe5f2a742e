"""Meetings that the plan goes to, whom it was consulted with, and the versions of it that were composed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jarplan.audit.models import Recorded
from recommendations.models.naturalkeys import KnownByWords


class Meeting(KnownByWords, Recorded):
    """A meeting that the plan is put to, and what it is asked."""

    NATURAL_KEY = ("body", "held_on")

    body = models.CharField("which body meets, as written", max_length=100)
    held_on = models.DateField("day of the meeting")
    purpose = models.CharField("item", max_length=200)
    asked = models.TextField("what it is asked, word for word", blank=True)
    source = models.CharField(max_length=100, blank=True)
    outcome = models.TextField("what it decided", blank=True)

    class Meta:
        ordering = ["held_on", "body"]
        constraints = [
            models.UniqueConstraint(fields=["body", "held_on"], name="meeting_once_a_day"),
            models.CheckConstraint(condition=~Q(body=""), name="meeting_has_body"),
        ]

    def __str__(self):
        return f"{self.body}, {self.held_on.day} {self.held_on:%B %Y}"


class PlanVersion(KnownByWords, Recorded):
    """The whole plan as it was at one moment: text that this room does not look into, with its digest."""

    NATURAL_KEY = ("number",)

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        AGREED = "agreed", "agreed"
        PUBLISHED = "published", "published"
        REPLACED = "replaced", "replaced by a later version"

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    format = models.PositiveSmallIntegerField(default=1)
    content = models.TextField()
    digest = models.CharField("SHA-256 of the content", max_length=64)
    composed_at = models.DateTimeField()
    composed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="versions_composed"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="versions", verbose_name="agreed at"
    )
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="plan_version_number_from_one"),
            models.CheckConstraint(condition=~Q(digest=""), name="plan_version_has_digest"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "agreed"], published_on__isnull=True)
                | Q(state__in=["published", "replaced"], published_on__isnull=False),
                name="plan_version_published_has_day",
                violation_error_message="A published version has its day of publication; no other has one.",
            ),
        ]

    def __str__(self):
        return f"version {self.number}"


class Consultation(KnownByWords, Recorded):
    """One partner asked about the draft plan, and the answer. A partner may be an organisation of ours or
    a name as written."""

    NATURAL_KEY = ("partner_name", "asked_on")

    version_asked = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    partner_name = models.CharField("partner, as written", max_length=200)
    asked_on = models.DateField()
    question = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    response = models.TextField("what we did with the answer", blank=True)

    class Meta:
        ordering = ["asked_on", "partner_name"]
        constraints = [
            models.UniqueConstraint(fields=["partner_name", "asked_on"], name="consultation_once_a_day"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | Q(answered_on__isnull=False, answered_on__gte=F("asked_on")),
                name="consultation_answer_has_day",
                violation_error_message="An answer has the day it came, not before the question.",
            ),
        ]

    def __str__(self):
        return f"{self.partner_name}, asked {self.asked_on.day} {self.asked_on:%B %Y}"
