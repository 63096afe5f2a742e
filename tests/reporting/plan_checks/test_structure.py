"""What every plan must have, at its edges. That each fault is found alone is in test_run."""

from dataclasses import replace
from datetime import date

import pytest

from jarplan.reporting.plan_checks.structure import (
    is_measurable,
    leads,
    measures,
    one_organisation,
    parts_resolve,
    recommendations_answered,
    texts_resolve,
    twice,
)
from tests.reporting.contents import (
    CRITERION,
    LEAD,
    OTHER_LEAD,
    make_action,
    make_content,
    make_recommendation,
)

TODAY = date(2008, 9, 1)


def plan(*actions, recommendations=1, **changes):
    return replace(make_content(recommendations), actions=actions, **changes)


def sentences(check, content):
    return [one.sentence for one in check(content, TODAY)]


@pytest.mark.parametrize(
    ("status", "answered"),
    [
        ("agreed", True),
        ("paused", True),
        ("superseded", False),
        ("not_accepted", False),
        ("withdrawn", False),
    ],
)
def test_action_answers_its_recommendation_while_it_is_in_the_plan(status, answered):
    assert bool(sentences(recommendations_answered, plan(make_action(status=status)))) != answered


def test_action_that_left_the_plan_may_still_be_named():
    content = plan(make_action(superseded_by="R1.2"), make_action("R1.2", status="withdrawn"))
    assert sentences(parts_resolve, content) == []


def test_recommendation_of_an_unknown_inspection_is_told_once():
    other = replace(make_recommendation(1, "none"), inspection="another")
    [said] = sentences(parts_resolve, replace(plan(), recommendations=(other,)))
    assert "belongs to the inspection “another”" in said and said.endswith("Correct the inspection.")


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("As R9.9 and R9.9, and R8", ["R9.9", "R8"]),  # each once
        ("As R1.1, R1 and R1.1.", []),
        ("A4 and Q1.5", []),  # no prefixes of the plan
        ("AR9 or R9x or R9.9.1", []),
        ("R09", []),
    ],
)
def test_reference_in_a_text(text, unknown):
    found = sentences(texts_resolve, plan(make_action(text=text)))
    assert [one.split(" names ")[1].split(",")[0] for one in found] == unknown


@pytest.mark.parametrize("post", ["Mr Smith", "Cllr. Smith", "Dame Jo", "Professor X"])
def test_persons_title_is_no_post(post):
    assert (
        "reads like a person’s name"
        in sentences(leads, plan(make_action(leads=(replace(LEAD, post=post),))))[0]
    )


@pytest.mark.parametrize(
    "post", ["Mrs", "Dr of the trust", "Director", "Mistress of Ceremonies", "Sirens Officer"]
)
def test_post_that_only_begins_alike(post):
    assert sentences(leads, plan(make_action(leads=(replace(LEAD, post=post),)))) == []


def test_person_may_be_named_in_a_version_that_names_people():
    named = make_action(leads=(replace(LEAD, person="Jo Smith"),))
    assert sentences(leads, plan(named, people_named=True)) == []
    assert "names Jo Smith, but this version should only name posts" in sentences(leads, plan(named))[0]


@pytest.mark.parametrize(
    ("statement", "target", "measurable"),
    [
        ("Visits are useful", "", False),
        ("Visits are useful", " ", False),
        ("Visits are useful", "most", True),
        ("Every visit is recorded", "", True),
        ("Down by half", "", True),
        ("Nonetheless better", "", False),  # “none” within a word
        ("At least 4", "", True),
    ],
)
def test_criterion_with_something_to_count(statement, target, measurable):
    criterion = replace(CRITERION, statement=statement, target=target)
    assert is_measurable(criterion) == measurable
    assert bool(sentences(measures, plan(make_action(criteria=(criterion,))))) != measurable


def test_one_measurable_criterion_is_enough():
    vague = replace(CRITERION, statement="Visits are useful", target="")
    assert sentences(measures, plan(make_action(criteria=(vague, CRITERION)))) == []


def test_plan_is_led_by_one_organisation_where_several_actions_are():
    both = make_action(), make_action("R1.2")
    assert sentences(one_organisation, plan(*both))
    for actions in (
        both[:1],
        (both[0], make_action("R1.2", leads=(OTHER_LEAD,))),
        (both[0], make_action("R1.2", leads=())),
    ):
        assert sentences(one_organisation, plan(*actions)) == []
    # Those who only support count for nothing.
    helped = make_action("R1.2", leads=(LEAD, replace(OTHER_LEAD, accountable=False)))
    assert sentences(one_organisation, plan(both[0], helped))


def test_same_words_are_told_of_each_later_action_and_not_of_one_that_left():
    same = [
        make_action(f"R1.{number}", text=text)
        for number, text in ((1, "Audit  all."), (2, "audit all"), (3, "Audit all"))
    ]
    gone = make_action("R1.4", text="Audit all", status="withdrawn")
    assert [one.where for one in twice(plan(*same, gone), TODAY)] == ["R1.2", "R1.3"]


def test_reference_that_is_used_three_times_is_told_once():
    content = plan(*[make_action(text=f"Audit {number}") for number in range(3)])
    assert sentences(twice, content) == [
        "R1.1 is used 3 times in the plan. Give each action its own reference."
    ]
    both = replace(plan(), recommendations=(make_recommendation(1), make_recommendation(1)))
    assert [one.page for one in twice(both, TODAY)] == ["recommendation"]
