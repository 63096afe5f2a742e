"""Questions to partners about a version, their answers, and links by which they read the draft."""

from django.db import models
from django.db.models import F, Q

from jarplan.audit.models import Recorded
from jarplan.dates import in_full
from recommendations.models.naturalkeys import KnownByWords
from recommendations.models.papers import person
from recommendations.models.versions import PlanVersion


class Consultation(KnownByWords, Recorded):
    """One partner asked about a version of the plan: by when, the answer, and what was changed because of it or why
    not. A partner may be an organisation of ours or a name as written."""

    NATURAL_KEY = ("version_asked__number", "partner_name")

    class Outcome(models.TextChoices):
        CHANGED = "changed", "the plan was changed"
        NOT_CHANGED = "not_changed", "the plan was not changed"

    version_asked = models.ForeignKey(PlanVersion, models.PROTECT, related_name="consultations")
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    # Beside the organisation: most of those who are asked have no account, and a name is kept as it was
    # written in the letter.
    partner_name = models.CharField("partner, as written", max_length=200)
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = person("consultations_asked")
    answer_by = models.DateField("answer due by")
    question = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField("when the answer was recorded", null=True, blank=True)
    answered_by = person("consultations_answered")
    answer = models.TextField(blank=True)
    came_by = models.CharField("how the answer was received", max_length=200, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    response = models.TextField("what was changed because of the answer, or why nothing was", blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    responded_by = person("consultations_responded")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = person("consultations_withdrawn")
    withdrawn_reason = models.TextField("why the question was withdrawn", blank=True)

    class Meta:
        ordering = ["version_asked", "asked_on", "partner_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["version_asked", "partner_name"],
                # A question that was withdrawn may be asked again.
                condition=Q(withdrawn_at__isnull=True),
                name="consultation_once_a_version",
                violation_error_message="This partner has already been asked about this version.",
            ),
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("asked_on")),
                name="consultation_answer_by_after_asked",
                violation_error_message="The answer date cannot be before the date of the question.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_at__isnull=True, answer="")
                | (
                    Q(answered_on__isnull=False, answered_on__gte=F("asked_on"), answered_at__isnull=False)
                    & ~Q(answer="")
                ),
                name="consultation_answer_has_day",
                violation_error_message="An answer needs its date, which cannot be before the question.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", response="", responded_at__isnull=True)
                | (
                    Q(responded_at__isnull=False, answered_on__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(response="")
                ),
                name="consultation_response_to_an_answer",
                violation_error_message="Enter what was changed because of the answer, or why nothing was.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, answered_at__isnull=True) & ~Q(withdrawn_reason="")),
                name="consultation_withdrawn_for_a_reason_before_an_answer",
                violation_error_message=(
                    "Enter why you are withdrawing the question. A question that has been "
                    "answered cannot be withdrawn."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.partner_name}, asked {in_full(self.asked_on)}"


class DraftLink(Recorded):
    """The secret in an address at which a partner without an account reads the draft that it is asked about, kept
    only as its digest. One of a question is in use at a time; one that was ended stays, and its address says so.

    How often it was opened is no part of its history, and nothing is kept of who opened it.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="links")
    # Unsalted, as that of a calendar's address: it must be found by one look at the index.
    digest = models.CharField("SHA-256 of the secret", max_length=64, unique=True, editable=False)
    ends_on = models.DateField("last day")
    made_at = models.DateTimeField()
    made_by = person("draft_links_made")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = person("draft_links_ended")
    times_opened = models.PositiveIntegerField(default=0, editable=False)
    last_opened = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(ended_at__isnull=True),
                name="draft_link_one_in_use",
                violation_error_message="This partner already has a link to the draft.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="draft_link_ended_by_somebody",
            ),
        ]

    def __str__(self):
        return f"link to the draft for {self.consultation.partner_name}"
