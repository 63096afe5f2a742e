"""Which words a redaction takes out of a state, and which it leaves. That the chain still verifies is held in
tests/audit/test_chain.
"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.models import Action
from jarplan.audit.canonical import canonical
from jarplan.audit.integrity.redaction import (
    REMOVED,
    fields_holding,
    held,
    inside,
    is_typed,
    kept_of,
    maybe,
    redacted,
    replace,
)
from jarplan.files.models import StoredFile
from tests.drawing import examples

JANE = "Jane Doe"


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Ask Jane Doe, or JANE DOE.", JANE, f"Ask {REMOVED}, or {REMOVED}."),
        ("The planning of Ann's plan", "Ann", f"The planning of {REMOVED}'s plan"),
        ("Annexe", "Ann", "Annexe"),
        ("a.b and axb", "a.b", f"{REMOVED} and axb"),  # no pattern
        ("2008-09-01", "2008", "2008-09-01"),  # the fold lives by days, moments and keys
        ("2008-09-01T09:00:00.000000+00:00", "09", "2008-09-01T09:00:00.000000+00:00"),
        ("ab12cd34-0000-0000-0000-000000000001", "ab12cd34", "ab12cd34-0000-0000-0000-000000000001"),
        ("Jane\nDoe, jane\u00a0 DOE and Jane\r\n\tDoe", JANE, f"{REMOVED}, {REMOVED} and {REMOVED}"),
        ("JaneDoe and Jane, Doe", JANE, "JaneDoe and Jane, Doe"),
        ("Jane Doe", "  Jane \n Doe ", REMOVED),
        ("Pat O’Brien-Lee, Pat O'Brien‑Lee", "pat o'brien-lee", f"{REMOVED}, {REMOVED}"),
        ("Pat O.Brien", "Pat O'Brien", "Pat O.Brien"),
        ("born 2008-09-01", "2008", f"born {REMOVED}-09-01"),
    ],
)
def test_whole_words_go_whatever_their_case(text, name, left):
    assert replace(text, name) == left
    assert held(text, name) == (text != left)


def test_name_goes_from_a_json_text_within_the_state_however_it_is_escaped():
    name = 'Jo "J" Doe'
    twice = canonical({"row": canonical({"lead": name, "role": "x"})})
    assert canonical(name)[1:-1] in json.loads(twice)["row"]
    assert json.loads(json.loads(replace(twice, name))["row"])["lead"] == REMOVED


def test_words_that_only_happen_to_be_json_are_put_back_as_they_were_typed():
    assert (
        inside('{ "a": 1 }') is None
        and inside("[1.5]") is None
        and inside("{x}") is None
        and inside('"a"') is None
    )
    assert inside('{"a":1}') == {"a": 1}
    assert replace(f'{{ "a": "{JANE}" }}', JANE) == f'{{ "a": "{REMOVED}" }}'


def test_chosen_words_keys_and_digests_stay():
    state = {
        "status": "May",
        "text": "May may come",
        "sha256": "May",
        "leads": [{"post": "May", "status": "May"}],
    }
    assert redacted(state, "may", {"status", "leads"}) == {
        "status": "May",
        "text": f"{REMOVED} {REMOVED} come",
        "sha256": "May",
        "leads": [{"post": REMOVED, "status": "May"}],  # parts are looked into, name by name
    }


def test_numbers_and_nothing_stay():
    assert redacted({"text": None, "count": 4, "done": True}, "4") == {"text": None, "count": 4, "done": True}


def test_fields_are_named_by_the_outermost():
    state = {"text": f"Ask {JANE}", "leads": [{"post": JANE}], "status": JANE, "notes": "none"}
    assert fields_holding(state, JANE, kept={"status"}) == {"text", "leads"}
    assert fields_holding(state, "Nobody") == set()


@pytest.mark.slow
@examples(60)
@given(
    st.dictionaries(
        st.sampled_from(["text", "notes", "digest", "leads"]),
        st.text("ann e.", max_size=12) | st.lists(st.text("ann e.", max_size=9), max_size=3),
    )
)
def test_nothing_is_left_that_would_be_found_again(state):
    assert fields_holding(redacted(state, "ann"), "ann") == set()


@pytest.mark.parametrize(
    ("name", "held_in"), [('Jo "J"', True), ("JO", True), ("Zoe", False), ("jo\\x", True)]
)
def test_quick_look_never_passes_over_a_name(name, held_in):
    assert maybe(canonical({"row": canonical({"lead": 'Jo "J" and jo\\x'})}), name) == held_in


def test_typed_fields_are_texts_that_are_not_chosen():
    fields = {field.name: is_typed(field) for field in Action._meta.concrete_fields}
    assert fields["text"] and fields["due_raw"]
    assert not fields["status"] and not fields["reference"] and not fields["due_latest"]
    assert not any(
        is_typed(field) for field in StoredFile._meta.concrete_fields if field.name in ("file", "sha256")
    )


def test_kind_that_is_not_known_keeps_only_what_is_never_text():
    assert "sha256" in kept_of("no such kind") and "status" not in kept_of("no such kind")
    assert "status" in kept_of("action") and "text" not in kept_of("action")
