"""The rules of law that set deadlines, added and corrected without a developer. No open date is moved by that."""

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import save_version, verb
from jarplan.people.records import insert, validated
from recommendations import policies
from recommendations.deadlineverbs import keep_counts, without_a_count
from recommendations.models import DeadlineRule
from recommendations.services import locked


@verb
def add_rule(*, by, now, ledger, inspection_kind, duty, **words):
    """Adds the rule of a duty that had none after this kind of inspection. Raises Refused, NotNow."""
    role = policies.check_inspections(by)
    if DeadlineRule.objects.filter(inspection_kind=inspection_kind, duty=duty).exists():
        raise NotNow("There is a rule for this duty after this kind of inspection already. Correct that one.")
    slug = f"{inspection_kind}-{duty}".replace("_", "-")
    rule = insert(DeadlineRule(slug=slug, inspection_kind=inspection_kind, duty=duty, **words))
    ledger.record(rule, "added", role=role)
    return rule


@verb
def correct_rule(*, by, now, ledger, rule, version, reason, **words):
    """Corrects a rule, for a reason. Each deadline that stands on it keeps the date that was counted until now.

    Raises Refused, NotNow, Stale.
    """
    role = policies.check_inspections(by, rule)
    current = locked(DeadlineRule, rule, version)
    if not reason.strip():
        raise NotNow("Say why the rule is corrected.")
    if all(getattr(current, name) == value for name, value in words.items()):
        return current
    validated(current, **words)
    keep_counts(ledger, without_a_count(rule=current), role, reason.strip())
    save_version(current, version=version, **words)
    ledger.record(current, "corrected", role=role, reason=reason.strip())
    return current
