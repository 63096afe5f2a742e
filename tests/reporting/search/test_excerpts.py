"""The piece of a text around the words that were found."""

import re

import pytest

from jarplan.reporting.search.excerpts import LENGTH, best, excerpt

LONG = " ".join(f"word{number}" for number in range(200))


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("Audit all cases", ["CASES", "aud"], "<mark>Aud</mark>it all <mark>cases</mark>"),
        ("Audit\n all  cases", ["x"], "Audit all cases"),
        (
            "<b>Tom & Jerry's</b>",
            ["b"],
            "&lt;<mark>b</mark>&gt;Tom &amp; Jerry&#x27;s&lt;/<mark>b</mark>&gt;",
        ),
        ("a <script>", ["<script>"], "a <mark>&lt;script&gt;</mark>"),
        ("the café", ["cafe"], "the <mark>café</mark>"),
        ("childrens child", ["child", "children"], "<mark>children</mark>s <mark>child</mark>"),
    ],
)
def test_words_are_marked_and_everything_is_escaped(text, words, html):
    assert str(excerpt(text, words)) == html


@pytest.mark.parametrize("number", (0, 3, 60, 100, 150, 199))
def test_a_long_text_is_cut_around_the_first_word_that_is_found(number):
    word = f"word{number}"
    shown = str(excerpt(LONG, [word]))
    plain = re.sub("</?mark>|… | …", "", shown)
    assert f"<mark>{word}</mark>" in shown and plain in LONG and len(plain) <= LENGTH
    assert shown.startswith("… ") is (not LONG.startswith(plain))
    assert shown.endswith(" …") is (not LONG.endswith(plain))
    assert set(plain.split()) <= set(LONG.split())


def test_a_text_without_a_gap_is_cut_all_the_same():
    shown = str(excerpt("x" * 300 + "needle" + "y" * 300, ["needle"]))
    assert "<mark>needle</mark>" in shown and len(shown) < LENGTH + 30


def test_the_text_that_says_most_is_shown():
    assert (
        best(["the audit", "the audit of cases", "cases of audit"], ["cases", "audit"])
        == "the audit of cases"
    )
    assert best([], ["audit"]) == ""
