"""When the sending of the report or of the plan may be recorded, and what must be said of it. Who may is in
`policies.check_record_step`.
"""

from decimal import Decimal

from django.db.models import Min

from jarplan.audit.errors import NotNow
from recommendations.models import Duty, PlanVersion, PublicationStep

PENNY = Decimal("0.01")
DEAREST = Decimal("9999.99")
NOT_PUBLISHED = (
    "No version of the plan is published yet, so nobody can have been sent it. Publish a version first, then "
    "record whom it has reached."
)


class WrongDay(NotNow):
    """The day is not one on which it can have been done."""


class WrongCharge(NotNow):
    """The charge is no amount of pounds and pence."""


class NoReason(NotNow):
    """A reason is needed, and none is given."""


def plan_published_on():
    """The day on which the first version of the plan was published; None where none is. One that was replaced or
    withdrawn since was published all the same."""
    return PlanVersion.objects.aggregate(first=Min("published_on"))["first"]


def check_published(step, *, correcting=False):
    """NotNow where what is to be sent is not published yet. What is recorded already may be put right at any time:
    a wrong record must never have to stand because of the order in which things were typed in."""
    if step.duty == Duty.PLAN and not correcting and plan_published_on() is None:
        raise NotNow(NOT_PUBLISHED)


def check_day(step, day, *, today, correcting=False):
    """NotNow for a day that has not come yet, or on which there was nothing to send. `day` None: not stated."""
    check_published(step, correcting=correcting)
    if day is None:
        return
    if day > today:
        raise WrongDay("The day has not come yet: record it when it is done.")
    published = step.inspection.published_on
    what = "report"
    if step.duty == Duty.PLAN and (first := plan_published_on()):
        published, what = first, "plan"
    if day < published:
        raise WrongDay(
            f"The {what} was published on {published.day} {published:%B %Y}: it cannot have been sent before."
        )


def check_said(by_whom, proof, file=None):
    """NotNow where it is not said who did it, or nothing proves it."""
    if not by_whom.strip():
        raise NotNow("Say by whom it was done.")
    if not proof.strip() and file is None:
        raise NotNow("Say where the proof can be seen, or attach it as a file.")


def check_reason(reason, sentence):
    """The reason without blanks around it; NoReason where there is none."""
    if not reason.strip():
        raise NoReason(sentence)
    return reason.strip()


def check_name(words, sentence):
    """What was written without blanks around it; NotNow where nothing was."""
    if not words.strip():
        raise NotNow(sentence)
    return words.strip()


def check_all_served(step):
    """NotNow where recipients of the class are named and not as many were sent it as the law asks for."""
    if step.owed and not step.named_are_served:
        raise NotNow(
            f"{step.progress} named recipients are recorded as sent. Record the others first, or take out "
            "those who are owed none."
        )


def check_names_recipients(step):
    if not step.names_recipients:
        raise NotNow("Nobody is named for this class of recipients.")


def check_somebody_waits(step):
    check_names_recipients(step)
    if not step.unsent:
        raise NotNow("Nobody who is named is owed a copy any more. Name recipients first.")


def check_is_recorded(row):
    if row.state != PublicationStep.State.DONE:
        raise NotNow("This step is not recorded, so there is nothing to take back.")


def check_is_sent(copy):
    if not copy.is_sent:
        raise NotNow(f"The copy for {copy.name} is not recorded as sent.")


def check_is_log(step):
    if step.recipient != PublicationStep.Recipient.ON_DEMAND:
        raise NotNow("Only copies that people asked for are kept in this log.")


def check_charge(charge):
    """The charge to the penny; WrongCharge where it is no amount of pounds and pence."""
    if not isinstance(charge, Decimal) or not charge.is_finite():
        raise WrongCharge("Enter the charge in pounds and pence, for example 2.50, or 0 where it was free.")
    if charge < 0:
        raise WrongCharge("A charge is nothing or more: enter 0 where the copy was free.")
    if charge > DEAREST or charge != charge.quantize(PENNY):
        raise WrongCharge("Enter the charge in pounds and pence, for example 2.50.")
    return charge.quantize(PENNY)
