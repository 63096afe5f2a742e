"""A footnote in the middle of a sentence is left out as a whole, and the sentence goes on."""

import pytest

from recommendations.pasted.numbered import read_paper
from recommendations.pasted.points import read_points

NOTED = [
    ("homes² and meetings with\n\n² Unregistered homes are\nnot registered.\n4\nthe police", "²"),
    ("homes² and meetings with\n² Unregistered homes are not registered.\n4\nthe police", "²"),
    ("homes² and meetings with\n2 Unregistered homes are not registered.\n4\nthe police", "²"),
    ("homes2 and meetings with\n2 Unregistered homes are\nnot registered.\n\n4\n\nthe police", "2"),
    ("homes2 and meetings with\n2 Unregistered homes are not registered.\nthe police", "2"),
    ("homes and meetings with\n2 Unregistered homes are not registered.\n4\nthe police", ""),
    ("homes and meetings with the\n\n² Unregistered homes are not registered.\n4\npolice", ""),
    (
        "homes² and meetings with\n² Unregistered homes are\nnot registered.\nInspection of Midshire children’s "
        "services\n8 to 12 May 2023\n4\nthe police",
        "²",
    ),
]


@pytest.mark.parametrize(("words", "mark"), NOTED)
def test_a_footnote_in_a_sentence_is_left_out(words, mark):
    read = read_points(f"• The use of {words}.\n• Homes.")
    assert [one.text for one in read.points] == ["The use of homes and meetings with the police.", "Homes."]
    [note] = [text for text, why in read.left_out if why == "footnote"]
    assert note[1:] == " Unregistered homes are not registered."
    assert [text for text, why in read.left_out if why == "footnote mark"] == [mark][: bool(mark)]


def test_two_footnotes_and_one_after_words_that_run_on():
    read = read_points("• Homes¹ and² meetings with\n¹ One.\n² Two.\n4\nthe police, and\n³ Three.\n• Plans.")
    assert [one.text for one in read.points] == ["Homes and meetings with the police, and", "Plans."]
    assert [text for text, why in read.left_out if why == "footnote"] == ["¹ One.", "² Two.", "³ Three."]


@pytest.mark.parametrize(
    "text",
    [
        "1 Homes and meetings of\n4\nchildren\n2 Plan the\n5\nwork\n3 Go.",
        "1 Homes and meetings of\nchildren\n2 Plan the work\n3 Go.",
    ],
)
def test_points_that_are_numbered_are_no_footnotes(text):
    assert [one.text for one in read_points(text).points] == [
        "Homes and meetings of children",
        "Plan the work",
        "Go.",
    ]


def test_a_councils_report_keeps_its_footnote_beside_the_whole_sentence():
    parts, _ = read_paper(
        "2.1 The plan is to be shared with\n\n² As in 2006.\n4\nthe partners.\n\n2.2 It is late."
    )
    assert [(one.kind, one.text) for one in parts] == [
        ("paragraph", "The plan is to be shared with the partners."),
        ("footnote", "² As in 2006."),
        ("paragraph", "It is late."),
    ]
