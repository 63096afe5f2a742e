"""What is claimed and checked: progress reports, later dates, evidence, sign-offs."""

from django.db import models
from django.db.models import F, Q

from actions.lifecycle import Precision, Rating
from actions.models.person import person
from actions.models.plan import Action
from jarplan.audit.models import Recorded
from jarplan.files.models import StoredFile
from jarplan.people.models import Organisation
from recommendations.models import Meeting

ONE_PERSON = "Nobody signs off a claim that they made."


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
        RECALLED = "recalled", "No longer asked for"

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
                condition=Q(
                    decision__in=["pending", "recalled"], decided_at__isnull=True, decided_by__isnull=True
                )
                | (
                    ~Q(decision__in=["pending", "recalled"])
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
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
