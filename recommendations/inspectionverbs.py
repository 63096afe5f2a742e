"""An inspection is entered: what it is, its parts, the duties that the law sets after it; then it is confirmed."""

from django.db.models import Max, ProtectedError
from django.utils.text import slugify

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import save_version, verb
from jarplan.clock import day_of
from jarplan.people.records import insert, validated
from recommendations import policies
from recommendations.deadlineverbs import counted_now
from recommendations.models import (
    Deadline,
    DeadlineRule,
    Duty,
    GradePoint,
    Inspection,
    Judgement,
    PublicationStep,
    Timeframe,
)
from recommendations.services import locked

Kind, Recipient = Inspection.Kind, PublicationStep.Recipient
SEVEN = (
    Recipient.RELEVANT_PARTNERS,
    Recipient.CO_OPERATING,
    Recipient.BOARD_PARTNERS,
    Recipient.NEWSPAPER,
    Recipient.RADIO,
    Recipient.OFFICES,
    Recipient.ON_DEMAND,
)
# Whom report and plan must reach after each kind of inspection, and where that is asked for.
REACHED = {
    (Kind.JOINT_AREA_REVIEW, Duty.REPORT): (SEVEN, "SI 2005/1973, regulation 3(4)"),
    (Kind.JOINT_AREA_REVIEW, Duty.PLAN): (SEVEN, "SI 2005/1973, regulation 4, through a council's report"),
    (Kind.CHILDRENS_SERVICES, Duty.REPORT): (SEVEN, "SI 2007/462, regulation 2"),
    (Kind.CHILDRENS_SERVICES, Duty.PLAN): (SEVEN, "SI 2007/462; taken to be those of the report"),
    (Kind.JOINT_TARGETED, Duty.REPORT): (
        (Recipient.WEBSITE, Recipient.ON_DEMAND),
        "SI 2015/1792, regulation 3, from its explanatory note",
    ),
    (Kind.JOINT_TARGETED, Duty.PLAN): (
        (Recipient.WEBSITE, Recipient.ON_DEMAND),
        "SI 2015/1792; taken to be those of the report",
    ),
}
NOT_RECEIVED = (
    "It is not recorded when the council received the report, so the days are counted from its publication."
)


@verb
def add_inspection(*, by, now, ledger, reference_prefix, published_on, received_on=None, **words):
    """Adds an inspection, with a deadline for each rule of its kind and the steps of publication of both duties.

    Raises Refused, NotNow.
    """
    role = policies.check_inspections(by)
    if published_on > day_of(now) or (received_on and received_on > day_of(now)):
        raise NotNow("The day has not come yet: add the inspection when its report is there.")
    dates = {"published_on": published_on, "received_on": received_on}
    inspection = insert(Inspection(reference_prefix=reference_prefix, **dates, **words))
    ledger.record(inspection, "added", role=role)
    for duty in Duty:
        make_steps(ledger, role, inspection, duty, inspection.kind)
    for rule in DeadlineRule.objects.filter(inspection_kind=inspection.kind):
        make_deadline(ledger, role, inspection, rule)
    return inspection


def make_deadline(ledger, role, inspection, rule):
    """The deadline that a rule sets after this inspection, counted from where the law counts if that is known."""
    received = rule.counted_from == DeadlineRule.CountedFrom.RECEIVED and inspection.received_on
    start = inspection.received_on if received else inspection.published_on
    asked = DeadlineRule.CountedFrom(rule.counted_from)
    from_where = asked if received else DeadlineRule.CountedFrom.PUBLISHED
    deadline = insert(
        Deadline(
            inspection=inspection,
            rule=rule,
            counted_from=from_where,
            start=start,
            start_note="" if from_where == asked else NOT_RECEIVED,
            computed_on=counted_now(rule, start),
        )
    )
    ledger.record(deadline, "made", role=role)


