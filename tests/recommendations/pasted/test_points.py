"""What a report prints under “What needs to improve”, pasted as it comes out of a PDF."""

import pytest

from recommendations.pasted.points import NO_TIMEFRAME, months_of, read_points
from tests import ROOT
from tests.recommendations.source import RECOMMENDATIONS

TRAIN = "train all members of every panel each year"
PASTED = ROOT / "tests" / "data" / "pasted"


def texts(text):
    return [one.text for one in read_points(text).points]


def sample(name):
    return read_points((PASTED / name).read_text(encoding="utf-8"))


def test_squares_with_compounds_at_the_ends_of_lines():
    read = sample("p1_squares.txt")
    assert [one.text for one in read.points] == [
        "The time that young people wait for an answer from the housing team, so that nobody leaves care without a "
        "tenancy agreed. (Aim 3, local standards)",
        "How well-being is recorded in plans for children on the edge of care.",
        "The link between school attendance meetings and early help at Multi-Agency Support Panels (MASP).",
    ]
    assert read.left_out == (("What needs to improve?1", "heading"),)
    assert not any(one.timeframe or one.paragraph or one.addressed_to for one in read.points)


def test_symbol_bullets_with_sub_points_and_a_page_number_in_a_sentence():
    read = sample("p2_symbol_bullets_and_foot.txt")
    assert [one.text for one in read.points] == [
        "Caseloads of the assessment team.",
        "Reviews of placements, including:\n– those outside the county\n– those with relatives.",
        "Challenge by managers and reviewing officers, and the record of what was decided.",
    ]
    assert set(read.left_out) == {("2", "page number"), ("What needs to improve", "heading")}


def test_numbers_are_taken_off_and_the_words_before_the_list_are_kept_beside():
    read = sample("p3_numbers.txt")
    assert [one.text for one in read.points] == [
        "publish waiting times each month;",
        "train all panel members, and",
        "report to scrutiny within 6 months.",
    ]
    assert {one.addressed_to for one in read.points} == {"The council should"}
    assert [one.mark for one in read.points] == ["1.", "2.", "3."]


def test_the_recommendations_of_2008_as_the_paper_prints_them():
    paper = (ROOT / "tests" / "data" / "council_report.txt").read_text(encoding="utf-8")
    read = read_points(paper.split("JAR Recommendations")[1].split("Next steps")[0])
    assert [one.text for one in read.points] == list(RECOMMENDATIONS.values())
    assert [one.paragraph for one in read.points] == ["4.10.1"] * 5 + ["4.10.2"] * 9 + ["4.10.3"] * 2
    assert read.timeframes == [
        "For immediate action",
        "For action over the next six months",
        "For action in the longer term",
    ]
    assert {one.addressed_to for one in read.points} == {"The local partnership should"}


MARKS = """
    • • •|- - -|– – –|* * *|o o o|▪ ▪ ▪|■ ■ ■|❑ ❑ ❑|➢ ➢ ➢|\uf0b7 \uf0b7 \uf0b7|\uf0a7 \uf0a7 \uf0a7
    \x95 \x95 \x95|• – *
    (a) (b) (c)|a) b) c)|i. ii. iii.|(i) (ii) (iii)|1. 2. 3.|1) 2) 3)|1 2 3|(1) (2) (3)
    4.1 4.2 4.3|R1 R2 R3|3. 4. 5.
"""


@pytest.mark.parametrize(
    "marks", [one for line in MARKS.split("\n") for one in line.split("|") if one.strip()]
)
def test_bullets_of_any_kind(marks):
    points = ["The quality of plans", "Help for families who\nwait", "Support for 16 and 17 year olds."]
    text = "\n".join(f"{mark} {words}" for mark, words in zip(marks.split(), points, strict=True))
    assert texts(text) == [" ".join(one.split()) for one in points]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (
            "The quality of plans.\n\nHow often\nchildren are seen.",
            ["The quality of plans.", "How often children are seen."],
        ),
        ("ensure that it is found\n\nreview its work", ["ensure that it is found", "review its work"]),
        ("•\nThe first.\n•\nThe second\ngoes on.", ["The first.", "The second goes on."]),
        ("1\nPublish\n2\nTrain", ["Publish", "Train"]),
        ("• One. • Two. • Three.", ["One.", "Two.", "Three."]),
        (
            "• The quality of\n\n  interviews.\n\n• The response.",
            ["The quality of interviews.", "The response."],
        ),
        (
            "1. Publish within\n6. months of the report\n2. Train",
            ["Publish within 6. months of the report", "Train"],
        ),
        (
            "▪ Oversight, including:\n▪ supervision\n▪ audits.\n▪ Homes.",
            ["Oversight, including:\n▪ supervision\n▪ audits.", "Homes."],
        ),
        (
            "(a) plan;\n(b) train, including:\n (i) workers\n (ii) carers\n(c) report.",
            ["plan;", "train, including:\n(i) workers\n(ii) carers", "report."],
        ),
        (
            "Improve plans, including:\n- for care leavers\n- for others\n\nSee children more often.",
            ["Improve plans, including:\n- for care leavers\n- for others", "See children more often."],
        ),
        (
            "• The\u00a0o\ufb03ce\u2019s assess\u00adments and part\u00ad\nners.",
            ["The office’s assessments and partners."],
        ),
        ("Recommendation 1\nMeet.\n\nRecommendation 2\nReport.", ["Meet.", "Report."]),
        (
            "(i) Agree.\n(ii) Share, so that:\n  a. it is timely;\n  b. it is whole.\n(iii) Invite.",
            ["Agree.", "Share, so that:\na. it is timely;\nb. it is whole.", "Invite."],
        ),
        ("* One\n* Two\n  * within\n* Three", ["One", "Two\n* within", "Three"]),
        ("• One\n  • two\n  • three", ["One", "two", "three"]),
        ("• Access to CAMHS.2\n\n2 Mental health services.", ["Access to CAMHS."]),
        ("• Homes for 16- and 17-\nyear-olds (16–\n17).", ["Homes for 16- and 17-year-olds (16–17)."]),
        ("• The pace of change.¹\n• Neglect.\n\n¹ As in 2021.", ["The pace of change.", "Neglect."]),
    ],
)
def test_points_are_told_apart_as_a_reader_would(text, points):
    assert texts(text) == points


