"""When the sending of the report or of the plan may be recorded, and what must be said of it. Who may is in
`policies.check_record_step`.
"""

from decimal import Decimal

from django.db.models import Min

from jarplan.audit.errors import NotNow, Refused, check_given
from jarplan.dates import in_full
from jarplan.symbols import worded
from recommendations.models import Duty, PlanVersion, PublicationStep, Served
from recommendations.policies import check_programme
from recommendations.within import plan_key

PENNY = Decimal("0.01")
DEAREST = Decimal("9999.99")
NOT_PUBLISHED = (
    "No version of the plan has been published yet, so no copies can have been sent. Publish a version first, then "
    "record who was sent a copy."
)


class WrongDay(NotNow):
    """The day is not one on which it can have been done."""


class WrongCharge(NotNow):
    """The charge is no amount of pounds and pence."""


class NoReason(NotNow):
    """A reason is needed, and none is given."""


def plan_published_on(inspection):
    """The day on which the first version of an inspection's plan was published; None where none is. One that was
    replaced or withdrawn since was published all the same."""
    rows = PlanVersion.objects.annotate(plan=plan_key()).filter(plan=inspection.pk)
    return rows.aggregate(first=Min("published_on"))["first"]


def check_published(step, *, correcting=False):
    """NotNow where what is to be sent is not published yet. What is recorded already may be put right at any time:
    a wrong record must never have to stand because of the order in which things were typed in."""
    if step.duty == Duty.PLAN and not correcting and plan_published_on(step.inspection) is None:
        raise NotNow(NOT_PUBLISHED)


def check_day(step, day, *, today, correcting=False):
    """NotNow for a day that has not come yet, or on which there was nothing to send. `day` None: not stated."""
    check_published(step, correcting=correcting)
    if day is None:
        return
    if day > today:
        raise WrongDay("The date must be today or in the past. Record the step once it has been done.")
    published = step.inspection.published_on
    what = "report"
    if step.duty == Duty.PLAN and (first := plan_published_on(step.inspection)):
        published, what = first, "plan"
    if day < published:
        raise WrongDay(
            f"The {what} was published on {in_full(published)}, so it cannot have been sent before that date."
        )


def check_said(by_whom, proof, file=None):
    """NotNow where it is not said who did it, or nothing proves it."""
    check_given(by_whom, "Enter who did this.")
    if not worded(proof) and file is None:
        raise NotNow("Enter the proof, or attach it as a file.")


def check_reason(reason, sentence):
    """The reason without blanks around it; NoReason where there is none."""
    if not worded(reason):
        raise NoReason(sentence)
    return worded(reason)


def check_all_served(step):
    """NotNow where recipients are named and not as many were sent it as the law asks for."""
    if step.owed and not step.named_are_served:
        raise NotNow(
            f"{step.progress} named recipients have been sent a copy. Record the others first, "
            "or remove those who do not need one."
        )


def check_names_recipients(step):
    if not step.names_recipients:
        raise NotNow("No recipients have been named for this step.")


def check_somebody_waits(step):
    check_names_recipients(step)
    if not step.unsent:
        raise NotNow("There are no named recipients left to send a copy to. Add recipients first.")


def check_is_recorded(row):
    if row.state != PublicationStep.State.DONE:
        raise NotNow("This step has not been recorded, so there is nothing to withdraw.")


def check_is_sent(copy):
    if not copy.is_sent:
        raise NotNow(f"The copy for {copy.name} is not recorded as sent.")


def check_is_log(step):
    if step.served != Served.LOG:
        raise NotNow("Only copies that people asked for are kept in this log.")


def check_charge(charge):
    """The charge to the penny; WrongCharge where it is no amount of pounds and pence."""
    if not isinstance(charge, Decimal) or not charge.is_finite():
        raise WrongCharge(
            "Enter the charge in pounds and pence, for example 2.50, or 0 if the copy was free."
        )
    if charge < 0:
        raise WrongCharge("The charge cannot be less than 0. Enter 0 if the copy was free.")
    if charge > DEAREST or charge != charge.quantize(PENNY):
        raise WrongCharge("Enter the charge in pounds and pence, for example 2.50.")
    return charge.quantize(PENNY)


def check_record_step(by, step):
    """What was sent to whom is said by a person, never by the system."""
    sentence = "Only the programme office may record a publication step."
    if by is None:
        raise Refused(sentence, about=step)
    return check_programme(by, sentence, step)
