"""The money: a cost table exactly as it was printed, and what is said on top of it later.

Whether the printed figures add up is worked out in reconciliation.py, never stored.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actions.models import Action
from jarplan.audit.models import Recorded
from recommendations.models import Inspection, Recommendation
from recommendations.models.naturalkeys import KnownByWords

# Three places of £000 are single pounds: revisions may be exact where the paper is rounded.
AMOUNT = {"max_digits": 12, "decimal_places": 3}


class CostTable(KnownByWords, Recorded):
    """One table of costs as a paper printed it, errors included. Its printed figures never change."""

    NATURAL_KEY = ("slug",)

    slug = models.SlugField(max_length=40, unique=True)
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="cost_tables"
    )
    name = models.CharField("what it is the cost of", max_length=100)
    title = models.CharField("title, as printed", max_length=300)
    corner = models.CharField("heading of the first column, as printed", max_length=200)
    source = models.CharField("where it is printed", max_length=200)
    wording = models.TextField("what the paper says about the table, word for word", blank=True)
    contact = models.CharField("contact, as printed", max_length=200, blank=True)
    rounded_to = models.DecimalField(
        "its figures are printed to the nearest (in £000)", default=1, **AMOUNT, help_text="1 is £1,000."
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rounded_to__gt=0),
                name="cost_table_is_rounded_to_something",
                violation_error_message="Figures are printed to the nearest of some amount above 0.",
            ),
        ]

    def __str__(self):
        return self.title


class CostPeriod(KnownByWords):
    """One column of figures: a part of a financial year, or the total of them all."""

    NATURAL_KEY = ("table__slug", "order")

    class Basis(models.TextChoices):
        ACTUAL = "actual", "actual"
        FORECAST = "forecast", "forecast"

    # CASCADE: columns, lines and cells are parts of their table, which is loaded once and never changes.
    table = models.ForeignKey(CostTable, models.CASCADE, related_name="periods")
    order = models.PositiveSmallIntegerField()
    label = models.CharField("heading, as printed", max_length=100)
    short_label = models.CharField(max_length=20)
    basis = models.CharField("printed as", max_length=8, choices=Basis)
    starts_on = models.DateField()
    ends_on = models.DateField()
    # The paper prints a total column; it is checked against the others and not made of them.
    is_total = models.BooleanField("total of the other periods", default=False)

    class Meta:
        ordering = ["table", "order"]
        constraints = [
            models.UniqueConstraint(fields=["table", "order"], name="cost_period_order_once"),
            models.UniqueConstraint(
                fields=["table"], condition=Q(is_total=True), name="cost_period_one_total"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="cost_period_ends_after_it_starts",
                violation_error_message="A period ends on or after the day it starts.",
            ),
        ]

    def __str__(self):
        return self.label


class CostLine(KnownByWords):
    """One row: the heading of a section, a line of figures, or a total of earlier lines."""

    NATURAL_KEY = ("table__slug", "order")

    class Kind(models.TextChoices):
        SECTION = "section", "heading of a section"
        LINE = "line", "line"
        TOTAL = "total", "total"

    table = models.ForeignKey(CostTable, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    label = models.CharField("label, as printed", max_length=200)
    # Which lines a total adds up is data, so that each total can be added up again; nothing is guessed from
    # bold type.
    sums = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="summed_in", verbose_name="lines it adds up"
    )

    class Meta:
        ordering = ["table", "order"]
        constraints = [
            models.UniqueConstraint(fields=["table", "order"], name="cost_line_order_once"),
            models.CheckConstraint(condition=~Q(label=""), name="cost_line_has_a_label"),
            models.CheckConstraint(
                condition=Q(kind__in=["section", "line", "total"]), name="cost_line_kind_is_known"
            ),
        ]

    def __str__(self):
        return self.label


class CostFigure(KnownByWords):
    """One cell, as printed. Text is not zero: a cell without a figure has no amount, and says why."""

    NATURAL_KEY = ("line__table__slug", "line__order", "period__order")

    line = models.ForeignKey(CostLine, models.CASCADE, related_name="figures")
    period = models.ForeignKey(CostPeriod, models.PROTECT, related_name="figures")
    # The text of the cell beside its amount: “39 + charged to CYPS” is 39 with a note, and text is not
    # zero.
    printed = models.CharField("as printed", max_length=100)
    amount = models.DecimalField("amount in £000", null=True, blank=True, **AMOUNT)
    note = models.CharField("note next to the amount, or in its place", max_length=100, blank=True)

    class Meta:
        ordering = ["line", "period__order"]
        constraints = [
            models.UniqueConstraint(fields=["line", "period"], name="cost_figure_one_per_cell"),
            models.CheckConstraint(condition=~Q(printed=""), name="cost_figure_is_printed"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(note=""),
                name="cost_figure_amount_or_note",
                violation_error_message="A cell without an amount needs a note saying why.",
            ),
        ]

    def __str__(self):
        return f"{self.line}, {self.period}: {self.printed}"


class CostRevision(Recorded):
    """A later forecast of one printed figure, or what was really spent, on top of it. Never changed: a
    correction is a later revision."""

    class Kind(models.TextChoices):
        FORECAST = "forecast", "revised forecast"
        ACTUAL = "actual", "actual"

    figure = models.ForeignKey(CostFigure, models.PROTECT, related_name="revisions")
    kind = models.CharField(max_length=8, choices=Kind)
    amount = models.DecimalField("amount in £000", **AMOUNT)
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["forecast", "actual"]), name="cost_revision_kind"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="cost_revision_is_not_negative",
                violation_error_message="The cost cannot be less than 0.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="cost_revision_has_a_reason",
                violation_error_message="Enter why you are revising the figure.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.figure}"


class CostLink(Recorded):
    """What a line of costs pays for: an action, or a recommendation as a whole."""

    line = models.ForeignKey(CostLine, models.PROTECT, related_name="links")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="cost_links")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="cost_links"
    )
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=True, recommendation__isnull=False)
                | Q(action__isnull=False, recommendation__isnull=True),
                name="cost_link_to_one_thing",
                violation_error_message="A line of costs is linked to an action or to a recommendation.",
            ),
            models.UniqueConstraint(
                fields=["line", "action"], condition=Q(action__isnull=False), name="cost_link_action_once"
            ),
            models.UniqueConstraint(
                fields=["line", "recommendation"],
                condition=Q(recommendation__isnull=False),
                name="cost_link_recommendation_once",
            ),
        ]

    def __str__(self):
        return f"{self.line} pays for {self.action or self.recommendation}"
