"""Organisations, posts and other names told apart, however they are written."""

import pytest

from jarplan.spreadsheets.understanding.names import (
    Known,
    has_role,
    is_body,
    is_ditto,
    is_group,
    is_nobody,
    key_of,
    post_key,
    tidied,
    without_stops,
)

KNOWN = Known.of(
    {
        "Leicester City Council": "LCC",
        "Leicester City PCT": ("PCT Leicester", ""),
        "NHS East Midlands": None,
        "Learning and Skills Council": None,
        "Leicestershire County Cricket": None,
    },
    [("Head of Service", "Leicester City Council")],
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the leicester city council.", "Leicester City Council"),
        ("L.C.C.", "Leicester City Council"),
        ("PCT Leicester", "Leicester City PCT"),
        ("PCT", "Leicester City PCT"),  # initials that stand in the name
        ("LSC", "Learning and Skills Council"),  # those of its words, and not of “and”
        ("Learning & Skills Council", "Learning and Skills Council"),
        ("NHS", ""),  # stands in the names of dozens of bodies
        ("Leicester", ""),
        ("EAST", ""),  # a word of a name is none
        ("pct", ""),  # initials are capital letters
        ("", ""),
    ],
)
def test_organisation_is_known_by_name_short_name_or_its_own_initials(text, name):
    assert KNOWN.match(text) == name


def test_short_name_wins_over_the_same_initials_of_another_body():
    assert KNOWN.match("LCC") == "Leicester City Council"


def test_initials_that_two_bodies_share_are_nobodys():
    shared = Known.of({"Leicester City Council": None, "Leicestershire County Council": None})
    assert shared.match("LCC") == ""


def test_name_of_one_body_is_not_lost_to_the_short_name_of_another():
    known = Known.of({"Connexions": None, "Careers Service": "Connexions"})
    assert known.match("connexions") == "Connexions"


def test_post_is_known_from_both_in_one_text_or_in_two():
    post = ("Head of Service", "Leicester City Council")
    assert KNOWN.post("head of service", "Leicester City Council") == post
    assert KNOWN.post("Head of Service, Leicester City Council") == post
    assert KNOWN.post("Head of Service") is None and Known.of({}).post("Head of Service") is None


@pytest.mark.parametrize("text", ["L.C.C.", "LCC", "lcc", "The LCC"])
def test_key_has_no_case_stops_or_articles(text):
    assert key_of(text) == "lcc"


def test_abbreviated_titles_have_one_key():
    assert post_key("Asst. Dir. Ch. Svcs") == post_key("assistant director children services")
    assert post_key("Co-ordinator") == post_key("coordinator") and post_key("Head") != post_key("Director")


def test_stops_go_from_initials_only():
    assert (without_stops("L.C.C."), without_stops("P.C.T"), without_stops("St. John")) == (
        "LCC",
        "PCT",
        "St. John",
    )


def test_bullets_and_stray_stops_at_the_ends_are_no_part_of_a_name():
    assert tidied(" • Head  of\nService; ") == "Head of Service"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Leicester City Council", True),
        ("PCT Leicester", True),
        ("YOS", True),
        ("Rainbow Trust", True),
        ("Trust Manager", False),  # a post's word decides
        ("Jane Smith", False),
    ],
)
def test_body_has_a_bodys_word_or_initials_and_no_posts(text, body):
    assert is_body(text, KNOWN) == body


def test_known_body_may_have_a_posts_word_in_its_name():
    assert is_body("Social Workers Direct", Known.of({"Social Workers Direct": None})) and has_role(
        "Social Workers"
    )


@pytest.mark.parametrize("text", ["TBC", "n/a.", " to be  appointed", "Vacant", "--", ""])
def test_nobody(text):
    assert is_nobody(text)


@pytest.mark.parametrize(("text", "same"), [("ditto", True), ('""', True), ("do.", True), ("do it", False)])
def test_ditto(text, same):
    assert is_ditto(text) == same and not is_nobody("Various Arts")


@pytest.mark.parametrize(
    ("text", "group"),
    [("All headteachers", True), ("social workers", True), ("Head teacher", False), ("Allan Head", False)],
)
def test_group_is_many_people(text, group):
    assert is_group(text) == group
