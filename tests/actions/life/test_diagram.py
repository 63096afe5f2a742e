"""The picture of an action's life is the table's: in the docs, on its page, every row and every status."""

from pathlib import Path

import pytest
from django.conf import settings

from actions.life import diagram
from actions.rules import lifecycle
from actions.rules.lifecycle import Status, Transition, Verb, Who

DOCS = Path(settings.BASE_DIR) / "docs"


@pytest.mark.parametrize(
    ("name", "made"), [("life.svg", lambda: f"{diagram.drawing()}\n"), ("life.md", diagram.page)]
)
def test_docs_show_the_table_as_it_is(name, made):
    assert (DOCS / name).read_text(encoding="utf-8") == made(), "run manage.py draw_life"


def test_every_row_that_moves_has_its_number_on_an_arrow():
    drawn = [number for way in diagram.ways() for number in way.rows]
    assert sorted(drawn) == list(range(1, len(diagram.numbered()) + 1))
    for label in Status.labels:
        assert f">{label}</text>" in diagram.drawing()


def test_every_other_row_is_told_beside_the_picture():
    told = [(row.verb, label) for row, labels in diagram.in_place() for label in labels.split(", ")]
    stays = [(row.verb, row.source.label) for row in lifecycle.TRANSITIONS if not row.moves]
    assert sorted(told) == sorted(stays)
    assert len(diagram.numbered()) + len(stays) == len(lifecycle.TRANSITIONS)
    assert "| edit | Proposed, Agreed, In progress, Delivered" in diagram.page()


def test_no_two_arrows_lie_upon_each_other():
    found = diagram.ways()
    for one in found:
        for other in found:
            if one is not other and (one.is_back, one.lane) == (other.is_back, other.lane):
                assert not diagram.overlap(one.span, other.span)


def test_a_new_row_of_the_table_is_drawn(monkeypatch):
    row = Transition(Status.EMBEDDED, Status.AGREED, "begin again", (Who.PROGRAMME,))
    before = diagram.drawing()
    monkeypatch.setattr(lifecycle, "TRANSITIONS", (*lifecycle.TRANSITIONS, row))
    assert diagram.drawing() != before
    assert "begin again" in diagram.page()


def test_every_status_is_reached_and_no_row_stands_twice():
    assert {row.target for row in lifecycle.TRANSITIONS if row.moves} == set(Status)
    assert {row.source for row in lifecycle.TRANSITIONS if row.moves} == set(Status)
    assert {row.verb for row in lifecycle.TRANSITIONS} == set(Verb)
    keys = [(row.source, row.target, row.verb) for row in lifecycle.TRANSITIONS]
    assert len(keys) == len(set(keys))
