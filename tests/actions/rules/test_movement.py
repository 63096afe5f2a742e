"""In which ways an action moved: each way by itself, and the cases between them."""

from datetime import date
from types import SimpleNamespace

import pytest

from actions.rules.movement import MOVES, Days, moves_of

DAYS = Days(date(2008, 8, 6), date(2008, 9, 1))
STOOD = {"status": "in_progress", "declared_rating": "amber", "due_latest": date(2008, 12, 1)}
STOOD |= {"rating_before": "", "moves": 0}


def record(**more):
    return SimpleNamespace(**{**STOOD, **more})


@pytest.mark.parametrize(
    "was, now, ways",
    [
        ({}, {}, ()),
        ({}, {"declared_rating": "green"}, {"better"}),
        ({"declared_rating": "red"}, {"declared_rating": "green"}, {"better"}),
        ({}, {"declared_rating": "red"}, {"worse"}),
        # A first report is neither better nor worse than none.
        ({"declared_rating": ""}, {"declared_rating": "red"}, ()),
        ({}, {"due_latest": date(2008, 8, 31)}, {"overdue"}),
        ({"due_latest": date(2008, 8, 6)}, {"due_latest": date(2008, 8, 6)}, {"overdue"}),
        ({"due_latest": date(2008, 8, 5)}, {"due_latest": date(2008, 8, 5)}, ()),
        ({"due_latest": None}, {"due_latest": None}, ()),
        # Delivered, it stays overdue until the board has signed.
        ({"due_latest": date(2008, 8, 31)}, {"due_latest": date(2008, 8, 31), "status": "paused"}, ()),
        (
            {"due_latest": date(2008, 8, 31)},
            {"due_latest": date(2008, 8, 31), "status": "delivered", "rating_before": "red"},
            {"overdue"},
        ),
        ({}, {"status": "signed_off", "declared_rating": "green"}, {"signed"}),
        ({"status": "signed_off"}, {"status": "embedded"}, ()),
        # The board's word counts for more than the lead's, and that it ended is no improvement.
        ({"status": "signed_off"}, {"status": "in_progress", "declared_rating": "green"}, {"worse"}),
        ({}, {"moves": 1}, {"extended"}),
        ({}, {"moves": 1, "declared_rating": "red"}, {"extended", "worse"}),
        (None, {}, {"added"}),
        (None, {"due_latest": date(2008, 8, 1), "moves": 2}, {"added", "overdue"}),
        ({"status": "withdrawn"}, {}, {"added"}),
        ({}, {"status": "superseded"}, {"gone"}),
        (None, {"status": "not_accepted"}, ()),
        ({"status": "withdrawn"}, {"status": "withdrawn"}, ()),
    ],
)
def test_ways_in_which_an_action_moved(was, now, ways):
    assert moves_of(None if was is None else record(**was), record(**now), DAYS) == set(ways)


def test_every_way_has_words():
    assert all(MOVES.values()) and len(MOVES) == 7
