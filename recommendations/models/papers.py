"""Meetings that the plan goes to, its versions, whom they were consulted with, and the children's page."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jarplan.audit.blanking import REMOVED
from jarplan.audit.models import Recorded
from recommendations.models.naturalkeys import KnownByWords


def person(related_name):
    """Who did something, or nobody yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name=related_name
    )


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
    """The whole plan as it was at one moment: text that this room does not look into, with its digest.

    Content, digest, who composed it and when never change; the states are those of that unchanging content. A changed
    plan, or a correction, is the next version. What was asked of partners and what the checks found is frozen as the
    record when it is published.
    """

    NATURAL_KEY = ("number",)

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        IN_CONSULTATION = "in_consultation", "in consultation"
        APPROVED = "approved", "approved"
        PUBLISHED = "published", "published"
        REPLACED = "replaced", "replaced by a later version"
        WITHDRAWN = "withdrawn", "withdrawn"

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    note = models.TextField("what is new in it, or what it corrects", blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="corrects"
    )
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    format = models.PositiveSmallIntegerField(default=1)
    content = models.TextField()
    digest = models.CharField("SHA-256 of the content", max_length=64)
    composed_at = models.DateTimeField()
    composed_by = person("versions_composed")
    approved_at = models.DateTimeField("when the approval was recorded", null=True, blank=True)
    approved_by = person("versions_approved")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="versions", verbose_name="approved at"
    )
    published_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = person("versions_published")
    published_over = models.TextField("why it was published over what the checks found", blank=True)
    record = models.TextField("its record: the consultation and the checks, as published", blank=True)
    record_digest = models.CharField("SHA-256 of the record", max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = person("versions_withdrawn")
    withdrawn_reason = models.TextField("why it was withdrawn", blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="plan_version_number_from_one"),
            models.CheckConstraint(condition=~Q(digest=""), name="plan_version_has_digest"),
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "in_consultation", "approved"],
                    published_on__isnull=True,
                    published_at__isnull=True,
                )
                | Q(
                    state__in=["published", "replaced"],
                    published_on__isnull=False,
                    published_at__isnull=False,
                )
                | Q(state="withdrawn"),
                name="plan_version_published_has_day",
                violation_error_message="A published version has its day of publication; no other has one.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_consultation", "withdrawn"])
                | Q(approved_at__isnull=False, meeting__isnull=False),
                name="plan_version_approved_at_a_meeting",
                violation_error_message="An approved version names the meeting that approved it.",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="plan_version_withdrawn_for_a_reason",
                violation_error_message="Say why the version is withdrawn.",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="published"),
                name="plan_version_one_published",
                violation_error_message="Another version is published: publishing this one replaces it.",
            ),
        ]

    def __str__(self):
        return f"version {self.number}"

    @property
    def words_removed(self):
        """Whether words were taken out of it, as the law may require."""
        return REMOVED in self.content or REMOVED in self.record


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
    partner_name = models.CharField("partner, as written", max_length=200)
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = person("consultations_asked")
    answer_by = models.DateField("an answer is asked for by")
    question = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField("when the answer was recorded", null=True, blank=True)
    answered_by = person("consultations_answered")
    answer = models.TextField(blank=True)
    came_by = models.CharField("how the answer came", max_length=200, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    response = models.TextField("what was changed because of it, or why not", blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    responded_by = person("consultations_responded")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = person("consultations_withdrawn")
    withdrawn_reason = models.TextField("why the question was taken back", blank=True)

    class Meta:
        ordering = ["version_asked", "asked_on", "partner_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["version_asked", "partner_name"],
                name="consultation_once_a_version",
                violation_error_message="This partner has been asked about this version already.",
            ),
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("asked_on")),
                name="consultation_answer_by_after_asked",
                violation_error_message="The day for the answer cannot be before the day of the question.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_at__isnull=True, answer="")
                | (
                    Q(answered_on__isnull=False, answered_on__gte=F("asked_on"), answered_at__isnull=False)
                    & ~Q(answer="")
                ),
                name="consultation_answer_has_day",
                violation_error_message="An answer has the day it came, not before the question.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", response="", responded_at__isnull=True)
                | (
                    Q(responded_at__isnull=False, answered_on__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(response="")
                ),
                name="consultation_response_to_an_answer",
                violation_error_message="Say what was changed because of the answer, or why not.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, answered_at__isnull=True) & ~Q(withdrawn_reason="")),
                name="consultation_withdrawn_for_a_reason_before_an_answer",
                violation_error_message="Say why the question is taken back; one that was answered stands.",
            ),
        ]

    def __str__(self):
        return f"{self.partner_name}, asked {self.asked_on.day} {self.asked_on:%B %Y}"


class ChildrensPage(KnownByWords, Recorded):
    """What the council tells children and young people about the plan, in words written for them (recommendation 1).

    There is one; each version of the plan freezes it as it stands. A blank line ends a paragraph.
    """

    NATURAL_KEY = ("slug",)

    slug = models.SlugField(max_length=20, unique=True, default="plan")
    title = models.CharField(max_length=200)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = person("childrens_pages_written")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="childrens_page_has_text"),
        ]

    def __str__(self):
        return self.title
