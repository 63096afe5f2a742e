"""Reads of consultations: who was asked about a version of the plan, what they said and what became of it."""

from recommendations.models import Consultation, PlanVersion


def consultation_record(plan_version):
    """What becomes part of a published version's record: every consultation on it, and on those that it grew from
    since the last published one; as plain dicts, the earliest version first."""
    published = (PlanVersion.State.PUBLISHED, PlanVersion.State.REPLACED)
    before = PlanVersion.objects.filter(number__lt=plan_version.number, state__in=published)
    since = before.order_by("-number").values_list("number", flat=True).first() or 0
    rows = Consultation.objects.filter(
        version_asked__number__gt=since, version_asked__number__lte=plan_version.number
    )
    return [
        {
            "version": row.version_asked.number,
            "partner": row.partner_name,
            "asked_on": row.asked_on,
            "answer_by": row.answer_by,
            "answered_on": row.answered_on,
            "answer": row.answer,
            "outcome": row.outcome,
            "response": row.response,
        }
        for row in rows.select_related("version_asked").order_by("version_asked__number", "partner_name")
    ]
