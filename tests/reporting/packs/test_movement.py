"""The movement table adds up, whatever came, went and changed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jarplan.reporting.packs import movement
from jarplan.reporting.packs.movement import Row, rows_of, whole

KEYS = ("red", "amber", "green")
plans = st.dictionaries(st.integers(0, 12), st.sampled_from(KEYS))


@given(plans, plans, st.none() | st.fixed_dictionaries(dict.fromkeys(KEYS, st.integers(0, 20))))
def test_each_row_and_their_sum_add_up(before, after, printed):
    rows = list(rows_of(KEYS, before, after, printed))
    assert all(row.adds_up for row in [*rows, whole(rows)])
    assert {row.key: row.now for row in rows} == {key: Counter(after.values())[key] for key in KEYS}
    assert whole(rows).now == len(after)
    assert sum(row.moved_in for row in rows) == sum(row.moved_out for row in rows)
    if printed is None:
        assert not any(row.restated for row in rows)
    else:
        assert {row.key: row.printed for row in rows} == printed


def test_a_row_that_does_not_add_up_is_known():
    assert Row("red", 2, 0, 1, 0, 0, 0, 3).adds_up and not Row("red", 2, 0, 1, 0, 0, 0, 2).adds_up


def test_what_was_printed_and_is_known_otherwise_is_restated_and_did_not_move():
    before, after = {1: "amber", 2: "green"}, {1: "amber", 2: "green", 3: "red"}
    rows = rows_of(KEYS, before, after, {"red": 0, "amber": 0, "green": 2})
    assert [row.numbers for row in rows] == [
        (0, 0, 1, 0, 0, 0, 1),
        (0, 1, 0, 0, 0, 0, 1),
        (2, -1, 0, 0, 0, 0, 1),
    ]


def test_the_column_of_what_is_restated_is_there_where_anything_is():
    plain, restated = Row("rating:red", 2, 0, 1, 0, 0, 0, 3), Row("rating:red", 2, 1, 0, 0, 0, 1, 2)
    without = movement.table("By rating", "Rating", [plain], "Pack 1", 1)
    assert without.head == ("Rating", "Pack 1", "Added", "Moved in", "Moved out", "Left the plan", "Now")
    assert without.rows == (("Red", "2", "1", "0", "0", "0", "3"),) and without.marks == ("red",)
    told = movement.table(
        "By rating", "Rating", [restated, Row("rating:blue", 4, -1, 0, 0, 0, 0, 3)], "Pack 1", 1
    )
    assert [row[1:3] for row in told.rows] == [("2", "+1"), ("4", "−1")]
    # Where nothing was printed before, what is known of then is what there was.
    first = movement.table("By rating", "Rating", [restated], "6 July 2008", None)
    assert first.rows == (("Red", "3", "0", "0", "0", "1", "2"),)
