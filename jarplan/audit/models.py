"""The record of everything that happened: a chain of events, and apart from it the states they left."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

REFUSED = "refused"  # the kind of an event that changed nothing: an attempt at what is not allowed
# What an event says in words that people typed. Beside each stands its digest.
WORDS = ("actor_name", "organisation", "reference")


class Recorded(models.Model):
    """An aggregate: known for ever by its UUID, and with a version that every change raises by one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class NotWithdrawn(models.Manager):
    """Finds the rows that have not been withdrawn: what every list, count and choice begins from."""

    def get_queryset(self):
        return super().get_queryset().filter(withdrawn_at__isnull=True)

    def by_words(self, **key):
        """The row of that natural key; only where there is no other, the one that was withdrawn last."""
        # Or the facts of the source that were withdrawn here would be loaded a second time.
        found = self.filter(**key).first()
        if found is None:
            rows = self.model._base_manager.filter(**key, withdrawn_at__isnull=False)
            found = rows.order_by("-withdrawn_at").first()
        return found or self.get(**key)


class Withdrawable(Recorded):
    """An entry that can be withdrawn while nothing depends on it: it is marked and leaves every page, never deleted.

    History and earlier days still show it. The base manager finds it, as the proof needs every row.
    """

    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawn_reason = models.TextField("why it was withdrawn", blank=True, editable=False)

    objects = NotWithdrawn()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="%(class)s_withdrawn_for_a_reason",
                violation_error_message="Enter the reason for withdrawing.",
            )
        ]


# Beside the constraints of a model that has some of its own, which replace those of the abstract one.
WITHDRAWN_FOR_A_REASON = Withdrawable._meta.constraints


def once(name, *expressions, sentence=None, **about):
    """The constraint that of the entries that are not withdrawn only one says this: what was withdrawn may be entered
    anew. `sentence` is for the page; `about`: `fields`, where there are no expressions."""
    return models.UniqueConstraint(
        *expressions,
        condition=Q(withdrawn_at__isnull=True),
        name=name,
        # By this code the sentence of a single field is shown beside it, as that of unique=True was.
        violation_error_code="unique",
        violation_error_message=sentence,
        **about,
    )


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
    """One thing that one person did to one aggregate. Never deleted; no foreign keys; and never changed, but for a
    redaction of its words. An event of form 1 is hashed with its words, and they stay."""

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
    # No foreign keys in this table: the actor and the subject may be gone, and an event must outlive them.
    # Names are written out for the same reason, as they were that day.
    reason_digest = models.CharField(max_length=64)
    # Of the database, so that the events that are there get them without being written again.
    form = models.PositiveSmallIntegerField("form of the event: what its hash covers", db_default=1)
    actor_name_digest = models.CharField(max_length=64, db_default="")
    organisation_digest = models.CharField(max_length=64, db_default="")
    reference_digest = models.CharField(max_length=64, db_default="")
    format = models.PositiveSmallIntegerField(default=1)
    state_digest = models.CharField("digest of the whole state; empty if gone", max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [
            # The last event of each subject of a kind: as-at folding.
            models.Index(fields=["subject_kind", "subject", "sequence"], name="audit_event_by_subject"),
            # The last event of an as-at day.
            models.Index(fields=["at", "sequence"], name="audit_event_by_moment"),
        ]

    def __str__(self):
        return f"{self.sequence} {self.kind} {self.reference}"


# A table beside the events and not a column of them: reading the chain need not read the states, which are most of
# the bytes.
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


class InForce(models.Model):
    """How long a state stood: it is that of the event `sequence`, and ended with the event `until`, or stands.

    What is in force at a moment is one condition (`reading/inforce.py`). The ledger writes a row with each event;
    all can be thrown away and made anew. What a kind is listed by stands in further columns of a table of its own,
    named as in the state; the rest, and the words, are in the state itself.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    until = models.PositiveBigIntegerField(null=True)
    uuid = models.UUIDField()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.uuid} from {self.sequence} until {self.until or 'now'}"

    @classmethod
    def columns(cls, state):
        """{column: value} of a state, for the columns beside those of every such table."""
        return {name: cls._meta.get_field(name).to_python(state[name]) for name in cls.own_names()}

    @classmethod
    def own_names(cls):
        every = {field.name for field in InForce._meta.fields}
        return [field.name for field in cls._meta.concrete_fields if field.name not in every]

    @classmethod
    def then_columns(cls, vendor):
        """{column of the aggregate's table: SQL over the row `f`} of what is not here by its name; for `then()`."""
        return {}

    @classmethod
    def then_parts(cls, vendor, standing):
        """{table of parts: the SELECT that stands for it}; `standing`: the condition on the row `f`."""
        return {}


class Beside(models.ForeignObject):
    """A relation by a column that both have, for queries alone: no column, no constraint, and no part of the rows, so
    that no migration knows of it."""

    def __init__(self, to, column, related_name):
        super().__init__(to, models.DO_NOTHING, [column], [column], related_name=related_name)

    def contribute_to_class(self, cls, name, private_only=False, **kwargs):
        super().contribute_to_class(cls, name, private_only=True, **kwargs)


def said(vendor, name, kind=""):
    """The SQL of what the state of a row `f` of states in force says under a name, as text; `kind`: the type that
    PostgreSQL compares it as, which SQLite has no other text for."""
    value = f"s.body::json ->> '{name}'" if vendor == "postgresql" else f"json_extract(s.body, '$.{name}')"
    if kind and vendor == "postgresql":
        value = f"({value})::{kind}"
    return f"(SELECT {value} FROM audit_auditstate s WHERE s.sequence = f.sequence)"


def said_of(vendor, name):
    """The same of another aggregate that the state names, as the key of its row."""
    if vendor == "postgresql":
        return said(vendor, name, "uuid")
    return f"replace({said(vendor, name)}, '-', '')"


def of_each(name):
    """(constraints, indexes) of a table of states in force, whose names begin with `name`."""
    # One state stands now, which an event finds to end it.
    standing = models.UniqueConstraint(
        fields=["uuid"], condition=Q(until__isnull=True), name=f"{name}_stands_once"
    )
    # One aggregate at a moment, also beside others.
    return [standing], [models.Index(fields=["uuid", "sequence"], name=f"{name}_of_one")]


class StateInForce(InForce):
    """The states of every kind that is not listed by more than its being there."""

    subject_kind = models.CharField(max_length=40)

    class Meta:
        constraints, indexes = of_each("state_in_force")
        indexes = [
            *indexes,
            # All of a kind, now and at a moment.
            models.Index(fields=["subject_kind", "until", "sequence"], name="state_in_force_of_kind"),
        ]


class AuditBlank(models.Model):
    """Leave to blank a part of an event or its state: the triggers let only the text with this digest be written."""

    class Part(models.TextChoices):
        BODY = "body", "state"
        REASON = "reason", "reason"
        ACTOR_NAME = "actor_name", "name of who did it"
        ORGANISATION = "organisation", "their organisation"
        REFERENCE = "reference", "what it was done to"

    sequence = models.PositiveBigIntegerField()
    part = models.CharField(max_length=12, choices=Part)
    # Leave is given for one text only: whoever may write here still cannot put other words into the state.
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
        return f"redaction {self.uuid}"
