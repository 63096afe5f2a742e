"""A recommendation: the inspectors' words, and who in the council answers for it."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from jarplan.audit.models import WITHDRAWN_FOR_A_REASON, InForce, of_each, once, said_of
from recommendations.models.inspection import Inspection, Judgement, Timeframe
from recommendations.models.naturalkeys import Entry


class Recommendation(Entry):
    """One thing that the inspectors recommend, word for word.

    The number is ours: the report prints bullets. Which investigation it answers is our reading too.
    """

    NATURAL_KEY = ("reference",)

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="recommendations")
    reference = models.CharField(
        max_length=10,
        validators=[
            RegexValidator(r"^[A-Z]{1,5}[1-9][0-9]{0,3}$", "A reference is capital letters and a number.")
        ],
    )
    order = models.PositiveSmallIntegerField("place in the report")
    timeframe = models.ForeignKey(Timeframe, models.PROTECT, related_name="recommendations")
    addressed_to = models.CharField(
        "who the recommendation is addressed to, as printed", max_length=100, blank=True
    )
    text = models.TextField("the recommendation, word for word")
    paragraph = models.CharField(max_length=20, blank=True)
    answers = models.ForeignKey(
        Judgement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name="the investigation it answers",
    )
    answers_is_our_reading = models.BooleanField(
        "which investigation it answers is our reading", default=True
    )
    accountable_post = models.ForeignKey(
        "people.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accountable_for",
        verbose_name="accountable officer",
    )
    portfolio_holder = models.ForeignKey(
        "people.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="portfolio_of",
        verbose_name="portfolio holder",
    )

    class Meta:
        ordering = ["inspection", "order"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once(
                "recommendation_reference_once",
                fields=["reference"],
                sentence="There is already a recommendation with this reference.",
            ),
            once("recommendation_order_once", fields=["inspection", "order"]),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="recommendation_has_text",
                violation_error_message="Enter the recommendation's words.",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("reporting:recommendation", args=[self.reference])


class RecommendationInForce(InForce):
    """What a recommendation was called when, and to which inspection and timeframe it belonged."""

    reference = models.CharField(max_length=10)
    inspection = models.UUIDField()
    timeframe = models.CharField("slug of the timeframe", max_length=40)

    class Meta:
        constraints, indexes = of_each("recommendation_in_force")

    @classmethod
    def then_columns(cls, vendor):
        # An inspection is never deleted, and which it is never changes: its own row says what else it is.
        return {
            "inspection_id": "(SELECT i.id FROM recommendations_inspection i WHERE i.uuid = f.inspection)",
            "timeframe_id": "CAST(f.inspection AS text) || ':' || f.timeframe",
            # Few pages of a past day ask for them, so that they need no columns of their own.
            "portfolio_holder_id": said_of(vendor, "portfolio_holder"),
            "accountable_post_id": said_of(vendor, "accountable_post"),
        }

    @classmethod
    def then_parts(cls, vendor, standing):
        each, value = (
            ("json_array_elements(s.body::json -> 'timeframes') one(value)", "(one.value ->> '{}')")
            if vendor == "postgresql"
            else ("json_each(s.body, '$.timeframes') one", "json_extract(one.value, '$.{}')")
        )
        # SQLite would else look through every state again for each action: a dashboard of 20,000 took over a minute.
        # Before its version 3.35 a limit is the only way to say so.
        worked_out_once = " LIMIT -1" if vendor == "sqlite" else ""
        slug, label, order = (value.format(name) for name in ("slug", "label", "order"))
        return {
            Timeframe._meta.db_table: (
                f"SELECT CAST(f.uuid AS text) || ':' || {slug} AS id, {label} AS label,"
                f' CAST({order} AS integer) AS "order"'
                " FROM audit_stateinforce f JOIN audit_auditstate s ON s.sequence = f.sequence"
                f" CROSS JOIN {each} WHERE f.subject_kind = 'inspection' AND {standing}{worked_out_once}"
            )
        }
