"""The table of an action's life as data: what its readers rely on. That each row decides is held in test_rows."""

import pytest

from actions.rules import lifecycle
from actions.rules.lifecycle import TRANSITIONS, Status, Verb, Who, sources, targets, ways
from actions.rules.ways import out_of_turn, way, why_not
from jarplan.audit.errors import NotNow


class Action:
    def __init__(self, status):
        self.status, self.reference, self.superseded_by = status, "R4.2", "R4.9"


def test_every_verb_and_everybody_stand_in_the_table():
    assert {row.verb for row in TRANSITIONS} == set(Verb)
    assert {one for row in TRANSITIONS for one in row.who} == set(Who)
    assert len({(row.verb, row.source, row.target) for row in TRANSITIONS}) == len(TRANSITIONS)


def test_every_status_is_reached_from_the_first_and_can_be_left_or_is_the_end():
    reached, before = {lifecycle.FIRST}, None
    while before != reached:
        before = set(reached)
        reached |= {row.target for row in TRANSITIONS if row.source in reached}
    assert reached == set(Status)


def test_nothing_is_signed_off_but_from_delivered():
    assert {row.source for row in TRANSITIONS if row.target == Status.SIGNED_OFF and row.moves} == {
        Status.DELIVERED
    }
    assert {row.source for row in TRANSITIONS if row.target == Status.EMBEDDED and row.moves} == {
        Status.SIGNED_OFF,
        Status.DELIVERED,  # where an import is undone
    }


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("OPEN", {"proposed", "agreed", "in_progress"}),
        ("UNDER_WAY", {"agreed", "in_progress"}),
        ("SIGNED", {"signed_off", "embedded"}),
        ("CLAIMED", {"delivered", "signed_off", "embedded"}),
        ("OUT", {"withdrawn", "not_accepted", "superseded"}),
        ("ASIDE", {"withdrawn", "not_accepted", "superseded", "paused"}),
    ],
)
def test_sets_that_constraints_and_lists_go_by(name, statuses):
    assert set(getattr(lifecycle, name)) == statuses


def test_live_and_out_are_all_and_apart():
    assert {*lifecycle.LIVE, *lifecycle.OUT} == set(Status) and not {*lifecycle.LIVE} & {*lifecycle.OUT}
    assert {*lifecycle.UNSIGNED, *lifecycle.SIGNED} == set(lifecycle.LIVE)


def test_ways_sources_and_targets_read_the_same_table():
    for verb in Verb:
        assert set(sources(verb)) == {status for status in Status if ways(verb, status)}
        assert set(targets(verb)) == {row.target for status in Status for row in ways(verb, status)}


@pytest.mark.parametrize("status", list(Status))
def test_verb_has_a_way_or_a_sentence(status):
    action = Action(status)
    for verb in Verb:
        if ways(verb, status):
            assert way(action, verb).source == status
        else:
            with pytest.raises(NotNow) as refused:
                way(action, verb)
            assert refused.value.sentence == why_not(action, verb)
            assert refused.value.sentence.startswith("R4.2 ") and refused.value.sentence.endswith(".")


def test_way_back_is_the_one_that_is_asked_for():
    superseded = Action(Status.SUPERSEDED)
    assert way(superseded, Verb.REINSTATE, Status.AGREED).target == Status.AGREED
    with pytest.raises(NotNow):
        way(superseded, Verb.REINSTATE, Status.EMBEDDED)


def test_sentence_names_when_it_can_be_done():
    assert out_of_turn(Action(Status.PROPOSED), Verb.DELIVER) == (
        "R4.2 is proposed. You can mark an action as delivered only while it is agreed or in progress."
    )
    assert why_not(Action(Status.PROPOSED), Verb.RESUME).endswith("only while it is paused.")
    assert "was superseded by R4.9" in why_not(Action(Status.SUPERSEDED), Verb.EDIT)
