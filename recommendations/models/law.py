"""What the law asks after an inspection: rules, the deadlines they set, and each step of publication."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jarplan.audit.models import WITHDRAWN_FOR_A_REASON, once
from jarplan.workdays.derivation import DayOne, Unit
from recommendations.models.inspection import Inspection
from recommendations.models.naturalkeys import Entry, KnownByWords


class Duty(models.TextChoices):
    """What must be done after an inspection. A rule says it in words of its own where these are too wide (`task`)."""

    REPORT = "report", "publish the inspection report"
    PLAN = "plan", "publish the action plan"
    ANNUAL_REVIEW = "annual_review", "hold the annual review"
    SELF_ASSESSMENT = "self_assessment", "complete the self-assessment"
    PROGRESS_REVIEW = "progress_review", "review progress"
    OTHER = "other", "meet another duty"


# These are met by reaching recipients; the others are met by somebody who says so.
PUBLISHED = (Duty.REPORT, Duty.PLAN)

UNITS = [
    (Unit.WORKING_DAY.value, "working days"),
    (Unit.CALENDAR_DAY.value, "calendar days"),
    (Unit.MONTH.value, "months"),
]
DAYS_ONE = [(DayOne.NEXT.value, "the day after"), (DayOne.SAME.value, "the day itself")]


class DeadlineRule(Entry):
    """How long a council has for a duty after one kind of inspection, and how sure we are of it. Those that are in
    force on the day an inspection is published are applied to it; a kind may have several for one duty."""

    NATURAL_KEY = ("slug",)

    class CountedFrom(models.TextChoices):
        RECEIVED = "received", "the report is received"
        PUBLISHED = "published", "the report is published"
        SENT = "sent", "the report is sent"
        VISITED = "visited", "the inspectors' visit is over"
        MET = "met", "another duty is met"

    class Certainty(models.TextChoices):
        TEXT = "text", "we have the regulation's text"
        SECOND_HAND = (
            "second_hand",
            "according to the council's paper; we do not have the regulation's text",
        )
        SECONDARY = (
            "secondary",
            "according to secondary sources only; check the regulation before relying on it",
        )

    slug = models.SlugField(max_length=60)
    inspection_kind = models.CharField("kind of inspection", max_length=30)
    duty = models.CharField(max_length=20, choices=Duty)
    task = models.CharField(
        "what must be done", max_length=120, blank=True, help_text="Empty where the name of the duty says it."
    )
    in_force_from = models.DateField(null=True, blank=True, help_text="Empty: not known, or always.")
    in_force_until = models.DateField(
        null=True, blank=True, help_text="The last day on which the rule is in force."
    )
    number = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=UNITS)
    day_one = models.CharField(max_length=8, choices=DAYS_ONE)
    counted_from = models.CharField(max_length=10, choices=CountedFrom)
    after_duty = models.CharField(
        "the other duty",
        max_length=20,
        choices=Duty,
        blank=True,
        help_text="Only where it is counted from the day on which another duty is met.",
    )
    leaves_out_closures = models.BooleanField(
        "days when the offices are closed are not counted",
        default=False,
        help_text="The regulations only exclude weekends and bank holidays.",
    )
    source = models.CharField(max_length=200)
    wording = models.TextField("what the source says")
    certainty = models.CharField("certainty", max_length=12, choices=Certainty)

    class Meta:
        ordering = ["inspection_kind", "number"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once("deadline_rule_slug_once", fields=["slug"]),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="deadline_rule_counts_something",
                violation_error_message="A duty has at least one day or month.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_until__isnull=True)
                | Q(in_force_until__gte=F("in_force_from")),
                name="deadline_rule_ends_after_it_begins",
                violation_error_message="The last day in force cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=(Q(counted_from="met") & ~Q(after_duty="") & ~Q(after_duty=F("duty")))
                | (~Q(counted_from="met") & Q(after_duty="")),
                name="deadline_rule_after_another_duty",
                violation_error_message=(
                    "Select the other duty if it is counted from the day another duty is met, and only then."
                ),
            ),
        ]

    def __str__(self):
        return self.slug

    @property
    def duty_in_words(self):
        """What must be done: in the rule's own words, or by the name of its duty."""
        return self.task or self.get_duty_display()

    def is_in_force(self, day):
        """Whether it was the law on that day, as far as is known."""
        return (self.in_force_from or day) <= day <= (self.in_force_until or day)


