"""The small plan that sheets are held against."""

import pytest

from recommendations.models import Recommendation
from tests.actions.imports.sheets import R4, R5
from tests.plan import make_recommendation


@pytest.fixture
def plan(cast):
    """Two recommendations, R4 and R5, and the people of the small plan."""
    for number, text in ((4, R4), (5, R5)):
        Recommendation.objects.filter(pk=make_recommendation(number).pk).update(text=text)
    return cast