def make_steps(ledger, role, inspection, duty, kind):
    """A step for each class of recipient that the regulation names, where there is none yet."""
    recipients, source = REACHED.get((kind, duty), ((), ""))
    if PublicationStep.objects.filter(inspection=inspection, duty=duty).exists():
        return
    for order, recipient in enumerate(recipients, start=1):
        one = PublicationStep(
            inspection=inspection, duty=duty, recipient=recipient, order=order, source=source
        )
        ledger.record(insert(one), "made", role=role)


@verb
def attach_rule(*, by, now, ledger, inspection, version, rule):
    """Applies one more rule: its deadline, and the steps of its duty. Raises Refused, NotNow, Stale."""
    role = policies.check_inspections(by, inspection)
    current = locked(Inspection, inspection, version)
    if current.deadlines.filter(rule__duty=rule.duty).exists():
        raise NotNow("This inspection has a deadline for that duty already.")
    save_version(current, version=version)
    ledger.record(current, "rule applied", role=role)
    make_steps(ledger, role, current, rule.duty, rule.inspection_kind)
    make_deadline(ledger, role, current, rule)
    return current


def opened(by, inspection, version):
    """The role, and the inspection locked, where its words may still be changed."""
    role = policies.check_inspections(by, inspection)
    current = locked(Inspection, inspection, version)
    policies.check_words(current)
    return role, current


@verb
def change_inspection(*, by, now, ledger, inspection, version, **words):
    """Changes what an inspection is called until it is confirmed. Raises Refused, NotNow, Stale."""
    role, current = opened(by, inspection, version)
    if any(getattr(current, name) != value for name, value in words.items()):
        validated(current, **words)
        save_version(current, version=version, **words)
        ledger.record(current, "changed", role=role)
    return current


@verb
def add_grade(*, by, now, ledger, inspection, version, number, word):
    """Adds a point to the scale of grades. Raises Refused, NotNow, Stale."""
    return add_part(by, ledger, inspection, version, GradePoint, number=number, word=word)


@verb
def add_timeframe(*, by, now, ledger, inspection, version, label, months, paragraph):
    """Adds a timeframe, in the order of the report. Raises Refused, NotNow, Stale."""
    words = {"label": label, "months": months, "paragraph": paragraph}
    return add_part(by, ledger, inspection, version, Timeframe, named=label, **words)


@verb
def add_judgement(*, by, now, ledger, inspection, version, area, **words):
    """Adds what was judged of one area: a grade of the scale, or words. Raises Refused, NotNow, Stale."""
    return add_part(by, ledger, inspection, version, Judgement, named=area, area=area, **words)


def add_part(by, ledger, inspection, version, model, *, named=None, **words):
    role, current = opened(by, inspection, version)
    if named is not None:
        order = (model.objects.filter(inspection=current).aggregate(last=Max("order"))["last"] or 0) + 1
        words |= {"order": order, "slug": f"{slugify(named)[:30] or 'part'}-{order}"}
    part = insert(model(inspection=current, **words))
    save_version(current, version=version)
    ledger.record(current, f"{model._meta.verbose_name} added", role=role)
    return part


@verb
def take_out_part(*, by, now, ledger, inspection, version, part):
    """Takes out a grade, a timeframe or a judgement that nothing stands on. Raises Refused, NotNow, Stale."""
    role, current = opened(by, inspection, version)
    try:
        part.delete()
    except ProtectedError:
        raise NotNow("Recommendations or judgements stand on this. Change those first.") from None
    save_version(current, version=version)
    ledger.record(current, f"{part._meta.verbose_name} taken out", role=role)
    return current


@verb
def confirm_inspection(*, by, now, ledger, inspection, version):
    """Confirms that the inspectors' words are as printed: from now on nobody changes them. Raises Refused, NotNow,
    Stale."""
    role, current = opened(by, inspection, version)
    if not current.recommendations.exists():
        raise NotNow("There is no recommendation yet. Add those of the report before you confirm it.")
    save_version(current, version=version, confirmed=True)
    ledger.record(current, "confirmed", role=role)
    return current
