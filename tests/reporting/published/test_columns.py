"""The cells of the published plan, said once for page, sheet and document."""

from dataclasses import replace

import pytest

from jarplan.reporting.published.columns import (
    ABOUT_ACTION,
    HEADINGS,
    NO_ACTION,
    criterion,
    due,
    flat_rows,
    lead,
    part_of,
    rating,
    reported,
    sections,
    status,
)
from tests.reporting.contents import ACTION, CRITERION, LEAD, make_action, make_content, make_recommendation


def cells(**changes):
    """The cells of an action by their headings."""
    action = replace(ACTION, **changes)
    return {column.heading: column.cell(action) for column in ABOUT_ACTION}


def test_action_without_leads_or_date_says_so():
    bare = cells(leads=(), partners=(), criteria=(), due="", reported_on=None, rating="", rating_label="")
    said = {"No lead yet", "No date yet", "Not yet", "No rating yet"}
    assert said <= set(bare.values()) and said.isdisjoint(cells().values())


def test_several_things_stand_each_on_a_line_of_its_own():
    with_other = cells(leads=(LEAD, replace(LEAD, accountable=False, post="Team Manager")))
    assert (
        "Head of Fieldwork Services, Leicester City Council\nWith Team Manager, Leicester City Council"
        in with_other.values()
    )


def test_person_is_named_behind_the_post_where_the_version_names_people():
    assert (
        lead(replace(LEAD, person="Jo Smith"))
        == "Head of Fieldwork Services, Leicester City Council, Jo Smith"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, " (from 61%, to 100%, by 18 July 2008)"),
        ({"unit": "cases", "baseline": "", "target_on": None}, " (to 100 cases)"),
        ({"unit": "", "target": "", "target_on": None}, " (from 61)"),
        ({"baseline": "", "target": "", "target_on": None}, ""),
    ],
)
def test_criterion_with_the_figures_that_it_has(changes, words):
    assert criterion(replace(CRITERION, **changes)) == f"{CRITERION.statement}{words}"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "18 July 2008"),
        ({"moves": 1, "original_due": "June 2008"}, "18 July 2008\nFirst June 2008, extended once"),
        ({"moves": 3, "original_due": ""}, "18 July 2008\nFirst without a date, extended 3 times"),
        ({"due": "", "moves": 1}, "No date yet"),
    ],
)
def test_due_date_with_the_first_one_where_it_was_moved(changes, words):
    assert due(replace(ACTION, **changes)) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Green"),
        ({"computed": "red", "computed_label": "Red"}, "Green\nCalculated rating: Red"),
        ({"computed": ""}, "Green"),
        ({"rating": "", "rating_label": ""}, "No rating yet"),  # nothing declared differs from nothing
    ],
)
def test_calculated_rating_is_shown_where_it_differs_from_the_declared_one(changes, words):
    assert rating(replace(ACTION, **changes)) == words


def test_status_names_what_took_its_place():
    assert status(replace(ACTION, status_label="Superseded", superseded_by="R1.2")) == "Superseded by R1.2"
    assert (status(ACTION), reported(ACTION)) == ("Agreed", "27 June 2008")


def test_sections_are_the_timeframes_that_have_a_recommendation_in_their_order():
    content = make_content(
        recommendations=(
            make_recommendation(1, "six-months"),
            make_recommendation(2),
            make_recommendation(3, "someday"),
        )
    )
    found = list(sections(content))
    assert [[part.reference for part in section.parts] for section in found] == [["R2"], ["R1"]]
    assert [section.ends for section in found] == ["", "Until 3 December 2008"]
    other = replace(make_recommendation(4), inspection="another")
    assert not list(sections(replace(content, recommendations=(other,))))


def test_part_keeps_the_rating_of_each_of_its_rows():
    part = part_of(make_recommendation(1), [ACTION, make_action("R1.2", rating="")])
    assert part.ratings == ("green", "") and len(part.rows) == 2


def test_sheet_has_a_row_for_each_action_and_one_where_there_is_none():
    content = replace(make_content(2), actions=(make_action("R1.1"), make_action("R1.2")))
    rows = list(flat_rows(content))
    assert [row[HEADINGS.index("Action")] for row in rows] == ["R1.1", "R1.2", NO_ACTION]
    assert {len(row) for row in rows} == {len(HEADINGS)}


def test_recommendation_without_a_post_is_to_be_confirmed():
    part = part_of(replace(make_recommendation(1), accountable_post=""), [])
    assert part.cells[-1] == "To be confirmed"
