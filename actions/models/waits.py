"""An action that waits for another one."""

from django.db import models
from django.db.models import F, Q

from actions.models.person import person
from actions.models.plan import Action
from jarplan.audit.models import Recorded


class Wait(Recorded):
    """That an action waits for another one, and why. Information beside what was agreed: ending it, or saying it
    anew, changes neither action.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="waits")
    other = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="waited_by", verbose_name="waits for"
    )
    why = models.CharField("why it waits", max_length=300)
    said_at = models.DateTimeField()
    said_by = person("recorded by")
    # A date that has moved since is a warning, until somebody has said the wait anew.
    known_due = models.DateField("due date of the other action when recorded", null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = person("ended by", null=True)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(action=F("other")), name="no_action_waits_for_itself"),
            models.CheckConstraint(condition=~Q(why=""), name="wait_says_why"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="wait_is_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["action", "other"],
                condition=Q(ended_at__isnull=True),
                name="an_action_waits_for_another_once",
            ),
        ]

    def __str__(self):
        return f"{self.action} waits for {self.other}"
