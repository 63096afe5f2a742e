"""The same return is brought and confirmed by several at once, on PostgreSQL: one of them sends its
reports, the others are shown that they are sent.
"""

from datetime import date

import pytest

from actions.models import ImportDraft, ProgressReturn, ProgressUpdate
from actions.reports.verbs import report_progress
from actions.returns.verbs import send_return
from actions.rounds.verbs import open_round
from jarplan.audit.errors import NotNow
from tests.actions.returns.books import DONE, brought, filled_in, handed_out, results
from tests.factories import UserFactory
from tests.plan import NOON, agreed, fresh, make_people, real_problems
from tests.races.test_parallel import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
SENDERS = 6


@pytest.fixture
def people():
    people = make_people()
    days = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
    people.june = open_round(by=people.programme, now=NOON, **days)
    people.senders = [UserFactory(organisation=people.a, roles=["officer"]) for _ in range(SENDERS)]
    return people


def test_of_several_who_send_the_same_return_at_once_one_does(people):
    actions = [agreed(people) for _ in range(3)]
    content = filled_in(handed_out(*actions), DONE, DONE, DONE)
    drafts = [brought(one, content) for one in people.senders]

    def send(number):
        draft = drafts[number]
        return send_return(by=people.senders[number], now=NOON, draft=draft, version=draft.version)

    found = at_once(send, SENDERS)
    assert sorted(type(one).__name__ for one in found) == ["ImportDraft"] * (SENDERS - 1) + ["ProgressReturn"]
    assert ProgressUpdate.objects.count() == 3 and ProgressReturn.objects.count() == 1
    assert all(results(one) == ["same"] * 3 for one in ImportDraft.objects.all())
    assert real_problems() == []


def test_a_second_click_sends_nothing_more(people):
    draft = brought(people.officer_a, filled_in(handed_out(agreed(people)), DONE))

    def send(number):
        try:
            return type(
                send_return(by=people.officer_a, now=NOON, draft=draft, version=draft.version)
            ).__name__
        except NotNow as problem:
            return problem.sentence[:30]

    found = at_once(send, 4)
    assert found.count("ProgressReturn") == 1 and ProgressUpdate.objects.count() == 1


def test_return_and_reports_by_hand_never_wait_for_each_other_in_a_circle(people):
    actions = [agreed(people) for _ in range(4)]
    content = filled_in(handed_out(*actions), DONE, DONE, DONE, DONE)
    drafts = [brought(one, content) for one in people.senders[:3]]

    def act(number):
        by = people.senders[number]
        try:
            if number < 3:
                return type(send_return(by=by, now=NOON, draft=drafts[number], version=1)).__name__
            said = {"rating": "green", "done": "By hand", "round": people.june}
            return report_progress(by=by, now=NOON, action=fresh(actions[-(number - 2)]), **said).done
        except NotNow:
            return "not now"

    at_once(act, SENDERS)
    assert ProgressUpdate.objects.filter(corrects=None).count() in range(3, 5)
    assert real_problems() == []