def test_heads_and_feet_of_pages_are_left_out_and_shown():
    read = read_points(
        "• The first point ends.\n\nOfsted\nInspection of Stockton children’s services\nPage 3 of 12\n\n"
        "• The second runs over\n\nOfsted\nInspection of Stockton children’s services\nPage 4 of 12\n\nthe page."
    )
    assert [one.text for one in read.points] == ["The first point ends.", "The second runs over the page."]
    assert ("Page 4 of 12", "page number") in read.left_out and len(read.left_out) == 6


def test_timeframes_head_the_points_under_them():
    read = read_points(
        "Immediately\n• stop.\n• review.\n\nWithin six months\nThe council should:\n• agree;\n\n"
        "In the longer term\n• improve."
    )
    assert [(one.text, one.timeframe, one.addressed_to) for one in read.points] == [
        ("stop.", "Immediately", ""),
        ("review.", "Immediately", ""),
        ("agree;", "Within six months", "The council should"),
        ("improve.", "In the longer term", ""),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The partnership, led by the chief executive of Midshire, should\nmake sure that:",
        "Area 1: leaders of the council should\nurgently improve:",
        "The chief executive of Midshire County\nCouncil should:",
        "Leaders of Midshire, the police and\nhealth partners must\nact so that:",
        "The partnership will\nmake sure that:",
        "Leaders now\nneed to:",
        "All partners, each in its own meetings, need\nto:",
    ],
)
@pytest.mark.parametrize("marks", ["• •", "1. 2.", "a) b)"])
def test_words_before_a_list_over_two_lines_address_it(words, marks):
    first, second = marks.split()
    read = read_points(f"{words}\n{first} plan.\n{second} {TRAIN}.")
    said = " ".join(words.split()).rstrip(":")
    assert [(one.text, one.addressed_to) for one in read.points] == [("plan.", said), (f"{TRAIN}.", said)]
    assert not read.left_out


def test_a_short_line_before_the_words_of_a_list_is_no_part_of_them():
    read = read_points("Leadership\nThe council should:\n• publish its waiting times each month.\n• train.")
    assert [(one.text, one.addressed_to) for one in read.points][1:] == [
        ("publish its waiting times each month.", "The council should"),
        ("train.", "The council should"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. The council should:\na) plan\nb) help\n2. The police should train.",
        "(1) The council should:\n(a) plan\n(b) help\n(2) The police should train.",
        "1. The council should:\n• plan\n• help\n2. The police should train.",
        "4.1 The council should:\n4.1.1 plan\n4.1.2 help\n4.2 The police should train.",
        "R1 The council should:\n(i) plan\n(ii) help\nR2 The police should train.",
        "• The council should:\n– plan\n– help\n• The police should train.",
        "1 The council should:\na. plan\nb. help\n2 The police should train.",
    ],
)
def test_whom_a_list_addresses_ends_with_it(text):
    assert [(one.text, one.addressed_to) for one in read_points(text).points] == [
        ("plan", "The council should"),
        ("help", "The council should"),
        ("The police should train.", ""),
    ]


@pytest.mark.parametrize(
    ("text", "sub"),
    [
        ("• Oversight, including:\no supervision\n• Homes.", "o supervision"),
        ("1. Oversight, including:\no supervision\n2. Homes.", "o supervision"),
        ("• Oversight, including:\no\nsupervision\n• Homes.", "o supervision"),
        ("- Oversight, including:\n  o  supervision\n- Homes.", "o supervision"),
        ("(a) Oversight, including:\no supervision of\nworkers\n(b) Homes.", "o supervision of workers"),
        ("• Oversight, including:\n\u00fc supervision\n• Homes.", "\u00fc supervision"),
    ],
)
def test_a_single_letter_that_is_no_word_is_a_bullet(text, sub):
    assert texts(text) == [f"Oversight, including:\n{sub}", "Homes."]


@pytest.mark.parametrize(
    ("label", "months"),
    [
        ("Within six months", 6),
        ("For action over the next six months", 6),
        ("Within 3 months", 3),
        ("Within a year", 12),
        ("Immediately", None),
        ("In the longer term", None),
        (NO_TIMEFRAME, None),
    ],
)
def test_the_length_of_a_timeframe_is_read_from_its_words(label, months):
    assert months_of(label) == months


def test_text_among_bullets_without_one_is_doubted_and_not_dropped():
    read = read_points("• Plans.\n• Reviews.\n\nInspectors will come again.\n\n• Homes.")
    assert [one.text for one in read.points if one.doubt] == ["Inspectors will come again."]


@pytest.mark.parametrize("name", ["p1_squares.txt", "p2_symbol_bullets_and_foot.txt", "p3_numbers.txt"])
def test_no_letter_is_lost(name):
    text = (PASTED / name).read_text(encoding="utf-8")
    read = read_points(text)
    shown = "".join(
        [*(f"{one.mark}{one.text}" for one in read.points), *(words for words, _ in read.left_out)]
        + list(dict.fromkeys(one.addressed_to for one in read.points))
    )
    assert sorted(filter(str.isalnum, text)) == sorted(filter(str.isalnum, shown))
