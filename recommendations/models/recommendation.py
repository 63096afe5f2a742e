"""A recommendation: the inspectors' words, and who in the council answers for it."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from jarplan.audit.models import Recorded
from recommendations.models.inspection import Inspection, Judgement, Timeframe
from recommendations.models.naturalkeys import KnownByWords


class Recommendation(KnownByWords, Recorded):
    """One thing that the inspectors recommend, word for word.

    The number is ours: the report prints bullets. Which investigation it answers is our reading too.
    """

    NATURAL_KEY = ("reference",)

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="recommendations")
    reference = models.CharField(
        max_length=10,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Z]{1,5}[1-9][0-9]{0,3}$", "A reference is capital letters and a number.")
        ],
    )
    order = models.PositiveSmallIntegerField("place in the report")
    timeframe = models.ForeignKey(Timeframe, models.PROTECT, related_name="recommendations")
    addressed_to = models.CharField("who should do it, as printed", max_length=100, blank=True)
    text = models.TextField("the recommendation, word for word")
    paragraph = models.CharField(max_length=20)
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
        verbose_name="accountable post",
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
            models.UniqueConstraint(fields=["inspection", "order"], name="recommendation_order_once"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="recommendation_has_text",
                violation_error_message="Give the recommendation's words.",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return f"/recommendations/{self.reference}/"
