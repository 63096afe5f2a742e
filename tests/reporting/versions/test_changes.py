"""What changed between two contents is named, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from jarplan.reporting.document.schema import ContentChildren
from jarplan.reporting.versions.changes import differences
from tests.reporting.contents import CRITERION, OTHER_LEAD, make_action, make_content

BEFORE = make_content(3)


def with_first(**changes):
    return replace(BEFORE, actions=(replace(BEFORE.actions[0], **changes), *BEFORE.actions[1:]))


def test_the_same_plan_has_no_difference():
    assert differences(BEFORE, make_content(3)) == []


@pytest.mark.parametrize(
    ("changes", "heading", "after"),
    [
        ({"text": "Audit half"}, "What will be done", "Audit half"),
        ({"leads": (OTHER_LEAD,)}, "Led by", "Director of Public Health, Leicester City PCT"),
        ({"leads": ()}, "Led by", "No lead yet"),
        ({"partners": ()}, "Supporting partners", ""),
        (
            {"criteria": (replace(CRITERION, target="90"),)},
            "How success is measured",
            "Referrals decided within one working day (from 61%, to 90%, by 18 July 2008)",
        ),
        (
            {"due": "1 August 2008", "due_latest": date(2008, 8, 1), "moves": 1},
            "Due",
            "1 August 2008\nFirst 18 July 2008, extended once",
        ),
        ({"status_label": "Delivered"}, "Status", "Delivered"),
        ({"rating_label": "Red", "rating": "red"}, "Rating", "Red\nCalculated rating: Green"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_edit_is_named_with_both_values(changes, heading, after):
    (found,) = differences(BEFORE, with_first(**changes))
    assert (found.kind, found.what, found.reference) == ("changed", "Action", "R1.1")
    (change,) = found.changes
    assert (change.label, change.after) == (heading, after) and change.before != after
    assert found.href == "/actions/R1.1/"


def test_what_came_and_what_went():
    later = replace(BEFORE, actions=(*BEFORE.actions[1:], make_action("R1.2")))
    found = [(one.kind, one.reference) for one in differences(BEFORE, later)]
    assert found == [("added", "R1.2"), ("gone", "R1.1")]


def test_a_moved_deadline_and_the_childrens_page():
    (deadline,) = BEFORE.deadlines
    later = replace(
        BEFORE,
        deadlines=(replace(deadline, governing=date(2008, 9, 10)),),
        children=ContentChildren("What we do", BEFORE.children.text),
    )
    first, second = differences(BEFORE, later)
    assert (first.what, first.changes[0].after) == ("Deadline", "10 September 2008")
    assert [change.label for change in second.changes] == ["Title"]
    assert differences(BEFORE, replace(BEFORE, children=None))[0].kind == "gone"
