"""Who decides on an extension, and what is asked for; the whole way of one is in test_verbs."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from actions.duedates.policies import (
    check_board_agrees,
    check_date_may_be_asked,
    check_decide_date,
    check_later,
    number_of_request,
)
from actions.plan.policies import check_still_asked
from actions.rules.dates import PlanDate
from actions.rules.lifecycle import Decision, Status, Verb
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.meetings.policies import check_was_held
from tests.people_of import Person

JULY, AUGUST = date(2008, 7, 18), date(2008, 8, 29)
ASKER = 7


class Changes(list):
    """The requests of an action, by their decisions, as the related manager gives them."""

    def all(self):
        return [SimpleNamespace(decision=decision) for decision in self]

    def values_list(self, name, flat):
        return list(self)


def action(*decisions, status=Status.AGREED, due=JULY):
    return SimpleNamespace(reference="R4.2", status=status, due_latest=due, date_changes=Changes(decisions))


def request(decision=Decision.PENDING, *earlier, status=Status.AGREED):
    return SimpleNamespace(
        action=action(*earlier, decision, status=status), decision=decision, asked_by_id=ASKER
    )


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (AUGUST, ""),
        (JULY, "must be after the current due date"),
        (date(2008, 7, 1), "must be after"),
        (None, "Enter the new due date"),
    ],
)
def test_extension_is_to_a_later_day(to, words):
    asked = PlanDate.on(to) if to else PlanDate()
    if words:
        with pytest.raises(NotNow, match=words):
            check_later(action(), asked)
    else:
        assert check_later(action(), asked) is None
        assert check_later(action(due=None), PlanDate.on(JULY)) is None


@pytest.mark.parametrize(
    ("decisions", "waits"),
    [
        ((), False),
        ((Decision.GRANTED, Decision.RECALLED), False),
        ((Decision.GRANTED, Decision.PENDING), True),
    ],
)
def test_one_request_waits_at_a_time(decisions, waits):
    if waits:
        with pytest.raises(NotNow, match="already been requested"):
            check_date_may_be_asked(action(*decisions), Verb.REQUEST_EXTENSION)
    else:
        assert check_date_may_be_asked(action(*decisions), Verb.REQUEST_EXTENSION) is None


def test_programme_office_decides_unless_it_asked_itself():
    assert check_decide_date(Person(Role.PROGRAMME), request()) == Role.PROGRAMME
    with pytest.raises(Refused, match="somebody else must decide"):
        check_decide_date(Person(Role.PROGRAMME, pk=ASKER), request())
    with pytest.raises(Refused, match="only the programme office can"):
        check_decide_date(Person(Role.CABINET), request())


@pytest.mark.parametrize(
    ("verb", "status", "may"),
    [
        (Verb.REFUSE_EXTENSION, Status.PAUSED, True),
        (Verb.AGREE_EXTENSION, Status.PAUSED, True),
        (Verb.AGREE_EXTENSION, Status.SIGNED_OFF, False),
    ],
)
def test_decision_waits_for_a_status_in_which_it_can_be_made(verb, status, may):
    if may:
        assert check_decide_date(Person(Role.PROGRAMME), request(status=status), verb)
    else:
        with pytest.raises(NotNow):
            check_decide_date(Person(Role.PROGRAMME), request(status=status), verb)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (Decision.RECALLED, "has been withdrawn"),
        (Decision.GRANTED, "already been decided"),
        (Decision.REFUSED, "already been decided"),
    ],
)
def test_request_that_is_decided_or_recalled_is_asked_no_longer(decision, words):
    for check, arguments in (
        (check_still_asked, ()),
        (check_decide_date, (Person(Role.PROGRAMME),)),
    ):
        with pytest.raises(NotNow, match=words):
            check(*arguments, request(decision))


def test_third_request_is_the_boards_and_recalled_ones_do_not_count():
    third = request(Decision.PENDING, Decision.GRANTED, Decision.REFUSED)
    second = request(Decision.PENDING, Decision.GRANTED, Decision.RECALLED)
    assert [number_of_request(one.action) for one in (third, second)] == [3, 2]
    assert check_board_agrees(second, None) is None and check_board_agrees(third, object()) is None
    with pytest.raises(NotNow, match="third request .* only the board"):
        check_board_agrees(third, None)


def test_meeting_decides_on_its_day_or_later_by_clocks_in_leicester():
    meeting = SimpleNamespace(held_on=date(2008, 9, 1), cancelled_at=None)
    late = datetime(2008, 8, 31, 23, 0, tzinfo=UTC)  # midnight in Leicester
    assert check_was_held(meeting, late) is None and check_was_held(None, late) is None
    with pytest.raises(NotNow, match="has not been held yet"):
        check_was_held(meeting, late.replace(hour=22))
