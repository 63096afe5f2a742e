"""A plan in each part of which stands one odd word."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.evidence.verbs import attach_evidence
from actions.reports.verbs import report_progress
from recommendations.models import Meeting, Recommendation
from tests import plan
from tests.reporting.search.finding import MARK


@pytest.fixture
def whole(people):
    """An action of A under R4, in each kind of thing about which stands the mark once."""
    action = plan.agreed(people, text=f"Count every Quökka’s cage in {MARK} houses")
    Recommendation.objects.filter(reference="R4").update(text=f"look after the {MARK}")
    report_progress(
        by=people.officer_a,
        now=plan.NOON,
        action=action,
        rating="green",
        done="All counted",
        effect=f"The {MARK} ran",
    )
    attach_evidence(
        by=people.officer_a,
        now=plan.NOON,
        action=action,
        shows=f"Photograph of a {MARK}",
        speaks_of=date(2008, 7, 1),
        upload=SimpleUploadedFile("photo.txt", b"a photograph"),
    )
    Meeting.objects.create(body="OSMB", held_on=date(2008, 8, 6), purpose=f"To hear about the {MARK}")
    return plan.fresh(action)
