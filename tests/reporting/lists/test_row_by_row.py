"""No page of the whole plan asks the database row by row: django-zeal fails the page that does."""

import pytest
from zeal import NPlusOneError, zeal_context
from zeal.constants import initialize_app_registry
from zeal.patch import patch

from actions.models import Action
from jarplan.people.models import User
from tests.reporting.conftest import BACKEND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
PAGES = {
    "cabinet": ["/", "/recommendations/", "/actions/", "/actions/R4.1/", "/recommendations/R4/", "/history/"],
    "officer": ["/my-work/", "/actions/R4.2/update/", "/actions/R4.2/evidence/", "/actions.csv"],
    "programme": ["/my-work/", "/deadlines/", "/meetings/", "/finance/", "/import/", "/inspections/"],
    "admin": ["/people/", "/people/posts/", "/people/organisations/"],
}


@pytest.fixture(scope="module", autouse=True)
def zeal():
    initialize_app_registry()
    patch()


@pytest.mark.slow
@pytest.mark.parametrize(("who", "path"), [(who, path) for who, paths in PAGES.items() for path in paths])
def test_page_does_not_ask_row_by_row(client, first_september, who, path):
    client.force_login(User.objects.get(username=who), BACKEND)
    with zeal_context():
        assert client.get(path).status_code == 200


def test_asking_row_by_row_is_found_out():
    with pytest.raises(NPlusOneError), zeal_context():
        for action in Action.objects.all():
            assert action.recommendation.reference
