"""What lists filter, sort and count actions by, as it stood from event to event; see InForce."""

from django.db import models

from actions.models.plan import Lead
from actions.models.progress import ContentChange, DateChange
from jarplan.audit.models import Beside, InForce, of_each, said


class ActionInForce(InForce):
    """An action: which recommendation it answers, who is accountable, how it stood. Its words are in its state."""

    # How an action stood at one moment, beside how it stands at another.
    action = Beside("actions.Action", "uuid", related_name="stood")
    reference = models.CharField(max_length=20)
    plan_order = models.PositiveIntegerField()
    recommendation = models.UUIDField()
    accountable = models.UUIDField("post of the accountable lead", null=True)
    status = models.CharField(max_length=12)
    awaiting = models.CharField(max_length=12)
    declared_rating = models.CharField(max_length=5)
    confidence = models.CharField(max_length=6, db_default="")
    due_latest = models.DateField(null=True)
    original_due = models.DateField(null=True)
    moves = models.PositiveSmallIntegerField()
    agreed_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    reported_month = models.DateField(null=True)
    report_from = models.DateField(null=True)
    off_path_from = models.DateField(null=True)
    rating_before = models.CharField(max_length=5, db_default="")
    late_on = models.DateField(null=True)
    unproven = models.PositiveSmallIntegerField(db_default=0)
    answered = models.PositiveSmallIntegerField(db_default=0)
    is_sample = models.BooleanField()

    class Meta:
        constraints, indexes = of_each("action_in_force")
        indexes = [
            *indexes,
            # The list of a day in the order of the plan, a page at a time.
            models.Index(fields=["plan_order", "sequence"], name="action_in_force_by_order"),
        ]

    @classmethod
    def columns(cls, state):
        lead = next((one["post"] for one in state["leads"] if one["accountable"]), None)
        return super().columns({**state, "accountable": lead})

    @classmethod
    def then_columns(cls, vendor):
        # Few pages of a past day ask for these, so that they need no columns of their own.
        return {"text": said(vendor, "text"), "start_latest": said(vendor, "start_latest", "date")}

    @classmethod
    def then_parts(cls, vendor, standing):
        leads = "f.uuid AS id, f.uuid AS action_id, f.accountable AS post_id, TRUE AS accountable"
        source = f"FROM {cls._meta.db_table} f WHERE f.accountable IS NOT NULL AND {standing}"
        return {Lead._meta.db_table: f"SELECT {leads} {source}"}


class DateChangeInForce(InForce):
    """A request for a later date, and whether it was decided."""

    action = models.UUIDField()
    decision = models.CharField(max_length=8)
    to_latest = models.DateField()

    class Meta:
        constraints, indexes = of_each("date_change_in_force")
        indexes = [
            *indexes,
            # Those that wait for a decision are few.
            models.Index(
                fields=["action"],
                condition=models.Q(decision=DateChange.Decision.PENDING),
                name="date_change_in_force_waiting",
            ),
        ]


class ContentChangeInForce(InForce):
    """A request for a change of what was agreed, and whether it was decided."""

    action = models.UUIDField()
    decision = models.CharField(max_length=8)
    asked_at = models.DateTimeField()

    class Meta:
        constraints, indexes = of_each("content_change_in_force")
        indexes = [
            *indexes,
            # Those that wait for a decision are few.
            models.Index(
                fields=["action"],
                condition=models.Q(decision=ContentChange.Decision.PENDING),
                name="content_change_in_force_waits",
            ),
        ]


class ChallengeInForce(InForce):
    """A challenge or a question, and whether it was answered."""

    action = models.UUIDField()
    doubts = models.BooleanField(db_default=True)
    lodged_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints, indexes = of_each("challenge_in_force")
        indexes = [
            *indexes,
            # Those that wait for an answer are few.
            models.Index(
                fields=["action"],
                condition=models.Q(answered_at__isnull=True),
                name="challenge_in_force_open",
            ),
        ]


class SampleCheckInForce(InForce):
    """A signed-off action of a sample, and whether it was checked and held."""

    action = models.UUIDField()
    sample = models.UUIDField()
    sign_off = models.UUIDField()
    checked_at = models.DateTimeField(null=True)
    held = models.BooleanField(null=True)

    class Meta:
        constraints, indexes = of_each("sample_check_in_force")


class WaitInForce(InForce):
    """That an action waits for another one, and whether that has ended."""

    action = models.UUIDField()
    other = models.UUIDField()
    known_due = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints, indexes = of_each("wait_in_force")
        indexes = [
            *indexes,
            # Those that stand are few.
            models.Index(
                fields=["action"],
                condition=models.Q(ended_at__isnull=True),
                name="wait_in_force_stands",
            ),
        ]
