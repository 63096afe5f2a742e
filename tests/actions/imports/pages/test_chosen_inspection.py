"""A file is held against the plan of the inspection that was chosen, from its questions to what is written."""

import json
from contextlib import suppress
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from actions.models import Action, ImportDraft
from tests.severalplans import beside_the_facts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEAD = "Rec no,Recommendation,Reference,Action,Lead,Target date"


@pytest.fixture
def people(client):
    people, _ = beside_the_facts()
    client.force_login(people.programme)
    return people


def brought(client, *rows, inspection="review-p"):
    client.get(f"/actions/?inspection={inspection}")
    text = "\n".join((HEAD, *rows))
    file = SimpleUploadedFile("plan.csv", text.encode(), content_type="text/csv")
    answer = client.post("/import/", {"file": file}, follow=True)
    return answer, ImportDraft.objects.order_by("pk").last()


ROWS = [
    "1,,,Open a new centre,Head of plans,1 December 2008",
    "1,Recommendation 1 about the quagga.,,Open a new centre,Head of plans,1 December 2008",
    "1,Recommendation 1 about the bandicoot.,,Open a new centre,Head of plans,1 December 2008",
    ",Recommendation 1 about the band,,Open a new centre,Head of plans,1 December 2008",
    "9,Something else altogether,,Open a new centre,Head of plans,1 December 2008",
    "2,Recommendation 1 about the animal.,,Open a new centre,Head of plans,1 December 2008",
    "1,,9.1,Open a new centre,Head of plans,1 December 2008",
]


@pytest.mark.parametrize("row", ROWS)
def test_nothing_of_another_inspection_is_offered(client, people, row):
    answer, draft = brought(client, row)
    kept = f"{draft.understood} {draft.rows}" if draft else ""
    for text in (kept, answer.content.decode()):
        # The file itself may name it; what we say of it must not.
        said = text.replace("Recommendation 1 about the band", "")
        assert "S1" not in said and "S2" not in said and "Recommendation 1 about the bandi" not in said


def test_a_number_is_the_chosen_inspections_and_asked_about_where_all_are(client, people):
    _, draft = brought(client, ROWS[0])
    assert [row["recommendation"] for row in draft.rows] == ["P1"] and draft.inspection == "review-p"
    _, draft = brought(client, ROWS[0], inspection="all")
    [question] = [one for one in draft.understood["questions"] if one["kind"] == "recommendation"]
    assert {"P1", "S1"} <= {value for value, _ in question["options"]} and draft.inspection == ""


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("S1,,,Open a new centre,Head of plans,1 December 2008", "S1"),
        ("1,,S1.1,Open a new centre,Head of plans,1 December 2008", "S1.1"),
        ("P1,,S2.1,Open a new centre,Head of plans,1 December 2008", "S2.1"),
        (",S1,,Open a new centre,Head of plans,1 December 2008", "S1"),
        ("s2,,,Open a new centre,Head of plans,1 December 2008", "S2"),
    ],
)
def test_a_row_that_names_another_inspections_is_asked(client, people, row, named):
    _, draft = brought(client, row)
    [one] = draft.rows
    assert one["result"] == "question"
    assert f"{named} belongs to another inspection" in str(one) or f"{named} is an action of another" in str(
        one
    )


def test_the_choice_is_kept_with_the_draft_until_it_is_written(client, people):
    _, draft = brought(client, "1,,,Open a new centre,,1 December 2008")
    client.get("/actions/?inspection=all")
    draft.refresh_from_db()
    before = set(Action.objects.values_list("reference", flat=True))
    act = {"version": draft.version, "leave_out": "on"}
    client.post(f"/import/{draft.uuid}/confirm/", act, follow=True)
    [new] = set(Action.objects.values_list("reference", flat=True)) - before
    assert new.startswith("P1.")


@pytest.mark.parametrize(
    ("inspection", "under"),
    [("review-p", "P1"), ("review-s", "S1"), ("", None), ("nothing", ""), ("REVIEW-P", "")],
)
def test_command_holds_a_file_against_the_inspection_that_is_named(people, tmp_path, inspection, under):
    path, out = tmp_path / "plan.csv", StringIO()
    path.write_text("\n".join((HEAD, ROWS[0])))
    with suppress(SystemExit):
        call_command("import_plan", str(path), "--json", f"--inspection={inspection}", stdout=out)
    report = json.loads(out.getvalue())
    if under == "":
        said = f"There is no inspection {inspection} with confirmed recommendations. Choose one of: "
        assert report["message"] == f"{said}jar-2008, review-p, review-s."
        return
    assert [row["recommendation"] for row in report["rows"]] == [under]
    assert ("This may be R1 or P1 or S1." in out.getvalue()) == (under is None)
