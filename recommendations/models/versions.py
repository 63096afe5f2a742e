"""Frozen versions of the plan, and the page for children and young people."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from jarplan.audit.integrity.redaction import REMOVED
from jarplan.audit.models import Recorded
from recommendations.models.inspection import Inspection
from recommendations.models.meetings import Meeting
from recommendations.models.naturalkeys import KnownByWords
from recommendations.models.papers import person


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
    inspection = models.ForeignKey(
        Inspection,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="versions",
        help_text="Whose plan it is; empty for one made while there was one plan only.",
    )
    title = models.CharField(max_length=200)
    note = models.TextField("what is new in it, or what it corrects", blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="corrects"
    )
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    format = models.PositiveSmallIntegerField(default=1)
    # Text and not JSONField: PostgreSQL's jsonb would put its keys in another order, and the digest is of
    # these very bytes.
    content = models.TextField()
    digest = models.CharField("SHA-256 of the content", max_length=64)
    composed_at = models.DateTimeField()
    composed_by = person("versions_composed")
    approved_at = models.DateTimeField("when the approval was recorded", null=True, blank=True)
    approved_by = person("versions_approved")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="versions", verbose_name="approved at"
    )
    approval_minute = models.CharField(
        "minute that records an earlier approval",
        max_length=200,
        blank=True,
        help_text="Only for a plan that was approved before this version of it was made.",
    )
    approval_reason = models.TextField("why an approval counts that is earlier than the version", blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = person("versions_published")
    published_over = models.TextField("why it was published with errors", blank=True)
    # Written once, when it is published; until then consultation is read from its rows.
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
                violation_error_message="Only a published version has a publication date.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_consultation", "withdrawn"])
                | Q(approved_at__isnull=False, meeting__isnull=False),
                name="plan_version_approved_at_a_meeting",
                violation_error_message="An approved version names the meeting that approved it.",
            ),
            models.CheckConstraint(
                condition=Q(approval_minute="", approval_reason="")
                | (Q(meeting__isnull=False) & ~Q(approval_minute="") & ~Q(approval_reason="")),
                name="plan_version_earlier_approval_is_explained",
                violation_error_message="An earlier approval needs its minute and the reason why it counts.",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="plan_version_withdrawn_for_a_reason",
                violation_error_message="Enter why you are withdrawing the version.",
            ),
            models.UniqueConstraint(
                # A unique index on the published rows alone: the database itself lets only one plan of an
                # inspection be public.
                # One without an inspection is of the plan that was the only one then.
                Coalesce("inspection", 0),
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


class ChildrensPage(KnownByWords, Recorded):
    """What the council tells children and young people about the plan, in words written for them (recommendation 1).

    There is one for each inspection; each version of the plan freezes it as it stands. A blank line ends a paragraph.
    """

    NATURAL_KEY = ("slug",)

    slug = models.SlugField(max_length=40, unique=True, default="plan")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="childrens_pages"
    )
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
