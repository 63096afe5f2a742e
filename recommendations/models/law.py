"""What the law asks after an inspection: rules, the deadlines they set, and each step of publication."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jarplan.audit.models import Recorded
from jarplan.workdays.derivation import DayOne, Unit
from recommendations.models.inspection import Inspection
from recommendations.models.naturalkeys import KnownByWords


class Duty(models.TextChoices):
    """What must be published."""

    REPORT = "report", "publish the inspection report"
    PLAN = "plan", "publish the action plan"


UNITS = [
    (Unit.WORKING_DAY.value, "working days"),
    (Unit.CALENDAR_DAY.value, "calendar days"),
    (Unit.MONTH.value, "months"),
]
DAYS_ONE = [(DayOne.NEXT.value, "the day after"), (DayOne.SAME.value, "the day itself")]


class DeadlineRule(KnownByWords, Recorded):
    """How long a council has for a duty after one kind of inspection, and how sure we are of it."""

    NATURAL_KEY = ("slug",)

    class CountedFrom(models.TextChoices):
        RECEIVED = "received", "the report is received"
        PUBLISHED = "published", "the report is published"
        SENT = "sent", "the report is sent"

    class Certainty(models.TextChoices):
        TEXT = "text", "the regulation's wording is to hand"
        SECOND_HAND = (
            "second_hand",
            "known through the council's paper; the regulation's wording is not to hand",
        )
        SECONDARY = (
            "secondary",
            "known from secondary sources only; read the regulation before you rely on it",
        )

    slug = models.SlugField(max_length=60, unique=True)
    inspection_kind = models.CharField(max_length=30, choices=Inspection.Kind)
    duty = models.CharField(max_length=10, choices=Duty)
    number = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=UNITS)
    day_one = models.CharField(max_length=8, choices=DAYS_ONE)
    counted_from = models.CharField(max_length=10, choices=CountedFrom)
    leaves_out_closures = models.BooleanField(
        "days on which the offices are closed are left out",
        default=False,
        help_text="The regulations leave out weekends and bank holidays only.",
    )
    source = models.CharField(max_length=200)
    wording = models.TextField("what the source says")
    certainty = models.CharField("how sure the text is", max_length=12, choices=Certainty)

    class Meta:
        ordering = ["inspection_kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection_kind", "duty"], name="deadline_rule_one_per_duty"),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="deadline_rule_counts_something",
                violation_error_message="A duty has at least one day or month.",
            ),
        ]

    def __str__(self):
        return self.slug


class Deadline(KnownByWords, Recorded):
    """The date by which a duty must be done. What the rule gives is counted, and kept as it was counted last, so
    that a changed calendar moves no date by itself; what the paper states stands in its wordings; what the council
    adopted, and the day it was met with its proof, stand here with who and why."""

    NATURAL_KEY = ("inspection__reference", "rule__slug")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="deadlines")
    rule = models.ForeignKey(DeadlineRule, models.PROTECT, related_name="deadlines")
    counted_from = models.CharField(
        "counted, in fact, from the day that", max_length=10, choices=DeadlineRule.CountedFrom
    )
    start = models.DateField("the day it is counted from")
    start_note = models.TextField("why from there", blank=True)
    computed_on = models.DateField(
        "date as it was counted last",
        null=True,
        blank=True,
        help_text="Empty: as the calendar has it today. Kept when it is counted, and until it is counted again.",
    )
    adopted_on = models.DateField("date adopted", null=True, blank=True)
    adopted_at = models.DateTimeField("when it was adopted", null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="deadlines_adopted"
    )
    adopted_reason = models.TextField("why it was adopted", blank=True)
    met_on = models.DateField("the day it was met", null=True, blank=True)
    met_at = models.DateTimeField("when that was recorded", null=True, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="deadlines_met"
    )
    met_proof = models.TextField("proof that it was met", blank=True)

    class Meta:
        ordering = ["inspection", "rule__number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "rule"], name="deadline_one_per_rule"),
            models.CheckConstraint(
                condition=Q(
                    adopted_on__isnull=True,
                    adopted_at__isnull=True,
                    adopted_by__isnull=True,
                    adopted_reason="",
                )
                | (
                    Q(adopted_on__isnull=False, adopted_at__isnull=False, adopted_by__isnull=False)
                    & ~Q(adopted_reason="")
                ),
                name="deadline_adopted_by_someone_for_a_reason",
                violation_error_message="An adopted date needs who adopted it, when and why.",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, met_at__isnull=True, met_by__isnull=True, met_proof="")
                | (Q(met_on__isnull=False, met_at__isnull=False, met_by__isnull=False) & ~Q(met_proof="")),
                name="deadline_met_with_proof",
                violation_error_message="The day it was met needs its proof and who recorded it.",
            ),
        ]

    def __str__(self):
        return f"{self.inspection.reference}: {self.rule.get_duty_display()}"


class DeadlineWording(KnownByWords):
    """How a paragraph of the council's paper words a deadline, and the day it states, if any."""

    NATURAL_KEY = ("deadline__inspection__reference", "deadline__rule__slug", "paragraph")

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="wordings")
    paragraph = models.CharField(max_length=20)
    quote = models.TextField()
    day = models.DateField("the day it states", null=True, blank=True)
    number = models.PositiveSmallIntegerField()
    unit = models.CharField("the unit, read literally", max_length=12, choices=UNITS)

    class Meta:
        ordering = ["deadline", "-paragraph"]
        constraints = [
            models.UniqueConstraint(fields=["deadline", "paragraph"], name="deadline_wording_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="deadline_wording_counts_something"),
            models.CheckConstraint(condition=~Q(quote=""), name="deadline_wording_has_quote"),
        ]

    def __str__(self):
        return f"{self.paragraph}"


class PublicationStep(KnownByWords, Recorded):
    """One class of recipient whom the report, or the plan, must reach. What the source does not mention
    is not recorded; that is not the same as not done."""

    NATURAL_KEY = ("inspection__reference", "duty", "recipient")

    class Recipient(models.TextChoices):
        RELEVANT_PARTNERS = "relevant_partners", "a copy to each relevant partner"
        CO_OPERATING = "co_operating_bodies", "a copy to bodies with co-operation arrangements"
        BOARD_PARTNERS = "board_partners", "a copy to each Board partner (LSCB)"
        NEWSPAPER = "newspaper", "at least one newspaper of the area"
        RADIO = "radio", "at least one radio station of the area"
        OFFICES = "offices", "a copy for free inspection at the offices"
        ON_DEMAND = "on_demand", "copies on demand at a reasonable charge"
        PARTNERSHIP = "partnership_members", "all LCYPSP members"
        WEBSITE = "website", "the JAR website"

    class State(models.TextChoices):
        NOT_RECORDED = "not_recorded", "not recorded"
        DONE = "done", "done"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="publication_steps")
    duty = models.CharField(max_length=10, choices=Duty)
    recipient = models.CharField(max_length=24, choices=Recipient)
    order = models.PositiveSmallIntegerField()
    source = models.CharField("where this is asked for or reported", max_length=100)
    state = models.CharField(max_length=12, choices=State, default=State.NOT_RECORDED)
    done_on = models.DateField(null=True, blank=True)
    day_not_stated = models.BooleanField("done, day not stated", default=False)
    done_by = models.CharField("by whom", max_length=200, blank=True)
    done_to = models.CharField("to whom", max_length=300, blank=True)
    proof = models.TextField(blank=True)
    proof_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="publication_steps"
    )

    class Meta:
        ordering = ["inspection", "duty", "order"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "duty", "recipient"], name="publication_step_once"),
            models.CheckConstraint(
                condition=Q(
                    state="not_recorded",
                    done_on__isnull=True,
                    day_not_stated=False,
                    done_by="",
                    done_to="",
                    proof="",
                    proof_file__isnull=True,
                )
                | Q(state="done", done_on__isnull=False, day_not_stated=False)
                | Q(state="done", done_on__isnull=True, day_not_stated=True),
                name="publication_step_day_if_done",
                violation_error_message="A step that is done has its day, or says that no day is stated.",
            ),
        ]

    def __str__(self):
        duty = self.get_duty_display()
        return f"{duty[0].upper()}{duty[1:]}: {self.get_recipient_display()}"


