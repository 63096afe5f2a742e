"""The answers that may be chosen to a question about the plan: those in doubt first, each once."""

from collections import namedtuple

import pytest

from actions.imports.finding.actions import Same
from actions.imports.finding.asking import (
    LEFT_PLAN,
    NEAR_TEXT,
    OTHER_TEXT,
    of_actions,
    of_posts,
    of_recommendations,
    of_reference,
    shortened,
)

One = namedtuple("One", "reference text")
R4, R5, R6 = (One(f"R{number}", f"recommendation {number}") for number in (4, 5, 6))


def values(options):
    return [value for value, _label in options]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("one two", "one two"),
        ("one  two", "one two"),
        ("one two three", "one two …"),
        ("onetwothree", "onetwothr …"),
    ],
)
def test_long_text_is_cut_between_words(text, short):
    assert shortened(text, 9) == short


def test_recommendations_in_doubt_come_first_and_none_twice():
    options = of_recommendations([(R6, 0.5), (R5, None)], [R4, R5, R6])
    assert values(options) == ["R6", "R5", "R4", "leave"]
    assert [label for _value, label in options][:2] == [
        "It is R6: recommendation 6 (50% alike)",
        "It is R5: recommendation 5",
    ]


def test_reference_is_left_out_under_its_own_recommendation():
    options = of_reference("R5.1", R4, [R5])
    assert options[0] == ("R4", "It is R4: the reference is left out")
    assert options[1] == ("R5", "It is R5: the action is R5.1")


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        (LEFT_PLAN, ["new", "leave"]),
        (OTHER_TEXT, ["R4", "R5", "leave"]),
        (NEAR_TEXT, ["R4", "R5", "new", "leave"]),
    ],
)
def test_row_may_be_a_new_action_unless_its_reference_is_one_already(kind, offered):
    assert values(of_actions(Same(kind=kind, doubted=(R4, R5)), "")) == offered


def test_new_action_says_the_reference_that_it_takes():
    assert ("new", "A new action, R4.7") in of_actions(Same(kind=NEAR_TEXT), "R4.7")


def test_posts_offer_the_proposal_once():
    assert values(of_posts("Head, LCC", {"of LCC": ("Head", "LCC"), "of PCT": ("Head", "PCT")})) == [
        "yes",
        "of PCT",
        "other",
        "leave",
    ]
    assert values(of_posts("", {"Head, PCT": ("Head", "PCT")})) == ["Head, PCT", "other", "leave"]
