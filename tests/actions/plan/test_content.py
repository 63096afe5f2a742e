"""What an action says, compared: which fields differ, and which difference ends a signature."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from actions.models import Action
from actions.plan.content import Content, Criterion, criteria_of, differing, leads_of, material
from actions.rules.dates import PlanDate
from actions.rules.fields import DATE_PARTS, FIELDS
from jarplan.people.models import Post

HEAD, DIRECTOR = Post(pk=1, title="Head", organisation_id=7), Post(pk=2, title="Director", organisation_id=8)
ALLOCATED = Criterion("All allocated", "%", "61", "100", date(2008, 7, 18), "70")
SAID = Content(
    text="Audit all cases", leads=(HEAD, DIRECTOR), criteria=(ALLOCATED,), due=PlanDate.on(date(2008, 7, 18))
)


def test_content_without_more_than_a_text_says_nothing_else():
    bare = Content(text="Meet")
    assert {getattr(bare, one.key) for one in FIELDS if one.key != "text"} == {(), "", PlanDate()}
    assert bare.organisations == [] and SAID.organisations == [7, 8]


def test_columns_are_those_of_the_actions_own_row():
    columns = SAID.columns()
    assert columns["text"] == "Audit all cases" and columns["due_latest"] == date(2008, 7, 18)
    assert {f"{end}_{part}" for end in ("start", "due") for part in DATE_PARTS} <= columns.keys()
    assert not columns.keys() & {"leads", "partners", "criteria", "start", "due"}


@pytest.mark.parametrize(
    ("changes", "fields", "ends"),
    [
        ({}, [], False),
        ({"text": "Meet"}, ["text"], True),
        ({"leads": (DIRECTOR, HEAD)}, ["leads"], True),
        ({"criteria": (replace(ALLOCATED, current="90"),)}, ["criteria"], False),  # where it stands now
        ({"criteria": (replace(ALLOCATED, target="90"),)}, ["criteria"], True),
        ({"criteria": (replace(ALLOCATED, uuid=uuid4()),)}, [], False),  # whichever row it is
        ({"criteria": ()}, ["criteria"], True),
        ({"resources": "£1k"}, ["resources"], False),
        ({"partners": ("PCT",)}, ["partners"], False),
        ({"resources": "£1k", "text": "Meet"}, ["text", "resources"], True),
    ],
)
def test_what_differs_and_what_of_it_ends_a_signature(changes, fields, ends):
    other = replace(SAID, **changes)
    assert sorted(differing(SAID, other)) == sorted(fields)
    said = material(SAID, other)
    assert bool(said) == ends and said == material(other, SAID)
    assert said in {one.ends_sign_off for one in FIELDS}


def test_first_lead_is_accountable_and_criteria_are_counted_from_one():
    action = Action(pk=1)
    assert [(lead.post, lead.accountable) for lead in leads_of(action, SAID)] == [
        (HEAD, True),
        (DIRECTOR, False),
    ]
    [row] = criteria_of(action, SAID)
    assert (row.order, row.statement, row.unit, row.target, row.current) == (
        1,
        "All allocated",
        "%",
        "100",
        "70",
    )