class PublicationCopy(KnownByWords):
    """One copy that a class of recipients is owed or was given: a named partner's, or one asked for over the counter
    with the charge that was made. Part of its step."""

    NATURAL_KEY = ("step__inspection__reference", "step__duty", "step__recipient", "order")

    step = models.ForeignKey(PublicationStep, models.CASCADE, related_name="copies")
    order = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="publication_copies"
    )
    name = models.CharField("to whom", max_length=200)
    sent_on = models.DateField(null=True, blank=True)
    day_not_stated = models.BooleanField("sent, day not stated", default=False)
    sent_by = models.CharField("by whom", max_length=200, blank=True)
    proof = models.TextField(blank=True)
    charge = models.DecimalField("charge in pounds", max_digits=7, decimal_places=2, null=True, blank=True)
    left_out_reason = models.TextField("why it is owed no longer", blank=True)

    class Meta:
        ordering = ["step", "order"]
        constraints = [
            models.UniqueConstraint(fields=["step", "order"], name="publication_copy_order_once"),
            models.CheckConstraint(condition=~Q(name=""), name="publication_copy_has_name"),
            models.CheckConstraint(
                condition=Q(charge__isnull=True) | Q(charge__gte=0),
                name="publication_copy_charge_not_negative",
                violation_error_message="A charge is nothing or more.",
            ),
            models.CheckConstraint(
                condition=Q(day_not_stated=False) | Q(sent_on__isnull=True),
                name="publication_copy_day_or_none_stated",
                violation_error_message="Give the day, or say that no day is stated.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_sent(self):
        """Whether it has reached its recipient, on a stated day or not."""
        return self.sent_on is not None or self.day_not_stated
