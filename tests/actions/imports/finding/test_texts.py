"""Equal, near and different texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.imports.finding.texts import NEAR, Texts, are_near, folded, likeness

WORDS = st.lists(
    st.sampled_from(["audit", "all", "the", "cases", "and", "meet", "every", "carer", "once", "a", "month"]),
    max_size=14,
)
TEXTS = st.lists(WORDS.map(" ".join), max_size=5)


def of(*texts):
    made = Texts()
    for text in texts:
        made.add(text, text)
    return made


def test_equal_but_for_case_and_punctuation():
    assert of("Audit all cases.").equal("AUDIT  all cases") == ["Audit all cases."]
    assert of("Audit all cases", "").equal("") == []


def test_nearest_is_the_most_alike():
    texts = of("Audit all the old cases now", "Audit all the cases now", "Meet every carer")
    assert texts.nearest("Audit all the cases today") == "Audit all the cases now"
    assert texts.nearest("Hold an open day") is None and texts.nearest("") is None


def test_thing_that_is_not_sought_is_passed_over():
    texts = of(*[f"Audit all the cases now {number}" for number in range(20)])
    found = texts.nearest("Audit all the cases now", may=lambda text: text.endswith(" 19"))
    assert found == "Audit all the cases now 19"


def test_word_that_all_texts_have_does_not_hide_a_near_one():
    texts = of(*[f"Audit all the cases now {number}" for number in range(200)])
    assert texts.nearest("Audit all the cases now 150 soon") == "Audit all the cases now 150"


@pytest.mark.slow
@given(TEXTS, WORDS.map(" ".join))
def test_nearest_is_near_and_no_other_is_nearer(others, text):
    found = of(*others).nearest(text)
    if found is None:
        assert not any(are_near(other, text) for other in others if folded(other))
    else:
        assert likeness(found, text) == max(likeness(other, text) for other in others) >= NEAR
