"""What the page of a published plan says in words: its summary, what is late, and only what was asked for."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict

from jarplan.reporting.document.schema import ContentChecked
from jarplan.reporting.published.show import (
    Shown,
    check_asked,
    choices_of,
    frame_rows,
    late_actions,
    shown_plan,
    summary,
)
from tests import papers, plan
from tests.reporting.contents import OTHER_LEAD, make_action, make_content
from tests.reporting.published.test_views import read
from tests.reporting.reading import text_of

LONG = "Recruit and keep qualified social workers, and " * 5
BLUE = {"status": "signed_off", "status_label": "Signed off", "rating": "blue", "rating_label": "Blue"}
RED = {"rating": "red", "rating_label": "Red", "reason": "Vacancies", "next_step": "Recruit by October"}


def content():
    """Five actions on 1 September: one done, one red and late, one proposed, one replaced, one not due yet."""
    made = make_content(3)
    actions = (
        make_action("R1.1", **BLUE, signed_on=date(2008, 8, 27)),
        make_action("R1.2", **RED, text=LONG, recovers_on=date(2008, 10, 1)),
        make_action("R2.1", leads=(OTHER_LEAD,), status="proposed", status_label="Proposed", rating=""),
        make_action("R2.2", status="superseded", status_label="Superseded", superseded_by="R2.1"),
        make_action("R3.1", due="3 December 2008", due_latest=date(2008, 12, 3)),
    )
    frames = [replace(one, timeframe="six-months") for one in made.recommendations[2:]]
    return replace(made, actions=actions, recommendations=(*made.recommendations[:2], *frames))


def shown(**asked):
    found = shown_plan(content(), Shown(**asked))["sections"]
    return [one["reference"] for section in found for part in section["parts"] for one in part["actions"]]


def test_summary_counts_what_is_in_the_plan_and_what_is_late():
    assert summary(content()) == (
        "3 recommendations, 4 actions: 1 done, 1 on track, 1 behind, 1 with no report yet. 2 are late."
    )
    one = replace(content(), actions=(make_action("R1.1", due_latest=None),))
    assert summary(one) == "3 recommendations, 1 action: 1 on track. None is late."
    said = {3: "3 signed-off actions have been checked by sample: 2 held, 1 did not."}
    said[1] = "1 signed-off action has been checked by sample: it held."
    for number, held in ((3, 2), (1, 1)):
        assert summary(replace(one, checked=ContentChecked(number, held))).endswith(f"late. {said[number]}")
    assert summary(replace(content(), actions=())) == "3 recommendations, 0 actions. None is late."


def test_late_actions_are_named_with_how_long():
    assert [(one[0], one[3]) for one in late_actions(content())] == [("R1.2", 45), ("R2.1", 45)]
    delivered = make_action("R1.1", status="delivered", due_latest=date(2008, 8, 31))
    assert [one[3] for one in late_actions(replace(content(), actions=(delivered,)))] == [1]


@pytest.mark.parametrize(
    ("asked", "references"),
    [
        ({}, ["R1.1", "R1.2", "R2.1", "R2.2", "R3.1"]),
        ({"timeframe": "six-months"}, ["R3.1"]),
        ({"lead": "Leicester City PCT"}, ["R2.1"]),
        ({"rating": "red"}, ["R1.2"]),
        ({"rating": "none", "timeframe": "immediate"}, ["R2.1"]),
        ({"rating": "amber"}, []),
    ],
)
def test_only_what_is_asked_for_is_shown(asked, references):
    assert shown(**asked) == references


def test_numbers_of_the_table_are_those_of_their_lists():
    rows = frame_rows(content())
    assert [dict(row["counts"]) for row in rows] == [{"blue": 1, "red": 1, "none": 1}, {"green": 1}]
    for row in rows:
        for key, href in row["hrefs"].items():
            asked = QueryDict(href.partition("?")[2].partition("#")[0])
            found = [one for one in shown(**Shown.read(asked).asked) if one != "R2.2"]
            assert len(found) == row["counts"][key]


def test_a_choice_that_the_plan_does_not_have_is_refused():
    choices = choices_of(content())
    check_asked(Shown(timeframe="immediate", lead="Leicester City PCT", rating="blue"), choices)
    for wrong in ({"timeframe": "never"}, {"lead": "Nobody"}, {"rating": "purple"}):
        with pytest.raises(BadRequest):
            check_asked(Shown(**wrong), choices)


@pytest.fixture
def published(first_september, db):
    people = plan.make_people()
    return papers.published(people.programme, content=content())


def test_the_page_says_in_words_how_each_action_stands(published):
    page = text_of(read("/published/"))
    for words in (
        "As at 1 September 2008: 3 recommendations, 4 actions",
        "Cabinet approved this version on 1 September 2008",
        "Signed off on 27 August 2008",
        "45 days late: it was due on 18 July 2008",
        "Proposed: not agreed yet",
        "Superseded by R2.1",
        "Due 3 December 2008",
        "Vacancies",
        "Recruit by October",
        "Open Government Licence",
        "Recommendation 1, word for word",
    ):
        assert words in page, words
    assert "<title>Joint Area Review: JAR action plan, version 1, 9 September 2008" in " ".join(page.split())


def test_a_choice_has_an_address_and_odd_ones_make_no_other_page(published):
    whole = read("/published/")
    red = text_of(read("/published/?rating=red"))
    assert "1 action shown" in red and 'id="R1.2"' in red and 'id="R3.1"' not in red
    assert read("/published/?utm_source=mail")["ETag"] == whole["ETag"]
    read("/published/?rating=purple", status=400)
    assert "No action is like that" in text_of(read("/published/?rating=amber"))


def test_a_recommendation_has_a_page_of_its_own(published):
    page = text_of(read("/published/recommendations/R2/"))
    assert 'id="R2.1"' in page and 'id="R1.1"' not in page
    assert "/published/recommendations/R1/" in page and "/published/recommendations/R3/" in page
    read("/published/recommendations/R9/", status=404)
