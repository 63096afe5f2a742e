"""The council's answer: actions with their leads and criteria, progress, dates, evidence and sign-offs."""

from django.db import models
from django.db.models import F, Q

from actions.dates import PlanDate
from actions.lifecycle import Awaiting, Precision, Rating, Status
from jarplan.audit.models import Recorded
from jarplan.files.models import StoredFile
from jarplan.people.models import Organisation, Post, User
from recommendations.models import Meeting, Recommendation

ONE_PERSON = "Nobody signs off a claim that they made."


def person(name, **options):
    """Who did what the `_at` beside it dates. People are deactivated, never deleted."""
    return models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=name, **options)


class PlanImport(Recorded):
    """One workbook brought to the plan: what it is, what was understood, and what came of it."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", "Waiting to be confirmed"
        CONFIRMED = "confirmed", "Imported"
        CALLED_OFF = "called_off", "Called off"

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("SHA-256 of the workbook", max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEWED)
    uploaded_at = models.DateTimeField()
    uploaded_by = person("uploaded by")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = person("confirmed by", null=True)
    counts = models.JSONField(default=dict)
    preview = models.JSONField("rows as they were understood", default=list)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False, confirmed_by__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_at__isnull=True, confirmed_by__isnull=True)),
                name="import_is_confirmed_by_somebody",
            )
        ]

    def __str__(self):
        return f"import of {self.file.original_name}"


class Action(Recorded):
    """What will be done about a recommendation, by which posts, by when, and how we shall know."""

    reference = models.CharField(max_length=20, unique=True)
    plan_order = models.PositiveIntegerField("place in the plan")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="actions")
    text = models.TextField("what will be done", max_length=4000)
    resources = models.CharField("resources", max_length=500, blank=True)
    start_raw = models.CharField("start, as written", max_length=200, blank=True)
    start_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    start_earliest = models.DateField(null=True, blank=True)
    start_latest = models.DateField(null=True, blank=True)
    due_raw = models.CharField("due, as written", max_length=200, blank=True)
    due_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    due_earliest = models.DateField(null=True, blank=True)
    due_latest = models.DateField("due", null=True, blank=True)
    original_raw = models.CharField("original due date, as written", max_length=200, blank=True)
    original_due = models.DateField("original due date", null=True, blank=True)
    moves = models.PositiveSmallIntegerField("times the date was moved", default=0)
    status = models.CharField(max_length=12, choices=Status, default=Status.PROPOSED)
    status_reason = models.CharField(max_length=1000, blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    awaiting = models.CharField(max_length=12, choices=Awaiting, default=Awaiting.NOBODY, blank=True)
    declared_rating = models.CharField("latest declared rating", max_length=5, choices=Rating, blank=True)
    reported_at = models.DateTimeField("last reported", null=True)
    reported_by = person("last reported by", null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = person("agreed by", null=True)
    delivered_at = models.DateTimeField(null=True)
    delivered_by = person("said delivered by", null=True)
    is_sample = models.BooleanField("sample", default=False)
    plan_import = models.ForeignKey(
        PlanImport, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    sheet_said = models.JSONField("what the spreadsheet said of status and rating", default=dict, blank=True)

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
                condition=Q(due_earliest__isnull=True)
                | Q(due_latest__isnull=True)
                | Q(due_latest__gte=F("due_earliest")),
                name="action_due_range_is_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "not_accepted", "withdrawn", "superseded"])
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="action_in_the_plan_was_agreed",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["delivered", "signed_off", "embedded"])
                | Q(delivered_at__isnull=False, delivered_by__isnull=False),
                name="action_delivered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(awaiting="") | Q(status="delivered"), name="action_awaits_only_when_delivered"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["withdrawn", "paused", "not_accepted", "superseded"])
                | ~Q(status_reason=""),
                name="action_out_of_the_plan_has_a_reason",
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


class Lead(models.Model):
    """A post that leads an action. One is accountable; its organisation is the action's. Part of Action."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="leads")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="leads")
    accountable = models.BooleanField(default=False)

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
    name = models.CharField("as written", max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["action", "name"], name="partner_is_named_once")]

    def __str__(self):
        return self.name


