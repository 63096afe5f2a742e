"""The trend of a plan that has no reporting rounds yet."""

import pytest

from tests.factories import UserFactory
from tests.reporting.reading import text_of


@pytest.mark.django_db
def test_before_the_first_round_it_says_so(visit, db):
    assert "No reporting round is over yet." in text_of(visit(UserFactory(), "/trend/"))
