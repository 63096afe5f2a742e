"""Why actions moved: each way tells its change and its reason from what was recorded since the earlier day."""

from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest

from actions.movement.reasons import Since, explained

UUID_OF = UUID(int=1)
KEY = str(UUID_OF)
DAY = date(2008, 8, 6)


def record(**more):
    known = {
        "uuid": UUID_OF,
        "declared_rating": "green",
        "status": "in_progress",
        "due_latest": date(2008, 8, 29),
    }
    return SimpleNamespace(**known | more)


def report(at, **more):
    return {"action": KEY, "made_at": at, "done": "Some", "reason": "", **more}


STATES = {
    "update": {
        1: report("2008-07-31T10:00:00+00:00", done="Before", reason="Before"),
        2: report("2008-08-28T10:00:00+00:00", done="Contract agreed", reason="Two partners"),
    },
    "date_change": {
        3: {
            "action": KEY,
            "decided_at": "2008-08-20T10:00:00+00:00",
            "decision": "granted",
            "category": "people",
            "reason": "Two vacancies",
        },
        4: {
            "action": KEY,
            "decided_at": "2008-08-21T10:00:00+00:00",
            "decision": "refused",
            "category": "money",
            "reason": "No money",
        },
    },
    "sign_off": {
        5: {
            "action": KEY,
            "signed_at": "2008-07-20T10:00:00+00:00",
            "lapsed_at": "2008-08-20T10:00:00+00:00",
            "outcome": "signed",
            "round": 2,
            "meeting": None,
            "reason": "",
            "withdrawn_reason": "",
            "lapsed_because": "text",
        },
        6: {
            "action": KEY,
            "signed_at": "2008-08-27T10:00:00+00:00",
            "lapsed_at": None,
            "outcome": "signed",
            "round": 2,
            "meeting": "m",
            "reason": "Shown to the board",
            "withdrawn_reason": "",
            "lapsed_because": "",
        },
    },
    "action": {UUID_OF: {"status_reason": "Done elsewhere"}},
    "meeting": {"m": {"body": "Cabinet"}},
}


@pytest.mark.parametrize(
    "way, was, now, change, reason",
    [
        ("better", {"declared_rating": "amber"}, {}, "Amber to green", "Contract agreed"),
        ("worse", {}, {"declared_rating": "red"}, "Green to red", "Two partners"),
        ("worse", {"status": "signed_off"}, {}, "The sign-off has ended", "text"),
        ("overdue", {}, {}, "Due 29 August 2008", "Two partners"),
        (
            "signed",
            {},
            {"status": "signed_off"},
            "Signed off on 27 August 2008 at Cabinet",
            "Shown to the board",
        ),
        (
            "extended",
            {"due_latest": None},
            {},
            "no date to 29 August 2008",
            "Staff or skills: Two vacancies",
        ),
        ("added", None, {}, "Added, in progress", ""),
        ("gone", {}, {"status": "withdrawn"}, "Withdrawn", "Done elsewhere"),
    ],
)
def test_each_way_tells_its_change_and_its_reason(way, was, now, change, reason):
    pair = (None if was is None else record(**was), record(**now))
    (told,) = explained(way, [pair], Since.of(DAY, STATES))
    assert (told.change, told.reason) == (change, reason)


@pytest.mark.parametrize("way", ("better", "overdue", "signed", "extended", "gone"))
def test_where_nothing_was_recorded_there_is_no_reason(way):
    pair = (record(declared_rating="red"), record(status="signed_off"))
    nothing = Since.of(DAY, {kind: {} for kind in STATES})
    assert explained(way, [pair], nothing)[0].reason == ""
