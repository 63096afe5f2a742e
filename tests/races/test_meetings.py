"""Two people decide the same at once, one of them at a meeting, on PostgreSQL: one decision, nothing half done."""

import pytest

from actions.agenda.verbs import put_on_agenda
from actions.duedates.verbs import decide_date
from actions.models import AgendaDecision, AgendaItem, Challenge
from actions.reminding.verbs import set_reminders
from jarplan.audit.errors import NotNow, Repeated, Stale
from recommendations.meetings.verbs import cancel_meeting
from tests import agendas
from tests.agendas import AFTER, BEFORE, decide
from tests.plan import agreed, fresh, later, make_people, real_problems
from tests.races.test_parallel import WRITERS, at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story():
    return agendas.agenda(make_people())


def tried(act):
    try:
        act()
    except (NotNow, Stale, Repeated):
        return False
    return True


def test_an_extension_is_decided_once_at_the_meeting_or_on_its_own_page(story):
    def work(number):
        if number % 2:
            by = story.people.programme_2
            return tried(lambda: decide_date(by=by, now=AFTER, change=story.change, grant=True))
        refused = {"words": "Start without them", "change": story.change}
        return tried(lambda: decide(story.people, story.item, "refused", **refused))

    done = at_once(work)
    assert sum(done) == 1
    change, action = fresh(story.change), fresh(story.action)
    at_meeting = any(done[::2])
    assert AgendaDecision.objects.count() == at_meeting == (change.meeting is not None)
    assert (change.decision, action.moves) == (("refused", 0) if at_meeting else ("granted", 1))
    assert real_problems() == []


def test_two_presses_of_one_button_record_once(story):
    once = "5b2b4b6e-6b5e-4a4e-9a52-0d2a5f7f1c11"

    def work(number):
        return tried(lambda: decide(story.people, story.item, "asked", words="Which team?", once=once))

    assert sum(at_once(work, WRITERS)) == 1
    assert Challenge.objects.count() == AgendaDecision.objects.count() == 1 and real_problems() == []


def test_a_meeting_is_cancelled_or_decides(story):
    def cancel():
        told = {"by": story.people.programme_2, "now": AFTER, "reason": "No quorum"}
        cancel_meeting(**told, meeting=story.meeting, version=1)

    work = [cancel, lambda: decide(story.people, story.item, "noted", words="Noted")]
    done = at_once(lambda number: tried(work[number]), 2)
    assert sum(done) == 1 and bool(fresh(story.meeting).cancelled_at) is done[0]
    assert AgendaDecision.objects.count() == done[1] and real_problems() == []


def test_an_action_is_put_on_an_agenda_once(story):
    action = agreed(story.people)

    def work(number):
        act = {"by": story.people.programme, "now": BEFORE, "meeting": story.meeting}
        return tried(lambda: put_on_agenda(**act, about=[action]))

    assert sum(at_once(work)) == 1 and AgendaItem.objects.filter(action=action).count() == 1
    assert real_problems() == []


def test_reminders_are_set_first_by_one(story):
    def work(number):
        act = {"by": story.people.programme, "now": later(12), "version": 0}
        return tried(lambda: set_reminders(**act, papers_before=number + 1))

    assert sum(at_once(work, WRITERS)) == 1 and real_problems() == []
