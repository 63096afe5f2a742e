"""The members' pages of an installation that has its facts and no actions, and of one that has nothing at all."""

import pytest

from tests import kept
from tests.factories import UserFactory

ADDRESSES = (
    "/",
    "/compare/",
    "/timeline/",
    "/trend/",
    "/measures/",
    "/search/?q=R4",
    "/actions/?change=better",
)
ROLES = ("officer", "approver", "programme", "finance", "cabinet", "administrator")


@pytest.mark.django_db
@pytest.mark.parametrize("facts", (True, False))
def test_every_page_answers_every_role_before_there_is_a_plan(visit, facts):
    if facts:
        kept.facts()
    for role in ROLES:
        person = UserFactory(roles=[role])
        for address in ADDRESSES:
            for day in ("", "2008-06-20") if facts else ("",):
                joined = "&" if "?" in address else "?"
                page = visit(person, f"{address}{joined}as_at={day}" if day else address)
                assert "<h1" in page.content.decode(), (role, address)