class Deadline(Entry):
    """The date by which a duty must be done. What the rule gives is counted, and kept as it was counted last, so
    that a changed calendar moves no date by itself; what the paper states stands in its wordings; what the council
    adopted, and date the duty was met with its proof, stand here with who and why."""

    NATURAL_KEY = ("inspection__reference", "rule__slug")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="deadlines")
    rule = models.ForeignKey(DeadlineRule, models.PROTECT, related_name="deadlines")
    counted_from = models.CharField("counted from the day", max_length=10, choices=DeadlineRule.CountedFrom)
    start = models.DateField("the day it is counted from")
    start_note = models.TextField("why it is counted from there", blank=True)
    # Kept and not derived each time: a holiday that is proclaimed later must not move a day that people
    # work to (docs/decisions/0036-date-is-kept-as-counted.md).
    computed_on = models.DateField(
        "calculated date",
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
    met_on = models.DateField("date the duty was met", null=True, blank=True)
    met_at = models.DateTimeField("when that was recorded", null=True, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="deadlines_met"
    )
    met_proof = models.TextField("proof that the duty was met", blank=True)

    class Meta:
        ordering = ["inspection", "rule__number"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once("deadline_one_per_rule", fields=["inspection", "rule"]),
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
                violation_error_message="An adopted date needs the person who adopted it, the date and the reason.",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, met_at__isnull=True, met_by__isnull=True, met_proof="")
                | (Q(met_on__isnull=False, met_at__isnull=False, met_by__isnull=False) & ~Q(met_proof="")),
                name="deadline_met_with_proof",
                violation_error_message="The date the duty was met needs its proof and the person who recorded it.",
            ),
        ]

    def __str__(self):
        return f"{self.inspection.reference}: {self.rule.duty_in_words}"


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


class Served(models.TextChoices):
    """How a class of recipients is served."""

    EACH = "each", "each of those who are named"
    ONE = "one", "at least one of those who are named"
    NOBODY = "nobody", "nobody is named: a place or a page to read it"
    LOG = "log", "copies that people ask for"


class PublicationStep(Entry):
    """One class of recipient whom the report, or the plan, must reach. What the source does not mention
    is not recorded; that is not the same as not done."""

    NATURAL_KEY = ("inspection__reference", "duty", "recipient")

    class State(models.TextChoices):
        NOT_RECORDED = "not_recorded", "not recorded"
        DONE = "done", "done"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="publication_steps")
    duty = models.CharField(max_length=20, choices=Duty)
    recipient = models.CharField(max_length=24)
    # Of this inspection: another council's members have another name. Both are taken from the recipient when the
    # step is made, so that a past day needs no other record to be read.
    words = models.CharField("recipients in words", max_length=200)
    served = models.CharField(max_length=8, choices=Served, default=Served.EACH)
    order = models.PositiveSmallIntegerField()
    source = models.CharField("where this is asked for or reported", max_length=100)
    state = models.CharField(max_length=12, choices=State, default=State.NOT_RECORDED)
    done_on = models.DateField(null=True, blank=True)
    day_not_stated = models.BooleanField("done, date not stated", default=False)
    done_by = models.CharField("done by", max_length=200, blank=True)
    done_to = models.CharField("sent to", max_length=300, blank=True)
    proof = models.TextField(blank=True)
    proof_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="publication_steps"
    )

    class Meta:
        ordering = ["inspection", "duty", "order"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once("publication_step_once", fields=["inspection", "duty", "recipient"]),
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
                violation_error_message=(
                    "A step that has been done needs its date, or a note that the date is not stated."
                ),
            ),
        ]

    def __str__(self):
        duty = self.get_duty_display()
        return f"{duty[0].upper()}{duty[1:]}: {self.words}"


class PublicationCopy(KnownByWords):
    """One copy that a class of recipients is owed or was given: a named partner's, or one asked for over the counter
    with the charge that was made. Part of its step."""

    NATURAL_KEY = ("step__inspection__reference", "step__duty", "step__recipient", "order")

    step = models.ForeignKey(PublicationStep, models.CASCADE, related_name="copies")
    order = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="publication_copies"
    )
    name = models.CharField("sent to", max_length=200)
    sent_on = models.DateField(null=True, blank=True)
    day_not_stated = models.BooleanField("sent, date not stated", default=False)
    sent_by = models.CharField("sent by", max_length=200, blank=True)
    proof = models.TextField(blank=True)
    charge = models.DecimalField("charge in pounds", max_digits=7, decimal_places=2, null=True, blank=True)
    left_out_reason = models.TextField("why no copy is needed any more", blank=True)

    class Meta:
        ordering = ["step", "order"]
        constraints = [
            models.UniqueConstraint(fields=["step", "order"], name="publication_copy_order_once"),
            models.CheckConstraint(condition=~Q(name=""), name="publication_copy_has_name"),
            models.CheckConstraint(
                condition=Q(charge__isnull=True) | Q(charge__gte=0),
                name="publication_copy_charge_not_negative",
                violation_error_message="The charge cannot be less than 0.",
            ),
            models.CheckConstraint(
                condition=Q(day_not_stated=False) | Q(sent_on__isnull=True),
                name="publication_copy_day_or_none_stated",
                violation_error_message="Enter the date, or say that it is not stated.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_sent(self):
        """Whether it has reached its recipient, on a stated day or not."""
        return self.sent_on is not None or self.day_not_stated
