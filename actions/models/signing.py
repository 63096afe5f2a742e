"""What is checked and asked by others: sign-offs, deputies, follow-up reviews, challenges and questions."""

from django.db import models
from django.db.models import F, Q

from actions.models.person import person
from actions.models.plan import Action
from actions.rules.lifecycle import CALCULATED, Rating
from jarplan.audit.models import Recorded
from jarplan.people.models import Organisation
from recommendations.models import Meeting

ONE_PERSON = "Nobody signs off a claim that they made."


class Deputy(Recorded):
    """Who signs for a lead organisation that has no approver: an approver of another one, named with a reason."""

    for_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deputies")
    signer = person("deputy")
    named_at = models.DateTimeField()
    named_by = person("named by")
    reason = models.TextField(max_length=2000)
    ended_at = models.DateTimeField(null=True)
    ended_by = person("ended by", null=True)

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["for_organisation"],
                condition=Q(ended_at__isnull=True),
                name="an_organisation_has_one_deputy",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="deputy_is_named_with_a_reason"),
            # Or the programme office could name one of its own as approver of a partner.
            models.CheckConstraint(condition=~Q(signer=F("named_by")), name="nobody_names_themselves_deputy"),
        ]

    def __str__(self):
        return f"{self.signer} for {self.for_organisation}"


class SignOff(Recorded):
    """One signature, or one return, with exactly what was signed. Lapses when what it covers changes."""

    class Round(models.IntegerChoices):
        ORGANISATION = 1, "Lead organisation"
        BOARD = 2, "Programme office, for the board"

    class Outcome(models.TextChoices):
        SIGNED = "signed", "Signed off"
        RETURNED = "returned", "Returned"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="sign_offs")
    round = models.PositiveSmallIntegerField(choices=Round)
    outcome = models.CharField(max_length=8, choices=Outcome)
    signed_at = models.DateTimeField()
    signed_by = person("signed off by")
    claimed_by = person("claimed by")
    role = models.CharField(max_length=30)
    for_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Written out: who signs today may work elsewhere tomorrow, and signed for this one.
    signer_organisation = models.CharField("organisation of the person signing off", max_length=200)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=2000, blank=True)
    # As text, byte for byte: the digest is of these bytes, and JSONField would write its keys in another
    # order on PostgreSQL.
    content = models.TextField("what was signed off")
    digest = models.CharField(max_length=64)
    format = models.PositiveSmallIntegerField(default=1)
    lapsed_at = models.DateTimeField(null=True)
    lapsed_by = person("lapsed by an edit of", null=True)
    lapsed_because = models.CharField("what changed", max_length=200, blank=True)
    withdrawn_reason = models.TextField("why the sign-off was withdrawn", max_length=2000, blank=True)
    deputy = models.ForeignKey(
        "Deputy",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="signed off as deputy",
    )

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                # The database's part of the rule that one row can tell; the rest is a trigger
                # (actions/triggers.py).
                condition=~Q(claimed_by=F("signed_by")),
                name="nobody_signs_off_their_own_claim",
                violation_error_message=ONE_PERSON,
            ),
            models.CheckConstraint(condition=~Q(outcome="returned") | ~Q(reason=""), name="return_says_why"),
            models.CheckConstraint(
                condition=Q(round=1, for_organisation__isnull=False)
                | Q(round=2, for_organisation__isnull=True),
                name="first_round_is_for_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["action", "for_organisation"],
                condition=Q(outcome="signed", lapsed_at__isnull=True, round=1),
                name="an_organisation_signs_once",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(outcome="signed", lapsed_at__isnull=True, round=2),
                name="the_board_signs_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.action}"


class LaterLook(Recorded):
    """Whether a signed-off action still holds, some months on: criteria met, and the effect that is seen."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="later_looks")
    looked_at = models.DateTimeField()
    looked_by = person("reviewed by")
    role = models.CharField(max_length=30)
    held = models.BooleanField("action is embedded")
    effect = models.TextField("effect seen", max_length=4000)
    next_on = models.DateField("date of the next follow-up review", null=True, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    content = models.TextField("criteria at the time", blank=True)

    class Meta:
        ordering = ["looked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(effect=""), name="later_look_says_what_is_seen"),
            models.CheckConstraint(
                condition=Q(held=True, next_on__isnull=True) | Q(held=False, next_on__isnull=False),
                name="what_does_not_hold_yet_is_looked_at_again",
            ),
        ]

    def __str__(self):
        return f"follow-up review of {self.action}"


class Challenge(Recorded):
    """What others ask about an action, for its lead to answer: a challenge doubts its rating, a question does not."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="challenges")
    lodged_at = models.DateTimeField()
    lodged_by = person("challenged by")
    role = models.CharField(max_length=30)
    doubts = models.BooleanField("doubts the rating", default=True)
    question = models.TextField("reason for the challenge", max_length=2000)
    declared = models.CharField("declared rating then", max_length=5, choices=Rating, blank=True)
    computed = models.CharField(
        "calculated rating then", max_length=5, choices=list(CALCULATED.items()), blank=True
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = person("answered by", null=True)
    answer = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["lodged_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                # Of doubts; questions may wait side by side.
                fields=["action"],
                condition=Q(answered_at__isnull=True, doubts=True),
                name="one_challenge_waits_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(doubts=True) | Q(declared="", computed=""), name="question_is_about_no_rating"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("lodged_by")),
                name="challenge_is_answered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="challenge_is_answered_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(question=""), name="challenge_says_what_is_doubted"),
        ]

    def __str__(self):
        return f"{'challenge' if self.doubts else 'question'} of {self.action}"