class SuccessCriterion(models.Model):
    """How we shall know: a plain statement, with a measure where there is one. Part of Action."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    statement = models.CharField("success criterion", max_length=1000)
    unit = models.CharField(max_length=60, blank=True, help_text="For example % or number of places.")
    baseline = models.CharField(max_length=100, blank=True)
    target = models.CharField(max_length=100, blank=True)
    target_on = models.DateField("target date", null=True, blank=True)
    current = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["action", "order"], name="criterion_has_a_place"),
            models.CheckConstraint(condition=~Q(statement=""), name="criterion_says_something"),
        ]

    def __str__(self):
        return self.statement


class ProgressUpdate(Recorded):
    """What a lead reported: never changed; a correction is a new one that says what it corrects."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    made_at = models.DateTimeField()
    made_by = person("reported by")
    rating = models.CharField("how is it going?", max_length=5, choices=Rating)
    done = models.TextField("what was done", max_length=4000)
    effect = models.TextField("what it changed for children and young people", max_length=4000, blank=True)
    reason = models.TextField("why it is not on track", max_length=4000, blank=True)
    next_step = models.TextField("next step", max_length=4000, blank=True)
    recovers_on = models.DateField("back on track by", null=True, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rating="green") | (~Q(reason="") & ~Q(next_step="")),
                name="update_off_track_says_why",
                violation_error_message="Amber and red need a reason and a next step.",
            ),
            models.CheckConstraint(condition=Q(rating__in=Rating.values), name="update_is_never_blue"),
            models.CheckConstraint(condition=~Q(done=""), name="update_says_something"),
        ]

    def __str__(self):
        return f"report on {self.action}"


class DateChange(Recorded):
    """A later date asked for, with the reason, and what was decided. The original date stays as it was."""

    class Category(models.TextChoices):
        PEOPLE = "people", "Staff or skills"
        MONEY = "money", "Funding"
        PARTNER = "partner", "Waiting for a partner"
        SCOPE = "scope", "More work than was known"
        LAW = "law", "Law, policy or national timetable"
        OTHER = "other", "Something else"

    class Decision(models.TextChoices):
        PENDING = "pending", "Waiting for a decision"
        GRANTED = "granted", "Agreed"
        REFUSED = "refused", "Not agreed"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="date_changes")
    asked_at = models.DateTimeField()
    asked_by = person("asked by")
    from_raw = models.CharField("from, as written", max_length=200, blank=True)
    from_due = models.DateField("from", null=True)
    to_raw = models.CharField("to, as written", max_length=200)
    to_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    to_earliest = models.DateField()
    to_latest = models.DateField("to")
    category = models.CharField("kind of reason", max_length=8, choices=Category)
    reason = models.TextField(max_length=2000)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.PENDING)
    decided_at = models.DateTimeField(null=True)
    decided_by = person("decided by", null=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="decided at"
    )
    decision_reason = models.TextField("why", max_length=2000, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=Q(decision="pending"), name="one_date_change_waits_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="date_change_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decision="pending", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="pending") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="date_change_is_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="date_change_says_why"),
        ]

    def __str__(self):
        return f"later date for {self.action}"


class Evidence(Recorded):
    """A file or link that shows something, and the date it speaks of. Usable for several actions."""

    shows = models.CharField("what it shows", max_length=500)
    speaks_of = models.DateField("date it speaks of", null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField("web address", max_length=500, blank=True)
    actions = models.ManyToManyField(Action, through="EvidenceUse", related_name="evidence")
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
    """Which actions a piece of evidence is used for. Part of Evidence."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence_uses")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evidence", "action"], name="evidence_is_used_once")]

    def __str__(self):
        return f"{self.evidence} for {self.action}"


class SignOff(Recorded):
    """One signature, or one return, with exactly what was signed. Lapses when what it covers changes."""

    class Round(models.IntegerChoices):
        ORGANISATION = 1, "Lead organisation"
        BOARD = 2, "Programme office, for the board"

    class Outcome(models.TextChoices):
        SIGNED = "signed", "Signed off"
        RETURNED = "returned", "Returned"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="sign_offs")
    round = models.PositiveSmallIntegerField(choices=Round)
    outcome = models.CharField(max_length=8, choices=Outcome)
    signed_at = models.DateTimeField()
    signed_by = person("signed by")
    claimed_by = person("claimed by")
    role = models.CharField(max_length=30)
    for_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signer_organisation = models.CharField("the signer's organisation", max_length=200)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=2000, blank=True)
    content = models.TextField("what was signed")
    digest = models.CharField(max_length=64)
    format = models.PositiveSmallIntegerField(default=1)
    lapsed_at = models.DateTimeField(null=True)
    lapsed_by = person("lapsed by an edit of", null=True)
    lapsed_because = models.CharField("what changed", max_length=200, blank=True)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(claimed_by=F("signed_by")),
                name="nobody_signs_off_their_own_claim",
                violation_error_message=ONE_PERSON,
            ),
            models.CheckConstraint(condition=~Q(outcome="returned") | ~Q(reason=""), name="return_says_why"),
            models.CheckConstraint(
                condition=Q(round=1, for_organisation__isnull=False)
                | Q(round=2, for_organisation__isnull=True),
                name="first_round_is_for_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["action", "for_organisation"],
                condition=Q(outcome="signed", lapsed_at__isnull=True, round=1),
                name="an_organisation_signs_once",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(outcome="signed", lapsed_at__isnull=True, round=2),
                name="the_board_signs_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.action}"
