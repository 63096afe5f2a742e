"""The record of everything that happened: a chain of events, and apart from it the states they left."""

import uuid

from django.db import models


class Recorded(models.Model):
    """An aggregate: known for ever by its UUID, and with a version that every change raises by one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class AuditHead(models.Model):
    """The end of the chain: one row, locked last by every verb."""

    sequence = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_is_one_row")]

    def __str__(self):
        return f"the chain ends at {self.sequence}"


class AuditEvent(models.Model):
    """One thing that one person did to one aggregate. Never changed, never deleted; no foreign keys."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField("when, in plan time")
    recorded_at = models.DateTimeField("when, by the machine's clock")
    actor = models.UUIDField("who", null=True)
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=30)
    organisation = models.CharField(max_length=200)
    kind = models.CharField("what happened", max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject = models.UUIDField(null=True)
    reference = models.CharField(max_length=200)
    reason_digest = models.CharField(max_length=64)
    format = models.PositiveSmallIntegerField(default=1)
    state_digest = models.CharField("digest of the whole state; empty if gone", max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [
            # The last event of each subject of a kind: as-at folding.
            models.Index(fields=["subject_kind", "subject", "sequence"], name="audit_event_by_subject"),
            # The cut-off of an as-at day.
            models.Index(fields=["at"], name="audit_event_by_time"),
        ]

    def __str__(self):
        return f"{self.sequence} {self.kind} {self.reference}"


class AuditState(models.Model):
    """What the event of the same sequence left behind, and the reason given. `body` is null where the
    record is gone, or where an attempt was refused."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.UUIDField(null=True)
    format = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)
    body = models.TextField(null=True)

    class Meta:
        ordering = ["sequence"]

    def __str__(self):
        return f"state {self.sequence}"


class AuditBlank(models.Model):
    """Leave to blank one part of one state: the triggers let only the text with this digest be written."""

    class Part(models.TextChoices):
        BODY = "body", "state"
        REASON = "reason", "reason"

    sequence = models.PositiveBigIntegerField()
    part = models.CharField(max_length=6, choices=Part)
    digest_after = models.CharField(max_length=64)
    blanking = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["sequence", "part"], name="audit_blank_by_sequence")]

    def __str__(self):
        return f"blank of {self.part} {self.sequence}"


class Blanking(Recorded):
    """One removal, required by law, of a text that should never have been typed in. It says which fields
    of which states were blanked, and never the text itself."""

    fields = models.JSONField(default=list)
    states = models.JSONField(default=list)
    files = models.JSONField(default=list)

    def __str__(self):
        return f"blanking {self.uuid}"
