"""Signed-off actions that are checked by sample: which were drawn from which, and what each check found."""

from django.db import models
from django.db.models import Q

from actions.models.person import person
from actions.models.plan import Action
from actions.models.signing import SignOff
from jarplan.audit.models import Recorded
from recommendations.models import Inspection


class Sample(Recorded):
    """A random sample of the signed-off actions of an inspection's plan: with the seed, the list that was drawn from
    and the number, anybody can draw it again (actions/samples/drawing.py).
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="samples")
    drawn_at = models.DateTimeField()
    drawn_by = person("drawn by")
    role = models.CharField(max_length=30)
    seed = models.PositiveBigIntegerField()
    number = models.PositiveSmallIntegerField("number of actions drawn")
    drawn_from = models.JSONField("references drawn from")

    class Meta:
        ordering = ["drawn_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="sample_holds_something")]

    def __str__(self):
        return f"sample of {self.number}"


class SampleCheck(Recorded):
    """One action of a sample, and what somebody who had no part in it found of its sign-off."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="checks")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="sample_checks")
    # The board's: what was signed anew since is another sign-off, which this check says nothing of.
    sign_off = models.ForeignKey(
        SignOff, on_delete=models.PROTECT, related_name="sample_checks", verbose_name="sign-off checked"
    )
    drawn_at = models.DateTimeField()
    drawn_by = person("drawn by")
    checked_at = models.DateTimeField(null=True)
    checked_by = person("checked by", null=True)
    role = models.CharField(max_length=30, blank=True)
    held = models.BooleanField("sign-off holds", null=True)
    seen = models.TextField("what was looked at", max_length=4000, blank=True)
    reason = models.TextField("why the sign-off does not hold", max_length=2000, blank=True)

    class Meta:
        ordering = ["drawn_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "action"], name="a_sample_holds_an_action_once"),
            models.UniqueConstraint(
                fields=["sign_off"],
                condition=Q(checked_at__isnull=True),
                name="one_check_of_a_sign_off_waits",
            ),
            models.CheckConstraint(
                condition=Q(
                    checked_at__isnull=True, checked_by__isnull=True, held__isnull=True, seen="", reason=""
                )
                | (
                    Q(checked_at__isnull=False, checked_by__isnull=False, held__isnull=False)
                    & ~Q(seen="")
                    & (Q(held=True, reason="") | (Q(held=False) & ~Q(reason="")))
                ),
                name="sample_check_says_what_was_looked_at",
            ),
        ]

    def __str__(self):
        return f"sample check of {self.action}"
