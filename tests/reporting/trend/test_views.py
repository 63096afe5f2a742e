"""The trend: what it counts at the end of each round is what that day's list has."""

from datetime import date

import pytest

from actions.reading.counts import burn_up, count_actions
from actions.reading.queries import read_actions
from actions.reading.rounds import Rounds
from actions.rules.filters import Filters
from actions.rules.lifecycle import CLAIMED, SIGNED
from jarplan.audit.reading.folding import PastDay
from jarplan.people.models import User
from tests.reporting.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAYS = [date(2008, 6, 15), date(2008, 7, 31), date(2008, 8, 31)]


def test_each_number_is_that_of_the_list_of_that_day(told):
    reader = User.objects.get(username="cabinet")
    for day, found in zip(DAYS, burn_up(reader, DAYS), strict=True):
        then = read_actions(reader, Filters(), day, PastDay.of(day), Rounds()).all()
        assert (found.number, found.due, found.delivered, found.signed) == (
            len(then),
            sum(one.due_latest is not None and one.due_latest <= day for one in then),
            sum(one.status in CLAIMED for one in then),
            sum(one.status in SIGNED for one in then),
        )
        assert found.number == count_actions(reader, day, PastDay.of(day), Rounds()).number > 0


def test_the_page_ends_with_the_day_that_is_shown(told, visit):
    reader = User.objects.get(username="cabinet")
    response = visit(reader, "/trend/")
    assert [day.isoformat() for day, _, _ in response.context["burn_up"]][-1] == "2008-09-01"
    for day, found, links in response.context["burn_up"]:
        assert visit(reader, links["all"]).context["page_obj"].paginator.count == found.number, day
        assert visit(reader, links["signed"]).context["page_obj"].paginator.count == found.signed, day
    assert [row["label"] for row in response.context["rounds"]] == ["June 2008", "July 2008", "August 2008"]
    past = visit(reader, "/trend/?as_at=2008-07-20")
    day, found, links = past.context["burn_up"][-1]
    assert day == date(2008, 7, 20) and "as_at=2008-07-20" in links["all"]
    assert visit(reader, links["all"]).context["page_obj"].paginator.count == found.number
    assert text_of(response).count("Delivered against due, as a table") == 1
