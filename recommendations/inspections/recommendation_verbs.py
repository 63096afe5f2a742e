"""The inspectors' recommendations, typed in and put right until their inspection is confirmed; and who in the council
answers for one."""

from django.db.models import Max
from django.utils.text import slugify

from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import locked, save_version, verb
from jarplan.people.mending.verbs import differing
from jarplan.people.validation import insert, validated
from recommendations.inspections import policies
from recommendations.inspections.verbs import opened
from recommendations.models import Inspection, Recommendation, Timeframe
from recommendations.pasted.points import NO_TIMEFRAME, months_of


def next_numbers(inspection):
    """(reference number, place in the report) of the next recommendation. One that was withdrawn had nothing that
    refers to it, so its reference may be given again."""
    found = Recommendation.objects.filter(inspection=inspection)
    prefix = len(inspection.reference_prefix)
    numbers = [int(reference[prefix:]) for reference in found.values_list("reference", flat=True)]
    return max(numbers, default=0) + 1, (found.aggregate(last=Max("order"))["last"] or 0) + 1


def frame_called(inspection, label, paragraph=""):
    """The timeframe of that label, added where the inspection has none; without a label the one that says so."""
    label, paragraph = (label, paragraph) if label else (NO_TIMEFRAME, "")
    frames = list(Timeframe.objects.filter(inspection=inspection))
    found = next((one for one in frames if one.label.casefold() == label.casefold()), None)
    if found:
        return found
    order = max((one.order for one in frames), default=0) + 1
    slug = f"{slugify(label)[:30] or 'part'}-{order}"
    words = {"slug": slug, "label": label, "months": months_of(label), "paragraph": paragraph, "order": order}
    return insert(Timeframe(inspection=inspection, **words))


def unstated(ledger, role, inspection):
    """The timeframe that says that none is stated; where the locked inspection has none, it is added, and noted as a
    change of the inspection, whose part it is."""
    found = Timeframe.objects.filter(inspection=inspection, label=NO_TIMEFRAME).first()
    if found is None:
        found = frame_called(inspection, "")
        save_version(inspection, version=inspection.version)
        ledger.record(inspection, "timeframe added", role=role)
    return found


@verb
def add_recommendations(*, by, now, ledger, inspection, version, points):
    """Adds recommendations in the order of the report, and returns them: Points with their words, and with timeframe,
    paragraph and whom they address where the report prints these. Raises Refused, NotNow, Stale."""
    role, current = opened(by, inspection, version)
    if not points:
        raise NotNow("Enter the recommendation's words.")
    number, order = next_numbers(current)
    added = [
        insert(
            Recommendation(
                inspection=current,
                reference=f"{current.reference_prefix}{number + place}",
                order=order + place,
                timeframe=frame_called(current, one.timeframe, one.paragraph),
                text=one.text,
                paragraph=one.paragraph,
                addressed_to=one.addressed_to,
            )
        )
        for place, one in enumerate(points)
    ]
    save_version(current, version=version)
    ledger.record(current, "recommendations added", role=role)
    for one in added:
        ledger.record(one, "added", role=role)
    return added


@verb
def change_recommendation(*, by, now, ledger, recommendation, version, timeframe=None, reason="", **words):
    """Puts a recommendation right: its words until its inspection is confirmed, afterwards what stands around them,
    for a reason. Raises Refused, NotNow, Stale."""
    inspection = Inspection.objects.select_for_update().get(pk=recommendation.inspection_id)
    role = policies.check_mend(by, inspection)
    current = locked(Recommendation, recommendation, version)
    if timeframe and timeframe.inspection_id != inspection.pk:
        raise NotNow("Select a timeframe of this inspection.")
    new = differing(current, words | {"timeframe": timeframe or unstated(ledger, role, inspection)})
    if not new:
        return current
    if "text" in new:
        policies.check_words(inspection)
    reason = policies.check_why(inspection, reason)
    validated(current, **new)
    save_version(current, version=version, **new)
    ledger.record(current, "corrected" if inspection.confirmed else "words changed", role=role, reason=reason)
    return current


@verb
def set_accountable(
    *, by, now, ledger, recommendation, version, accountable_post, portfolio_holder, reason=""
):
    """Says which post answers for a recommendation and which is its portfolio holder; None: nobody.

    Replacing a post needs a reason. A save that changes nothing is none. Raises Refused, NotNow, Stale.
    """
    role = policies.check_set_accountable(by, recommendation)
    current = locked(Recommendation, recommendation, version)
    before = (current.accountable_post, current.portfolio_holder)
    after = (accountable_post, portfolio_holder)
    if before == after:
        return current
    if any(old and old != new for old, new in zip(before, after, strict=True)):
        check_given(reason, "Enter why the accountable officer or portfolio holder is changing.")
    save_version(
        current, version=version, accountable_post=accountable_post, portfolio_holder=portfolio_holder
    )
    ledger.record(current, "accountable post set", role=role, reason=reason.strip())
    return current
