"""The rules of law that set deadlines, added and corrected without a developer. No open date is moved by that."""

from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import locked, save_version, verb
from jarplan.people.mending.verbs import differing, withdrawing
from jarplan.people.validation import insert, validated
from recommendations import policies
from recommendations.deadlines.verbs import keep_counts, without_a_count
from recommendations.law.kind_verbs import kind_called
from recommendations.law.order import check_order
from recommendations.law.slugs import free_slug
from recommendations.limits import SHARED
from recommendations.models import DeadlineRule


@verb
def add_rule(*, by, now, ledger, inspection_kind, duty, **words):
    """Adds a rule for a duty after this kind of inspection. Raises Refused; NotNow where one for the same task is
    in force at the same time; ValidationError where it would wait for itself."""
    role = policies.check_inspections(by, SHARED)
    kind_called(inspection_kind)
    slug = free_slug(DeadlineRule, f"{inspection_kind}-{duty}".replace("_", "-"))
    rule = DeadlineRule(slug=slug, inspection_kind=inspection_kind, duty=duty, **words)
    check_fits(rule)
    ledger.record(insert(rule), "added", role=role)
    return rule


def check_fits(rule):
    """Whether a rule can stand beside the others for its kind of inspection. Raises NotNow, ValidationError."""
    others = beside(rule)
    check_alone(rule, others)
    check_order(rule, others)


def beside(rule):
    """The other rules for the same kind of inspection that are in force at the same time."""
    rows = DeadlineRule.objects.filter(inspection_kind=rule.inspection_kind).exclude(pk=rule.pk)
    return [other for other in rows if meet(rule, other)]


def check_alone(rule, others):
    """NotNow where another rule for the same task after this kind of inspection is in force at the same time: an
    inspection would have two deadlines for one thing."""
    if any((other.duty, other.task) == (rule.duty, rule.task) for other in others):
        raise NotNow(
            "There is already a rule for this duty and type of inspection at that time. Correct that rule instead, "
            "or enter from when to when each is in force."
        )


def meet(one, other):
    """Whether two rules are in force on the same day, as far as is known."""

    def before(last, first):
        return bool(last and first and last < first)

    return not (
        before(one.in_force_until, other.in_force_from) or before(other.in_force_until, one.in_force_from)
    )


@verb
def correct_rule(*, by, now, ledger, rule, version, reason, **words):
    """Corrects a rule, for a reason. Each deadline that stands on it keeps the date that was counted until now.

    Raises Refused, NotNow, Stale, ValidationError.
    """
    role = policies.check_inspections(by, rule)
    current = locked(DeadlineRule, rule, version)
    if not differing(current, words):
        return current
    check_given(reason, "Enter why you are correcting the rule.")
    check_fits(validated(current, **words))
    # The deadlines are locked after the rule; record_receipt() locks no rule, so nothing can wait in a
    # circle.
    keep_counts(ledger, without_a_count(rule=current), role, reason.strip())
    save_version(current, version=version, **words)
    ledger.record(current, "corrected", role=role, reason=reason.strip())
    return current


withdraw_rule = withdrawing(policies.check_inspections)
