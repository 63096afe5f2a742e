"""The actions of the plan, with their leads, supporting partners and success criteria."""

import uuid

from django.db import models
from django.db.models import F, Q

from actions.models.imports import PlanImport
from actions.models.person import person
from actions.rules import lifecycle
from actions.rules.dates import PlanDate
from actions.rules.fields import FIELD, Kind, texts_of
from actions.rules.lifecycle import BEFORE, Awaiting, Confidence, Precision, Rating, Status
from jarplan.audit.models import Recorded
from jarplan.people.models import Organisation, Post
from recommendations.models import Recommendation


def plain_text(key):
    """The column of a plain text, as its row in FIELDS says."""
    one = FIELD[key]
    column = models.CharField if one.kind == Kind.LINE else models.TextField
    return column(one.label.lower(), max_length=one.limit, blank=True)


class Action(Recorded):
    """What will be done about a recommendation, by which posts, by when, and how we shall know."""

    reference = models.CharField(max_length=20, unique=True)
    # See place_all() in actions/plan/verbs.py: one number to sort by, whatever the reference looks like.
    plan_order = models.PositiveIntegerField("place in the plan")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="actions")
    text = models.TextField("what will be done", max_length=FIELD["text"].limit)
    resources = plain_text("resources")
    start_raw = models.CharField("start, as written", max_length=FIELD["start"].limit, blank=True)
    start_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    start_earliest = models.DateField(null=True, blank=True)
    start_latest = models.DateField(null=True, blank=True)
    due_raw = models.CharField("due, as written", max_length=FIELD["due"].limit, blank=True)
    due_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    due_earliest = models.DateField(null=True, blank=True)
    due_latest = models.DateField("due", null=True, blank=True)
    # Beside the day: “autumn term” was agreed, not 19 December. A trigger keeps both
    # (actions/date_triggers.py).
    original_raw = models.CharField("original due date, as written", max_length=200, blank=True)
    original_due = models.DateField("original due date", null=True, blank=True)
    # Follows from the requests that were agreed; kept, so that a list of 100 and a past state need no
    # second look.
    moves = models.PositiveSmallIntegerField("extensions agreed", default=0)
    status = models.CharField(max_length=12, choices=Status, default=lifecycle.FIRST)
    status_reason = models.CharField(max_length=1000, blank=True)
    came_from = models.CharField(
        "status before leaving the plan or being paused", max_length=12, choices=Status, blank=True
    )
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    awaiting = models.CharField(max_length=12, choices=Awaiting, default=Awaiting.NOBODY, blank=True)
    # Follows from the latest report, and is kept for the same reason
    # (docs/decisions/0004-action-carries-latest-rating.md).
    declared_rating = models.CharField("latest declared rating", max_length=5, choices=Rating, blank=True)
    confidence = models.CharField("latest declared confidence", max_length=6, choices=Confidence, blank=True)
    reported_at = models.DateTimeField("last reported", null=True)
    reported_by = person("last reported by", null=True)
    reported_month = models.DateField("month of the latest round reported in", null=True)
    report_from = models.DateField("month of the first round in which a report is due", null=True)
    # A day and not a yes or no: lists of any past day ask whether it had come by then.
    off_path_from = models.DateField("first day on which a success criterion is off its path", null=True)
    look_again_on = models.DateField("date of the follow-up review", null=True)
    reminded_at = models.DateTimeField("last reminded", null=True)
    reminded_by = person("last reminded by", null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = person("agreed by", null=True)
    delivered_at = models.DateTimeField(null=True)
    delivered_by = person("marked as delivered by", null=True)
    # Until it is signed off it is rated no better than that; "" in states of before the rule was so.
    rating_before = models.CharField(
        "calculated rating before delivery", max_length=5, choices=BEFORE, blank=True
    )
    # What was declared of each criterion, and what the record said against the claim, with the answers;
    # nothing where it was delivered before claims were weighed (actions/rules/claims.py).
    claim = models.JSONField("what was claimed at delivery", default=dict, blank=True)
    # Follow from the claim, the measurements and the signatures, and are kept for the lists.
    unproven = models.PositiveSmallIntegerField("success criteria not proved", default=0)
    unanswered = models.PositiveSmallIntegerField("of these, without a reason", default=0)
    answered = models.PositiveSmallIntegerField("points against it that were answered", default=0)
    # Kept for good, whatever is returned, moved or signed afterwards.
    late_due = models.DateField("due date that it was delivered after", null=True)
    late_on = models.DateField("day on which it was delivered late", null=True)
    is_sample = models.BooleanField("sample", default=False)
    plan_import = models.ForeignKey(
        PlanImport, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    sheet_said = models.JSONField("status and rating in the spreadsheet", default=dict, blank=True)
    sources = models.JSONField("spreadsheet cells of each field", default=dict, blank=True)

    class Meta:
        ordering = ["plan_order"]
        indexes = [
            # The list in the order of the plan, and by due date, a page at a time.
            models.Index(fields=["plan_order", "id"], name="action_by_plan_order"),
            models.Index(fields=["due_latest", "id"], name="action_by_due"),
            # Awaiting sign-off on the dashboard and in my work.
            models.Index(fields=["awaiting"], condition=~Q(awaiting=""), name="action_awaiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="action_has_a_text"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="action_status_is_known"),
            models.CheckConstraint(
                condition=Q(declared_rating__in=["", *Rating.values]), name="action_rating_is_never_blue"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["", *Confidence.values]), name="action_confidence_is_known"
            ),
            models.CheckConstraint(
                condition=Q(due_earliest__isnull=True)
                | Q(due_latest__isnull=True)
                | Q(due_latest__gte=F("due_earliest")),
                name="action_due_range_is_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*lifecycle.UNAGREED])
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="action_in_the_plan_was_agreed",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[*lifecycle.CLAIMED])
                | Q(delivered_at__isnull=False, delivered_by__isnull=False),
                name="action_delivered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[*lifecycle.CLAIMED]) | Q(rating_before__in=list(BEFORE)),
                name="action_delivered_keeps_its_rating",
            ),
            models.CheckConstraint(
                condition=Q(late_due__isnull=True, late_on__isnull=True) | Q(late_on__gt=F("late_due")),
                name="action_late_after_its_date",
            ),
            models.CheckConstraint(
                condition=Q(awaiting="") | Q(status=lifecycle.AWAITED),
                name="action_awaits_only_when_delivered",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[*lifecycle.ASIDE]) | ~Q(status_reason=""),
                name="action_out_of_the_plan_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(came_from__in=["", *lifecycle.OPEN]),
                name="action_comes_back_to_open_work",
            ),
            models.CheckConstraint(
                condition=Q(status=lifecycle.REPLACED, superseded_by__isnull=False)
                | (~Q(status=lifecycle.REPLACED) & Q(superseded_by__isnull=True)),
                name="action_superseded_by_another",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def start(self):
        return PlanDate(self.start_raw, self.start_precision, self.start_earliest, self.start_latest)

    @property
    def due(self):
        return PlanDate(self.due_raw, self.due_precision, self.due_earliest, self.due_latest)

    @property
    def texts(self):
        """(Field, words) of each plain text."""
        return texts_of(self)


class LeadManager(models.Manager):
    """Leads with their posts and these organisations: nobody reads one without."""

    def get_queryset(self):
        return super().get_queryset().select_related("post__organisation")


class Lead(models.Model):
    """A post that leads an action. One is accountable; its organisation is the action's. Part of Action."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="leads")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="leads")
    accountable = models.BooleanField(default=False)

    objects = LeadManager()

    class Meta:
        ordering = ["-accountable", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "post"], name="lead_is_named_once"),
            models.UniqueConstraint(
                fields=["action"], condition=Q(accountable=True), name="one_lead_is_accountable"
            ),
        ]

    def __str__(self):
        return str(self.post)


class SupportingPartner(models.Model):
    """A body that helps: a known organisation, or the words that were written. Part of Action."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="supports"
    )
    name = models.CharField("as written", max_length=FIELD["partners"].limit)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["action", "name"], name="partner_is_named_once")]

    def __str__(self):
        return self.name


class CriteriaInUse(models.Manager):
    """The criteria that an action has now."""

    def get_queryset(self):
        return super().get_queryset().filter(is_dropped=False)


class SuccessCriterion(models.Model):
    """How we shall know: a plain statement, with a measure where there is one. Part of Action.

    It keeps its row and its UUID through every edit, as readings are taken of it; one that was taken out of the
    action keeps its row where it has readings.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    statement = models.CharField("success criterion", max_length=FIELD["criteria"].limit)
    unit = models.CharField(max_length=60, blank=True, help_text="For example % or number of places.")
    baseline = models.CharField(max_length=100, blank=True)
    target = models.CharField(max_length=100, blank=True)
    target_on = models.DateField("target date", null=True, blank=True)
    current = models.CharField(max_length=100, blank=True)
    is_dropped = models.BooleanField("no longer a criterion of the action", default=False)

    every = models.Manager()
    objects = CriteriaInUse()

    class Meta:
        ordering = ["order"]
        # For deleting and for relations: the history and the measurements still point to dropped ones.
        base_manager_name = "every"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["action", "order"], condition=Q(is_dropped=False), name="criterion_has_a_place"
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="criterion_says_something"),
        ]

    def __str__(self):
        return self.statement
