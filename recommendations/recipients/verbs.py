"""Recipients, added and put right without a developer. Publication steps that are there keep their words."""

from django.db.models import Max
from django.utils.text import slugify

from jarplan.audit.ledger import verb
from jarplan.people.mending.dependants import number_of, what_depends
from jarplan.people.mending.verbs import correcting, withdrawing
from jarplan.people.validation import insert
from recommendations import policies
from recommendations.law.slugs import free_slug
from recommendations.limits import SHARED
from recommendations.models import InspectionKind, PublicationStep, Reach, Recipient


@verb
def add_recipient(*, by, now, ledger, words, served):
    """Adds a recipient, the last in the list. Raises Refused, ValidationError."""
    role = policies.check_inspections(by, SHARED)
    last = Recipient.objects.aggregate(last=Max("order"))["last"] or 0
    wanted = slugify(words)[:20].strip("-").replace("-", "_") or "recipient"
    slug = free_slug(Recipient, wanted, "_")
    recipient = insert(Recipient(slug=slug, words=words, served=served, order=last + 1))
    ledger.record(recipient, "added", role=role)
    return recipient


def what_depends_on_recipient(recipient):
    """What depends on a recipient, in words: the types of inspection that name it, and the steps made for it."""
    yield from what_depends(recipient, apart=(Reach,))
    # What a withdrawn type of inspection named holds nobody up.
    kinds = InspectionKind.objects.filter(reached__recipient=recipient).distinct().count()
    if kinds:
        yield number_of(kinds, Reach._meta.get_field("recipient"))
    # Steps know it by its slug, as states and exports do.
    steps = PublicationStep.objects.filter(recipient=recipient.slug).count()
    if steps:
        yield number_of(steps, PublicationStep._meta.get_field("recipient"))


correct_recipient = correcting(policies.check_inspections)
withdraw_recipient = withdrawing(policies.check_inspections, what_depends_on_recipient)
