"""What the council itself reported on an inspection: the paper that goes to its members, paragraph by paragraph."""

from django.db import models
from django.db.models import Q

from jarplan.audit.models import WITHDRAWN_FOR_A_REASON, once
from recommendations.models.inspection import Inspection
from recommendations.models.naturalkeys import Entry, KnownByWords


class CouncilReport(Entry):
    """The council's own report on an inspection, word for word, with our explanations beside errors in print."""

    NATURAL_KEY = ("inspection__reference",)

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="council_reports")
    title = models.CharField("title, as printed", max_length=200)
    confirmed = models.BooleanField(
        default=False, help_text="Once confirmed, the words of the report can no longer be changed."
    )

    class Meta:
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once(
                "council_report_once",
                fields=["inspection"],
                sentence="The council's report on this inspection has already been entered.",
            ),
        ]

    def __str__(self):
        return self.title


class ReportParagraph(KnownByWords):
    """One paragraph of the council's report, or a heading, point, table row or footnote of it, as printed."""

    NATURAL_KEY = ("report__inspection__reference", "order")

    class Kind(models.TextChoices):
        # The keys are those of recommendations/pasted/numbered.py.
        HEADING = "heading", "heading"
        PARAGRAPH = "paragraph", "paragraph"
        POINT = "point", "point of a list"
        ROW = "row", "row of a table"
        FOOTNOTE = "footnote", "footnote"

    # CASCADE: a paragraph is a part of its report and has no history of its own.
    report = models.ForeignKey(CouncilReport, models.CASCADE, related_name="paragraphs")
    order = models.PositiveSmallIntegerField("place in the report")
    number = models.CharField("number, as printed", max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField("as printed", help_text="The cells of a table row are set apart by tabs.")
    note = models.TextField("our explanation of an error in print", blank=True)

    class Meta:
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="report_paragraph_order_once"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="report_paragraph_has_text",
                violation_error_message="Enter the words of the paragraph.",
            ),
        ]

    def __str__(self):
        return self.number or f"{self.get_kind_display()} {self.order}"
