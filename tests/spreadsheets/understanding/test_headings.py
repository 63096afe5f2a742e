"""Headings recognised by meaning: the samples' rows, and the words that councils use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarplan.spreadsheets.understanding.contents import Content
from jarplan.spreadsheets.understanding.headings import (
    MEANINGS,
    MEANT,
    may_be_sure,
    read_heading,
    read_headings,
)

A1 = (
    "Rec no,JAR recommendation,Timescale band,Action ref,Action,Lead officer,Lead agency,Partners,Start date,"
    "Target date,Success criteria,Resources / cost,Status,RAG,Notes"
)
B1 = [
    "Ref",
    'JAR recommendation\n"The local partnership should:"',
    "Action required",
    "Lead officer\n(and agency)",
    "Partner agencies",
    "Timescale",
    "Success criteria /\nimpact measure",
    "Resources /\ncost",
    "RAG",
    "Notes / progress\n(July 2008)",
]


def fields(headings):
    return [heading.field if heading else None for heading in read_headings(headings)]


@pytest.mark.parametrize(
    "heading",
    [
        "Recs answered",
        "Links to JAR recs",
        "Addresses rec",
        "Relevant recs (JAR)",
        "Which rec does this answer?",
        "Rec link",
        "Covers recs",
    ],
)
def test_heading_that_says_rec_is_the_number_of_recommendations(heading):
    assert fields(["Action", heading, "Lead", "By when"]) == ["text", "recommendation", "lead", "due"]
    assert fields(["Rec no", heading, "Action"])[0] == "recommendation"  # the surer one has it


def test_heading_that_says_rec_is_no_number_where_its_cells_are_days():
    days = Content(days=1, different=1, words=1)
    found = read_headings(["Action", "Rec from PCT"], contents=[None, days])
    assert found[1] is None


def test_rows_of_the_samples():
    assert fields(A1.split(",")) == [
        "recommendation",
        "recommendation_text",
        "band",
        "reference",
        "text",
        "lead",
        "agency",
        "partners",
        "start",
        "due",
        "criteria",
        "resources",
        "status",
        "rag",
        "notes",
    ]
    assert fields(B1) == (
        [
            "recommendation",
            "recommendation_text",
            "text",
            "lead",
            "partners",
            "due",
            "criteria",
            "resources",
            "rag",
            "notes",
        ]
    )
    assert fields(["Rec", "Recommendation", "Action", "Lead(s)", "By when", "Success criteria", "RAG"]) == (
        ["recommendation", "recommendation_text", "text", "lead", "due", "criteria", "rag"]
    )


def test_row_of_questions():
    assert fields(["No.", "What?", "How?", "Who by?", "When?", "Measure of success", "Evidence", "BRAG"]) == (
        ["recommendation", "recommendation_text", "text", "lead", "due", "criteria", "evidence", "rag"]
    )
    assert fields(["What?", "Who?", "When?"]) == ["text", "lead", "due"]


def test_number_of_the_action_beside_that_of_the_recommendation():
    assert fields(["No", "Recommendation", "No", "Action"]) == (
        ["recommendation", "recommendation_text", "reference", "text"]
    )


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Recommendation", "recommendation_text"),
        ("Area for improvement", "recommendation_text"),
        ("Action", "text"),
        ("Key actions", "text"),
        ("KEY\nACTIONS:", "text"),
        ("Lead", "lead"),
        ("Lead officer / agency", "lead"),
        ("Who by?", "lead"),
        ("Responsible", "lead"),
        ("Accountable", "lead"),
        ("Officer(s) responsible", "lead"),
        ("Lead agency", "agency"),
        ("Partners", "partners"),
        ("Start", "start"),
        ("Timescale", "due"),
        ("By when", "due"),
        ("Deadline", "due"),
        ("Milestone", "due"),
        ("Target date (dd/mm/yy)", "due"),
        ("Measure of success", "criteria"),
        ("Outcome", "criteria"),
        ("Impact", "criteria"),
        ("Success criteria - how will we know?", "criteria"),
        ("Cost", "resources"),
        ("Resource implications (£)", "resources"),
        ("Progress", "notes"),
        ("Progress as at 31 July 2008", "notes"),
        ("Update", "notes"),
        ("Comments", "notes"),
        ("Status", "status"),
        ("R.A.G.", "rag"),
        ("RAG rating July 08", "rag"),
        ("BRAG", "rag"),
        ("Evidence", "evidence"),
    ],
)
def test_heading(text, field):
    assert read_heading(text).field == field
    assert 0.5 <= read_heading(text).confidence <= 1


@pytest.mark.parametrize("text", ["", None, "Ward", "2007/08", "Early Years", 7, "x" * 5000, "(" * 32_000])
def test_unknown_heading_is_none(text):
    assert read_heading(text) is None


def test_every_known_heading_reads_as_a_field_whatever_its_case():
    for headings in MEANINGS.values():
        for heading in headings.split(","):
            assert read_heading(heading.upper().replace(" ", "\n")).field == read_heading(heading).field


def test_no_field_is_taken_twice_and_the_surer_heading_wins():
    found = read_headings(["Latest position of the work", "Progress", "Action", "Actions"])
    assert [heading and heading.field for heading in found] == [None, "notes", "text", None]
    assert read_headings(["Action", "Key action to be taken by us"])[0].confidence == 1


@given(
    st.sampled_from(sorted(MEANT)),
    st.sampled_from(
        ["{}", "The {}", "Our agreed {}", "{} (as at 1 May)", "({}) x", "{}s", "{} / other", "key {}: "]
    ),
    st.booleans(),
)
def test_quick_look_lets_every_sure_heading_through(words, form, upper):
    text = form.format(words)
    text = text.upper() if upper else text
    found = read_heading(text)
    assert may_be_sure(text) or not found or found.confidence < 0.7


def test_quick_look_passes_over_what_a_plan_says():
    assert not may_be_sure("Ensure that every child has a plan")


@pytest.mark.parametrize(
    "of", ["Timeline - {}", "Sprint {}", "Phase 2: {}", "Period ({})", "{}", "Time {} date"]
)
@pytest.mark.parametrize(
    ("start", "end"), [("Start", "End"), ("From", "To"), ("start", "finish"), ("Begin", "End")]
)
def test_start_and_end_of_one_thing_are_start_and_due(of, start, end):
    assert fields(["Name", "Person", of.format(start), of.format(end)]) == ["text", "lead", "start", "due"]
    assert fields(["Task", of.format(end), of.format(start)]) == ["text", "due", "start"]


def test_start_and_end_of_two_things_are_no_pair():
    assert fields(["Action", "Sprint end", "Phase end"]) == ["text", None, None]
    assert fields(["Action", "Start", "Due", "Sprint start", "Sprint end"]) == [
        "text",
        "start",
        "due",
        None,
        None,
    ]
