"""The head and foot of a page in the middle of a sentence, and what only looks like one."""

import pytest

from recommendations.pasted.points import read_points

TITLE = "Inspection of Midshire children’s services"
FEET = [
    f"{TITLE}\n27 February to 10 March 2023\n3",
    f"3\n{TITLE}\n27 February to 10 March 2023",
    f"{TITLE}\n8 to 12 May 2023\n3",
    f"{TITLE}\n30 January 2023 – 3 February 2023\nPage 3 of 12",
    f"{TITLE}\nInspection dates: 27 February to 10 March 2023\n3",
    f"{TITLE}\n27 February to 10 March 2023",
    "27 February to 10 March 2023\n3",
    f"{TITLE} 3",
    f"3 | {TITLE}",
    "Midshire children’s services\n8-12 May 2023\n3",
    "Area SEND inspection of Midshire Local Area Partnership\n8–12 May 2023\n4",
    "Focused visit to Midshire children’s services\n7 and 8 June 2023\n2",
    "\n\nOfsted\nMonday 27 February to Friday 10 March 2023\n\n3\n",
]


@pytest.mark.parametrize("foot", FEET)
def test_the_foot_of_a_page_in_a_sentence_is_left_out(foot):
    read = read_points(f"• Help for children who live with connected\n{foot}\ncarers.\n• Homes.")
    assert [one.text for one in read.points] == [
        "Help for children who live with connected carers.",
        "Homes.",
    ]
    assert [words for words, _ in read.left_out] and not {why for _, why in read.left_out} - {
        "page head or foot",
        "page number",
    }
    assert sorted(words for words, _ in read.left_out) == sorted(filter(None, foot.split("\n")))


@pytest.mark.parametrize(
    "words",
    [
        "Plans that follow the last\ninspection of homes and\nschools",
        "Plans for\nMidshire children’s services and its partners",
        "Meetings held from\n27 February to 10 March\nin each area",
        "Help for 16 and\n17 year olds",
        "The response to the\nInspection of 2019",
    ],
)
def test_words_of_a_sentence_are_no_foot(words):
    read = read_points(f"• {words}.\n• Homes.")
    assert read.points[0].text == f"{' '.join(words.split())}." and not read.left_out
