"""Whom the plan tells of a report that is late, and when the papers of a meeting are due: one setting for all."""

from django.db import models
from django.db.models import Q

from actions.models.person import person
from jarplan.audit.models import Recorded

MOST_DAYS = 60


class ReminderRules(Recorded):
    """After how many working days without a report that was due somebody is told of it (empty: never), and how many
    working days before a meeting its papers are due. One row, once somebody has changed what a plan begins with
    (actions/reminding/ladder.py).
    """

    lead_after = models.PositiveSmallIntegerField("lead told after", null=True, blank=True)
    approver_after = models.PositiveSmallIntegerField("approver told after", null=True, blank=True)
    accountable_after = models.PositiveSmallIntegerField(
        "accountable officer told after", null=True, blank=True
    )
    portfolio_after = models.PositiveSmallIntegerField("portfolio holder told after", null=True, blank=True)
    papers_before = models.PositiveSmallIntegerField("papers due before a meeting")
    set_at = models.DateTimeField()
    set_by = person("set by")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="reminder_rules_are_one_row"),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (1, MOST_DAYS)}),
                    name=f"{name}_is_a_number_of_working_days",
                )
                for name in ("lead_after", "approver_after", "accountable_after", "portfolio_after")
            ],
            models.CheckConstraint(
                condition=Q(papers_before__range=(1, MOST_DAYS)), name="papers_are_due_some_days_before"
            ),
        ]

    def __str__(self):
        return "reminders and escalation"
