"""manage.py import_plan: what it says of the sample workbooks, of good and bad files, and that it writes nothing."""

import json
import random
import sys
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from actions.imports.drafts.understanding import understand
from actions.imports.workbooks.report import as_text, report_of
from actions.models import Action, ImportDraft
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, Post
from jarplan.spreadsheets.sandbox import process
from tests import DATA
from tests.actions.imports import books
from tests.actions.imports.books import imported, sample
from tests.actions.imports.documents import word_plan
from tests.factories import UserFactory
from tests.spreadsheets.layout.test_plan import PRECISION

PLANS = ("a1_clean.xlsx", "b1_council_layout.xlsx", "c1_text_dates_colours.xlsx")
KEYS = ["outcome", "message", "counts", "rows", "rejected", "warnings", "questions", "left_out", "others"]
COUNTS = [
    "recommendations",
    "actions",
    "new",
    "changed",
    "unchanged",
    "rejected",
    "left out",
    "questions",
    "written",
]
ROW_KEYS = [
    "sheet",
    "row",
    "result",
    "recommendation",
    "reference",
    "action",
    "leads",
    "start",
    "due_earliest",
    "due_latest",
    "due_precision",
    "due_raw",
    "status",
    "rating",
    "success_criteria",
]
POINT_KEYS = ["sheet", "row", "cell", "value", "reason"]


def expected_of(name):
    return json.loads((DATA / f"{name}.expected.json").read_text())


