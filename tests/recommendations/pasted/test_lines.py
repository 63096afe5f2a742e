"""The lines of a pasted text: plain letters, marks, and what belongs to the page."""

import pytest

from recommendations.pasted.lines import cleaned, read_lines


def left(text):
    return read_lines(text)[1]


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("o\ufb03ce \ufb01rst", "office first"),
        ("a\u00a0b\u2009c\u202fd", "a b c d"),
        ("\ufeffzero\u200bwidth", "zerowidth"),
        ("assess\u00adment", "assessment"),
        ("assess\u00ad\nment", "assess\u00ad\nment"),
        ("\x93said\x94 \x96 \x92", "“said” – ’"),
        ("one\r\ntwo\rthree\vfour", "one\ntwo\nthree\nfour"),
        ("• One. • Two.", "• One.\n• Two."),
        ("16–17, well‑being", "16–17, well-being"),
    ],
)
def test_letters_are_made_plain_and_words_stay(pasted, plain):
    assert cleaned(pasted) == plain


@pytest.mark.parametrize(
    ("foot", "why"),
    [
        ("2", "page number"),
        ("Page 3 of 12", "page number"),
        ("- 4 -", "page number"),
        ("5 | P a g e", "page number"),
        ("Inspection of Anytown             7", "page head or foot"),
        ("Draft for comment", "page head or foot"),
    ],
)
def test_what_belongs_to_the_page_is_left_out_and_told(foot, why):
    text = f"• The record of\n\n{foot}\n\nwhat was decided."
    assert left(text) == [(foot, why)]
    lines, _ = read_lines(text)
    assert [line.text for line in lines] == ["The record of", "what was decided."] and lines[1].page


def test_a_head_of_several_lines_beside_a_page_number_and_one_on_each_page():
    assert len(left("• One.\n\nOfsted\n9 May 2023\n3\n\n• Two.")) == 3
    assert [words for words, _ in left("• One.\n\nThe plan\n\n• Two.\n\nThe plan\n\n• Three.")] == [
        "The plan"
    ] * 2


def test_a_sentence_set_apart_is_no_foot():
    assert left("• One.\n\nA sentence of its own.\n\n• Two.") == []
