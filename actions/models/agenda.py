"""What of the plan a meeting had before it, and what it decided."""

import uuid

from django.db import models
from django.db.models import Q

from actions.models.person import person
from actions.models.plan import Action
from actions.models.progress import DateChange
from actions.models.signing import Challenge
from jarplan.audit.models import Recorded
from recommendations.models import Meeting, Recommendation


class AgendaItem(Recorded):
    """An action, or a whole recommendation, on the agenda of a meeting, and what the meeting is asked about it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda_items")
    # Of an action the one that it answers: by it an item belongs to an inspection.
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="agenda_items")
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    asked = models.CharField("what the meeting is asked", max_length=500, blank=True)
    put_at = models.DateTimeField()
    put_by = person("put on the agenda by")
    taken_off_at = models.DateTimeField(null=True)
    taken_off_by = person("taken off the agenda by", null=True)
    taken_off_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["recommendation__order", "action__plan_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "action"],
                condition=Q(taken_off_at__isnull=True),
                name="an_action_is_on_an_agenda_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "recommendation"],
                condition=Q(taken_off_at__isnull=True, action__isnull=True),
                name="a_recommendation_is_on_an_agenda_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_off_at__isnull=True, taken_off_by__isnull=True, taken_off_reason="")
                | (Q(taken_off_at__isnull=False, taken_off_by__isnull=False) & ~Q(taken_off_reason="")),
                name="agenda_item_is_taken_off_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.action or self.recommendation} at {self.meeting}"

    @property
    def about(self):
        return self.action or self.recommendation


def has_only(kinds, name=None):
    """Of these kinds a decision has this record of the thing and no other."""
    others = {"date_change", "challenge", "report_by"} - {name}
    found = Q(kind__in=kinds, **{f"{one}__isnull": True for one in sorted(others)})
    return found & Q(**{f"{name}__isnull": False}) if name else found


class AgendaDecision(models.Model):
    """One thing that a meeting decided on an agenda item: never changed. Part of AgendaItem.

    What was done by it is the thing's own record: the decision on an extension, a challenge, a question. `words` are
    the meeting's own, where no such record has them.
    """

    class Kind(models.TextChoices):
        NOTED = "noted", "Noted"
        AGREED = "agreed", "Extension agreed"
        REFUSED = "refused", "Extension refused"
        CHALLENGED = "challenged", "Rating challenged"
        ASKED = "asked", "Question asked"
        REPORT = "report", "Report asked for"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind)
    taken_at = models.DateTimeField("recorded")
    taken_by = person("recorded by")
    words = models.TextField("what was decided", max_length=2000, blank=True)
    date_change = models.ForeignKey(
        DateChange, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="extension"
    )
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, null=True, related_name="+")
    report_by = models.DateField("report asked for by", null=True)

    class Meta:
        ordering = ["taken_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=has_only(["noted"])
                | has_only(["agreed", "refused"], "date_change")
                | has_only(["challenged", "asked"], "challenge")
                | has_only(["report"], "report_by"),
                name="agenda_decision_has_its_record",
            )
        ]
        indexes = [
            # The reports that meetings have asked for, which my work looks for at each visit.
            models.Index(fields=["item"], condition=Q(kind="report"), name="reports_asked_by_meetings")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.item}"