def run(path, *arguments):
    """(exit code, what was printed) of the command."""
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("import_plan", str(path), *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    assert not err.getvalue()
    return code, out.getvalue()


def reported(path):
    code, printed = run(path, "--json")
    return code, json.loads(printed)


def workbook(tmp_path, *rows, name="plan.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def named(lead):
    return ", ".join(filter(None, (lead["post"], lead["organisation"]))).casefold()


def in_expected_words(row, wanted):
    """A row of the report in the words of the expected files, for the keys that they have."""
    said = {
        "row": row["row"],
        "rec": int(row["recommendation"].removeprefix("R")),
        "ref": row["reference"],
        "action": row["action"],
        "leads": [named(lead) for lead in row["leads"]],
        "start": row["start"] if "ref" in wanted else row["due_earliest"],
        "target": row["due_latest"],
        "due": row["due_latest"],
        "precision": row["due_precision"],
        "date_raw": row["due_raw"],
        "status": row["status"],
        "rag": row["rating"],
        "success_criteria": row["success_criteria"],
    }
    return {key: value for key, value in said.items() if key in wanted}


@pytest.mark.parametrize("name", PLANS)
def test_sample_gives_what_is_expected(facts, name):
    expected = expected_of(name)
    code, report = reported(DATA / name)
    assert (code, report["outcome"]) == (0, expected["outcome"])
    assert len(report["rows"]) == len(expected["rows"])
    for row, wanted in zip(report["rows"], expected["rows"], strict=True):
        wanted = wanted | {"leads": [lead.casefold() for lead in wanted["leads"]]}
        if "precision" in wanted:
            wanted |= {"precision": PRECISION.get(wanted["precision"], wanted["precision"])}
        said = in_expected_words(row, wanted)
        assert said == {key: wanted[key] for key in said}
        assert row["result"] == "new"


@pytest.mark.parametrize("name", PLANS)
def test_sample_counts_and_lists_are_as_expected(facts, name):
    expected, (_code, report) = expected_of(name), reported(DATA / name)
    counts, wanted = report["counts"], expected["counts"]
    assert (counts["recommendations"], counts["actions"]) == (wanted["recommendations"], wanted["actions"])
    assert (counts["new"], counts["changed"], counts["unchanged"]) == (wanted["actions"], 0, 0)
    assert (counts["rejected"], counts["written"]) == (0, 0)
    assert report["rejected"] == expected["rejected_rows"] == []
    assert counts["questions"] == len(report["questions"])
    assert sum(len(row["leads"]) for row in report["rows"]) == wanted["lead_assignments"]


@pytest.mark.parametrize("name", [*PLANS, "e1_tll_costs_values.xlsx"])
def test_report_has_exactly_the_keys_of_its_structure(facts, name):
    _code, report = reported(DATA / name)
    assert list(report) == KEYS
    assert list(report["counts"]) == COUNTS
    for row in report["rows"]:
        assert list(row) == ROW_KEYS
        assert all(list(lead) == ["post", "organisation", "raw"] for lead in row["leads"])
        assert row["rating"] in ("Blue", "Green", "Amber", "Red", None)
    assert all(list(point) == POINT_KEYS for point in report["rejected"] + report["warnings"])
    assert all(list(point) == [*POINT_KEYS, "proposed", "rows"] for point in report["questions"])


def test_a1_needs_no_question_and_no_warning(facts):
    _code, report = reported(DATA / PLANS[0])
    assert (report["questions"], report["warnings"]) == ([], [])
    assert "The import would add 5 organisations and" in report["message"]


def test_b1_warns_of_what_a_reader_should_know(facts):
    _code, report = reported(DATA / PLANS[1])
    said = {(point["cell"], point["reason"]) for point in report["warnings"]}
    assert {cell for cell, _reason in said} == {"G22", "D30", "F7", "C40", ""}
    assert ("C40", "Recommendation 10 has no action (the cell says “TBC”).") in said
    assert ("D30", "Taken from a cell merged over several rows: lead and due.") in said
    assert ("", "Rows without a reference get new references: the next free references, from R1.1.") in said
    assert [row["reference"] for row in report["rows"][:3]] == ["R1.1", "R1.2", "R2.1"]


def test_c1_asks_each_open_reading_at_its_cell_with_a_proposal(facts):
    _code, report = reported(DATA / PLANS[2])
    asked = {point["cell"]: point for point in report["questions"]}
    flagged = {"approximate", "relative", "year missing", "number", "immediate"}
    dates = {f"E{row['row']}" for row in expected_of(PLANS[2])["rows"] if row["date_flag"] in flagged}
    assert {cell for cell in asked if cell.startswith("E")} == dates
    assert asked["E28"]["proposed"] == "1 to 30 September 2008"
    assert asked["D22"]["proposed"] == "Head of Youth Support Service, Leicester City Council"
    assert {"G11", "G14", "G15"} <= set(asked)


def test_e1_is_rejected_as_a_cost_table(facts):
    code, report = reported(DATA / "e1_tll_costs_values.xlsx")
    assert (code, report["outcome"]) == (1, "reject")
    assert "“Appendix 2” is a cost table, not an action plan" in report["message"]
    assert run(DATA / "e1_tll_costs_values.xlsx")[0] == 1


@pytest.mark.parametrize("name", [*PLANS, "e1_tll_costs_values.xlsx"])
def test_nothing_is_written(facts, name):
    before = [model.objects.count() for model in (AuditEvent, Action, Organisation, Post)]
    reported(DATA / name)
    assert [model.objects.count() for model in (AuditEvent, Action, Organisation, Post)] == before


def test_without_json_a_person_can_read_it(facts):
    code, printed = run(DATA / PLANS[2])
    assert code == 0
    assert printed.startswith("32 actions read: 32 new, 0 changed, 0 unchanged, 0 rejected.")
    assert "JAR Plan, E28 “September”: The year is missing." in printed
    assert "JAR Plan row 4: new, R1.1: Sample action 1a: Publish a young people's version" in printed


def test_some_rows_rejected_is_still_an_accept(facts, tmp_path):
    path = workbook(
        tmp_path,
        ["Rec no", "Action ref", "Action", "Lead officer", "By when"],
        [1, "1.1", "Meet the young people", "Head of Youth, Leicester City Council", "May 2009"],
        [1, "1.2", "x" * 4001, "Head of Youth, Leicester City Council", "May 2009"],
    )
    code, report = reported(path)
    assert (code, report["outcome"]) == (0, "accept_with_rejected_rows")
    assert report["rejected"] == [
        {
            "sheet": "Sheet",
            "row": 3,
            "cell": "C3",
            "value": "x" * 4001,
            "reason": "The text has 4,001 characters. It must have 4,000 or fewer.",
        }
    ]
    assert [row["result"] for row in report["rows"]] == ["new", "rejected"]


def test_all_rows_rejected_is_a_reject_that_says_why(facts, tmp_path):
    path = workbook(
        tmp_path, ["Rec no", "Action", "Lead officer", "By when"], [1, "x" * 4001, "Head", "May 2009"]
    )
    code, report = reported(path)
    assert (code, report["outcome"], report["counts"]["rejected"]) == (1, "reject", 1)
    assert report["message"].startswith(
        "The only row cannot be imported. The first reason, in row 2: The text has 4,001"
    )


def test_guidance_only_is_named_as_such(facts, tmp_path):
    lines = [["How to fill in the plan"], ["One row for each action"], ["Ask the programme office"]]
    code, report = reported(workbook(tmp_path, *lines))
    assert code == 1
    assert "is a page of text or guidance, not an action plan" in report["message"]


GOOD = (DATA / "a1_clean.xlsx").read_bytes()
GARBAGE = {
    "empty.xlsx": b"",
    "noise.xlsx": b"\x00\xff\x13" * 500,
    "cut.xlsx": GOOD[: len(GOOD) // 2],
    "page.xlsx": b"<html><table><tr><td>1</td></tr></table></html>",
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "text.csv": b"\x00\x01\x02\x03" * 100,
    "words.txt": b"nothing to see",
    "header.csv": b"Rec no,Action,Lead officer,By when\n",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_ends_with_a_sentence_and_no_traceback(facts, tmp_path, name):
    (tmp_path / name).write_bytes(GARBAGE[name])
    code, report = reported(tmp_path / name)
    assert (code, report["outcome"]) == (1, "reject")
    assert report["message"].endswith(".") and len(report["message"].split()) > 4
    assert "Traceback" not in run(tmp_path / name)[1]


def test_missing_file_and_folder_end_with_a_sentence(facts, tmp_path):
    for path in (tmp_path / "none.xlsx", tmp_path):
        code, report = reported(path)
        assert (code, report["outcome"]) == (1, "reject")
        assert "cannot be opened" in report["message"]


def test_whatever_reading_raises_is_answered(facts, monkeypatch):
    def broken(*arguments, **options):
        raise KeyError("sheet1")

    monkeypatch.setattr("actions.imports.drafts.understanding.read_plan", broken)
    code, report = reported(DATA / PLANS[0])
    assert (code, report["outcome"]) == (1, "reject")
    assert report["message"].startswith("This file could not be understood.")


def test_file_is_read_in_another_process(facts, own_reader, monkeypatch):
    monkeypatch.setattr(process, "COMMAND", [sys.executable, "-c", "import os; os.abort()"])
    code, report = reported(DATA / PLANS[0])
    assert (code, report["message"]) == (1, process.TOO_MUCH_MEMORY)


def test_plan_without_recommendations_says_what_to_do(db):
    code, report = reported(DATA / PLANS[0])
    assert (code, report["outcome"]) == (1, "reject")
    assert "Add an inspection with its recommendations first" in report["message"]


@pytest.mark.slow
def test_file_that_was_imported_is_unchanged(programme):
    imported(programme, sample())
    code, report = reported(DATA / PLANS[0])
    assert (code, report["outcome"]) == (0, "accept")
    assert (report["counts"]["unchanged"], report["counts"]["actions"]) == (37, 37)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_export_of_the_plan_imports_again_with_no_change(programme, client, tmp_path, ending):
    imported(programme, sample())
    client.force_login(programme, backend="jarplan.people.accounts.backends.PeopleBackend")
    path = tmp_path / f"actions.{ending}"
    path.write_bytes(client.get(f"/actions.{ending}").content)
    code, report = reported(path)
    assert (code, report["counts"]["unchanged"], report["counts"]["actions"]) == (0, 37, 37)
    assert report["questions"] == []


@pytest.mark.parametrize("ending", [["--json"], []])
def test_odd_file_name_and_narrow_terminal_end_with_a_sentence(facts, tmp_path, ending):
    class Narrow(StringIO):
        encoding = "ascii"

    out = Narrow()
    with pytest.raises(SystemExit) as stop:
        call_command("import_plan", str(tmp_path / "plan\udcff“.xlsx"), *ending, stdout=out)
    assert stop.value.code == 1
    assert out.getvalue().isascii() and "cannot be opened" in out.getvalue()


@pytest.mark.slow
def test_bit_flips_of_a_good_file_are_answered(facts, tmp_path):
    """Each is read or refused with a sentence; never a traceback."""
    draw = random.Random(2008)
    for at in range(25):
        broken = bytearray(GOOD)
        for _flip in range(1 + at % 3):
            broken[draw.randrange(len(broken))] ^= 1 << draw.randrange(8)
        (tmp_path / "flipped.xlsx").write_bytes(broken)
        code, report = reported(tmp_path / "flipped.xlsx")
        assert code == (report["outcome"] == "reject")
        assert report["message"].endswith(".")
        assert "could not be understood" not in report["message"]


def test_database_that_cannot_be_read_is_named(facts, monkeypatch):
    def gone(*asked):
        raise OperationalError("no such table: recommendations_recommendation")

    monkeypatch.setattr("actions.imports.drafts.understanding.CurrentPlan.read", gone)
    code, report = reported(DATA / PLANS[0])
    assert (code, report["outcome"]) == (1, "reject")
    assert "manage.py migrate" in report["message"]


def committed(path, *arguments):
    """(exit code, the report) of the command with --commit."""
    code, printed = run(path, "--json", "--commit", "--by", "pat.programme", *arguments)
    return code, json.loads(printed)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "written"), list(zip(PLANS, (37, 35, 32), strict=True)))
def test_commit_writes_and_the_second_time_nothing(programme, name, written):
    code, report = committed(DATA / name)
    assert (code, report["counts"]["written"]) == (0, Action.objects.count())
    assert Action.objects.count() in (written, written - 1), "all, or all but the row that is asked about"
    events = AuditEvent.objects.count()
    code, again = committed(DATA / name)
    assert (code, again["counts"]["written"], AuditEvent.objects.count()) == (0, 0, events)
    assert not ImportDraft.objects.exists()


def test_commit_leaves_rejected_rows_out_only_when_told(programme, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(books.plan_file(books.row(), books.row("4.2", action=None)).read())
    code, report = committed(path)
    assert (code, report["outcome"], report["counts"]["written"]) == (1, "reject", 0)
    assert "--leave-out-rejected" in report["message"]
    assert not Action.objects.exists()
    code, report = committed(path, "--leave-out-rejected")
    assert (code, report["outcome"], report["counts"]["written"]) == (0, "accept_with_rejected_rows", 1)


def test_commit_needs_somebody_who_may(programme, tmp_path):
    UserFactory(username="cab.cabinet", roles=["cabinet"])
    for name, words in (("nobody", "no user with the user name"), ("cab.cabinet", "can import")):
        code, printed = run(DATA / PLANS[0], "--json", "--commit", "--by", name)
        assert code == 1
        assert words in json.loads(printed)["message"]
    with pytest.raises(CommandError, match="Give the user name"):
        call_command("import_plan", str(DATA / PLANS[0]), "--commit")
    assert not Action.objects.exists()


@pytest.mark.django_db
def test_sheet_that_was_not_read_is_among_the_warnings_once(programme, tmp_path):
    book = openpyxl.load_workbook(books.plan_file(books.row()))
    hidden = book.copy_worksheet(book.active)
    hidden.title, hidden.sheet_state = "Old plan", "hidden"
    path = tmp_path / "plan.xlsx"
    book.save(path)
    report = report_of(understand(path.open("rb"), path.name).match)
    told = [one for one in report["warnings"] if "is hidden and contains a plan" in one["reason"]]
    assert [one["sheet"] for one in told] == ["Old plan"]
    assert as_text(report).count("is hidden and contains a plan") == 1


def test_word_plan_is_reported_with_the_places_of_its_rows(facts, tmp_path):
    (tmp_path / "plan.docx").write_bytes(word_plan("4.1", "7.1"))
    code, report = reported(tmp_path / "plan.docx")
    assert code == 0
    assert "Table 1 row 2: new" in run(tmp_path / "plan.docx")[1]
    assert [(row["sheet"], row["row"], row["reference"]) for row in report["rows"]] == [
        ("Table 1", 2, "R4.1"),
        ("Table 2", 2, "R7.1"),
    ]


ODD = "Was,Wer,Empfehlung\nRec,Action,Lead\n4,Audit,HR\n4,Train,HR\n4,Meet,HR\n"


@pytest.mark.parametrize(
    ("options", "actions"),
    [
        (["--first-row", "4", "--last-row", "4"], ["Train"]),
        (["--last-row", "4", "--sheet", "plan.csv"], ["Audit", "Train"]),
        (["--last-row", "4", "--sheet", "another"], ["Audit", "Train", "Meet"]),
        (["--headings", "1"], []),
        (["--titles", "4"], ["Audit", "Meet"]),
        (["--titles", "3-4", "--actions", "5"], ["Meet"]),
    ],
)
def test_rows_of_the_plan_can_be_named(facts, tmp_path, options, actions):
    path = tmp_path / "plan.csv"
    path.write_text(ODD)
    _code, printed = run(path, "--json", *options)
    assert [row["action"] for row in json.loads(printed)["rows"]] == actions


def test_rows_that_were_named_are_what_is_written(programme, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(ODD)
    assert committed(path, "--last-row", "4", "--leave-out-rejected")[0] == 0
    assert sorted(Action.objects.values_list("text", flat=True)) == ["Audit", "Train"]


@pytest.mark.parametrize("options", [["--headings", "third"], ["--first-row", "0"], ["--titles", "x"]])
def test_rows_that_cannot_be_are_refused(facts, tmp_path, options):
    with pytest.raises(CommandError, match="[Rr]ow"):
        run(workbook(tmp_path, ["Rec", "Action"]), *options)
