"""What is claimed and shown: progress reports with their measurements, extensions, evidence."""

from django.db import models
from django.db.models import F, Q

from actions.models.person import person
from actions.models.plan import Action, SuccessCriterion
from actions.models.returns import ProgressReturn, SentFor, of_sent_for
from actions.models.rounds import ReportingRound
from actions.rules.lifecycle import Confidence, Decision, Precision, Rating
from jarplan.audit.models import Recorded
from jarplan.clock import day_of
from jarplan.files.models import StoredFile
from recommendations.models import Meeting


class ProgressUpdate(SentFor, Recorded):
    """What a lead reported: never changed; a correction is a new one that says what it corrects.

    A report is the one of its action in a round; a note is made at any time between. `came_from`: the file, sheet,
    row and cells of a return that it was read from.
    """

    class Kind(models.TextChoices):
        REPORT = "report", "Monthly report"
        NOTE = "note", "Note"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    made_at = models.DateTimeField()
    made_by = person("reported by")
    rating = models.CharField("declared rating", max_length=5, choices=Rating)
    confidence = models.CharField(
        "confidence that the action will be delivered and have its effect",
        max_length=6,
        choices=Confidence,
        blank=True,
    )
    would_help = models.TextField("what would help", max_length=4000, blank=True)
    done = models.TextField("what was done", max_length=4000)
    effect = models.TextField("what changed for children and young people", max_length=4000, blank=True)
    why_better = models.TextField("what made the difference", max_length=4000, blank=True)
    reason = models.TextField("why the action is not on track", max_length=4000, blank=True)
    next_step = models.TextField("next step", max_length=4000, blank=True)
    recovers_on = models.DateField("expected back on track", null=True, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.NOTE)
    round = models.ForeignKey(
        ReportingRound, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    no_change = models.BooleanField("nothing has changed since the last report", default=False)
    sheet_return = models.ForeignKey(
        ProgressReturn, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    came_from = models.JSONField("cells that it was read from", default=dict, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            *of_sent_for("report", "made_by"),
            models.CheckConstraint(
                condition=Q(kind="report", round__isnull=False) | Q(kind="note", round__isnull=True),
                name="report_belongs_to_a_round",
            ),
            models.UniqueConstraint(
                fields=["action", "round"],
                condition=Q(kind="report", corrects__isnull=True),
                name="one_report_of_an_action_in_a_round",
                violation_error_message="A report on this action has already been sent in this round.",
            ),
            models.CheckConstraint(
                condition=Q(kind="note") | Q(rating="green") | Q(recovers_on__isnull=False),
                name="report_off_track_says_when_it_recovers",
                violation_error_message="Amber and red need the date the action is expected back on track.",
            ),
            models.CheckConstraint(
                condition=Q(rating="green") | (~Q(reason="") & ~Q(next_step="")),
                name="update_off_track_says_why",
                violation_error_message="Amber and red need a reason and a next step.",
            ),
            models.CheckConstraint(
                condition=~Q(confidence="low") | ~Q(would_help=""),
                name="update_of_low_confidence_says_what_would_help",
                violation_error_message="Low confidence needs what would help.",
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["", *Confidence.values]), name="update_confidence_is_known"
            ),
            models.CheckConstraint(condition=Q(rating__in=Rating.values), name="update_is_never_blue"),
            models.CheckConstraint(condition=~Q(done=""), name="update_says_something"),
        ]

    def __str__(self):
        return f"report on {self.action}"

    @property
    def is_late(self):
        """Whether it was sent after the last day of its round."""
        return self.round is not None and day_of(self.made_at) > self.round.closes_on


class Reading(models.Model):
    """How a success criterion measured on a day, and the source. Part of ProgressUpdate.

    `statement` and `unit` are the criterion's words when it was read; those of the criterion may change. `value` is
    what was written; `number` what it counts as, where it is a number; `met` what a plain statement is said to be.
    """

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="readings")
    criterion = models.ForeignKey(SuccessCriterion, on_delete=models.PROTECT, related_name="readings")
    statement = models.CharField("success criterion when measured", max_length=1000)
    unit = models.CharField(max_length=60, blank=True)
    value = models.CharField("figure", max_length=100, blank=True)
    number = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    met = models.BooleanField("met", null=True)
    on = models.DateField("date of the figure")
    source = models.CharField("source", max_length=300, blank=True)
    evidence = models.ForeignKey(
        "Evidence",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="readings",
        verbose_name="evidence of the figure",
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = person("withdrawn by", null=True)
    withdrawn_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["update", "criterion"], name="a_report_reads_a_criterion_once"),
            models.CheckConstraint(
                condition=~Q(value="") | Q(met__isnull=False), name="reading_says_something"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | (Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="reading_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.value or self.met}"


class ReportDraft(models.Model):
    """A report that is being written: its author's alone, and no part of the history until it is sent."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="report_drafts")
    saved_at = models.DateTimeField()
    saved_by = person("written by")
    typed = models.JSONField("draft", default=dict)

    class Meta:
        ordering = ["saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "saved_by"], name="one_draft_of_an_action_each")
        ]

    def __str__(self):
        return f"draft of a report on {self.action}"


class ChangeRequest(Recorded):
    """Something agreed that somebody wants otherwise, with the reason, and what somebody else decided."""

    class Category(models.TextChoices):
        PEOPLE = "people", "Staff or skills"
        MONEY = "money", "Funding"
        PARTNER = "partner", "Waiting for a partner"
        SCOPE = "scope", "More work than expected"
        LAW = "law", "Law, policy or national timetable"
        OTHER = "other", "Something else"

    Decision = Decision

    asked_at = models.DateTimeField()
    asked_by = person("requested by")
    category = models.CharField("type of reason", max_length=8, choices=Category)
    reason = models.TextField(max_length=2000)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.PENDING)
    decided_at = models.DateTimeField(null=True)
    decided_by = person("decided by", null=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="decided at"
    )
    decision_reason = models.TextField("why", max_length=2000, blank=True)

    class Meta:
        abstract = True
        ordering = ["asked_at", "pk"]


def of_request(name, *undecided):
    """The constraints of a kind of request, by its name; `undecided`: the decisions that nobody else has taken."""
    undecided = [Decision.PENDING.value, Decision.RECALLED.value, *undecided]
    return [
        models.UniqueConstraint(
            fields=["action"], condition=Q(decision="pending"), name=f"one_{name}_waits_at_a_time"
        ),
        models.CheckConstraint(
            condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
            name=f"{name}_is_decided_by_another",
        ),
        models.CheckConstraint(
            condition=Q(decision__in=undecided, decided_at__isnull=True, decided_by__isnull=True)
            | (~Q(decision__in=undecided) & Q(decided_at__isnull=False, decided_by__isnull=False)),
            name=f"{name}_is_decided_by_somebody",
        ),
        models.CheckConstraint(condition=~Q(reason=""), name=f"{name}_says_why"),
    ]


class DateChange(ChangeRequest):
    """An extension requested, with the reason, and what was decided. The original date stays as it was."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="date_changes")
    from_raw = models.CharField("from, as written", max_length=200, blank=True)
    from_due = models.DateField("from", null=True)
    to_raw = models.CharField("to, as written", max_length=200)
    to_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    to_earliest = models.DateField()
    to_latest = models.DateField("to")

    class Meta(ChangeRequest.Meta):
        constraints = of_request("date_change")

    def __str__(self):
        return f"extension of {self.action}"


class ContentChange(ChangeRequest):
    """A change of what an agreed action says (text, leads, criteria, targets) that was requested, and what was
    decided; or a correction of its wording alone, which whoever may edit makes. What was agreed first stays on
    record.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="content_changes")
    # {field: {"from": .., "to": ..}}: see actions/plan/changing.py.
    changes = models.JSONField("what changes")
    # Whoever has the criteria changed has a part in the claim: the trigger asks for this.
    of_criteria = models.BooleanField("changes success criteria")

    class Meta(ChangeRequest.Meta):
        constraints = of_request("content_change", Decision.CORRECTED.value)

    def __str__(self):
        return f"change of {self.action}"


class Evidence(Recorded):
    """A file or link that shows something, and its date. Usable for several actions."""

    shows = models.CharField("what the evidence shows", max_length=500)
    speaks_of = models.DateField("date of the evidence", null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField("web address", max_length=500, blank=True)
    actions = models.ManyToManyField(Action, through="EvidenceUse", related_name="evidence")
    earlier = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="newer",
        verbose_name="a newer version of",
    )
    attached_at = models.DateTimeField()
    attached_by = person("attached by")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = person("withdrawn by", null=True)
    withdrawn_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["attached_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, link="") | (Q(file__isnull=True) & ~Q(link="")),
                name="evidence_is_a_file_or_a_link",
            ),
            models.CheckConstraint(condition=~Q(shows=""), name="evidence_says_what_it_shows"),
        ]

    def __str__(self):
        return self.shows


class EvidenceUse(models.Model):
    """Which actions a piece of evidence is used for, and that it no longer is where it was used by mistake. Part of
    Evidence.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence_uses")
    used_at = models.DateTimeField()
    used_by = person("used by")
    ended_at = models.DateTimeField(null=True)
    ended_by = person("ended by", null=True)
    ended_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "action"], name="evidence_is_used_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_reason="")),
                name="use_is_ended_by_somebody_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.evidence} for {self.action}"
