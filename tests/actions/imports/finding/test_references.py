"""What a sheet's reference is in the plan, and which reference a new action takes."""

from types import SimpleNamespace

import pytest

from actions.imports.finding.references import number_new, plan_reference
from jarplan.spreadsheets.understanding.references import read_reference

R4 = SimpleNamespace(reference="R4", order=4)
CYPP4 = SimpleNamespace(reference="CYPP4", order=4)


@pytest.mark.parametrize(
    ("written", "recommendation", "reference"),
    [
        ("4.2", R4, "R4.2"),
        ("R4.2", R4, "R4.2"),
        ("JAR4.2", R4, "R4.2"),
        ("4.2", CYPP4, "CYPP4.2"),
        ("CYPP4.2", CYPP4, "CYPP4.2"),
        ("CYPP4.2", R4, ""),  # of another plan
        ("4", R4, ""),  # a running number
        ("4.2a", R4, ""),
        ("4.0", R4, ""),
    ],
)
def test_reference_in_the_plan(written, recommendation, reference):
    assert plan_reference(read_reference(written), recommendation) == (reference, "")


def test_reference_of_another_recommendation_is_asked():
    reference, question = plan_reference(read_reference("5.2"), R4)
    assert reference == "" and "one of recommendation 5, but the row is under R4" in question


def row(recommendation, reference="", result="new"):
    return SimpleNamespace(recommendation=recommendation, reference=reference, result=result)


def test_new_action_takes_the_number_after_all_that_were_ever_used():
    rows = [row(R4), row(R4, "R4.9"), row(CYPP4), row(R4), row(R4, result="rejected")]
    number_new(rows, ["R4.2", "R4.10", "R40.77"])
    assert [one.reference for one in rows] == ["R4.11", "R4.9", "CYPP4.1", "R4.12", ""]
