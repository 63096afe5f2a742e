"""The inspectors' recommendations, typed in and put right until their inspection is confirmed."""

import re

from django.db.models import Max

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import save_version, verb
from jarplan.people.records import insert, validated
from recommendations import policies
from recommendations.inspectionverbs import opened
from recommendations.models import Inspection, Recommendation
from recommendations.services import locked


def paragraphs(text):
    """One recommendation a paragraph: an empty line stands between two; a line broken within one is no new one."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def next_numbers(inspection):
    """(reference number, place in the report) of the next recommendation. None is ever taken out, so no reference
    is used twice."""
    found = Recommendation.objects.filter(inspection=inspection)
    prefix = len(inspection.reference_prefix)
    numbers = [int(reference[prefix:]) for reference in found.values_list("reference", flat=True)]
    return max(numbers, default=0) + 1, (found.aggregate(last=Max("order"))["last"] or 0) + 1


@verb
def add_recommendations(*, by, now, ledger, inspection, version, timeframe, text, paragraph, addressed_to=""):
    """Adds the recommendations of one timeframe, in the order of the report, and returns them. Raises Refused,
    NotNow, Stale."""
    role, current = opened(by, inspection, version)
    texts = paragraphs(text)
    if timeframe.inspection_id != current.pk:
        raise NotNow("Choose a timeframe of this inspection.")
    if not texts:
        raise NotNow("Give the recommendation's words.")
    number, order = next_numbers(current)
    added = [
        insert(
            Recommendation(
                inspection=current,
                reference=f"{current.reference_prefix}{number + place}",
                order=order + place,
                timeframe=timeframe,
                text=words,
                paragraph=paragraph,
                addressed_to=addressed_to,
            )
        )
        for place, words in enumerate(texts)
    ]
    save_version(current, version=version)
    ledger.record(current, "recommendations added", role=role)
    for one in added:
        ledger.record(one, "added", role=role)
    return added


@verb
def change_recommendation(*, by, now, ledger, recommendation, version, timeframe, **words):
    """Puts the words of a recommendation right, until its inspection is confirmed. Raises Refused, NotNow, Stale."""
    role = policies.check_inspections(by, recommendation)
    inspection = Inspection.objects.select_for_update().get(pk=recommendation.inspection_id)
    policies.check_words(inspection)
    current = locked(Recommendation, recommendation, version)
    if timeframe.inspection_id != inspection.pk:
        raise NotNow("Choose a timeframe of this inspection.")
    words |= {"timeframe": timeframe}
    if any(getattr(current, name) != value for name, value in words.items()):
        validated(current, **words)
        save_version(current, version=version, **words)
        ledger.record(current, "words changed", role=role)
    return current
