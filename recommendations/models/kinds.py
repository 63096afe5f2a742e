"""Kinds of inspection, and whom report and plan must reach after each: data, loaded by `load_law` or added here."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from jarplan.audit.models import WITHDRAWN_FOR_A_REASON, once
from recommendations.models.law import DeadlineRule, Duty, Served
from recommendations.models.naturalkeys import Entry, KnownByWords


class Recipient(Entry):
    """A class of recipients that regulations name. An inspection may word it otherwise in its own steps."""

    NATURAL_KEY = ("slug",)

    # Given once for ever: steps and states know what was withdrawn by it, too.
    slug = models.SlugField(max_length=24, unique=True)
    words = models.CharField(max_length=200)
    served = models.CharField(max_length=8, choices=Served)
    order = models.PositiveSmallIntegerField("place among the others")

    class Meta:
        ordering = ["order", "slug"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once(
                "recipient_words_once",
                Lower("words"),
                sentence="There is already a recipient with these words. Correct that one.",
            ),
        ]

    def __str__(self):
        return self.words


class InspectionKind(Entry):
    """One kind of inspection or review: who carries it out, what it judges on which scale, and how sure we are of
    that. Its duties are the rules for it."""

    NATURAL_KEY = ("slug",)

    slug = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=100, help_text="As it reads in the middle of a sentence.")
    short_name = models.CharField(max_length=30, blank=True)
    bodies = models.CharField("carried out by", max_length=200, blank=True)
    prefix = models.CharField(
        "prefix proposed for recommendations",
        max_length=5,
        validators=[RegexValidator(r"^[A-Z]{1,5}$", "Use one to five capital letters.")],
    )
    # A line each, in order. They are only proposed: what an inspection printed is typed into its own parts.
    areas = models.TextField("areas of judgement", blank=True)
    scale = models.TextField("points of the scale, the best first", blank=True)
    source = models.CharField(max_length=200)
    certainty = models.CharField(max_length=12, choices=DeadlineRule.Certainty)

    class Meta:
        verbose_name = "kind of inspection"
        verbose_name_plural = "kinds of inspection"
        ordering = ["name"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            models.CheckConstraint(
                condition=~Q(prefix=""),
                name="inspection_kind_has_prefix",
                violation_error_message="Enter the prefix that is proposed for recommendations.",
            ),
            once(
                "inspection_kind_name_once",
                Lower("name"),
                sentence="There is already a type of inspection with this name. Correct that one.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def points(self):
        """The scale as (number or None, word) pairs: "4: outstanding" has a number, "reasonable assurance" none."""
        return [point_of(line) for line in self.scale.splitlines() if line.strip()]


def point_of(line):
    number, colon, word = line.partition(":")
    is_number = colon and re.fullmatch(r"\s*\d{1,4}\s*", number, re.ASCII)
    return (int(number), word.strip()) if is_number else (None, line.strip())


class Reach(KnownByWords):
    """A class of recipients that must be reached for a duty after one kind of inspection. Part of its kind."""

    NATURAL_KEY = ("kind__slug", "duty", "recipient__slug")

    kind = models.ForeignKey(InspectionKind, models.CASCADE, related_name="reached")
    duty = models.CharField(max_length=20, choices=Duty)
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="reached")
    order = models.PositiveSmallIntegerField()
    source = models.CharField("where that is asked for", max_length=100)

    class Meta:
        ordering = ["kind", "duty", "order"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "duty", "recipient"], name="reach_once"),
            models.UniqueConstraint(fields=["kind", "duty", "order"], name="reach_order_once"),
        ]

    def __str__(self):
        return f"{self.duty}: {self.recipient}"
