"""What of the plan a meeting had before it, and what it decided."""

import uuid

from django.db import models
from django.db.models import Q

from actions.models.person import person
from actions.models.plan import Action
from actions.models.progress import DateChange
from actions.models.signing import Challenge
from jarplan.audit.models import Recorded
from recommendations.models import Inspection, Meeting, Recommendation


class AgendaItem(Recorded):
    """What a meeting has before it, and what it is asked: an action, a whole recommendation of the inspectors, or a
    numbered recommendation of the meeting's pack, which may be about an action, too."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda_items")
    # That of the recommendation, or of the pack; None: all of them.
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="+")
    # Of an action the one that it answers.
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    asked = models.TextField("what the meeting is asked", max_length=4000, blank=True)
    pack = models.PositiveIntegerField("number of the pack that asks it", null=True)
    number = models.CharField("number in the pack", max_length=10, blank=True)
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
            models.UniqueConstraint(
                fields=["meeting", "pack", "number"],
                condition=Q(pack__isnull=False),
                name="a_number_of_a_pack_is_on_an_agenda_once",
            ),
            models.CheckConstraint(
                condition=Q(pack__isnull=True, number="", recommendation__isnull=False)
                | (Q(pack__isnull=False) & ~Q(number="") & ~Q(asked="")),
                name="agenda_item_is_of_the_plan_or_of_a_pack",
            ),
            models.CheckConstraint(
                condition=Q(taken_off_at__isnull=True, taken_off_by__isnull=True, taken_off_reason="")
                | (Q(taken_off_at__isnull=False, taken_off_by__isnull=False) & ~Q(taken_off_reason="")),
                name="agenda_item_is_taken_off_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.reference} at {self.meeting}"

    @property
    def about(self):
        """The action or recommendation; None of what a pack asks beside these."""
        return self.action or self.recommendation

    @property
    def reference(self):
        return self.about.reference if self.about else f"Pack {self.pack}, {self.number}"

    @property
    def place(self):
        """Where it stands on the agenda: what the pack asks in its order, then the others in that of the plan."""
        if self.number:
            return (0, *map(int, self.number.split(".")))
        return (1, self.recommendation.order, self.action.plan_order if self.action else 0)


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
        CARRIED = "carried", "Agreed"
        AMENDED = "amended", "Agreed with changes"
        LOST = "lost", "Not agreed"
        DEFERRED = "deferred", "Deferred"
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
                condition=has_only(["noted", "carried", "amended", "lost", "deferred"])
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
