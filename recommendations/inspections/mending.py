"""An inspection, its recommendations and its parts put right: corrected, or withdrawn while nothing depends on them.

What a corrected date moves is counted again at once, as after a receipt; the page has shown it before.
"""

from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, locked, save_version, verb
from jarplan.people.mending.dependants import what_depends
from jarplan.people.mending.verbs import check_nothing_depends, differing, mark_withdrawn, withdrawing
from jarplan.people.models import User
from jarplan.people.validation import save_good, validated
from recommendations.deadlines.starts import DAYS, CountedFrom, begin_again, follow
from recommendations.deadlines.verbs import what_rests_on
from recommendations.inspections import policies
from recommendations.inspections.verbs import check_has_been, make_duties, rules_replaced
from recommendations.law.kind_verbs import kind_called
from recommendations.models import (
    CouncilReport,
    Deadline,
    DeadlineRule,
    Duty,
    Inspection,
    PlanVersion,
    PublicationStep,
    Recommendation,
)
from recommendations.within import plan_key

# From which the law counts.
DATES = tuple(DAYS.values())
# By which others know an inspection, and its recommendations are numbered.
NAMING = ("reference", "reference_prefix")
# What is not the inspectors' own wording: it can be corrected even once that is confirmed.
NOT_VERBATIM = {"months", "number", "grade", "judged", "kind", "paragraph", "says"}


@verb
def change_inspection(*, by, now, ledger, inspection, version, reason="", **values):
    """Corrects what is known of an inspection. A reason is needed for its dates and its kind, and for everything once
    it is confirmed. Raises Refused, NotNow, Stale, ValidationError."""
    role = policies.check_mend(by, inspection)
    current = locked(Inspection, inspection, version)
    new = differing(current, values)
    if not new:
        return current
    reason = policies.check_why(current, reason)
    if new.keys() & {*NAMING}:
        reason = check_given(reason, "Enter the reason for correcting the reference or the prefix.")
        check_not_named(current, new)
    if published := new.get("published_on"):
        check_approvals(current, published)
    if new.keys() & {"kind", *DATES}:
        reason = check_given(reason, "Enter the reason for correcting the dates or the type of inspection.")
        dates = {name: new.get(name, getattr(current, name)) for name in DATES}
        check_has_been(now, *dates.values())
    if "kind" in new:
        kind_called(new["kind"])
    said = {name: new.get(name, getattr(current, name)) for name in ("kind", "published_on")}
    lost, gained = rules_replaced(current, **said)
    duties = duties_of(current, lost, with_steps="kind" in new)
    check_nothing_depends(what_rests_on_duties(duties))
    save_good(current, version, new)
    ledger.record(current, "corrected" if reason else "changed", role=role, reason=reason)
    mark_withdrawn(ledger, role, duties, reason, by=by, now=now)
    if new.keys() & {*DATES}:
        for rule in lost:
            follow(ledger, current, rule.duty, role, reason)
        count_again(ledger, role, current, reason)
    if "kind" in new or gained:
        make_duties(ledger, role, current, gained)
    return current


def check_not_named(inspection, new):
    """NotNow where the reference or the prefix of an inspection would change by which something is known already."""
    for name in NAMING:
        if name in new and (found := list(named_by(inspection, name))):
            what = Inspection._meta.get_field(name).verbose_name
            raise NotNow(f"The {what} cannot be changed: {'; '.join(found)}.")


def named_by(inspection, name):
    """What is numbered by the prefix of an inspection or known by its reference, in words."""
    if name == "reference_prefix":
        numbered = inspection.recommendations.order_by("order").values_list("reference", flat=True)
        if numbered:
            yield f"{', '.join(numbered)} {'is' if len(numbered) == 1 else 'are'} numbered by it"
        return
    yield from printed_in(inspection)
    if inspection.childrens_pages.exists():
        yield "its page for children and young people is kept under it"
    for person in User.objects.exclude(limited_to={}).order_by("username"):
        if any(inspection.reference in limit for limit in person.limited_to.values()):
            yield f"a role of {person.full_name} is limited to it"


def check_approvals(inspection, published_on):
    """NotNow where a version of the plan would have been approved before the report was published."""
    rows = PlanVersion.objects.annotate(plan=plan_key()).filter(
        plan=inspection.pk, meeting__held_on__lt=published_on
    )
    if version := rows.select_related("meeting").order_by("number").first():
        raise NotNow(
            f"Version {version.number} of the plan was approved by {version.meeting}, so the report cannot have been "
            "published later."
        )


