"""Words of a search are found alike by Python and by the database, however they are written."""

import pytest
from django.db.models import TextField, Value
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from jarplan.formfields.searching import found_in, pattern_of, words_of
from jarplan.people.models import Organisation

E_AND_ACCENT = "Cafe\u0301"
FOUND = [
    ("cafe", "At the CAFÉ", True),
    ("CAFÉ", "at the cafe", True),
    ("café", E_AND_ACCENT, True),
    (E_AND_ACCENT, "café", True),
    ("lodz", "Łódź", True),
    ("children's", "Children’s services", True),
    ("multi-agency", "a multi–agency plan", True),
    ("alloc", "reallocated", True),
    ("cases(1", "Cases(1)", True),
    (".*", "everything", False),
    ("***:", "everything", False),
    ("a\\", "a\\b", True),
    ("[x", "a[xb", True),
    ("\\d", "7", False),
    ("ΑΘΗΝΑ", "αθηνα", True),
    ("শিশু", "একটি শিশু", True),
    ("cafe", "cave", False),
]
LETTERS = st.text("aAeéÈıİßñ’'-–.*[]()\\^$|{}?+ŁłΑα\u0301 \n", max_size=6)


@pytest.mark.parametrize(("word", "text", "found"), FOUND)
def test_capitals_accents_and_kinds_of_dash_make_no_difference(word, text, found):
    assert found_in(word, text) is found


@pytest.mark.django_db
@pytest.mark.parametrize(("word", "text", "found"), FOUND)
def test_the_database_finds_the_same(word, text, found):
    assert in_database(word, text) is found


def in_database(word, text):
    rows = Organisation.objects.annotate(said=Value(text, output_field=TextField()))
    return rows.filter(said__regex=pattern_of(word)).exists() if one_row() else None


def one_row():
    return Organisation.objects.get_or_create(name="Leicester City Council")


class AnyText(TestCase):
    @settings(max_examples=200, deadline=None)
    @given(word=LETTERS, text=LETTERS)
    def test_any_text_is_found_by_both_or_by_neither(self, word, text):
        for one in words_of(word):
            assert in_database(one, text) is found_in(one, text)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", []),
        ("  \u0301 ", []),
        ("Audit audit AUDIT", ["Audit"]),
        ("case cases CASEWORK all", ["cases", "CASEWORK", "all"]),
        ("all cases", ["all", "cases"]),
    ],
)
def test_each_word_is_looked_for_once(typed, words):
    assert words_of(typed) == words
