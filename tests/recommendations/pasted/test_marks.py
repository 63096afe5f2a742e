"""What a line of a list begins with, and words that only look like it."""

import pytest

from recommendations.pasted.lines import read_lines


def marks(text):
    return [(line.mark, line.text) for line in read_lines(text)[0]]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        *(("• words", "•"), ("•words", "•"), ("\uf0b7 words", "\uf0b7"), ("➢ words", "➢"), ("- words", "-")),
        *(
            ("1. words", "1."),
            ("(1) words", "(1)"),
            ("4.1 words", "4.1"),
            ("(iv) words", "(iv)"),
            ("b) words", "b)"),
        ),
        *(("R3 words", "R3"), ("Recommendation 3: words", "Recommendation 3:")),
        *(("words", ""), ("-words", ""), ("o words", ""), ("A words", ""), ("16 words", ""), ("4.1", "4.1")),
    ],
)
def test_a_line_begins_with_a_mark_or_not(line, mark):
    [(found, _)] = marks(line)
    assert found == mark


def test_a_letter_is_a_bullet_where_another_line_begins_with_it_too():
    assert marks("n one\nn two") == [("n", "one"), ("n", "two")]
    assert marks("n one\nwords") == [("", "n one"), ("", "words")]


def test_numbers_without_a_stop_count_only_in_their_order():
    assert [mark for mark, _ in marks("1 one\n16 words\n2 two\n40 words")] == ["1", "", "2", ""]
    assert marks("1. one within\n6. months\n2. two") == [
        ("1.", "one within"),
        ("", "6. months"),
        ("2.", "two"),
    ]
