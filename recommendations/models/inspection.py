"""An inspection and its parts: grades, timeframes, judgements, main findings, dates the paper names."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from jarplan.audit.models import WITHDRAWN_FOR_A_REASON, once
from jarplan.workdays.derivation import Unit, derive
from recommendations.models.naturalkeys import Entry, KnownByWords

# An address names an inspection by its reference. These are what stands in that place for something else: the choice
# of all inspections, other public pages and files; a number there is that of a version.
RESERVED = ("all", "calendar", "children", "datapackage", "progress", "recommendations", "schema")
NOT_RESERVED = RegexValidator(
    rf"^(?:[0-9]+|{'|'.join(RESERVED)})$",
    f"A reference cannot be a number alone, or one of the words {', '.join(RESERVED)}. Enter another, for example "
    "ilacs-2023.",
    inverse_match=True,
    flags=re.IGNORECASE,
)


class Inspection(Entry):
    """One inspection or review whose recommendations the plan answers, with everything it printed.

    Another review may join the same plan under a prefix of its own (the report, 4.13).
    """

    NATURAL_KEY = ("reference",)

    reference = models.SlugField(max_length=40, validators=[NOT_RESERVED])
    # The slug of an InspectionKind and no key of it: states, exports and backups of earlier releases have the slug.
    kind = models.CharField("kind of inspection", max_length=30)
    title = models.CharField(max_length=200)
    area = models.CharField(max_length=100, help_text="The children's services authority area.")
    led_by = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="inspections_led"
    )
    inspectorates = models.ManyToManyField("people.Organisation", blank=True, related_name="inspections")
    fieldwork = models.CharField("when the fieldwork took place", max_length=100, blank=True)
    published_on = models.DateField()
    received_on = models.DateField(
        null=True, blank=True, help_text="The day the council received the report; empty where not known."
    )
    sent_on = models.DateField(
        null=True, blank=True, help_text="The day the report was sent; empty where not known."
    )
    visited_on = models.DateField(
        null=True, blank=True, help_text="The last day of the inspectors' visit; empty where not known."
    )
    document = models.CharField("the inspectors' report", max_length=300, blank=True)
    paper = models.CharField(
        "the council's paper",
        max_length=300,
        blank=True,
        help_text="Where the inspectors' words were taken from the council's report: paragraphs are then those "
        "of it.",
    )
    numbers_printed = models.BooleanField(
        "the report numbers its recommendations",
        default=False,
        help_text="Where it does not, the references are ours.",
    )
    # R1 of one inspection and R1 of another would be one address.
    reference_prefix = models.CharField(
        max_length=5,
        validators=[RegexValidator(r"^[A-Z]{1,5}$", "Use one to five capital letters.")],
        help_text="What the recommendations' references begin with.",
    )
    confirmed = models.BooleanField(
        default=False, help_text="Once confirmed, the inspectors' words can no longer be changed."
    )

    class Meta:
        ordering = ["published_on", "reference"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once(
                "inspection_reference_once",
                fields=["reference"],
                sentence="There is already an inspection with this reference.",
            ),
            once(
                "inspection_prefix_once",
                fields=["reference_prefix"],
                sentence="Another inspection already uses this prefix.",
            ),
            models.CheckConstraint(
                condition=~Q(reference_prefix=""),
                name="inspection_has_prefix",
                violation_error_message="Enter the prefix of the recommendations' references.",
            ),
        ]

    def __str__(self):
        return self.title


class GradePoint(KnownByWords):
    """One point of an inspection's scale of grades: 4 is outstanding, 1 inadequate (4.9.7)."""

    NATURAL_KEY = ("inspection__reference", "number")

    # CASCADE, unlike nearly everywhere: a grade is a part of its inspection and has no history of its own.
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="grade_points")
    number = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=40)

    class Meta:
        ordering = ["inspection", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="grade_point_number_once"),
            models.UniqueConstraint(fields=["inspection", "word"], name="grade_point_word_once"),
        ]

    def __str__(self):
        return f"{self.number}: {self.word}"


