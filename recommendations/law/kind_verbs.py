"""Kinds of inspection, added and put right without a developer. Nothing that an inspection has is changed by it."""

from django.utils.text import slugify

from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, locked, save_version, verb
from jarplan.people.mending.dependants import number_of, what_depends
from jarplan.people.mending.verbs import withdrawing
from jarplan.people.validation import insert, validated
from recommendations import policies
from recommendations.law.slugs import free_slug
from recommendations.limits import SHARED
from recommendations.models import PUBLISHED, DeadlineRule, Inspection, InspectionKind, Reach, Recipient

# What knows a kind by its slug.
OF_A_KIND = (Inspection._meta.get_field("kind"), DeadlineRule._meta.get_field("inspection_kind"))


def kind_called(slug):
    """The kind of inspection with that slug, locked, so that it is not withdrawn meanwhile. Raises NotNow where there
    is none."""
    known = next(iter(lock(InspectionKind.objects.filter(slug=slug))), None)
    if known is None:
        raise NotNow("There is no such type of inspection. Add it first, or load the law.")
    return known


def what_depends_on_kind(kind):
    """What depends on a kind, in words: inspections and rules know it by its slug."""
    yield from what_depends(kind)
    for field in OF_A_KIND:
        number = field.model.objects.filter(**{field.name: kind.slug}).count()
        if number:
            yield number_of(number, field)


@verb
def add_kind(*, by, now, ledger, name, report_to=(), report_source="", plan_to=(), plan_source="", **words):
    """Adds a kind of inspection with whom report and plan must reach; its rules are added afterwards. Raises Refused,
    NotNow, ValidationError."""
    role = policies.check_inspections(by, SHARED)
    wanted = slugify(name)[:26].strip("-").replace("-", "_") or "kind"
    kind = insert(InspectionKind(slug=free_slug(InspectionKind, wanted, "_"), name=name, **words))
    reach_anew(kind, ((report_to, report_source), (plan_to, plan_source)))
    ledger.record(kind, "added", role=role)
    return kind


@verb
def correct_kind(
    *,
    by,
    now,
    ledger,
    kind,
    version,
    reason,
    report_to=(),
    report_source="",
    plan_to=(),
    plan_source="",
    **words,
):
    """Corrects a kind, for a reason. Inspections keep their scale, deadlines and publication steps.

    Raises Refused, NotNow, Stale, ValidationError.
    """
    role = policies.check_inspections(by, kind)
    current = locked(InspectionKind, kind, version)
    check_given(reason, "Enter why you are correcting the type of inspection.")
    reached = ((report_to, report_source), (plan_to, plan_source))
    if all(getattr(current, name) == value for name, value in words.items()) and wanted(reached) == held(
        current
    ):
        return current
    validated(current, **words)
    reach_anew(current, reached)
    save_version(current, version=version, **words)
    ledger.record(current, "corrected", role=role, reason=reason.strip())
    return current


def wanted(reached):
    """(duty, recipient, order, source) of each class that is to be reached, in the order of the recipients."""
    return [
        (duty.value, recipient.pk, order, source)
        for duty, (recipients, source) in zip(PUBLISHED, reached, strict=True)
        for order, recipient in enumerate(sorted(recipients, key=lambda one: (one.order, one.slug)), start=1)
    ]


def held(kind):
    found = {duty: place for place, duty in enumerate(PUBLISHED)}
    rows = kind.reached.values_list("duty", "recipient", "order", "source")
    return sorted(rows, key=lambda row: (found.get(row[0], len(found)), row[2]))


def reach_anew(kind, reached):
    """Replaces whom a kind reaches: parts of it, under its lock."""
    rows = wanted(reached)
    for _, _, _, source in rows:
        check_given(source, "Enter where it is asked for that the recipients are reached.")
    wanted_ones = {recipient for _, recipient, _, _ in rows}
    # Locked, so that none is withdrawn meanwhile.
    if len(lock(Recipient.objects.filter(pk__in=wanted_ones))) < len(wanted_ones):
        raise NotNow("One of the recipients has just been withdrawn. Open the page again.")
    kind.reached.all().delete()
    for duty, recipient, order, source in rows:
        insert(Reach(kind=kind, duty=duty, recipient_id=recipient, order=order, source=source))


withdraw_kind = withdrawing(policies.check_inspections, what_depends_on_kind)