def count_again(ledger, role, inspection, reason):
    """Counts each deadline from the inspection's dates as they now are, and what is counted from it. Adopted dates
    stay."""
    for deadline in lock(Deadline.objects.filter(inspection=inspection).select_related("rule", "inspection")):
        if deadline.counted_from != CountedFrom.MET and begin_again(
            ledger, deadline, role, "counted again", reason
        ):
            follow(ledger, inspection, deadline.rule.duty, role, reason)


def duties_of(inspection, rules, with_steps=True):
    """The deadlines of an inspection that these rules set, and its publication steps, locked."""
    deadlines = Deadline.objects.filter(inspection=inspection, rule__in=rules).select_related("rule")
    steps = PublicationStep.objects.filter(inspection=inspection) if with_steps else ()
    return [*lock(deadlines), *(lock(steps) if with_steps else ())]


def what_rests_on_duties(duties):
    """What was decided or done about deadlines and publication steps, in words."""
    for one in duties:
        if isinstance(one, Deadline):
            yield from (f"{Duty(one.rule.duty).label}: {words}" for words in what_rests_on(one))
        elif one.state == PublicationStep.State.DONE or one.copies.exists():
            yield f"the publication step “{one}” has been recorded"


def printed_in(row):
    """The versions of the plan that print this inspection or recommendation."""
    rows = PlanVersion.objects.exclude(state=PlanVersion.State.WITHDRAWN)
    # As canonical JSON writes it. The content is never looked into otherwise; an apostrophe could not stand here.
    printed = rows.filter(content__contains=f'"reference":"{row.reference}"').order_by("number")
    for number in printed.values_list("number", flat=True):
        yield f"version {number} of the plan prints it"


def what_rests_on_inspection(inspection):
    """What depends on an inspection, in words: nothing that is withdrawn with it, but what depends on that."""
    # Versions are named below, but for those that were withdrawn.
    yield from what_depends(
        inspection, apart=(Recommendation, Deadline, PublicationStep, PlanVersion, CouncilReport)
    )
    for one in inspection.recommendations.all():
        yield from (f"{one.reference}: {words}" for words in what_depends(one))
    duties = [*inspection.deadlines.select_related("rule"), *inspection.publication_steps.all()]
    yield from what_rests_on_duties(duties)
    yield from printed_in(inspection)


def withdrawn_with(inspection):
    """The locked rows that are withdrawn with an inspection."""
    return [
        *lock(Recommendation.objects.filter(inspection=inspection)),
        *lock(CouncilReport.objects.filter(inspection=inspection)),
        *duties_of(inspection, DeadlineRule.objects.all()),
    ]


def what_rests_on_recommendation(recommendation):
    """What depends on a recommendation, in words."""
    yield from what_depends(recommendation)
    yield from printed_in(recommendation)


withdraw_inspection = withdrawing(policies.check_mend, what_rests_on_inspection, withdrawn_with)
withdraw_recommendation = withdrawing(policies.check_mend_recommendation, what_rests_on_recommendation)


def check_wording(inspection, new, allowed=NOT_VERBATIM):
    """NotNow where a correction would change the wording of a confirmed inspection."""
    if new.keys() - allowed:
        policies.check_words(inspection)


@verb
def correct_part(*, by, now, ledger, inspection, version, part, reason="", **words):
    """Corrects a grade, a timeframe, a judgement or a finding, and returns the inspection; once that is confirmed not
    the wording, and only for a reason. Raises Refused, NotNow, Stale, ValidationError."""
    role = policies.check_mend(by, inspection)
    current = locked(Inspection, inspection, version)
    new = differing(part, words)
    if not new:
        return current
    check_wording(current, new)
    reason = policies.check_why(current, reason)
    validated(part, **new)
    type(part).objects.filter(pk=part.pk).update(**new)
    save_version(current, version=version)
    ledger.record(current, f"{part._meta.verbose_name} corrected", role=role, reason=reason)
    return current


@verb
def take_out_part(*, by, now, ledger, inspection, version, part, reason=""):
    """Takes out a grade, a timeframe, a judgement or a finding that nothing refers to. It has no history of its own:
    that of its inspection keeps it. Raises Refused, NotNow, Stale."""
    role = policies.check_mend(by, inspection)
    current = locked(Inspection, inspection, version)
    reason = policies.check_why(current, reason)
    if found := list(what_depends(part)):
        raise NotNow(f"This cannot be removed: {'; '.join(found)}. Change those first.")
    part.delete()
    save_version(current, version=version)
    ledger.record(current, f"{part._meta.verbose_name} taken out", role=role, reason=reason)
    return current
