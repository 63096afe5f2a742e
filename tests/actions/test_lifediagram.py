"""The picture of an action's life is the table's: in the docs, on its page, every row and every status."""

from pathlib import Path

import pytest
from django.conf import settings

from actions import lifecycle, lifediagram
from actions.lifecycle import Status, Transition, Who

DOCS = Path(settings.BASE_DIR) / "docs"


@pytest.mark.parametrize(
    ("name", "made"), [("life.svg", lambda: f"{lifediagram.drawing()}\n"), ("life.md", lifediagram.page)]
)
def test_docs_show_the_table_as_it_is(name, made):
    assert (DOCS / name).read_text(encoding="utf-8") == made(), "run manage.py draw_life"


def test_every_row_that_moves_has_its_number_on_an_arrow():
    drawn = [number for way in lifediagram.ways() for number in way.rows]
    moving = [n for n, row in lifediagram.numbered() if row.source != row.target]
    assert sorted(drawn) == moving
    assert sorted([*drawn, *lifediagram.in_place()]) == list(range(1, len(lifecycle.TRANSITIONS) + 1))
    for label in Status.labels:
        assert f">{label}</text>" in lifediagram.drawing()


def test_no_two_arrows_lie_upon_each_other():
    found = lifediagram.ways()
    for one in found:
        for other in found:
            if one is not other and (one.is_back, one.lane) == (other.is_back, other.lane):
                assert not lifediagram.overlap(one.span, other.span)


def test_a_new_row_of_the_table_is_drawn(monkeypatch):
    row = Transition(Status.EMBEDDED, Status.AGREED, "begin again", (Who.PROGRAMME,))
    before = lifediagram.drawing()
    monkeypatch.setattr(lifecycle, "TRANSITIONS", (*lifecycle.TRANSITIONS, row))
    assert lifediagram.drawing() != before
    assert "begin again" in lifediagram.page()


def test_every_status_is_reached_and_no_row_stands_twice():
    assert {row.target for row in lifecycle.TRANSITIONS} == set(Status)
    assert {row.source for row in lifecycle.TRANSITIONS} == set(Status)
    keys = [(row.source, row.target, row.verb) for row in lifecycle.TRANSITIONS]
    assert len(keys) == len(set(keys))
