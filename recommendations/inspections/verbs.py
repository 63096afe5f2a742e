"""An inspection is entered: what it is, its parts, the duties that the law sets after it; then it is confirmed."""

from django.db.models import Max
from django.utils.text import slugify

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import locked, save_version, verb
from jarplan.clock import day_of
from jarplan.people.validation import insert
from recommendations import policies as recommendations_policies
from recommendations.deadlines.starts import make_deadline
from recommendations.inspections import policies
from recommendations.law.kind_verbs import kind_called
from recommendations.law.kinds import free_prefix
from recommendations.law.order import check_order, in_order
from recommendations.limits import SHARED
from recommendations.models import (
    DeadlineRule,
    Duty,
    GradePoint,
    Inspection,
    Judgement,
    PublicationStep,
    Reach,
    Timeframe,
)


@verb
def add_inspection(
    *,
    by,
    now,
    ledger,
    kind,
    published_on,
    reference_prefix="",
    received_on=None,
    sent_on=None,
    visited_on=None,
    **words,
):
    """Adds an inspection of the kind with that slug, with the points of its scale that have numbers, a deadline for
    each rule that is in force on the day of publication, and the steps of publication. Without a prefix it takes the
    one that the kind proposes, or another that is free. Raises Refused, NotNow."""
    role = recommendations_policies.check_inspections(by, SHARED)
    dates = {"published_on": published_on, "received_on": received_on}
    dates |= {"sent_on": sent_on, "visited_on": visited_on}
    check_has_been(now, *dates.values())
    known = kind_called(kind)
    prefix = reference_prefix or free_prefix(known.prefix)
    inspection = insert(Inspection(kind=kind, reference_prefix=prefix, **dates, **words))
    for number, word in known.points:
        if number is not None:
            insert(GradePoint(inspection=inspection, number=number, word=word))
    ledger.record(inspection, "added", role=role)
    make_duties(ledger, role, inspection, rules_in_force(kind, published_on))
    return inspection


def check_has_been(now, *days):
    """NotNow where one of these days is still to come; those that are not known are None."""
    # Every count would begin in the future, and the page would show days left that mean nothing.
    if any(day and day > day_of(now) for day in days):
        raise NotNow(
            "The date must be today or in the past. Add the inspection once its report has been published."
        )


def make_duties(ledger, role, inspection, rules):
    """The steps of publication that the inspection's kind asks for and that are not there yet, and the deadlines of
    these rules."""
    for duty in Duty:
        make_steps(ledger, role, inspection, duty, inspection.kind)
    for rule in rules:
        make_deadline(ledger, role, inspection, rule)


def rules_in_force(kind, day):
    """The rules for a kind of inspection that were the law on that day, each after those whose duty it is counted
    from: their deadlines must be there."""
    rules = DeadlineRule.objects.filter(inspection_kind=kind)
    return in_order(rule for rule in rules if rule.is_in_force(day))


def rules_replaced(inspection, kind, published_on):
    """(rules whose deadlines an inspection loses, rules whose deadlines it gains) once it is of this kind and was
    published on this day. What was applied or withdrawn by hand stays as it is while the kind does."""
    then = rules_in_force(kind, published_on)
    if kind != inspection.kind:
        return [one.rule for one in inspection.deadlines.select_related("rule")], then
    now = rules_in_force(kind, inspection.published_on)
    held = set(inspection.deadlines.values_list("rule", flat=True))
    return (
        [rule for rule in now if rule not in then],
        [rule for rule in then if rule not in now and rule.pk not in held],
    )


def make_steps(ledger, role, inspection, duty, kind):
    """A step for each class of recipients that such a kind must reach for this duty, where there is none yet."""
    # A second rule for the same duty asks nobody else to be served again.
    if PublicationStep.objects.filter(inspection=inspection, duty=duty).exists():
        return
    for one in Reach.objects.filter(kind__slug=kind, duty=duty).select_related("recipient"):
        said = {"recipient": one.recipient.slug, "words": one.recipient.words, "served": one.recipient.served}
        step = PublicationStep(inspection=inspection, duty=duty, order=one.order, source=one.source, **said)
        ledger.record(insert(step), "made", role=role)


@verb
def attach_rule(*, by, now, ledger, inspection, version, rule):
    """Applies one more rule: its deadline, and the steps of its duty. Raises Refused, NotNow, Stale, ValidationError
    where it would wait for itself."""
    role = recommendations_policies.check_inspections(by, inspection)
    current = locked(Inspection, inspection, version)
    if current.deadlines.filter(rule=rule).exists():
        raise NotNow("This inspection already has a deadline by that rule.")
    check_order(rule, [one.rule for one in current.deadlines.select_related("rule")])
    save_version(current, version=version)
    ledger.record(current, "rule applied", role=role)
    make_steps(ledger, role, current, rule.duty, rule.inspection_kind)
    make_deadline(ledger, role, current, rule)
    return current


def opened(by, inspection, version):
    """The role, and the inspection locked, where its words may still be changed."""
    role = recommendations_policies.check_inspections(by, inspection)
    current = locked(Inspection, inspection, version)
    policies.check_words(current)
    return role, current


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
def confirm_inspection(*, by, now, ledger, inspection, version):
    """Confirms that the inspectors' words are as printed: from now on nobody changes them. Raises Refused, NotNow,
    Stale."""
    role, current = opened(by, inspection, version)
    if not current.recommendations.exists():
        raise NotNow(
            "There are no recommendations yet. Add the report's recommendations before you confirm the inspection."
        )
    save_version(current, version=version, confirmed=True)
    ledger.record(current, "confirmed", role=role)
    return current
