"""What of an agreed action waits for somebody else, how it is written down, and what a correction of wording is."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.plan.changing import (
    beyond_all,
    beyond_wording,
    beyond_words,
    guarded_as_before,
    guarded_changes,
    in_words,
    moved_on,
    with_changes,
)
from actions.plan.content import Content, Criterion
from tests.drawing import examples

POST, OTHER = SimpleNamespace(uuid=uuid4()), SimpleNamespace(uuid=uuid4())
CRITERION = Criterion("Cases allocated", "%", "60", "100", date(2008, 12, 1), "88", uuid4())
AGREED = Content(text="Audit all cases by 18 July", leads=(POST,), criteria=(CRITERION,), resources="£2,000")


OTHER_TEXTS = (
    *("Audit all cases by 19 July", "Audit all cases by 18 August", "Audit most cases by 18 July"),
    *("Do not audit all cases by 18 July", "Audit cases by 18 July", "Audit all cases after 18 July"),
    *("Review all cases by 18 July", "Audit all cases by 1.8 July", "Audit all cases by -18 July"),
    *("Audit all places by 18 July", "Audit all cases by 18 July at most", "Audit by 18 July all cases"),
)
PAIRS = (  # one for another, each of which may mean something else
    *(("a fifth", "a tenth"), ("40% to 10%", "10% to 40%"), ("6 weeks", "6 months"), ("fifteen", "thirteen")),
    *(("£5m", "£5k"), ("¼", "¾"), ("-5", "+5"), ("twice", "once"), ("cannot", "can"), ("don't", "do")),
    *(
        ("increase", "decrease"),
        ("before", "after"),
        ("majority", "minority"),
        ("zero", "few"),
        ("Only all", "all"),
    ),
    *(
        ("closed", "reviewed"),
        ("Children's Services", "Adult Services"),
        ("to the Board", ""),
        ("eight", "eighty"),
    ),
    *(
        ("1.5", "15"),
        ("2.5", "2, 5"),
        ("police", "policy"),
        ("legal", "illegal"),
        ("able", "unable"),
        ("5", "５"),
    ),
    *(("multi-agency", "agency"), ("trained", "untrained"), ("sixty", "sixteen"), ("5 - 7", "5 + 7")),
)


def otherwise(**said):
    return guarded_changes(AGREED, replace(AGREED, **said))


def test_only_what_a_sign_off_covers_waits_for_somebody_else():
    changed = replace(AGREED, text="Audit some", resources="Two posts", partners=("PCT",))
    assert set(guarded_changes(AGREED, changed)) == {"text"}
    kept = guarded_as_before(AGREED, changed)
    assert (kept.text, kept.resources, kept.partners) == (AGREED.text, "Two posts", ("PCT",))


def test_a_measurement_is_no_change_of_its_criterion():
    assert otherwise(criteria=(replace(CRITERION, current="91"),)) == {}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"leads": (OTHER,)}, "the leads change"),
        ({"leads": (POST, OTHER)}, "the leads change"),
        ({"criteria": ()}, "added, taken out or moved"),
        ({"criteria": (CRITERION, Criterion("More"))}, "added, taken out or moved"),
        ({"criteria": (replace(CRITERION, uuid=None),)}, "added, taken out or moved"),
        ({"criteria": (replace(CRITERION, target="90"),)}, "target"),
        ({"criteria": (replace(CRITERION, baseline="50"),)}, "baseline"),
        ({"criteria": (replace(CRITERION, unit="cases"),)}, "unit"),
        ({"criteria": (replace(CRITERION, target_on=None),)}, "target date"),
        *(({"text": text}, "words") for text in OTHER_TEXTS),
        ({"criteria": (replace(CRITERION, statement="Cases reviewed"),)}, "words"),
    ],
)
def test_a_figure_a_lead_a_target_or_another_text_is_no_correction(said, why):
    assert why in beyond_wording(otherwise(**said))


@pytest.mark.parametrize(
    "said",
    [
        {"text": "Audit all the cases by 18 July"},
        {"text": "Audit all cases, by 18 July"},
        {"text": "audit all Cases by 18 July."},
        {"criteria": (replace(CRITERION, statement="The cases “allocated”"),)},
        {"criteria": (replace(CRITERION, statement="Cases alocated"),)},
        {"criteria": (replace(CRITERION, statement="Cases allcoated"),)},
    ],
)
def test_other_words_for_the_same_are_a_correction(said):
    assert otherwise(**said) and beyond_wording(otherwise(**said)) == ""


@pytest.mark.parametrize("pair", PAIRS, ids=" to ".join)
def test_no_word_stands_for_another(pair):
    before, after = (f"Let all cases be {words} in the city" for words in pair)
    assert beyond_words(before, after) and beyond_words(after, before)


def test_many_small_corrections_are_no_large_one():
    steps = ["Publish the strategy widely", "Publish the stratgy widely", "Publish the stratgy widly"]
    steps.append("Publsh the stratgy widly")
    made = [{"text": {"from": was, "to": becomes}} for was, becomes in pairwise(steps)]
    assert [beyond_all(one, made[:place]) == "" for place, one in enumerate(made)] == [True, True, False]


def test_what_has_moved_on_since_it_was_asked_is_named():
    changes = otherwise(text="Audit some", criteria=())
    assert moved_on(AGREED, changes) == []
    assert moved_on(replace(AGREED, text="Audit none"), changes) == ["what will be done"]
    assert moved_on(replace(AGREED, criteria=()), changes) == ["success criteria"]


def test_a_change_is_told_with_its_figures():
    changes = otherwise(criteria=(replace(CRITERION, target="90", target_on=None), Criterion("None waits")))
    (told,) = in_words(changes, {})
    was, becomes = "Cases allocated (baseline 60, target 100, unit %, by 1 December 2008)", "Cases allocated"
    assert told == ("Success criteria", [was], [f"{becomes} (baseline 60, target 90, unit %)", "None waits"])


@st.composite
def contents(draw):
    criteria = st.builds(
        Criterion,
        st.sampled_from(["Cases allocated", "Nobody waits"]),
        st.sampled_from(["", "%"]),
        st.sampled_from(["", "60"]),
        st.sampled_from(["", "100"]),
        st.none() | st.just(date(2008, 12, 1)),
        st.just(""),
        st.none() | st.just(CRITERION.uuid),
    )
    return Content(
        text=draw(st.sampled_from(["Audit", "Write"])),
        leads=(),
        criteria=tuple(draw(st.lists(criteria, max_size=2))),
        resources=draw(st.sampled_from(["", "£2,000"])),
    )


@examples(100)
@given(before=contents(), after=contents())
def test_what_was_asked_for_is_what_is_put_in(before, after):
    changes = guarded_changes(before, after)
    made = with_changes(before, changes)
    assert guarded_changes(made, after) == {}
    assert made.resources == before.resources
