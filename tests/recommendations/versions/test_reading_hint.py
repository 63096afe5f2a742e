"""The hint counts sentences and words, and names the longest; it claims nothing else."""

from recommendations.versions.reading_hint import reading_hint

LONG = "We will make sure that each one of you who needs a social worker has got one by the autumn."
LONGER = LONG[:-1] + " of this very year, as we should have done long ago."


def test_sentences_and_words_are_counted():
    hint = reading_hint("You told us. Did we listen? We’ll try harder!")
    assert (hint.sentences, hint.words, hint.average, hint.longest) == (3, 9, 3, ())


def test_a_line_ends_a_sentence_and_a_number_with_a_point_does_not():
    assert reading_hint("A title\n\nIt costs £1.50 a day.").sentences == 2


def test_the_longest_are_named_first():
    hint = reading_hint(f"Short one. {LONG} {LONGER}")
    assert [one.text for one in hint.longest] == [LONGER, LONG] and hint.longest[1].words == 20


def test_fifteen_words_are_not_long_and_sixteen_are():
    assert reading_hint(" ".join(["word"] * 15) + ".").longest == ()
    assert [one.words for one in reading_hint(" ".join(["word"] * 16)).longest] == [16]


def test_nothing_and_marks_alone_have_no_sentence():
    for text in ("", " \n\n ", "... !"):
        assert reading_hint(text).average == 0