class Timeframe(KnownByWords):
    """When a group of recommendations is to be acted on, in the inspectors' words (4.10.1 to 4.10.3)."""

    NATURAL_KEY = ("inspection__reference", "slug")

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="timeframes")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=100)
    paragraph = models.CharField(max_length=20, blank=True)
    order = models.PositiveSmallIntegerField()
    # Empty for “longer term”: the report gives it no length, and none is made up.
    months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Counted from publication; empty where the words give no length."
    )

    class Meta:
        ordering = ["inspection", "order"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "slug"], name="timeframe_slug_once"),
            models.UniqueConstraint(fields=["inspection", "order"], name="timeframe_order_once"),
            models.UniqueConstraint(
                # Nobody could tell two of them apart where a recommendation is given its timeframe.
                "inspection",
                Lower("label"),
                name="timeframe_label_once",
                violation_error_message="This inspection already has a timeframe with this label.",
            ),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__gte=1),
                name="timeframe_has_a_month_or_none",
                violation_error_message="A timeframe is at least one month long, or has no stated length.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def ends_on(self):
        """The last day of the timeframe, counted from publication; None where no length is stated."""
        if self.months is None:
            return None
        return derive(self.inspection.published_on, self.months, Unit.MONTH).due


class Judgement(KnownByWords):
    """What the inspectors judged of one area: a grade, or words without a number (4.9.7, 4.9.8)."""

    NATURAL_KEY = ("inspection__reference", "slug")

    class Kind(models.TextChoices):
        CORE = "core", "core investigation"
        MANAGEMENT = "management", "management of services and capacity"
        ADDITIONAL = "additional", "additional investigation"

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="judgements")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    area = models.CharField(max_length=200, help_text="As printed.")
    order = models.PositiveSmallIntegerField()
    grade = models.ForeignKey(GradePoint, models.PROTECT, null=True, blank=True, related_name="judgements")
    judged = models.CharField("judged, where no number is printed", max_length=40, blank=True)
    paragraph = models.CharField(max_length=20)
    text = models.TextField("as printed, where it is a sentence", blank=True)

    class Meta:
        ordering = ["inspection", "order"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "slug"], name="judgement_slug_once"),
            models.UniqueConstraint(fields=["inspection", "order"], name="judgement_order_once"),
            models.CheckConstraint(
                condition=Q(grade__isnull=False, judged="") | (Q(grade__isnull=True) & ~Q(judged="")),
                name="judgement_grade_or_words",
                violation_error_message="Enter the printed grade, or the word if no number is printed.",
            ),
        ]

    def __str__(self):
        return f"{self.area}: {self.word}"

    @property
    def word(self):
        """The judgement as a word, whether or not a number was printed."""
        return self.grade.word if self.grade_id else self.judged


class Finding(KnownByWords):
    """One sentence of the main findings, word for word. Whether it praises or asks is our reading."""

    NATURAL_KEY = ("inspection__reference", "paragraph", "order")

    class Says(models.TextChoices):
        GOOD = "good", "what is good"
        IMPROVE = "improve", "what must improve"
        BOTH = "both", "good, and yet must improve"
        NEITHER = "neither", "neither good nor bad"

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="findings")
    paragraph = models.CharField(max_length=20)
    heading = models.CharField("heading of the paragraph, as printed", max_length=200)
    order = models.PositiveSmallIntegerField("place in the paragraph")
    text = models.TextField()
    says = models.CharField("our reading", max_length=8, choices=Says)
    judgements = models.ManyToManyField(Judgement, related_name="findings")

    class Meta:
        ordering = ["inspection", "paragraph", "order"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "paragraph", "order"], name="finding_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="finding_has_text"),
        ]

    def __str__(self):
        return f"{self.paragraph} ({self.order})"


class PaperDate(KnownByWords):
    """A date that the council's paper names, as written there, with the sentence that names it."""

    NATURAL_KEY = ("inspection__reference", "slug")

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="paper_dates")
    slug = models.SlugField(max_length=60)
    label = models.CharField(max_length=200)
    written = models.CharField("as written", max_length=40)
    day = models.DateField(null=True, blank=True, help_text="Empty where the paper names no single day.")
    year_is_ours = models.BooleanField("the year is our reading", default=False)
    paragraph = models.CharField(max_length=40)
    quote = models.TextField()

    class Meta:
        ordering = ["inspection", F("day").asc(nulls_first=True), "slug"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "slug"], name="paper_date_slug_once"),
            models.CheckConstraint(condition=~Q(quote=""), name="paper_date_has_quote"),
        ]

    def __str__(self):
        return f"{self.label}: {self.written}"
