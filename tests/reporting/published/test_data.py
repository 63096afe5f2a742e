"""What programs read of the published plan: days as days, stable keys, a description that holds; and what a sheet is
on paper.
"""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from jarplan.reporting.models import MadeFile
from jarplan.reporting.published import data, making
from jarplan.reporting.published.columns import SAMPLE, WORDS
from jarplan.reporting.published.data import ABOUT, COLUMNS, HEADINGS
from jarplan.reporting.published.making import KINDS, make_owed
from jarplan.reporting.redaction.removal import redact_text
from recommendations.models import PlanVersion
from recommendations.versions.verbs import withdraw_version
from tests import papers, plan
from tests.plan import later
from tests.reporting.contents import make_action, make_content
from tests.reporting.published.test_views import SITE, read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
# Somebody's program knows these: a key is added at the end of its list, and never another word.
KNOWN = """
    inspection timeframe recommendation recommendation_text accountable action text leads partners criteria resources
    start due status rating why next_step proof reported
    inspection_reference timeframe_ends_on start_on due_on times_extended reported_on recovers_on confidence_key
    signed_on status_key rating_key calculated_rating_key sample checked_on
"""
KEYS = KNOWN.split()
SAID = [
    "title",
    "warning",
    "place",
    "inspections",
    "version",
    "published_on",
    "as_at",
    "corrects",
    "note",
    "licence",
    "digest",
    "redacted_on",
    "first_digest",
]


@pytest.fixture(autouse=True)
def papers_are_quick(monkeypatch):
    """What a PDF and a Word document hold is not looked at here, only that they are there."""
    quick = {kind: KINDS[kind]._replace(make=lambda version, content: b"A paper") for kind in ("pdf", "docx")}
    monkeypatch.setattr(making, "KINDS", KINDS | quick)


@pytest.fixture
def people(first_september):
    return plan.make_people()


def some_content(**changes):
    """One action of each sort, and a recommendation that has none."""
    moved = make_action("R1.1", due="End of June", moves=2, original_due="May 2008", **changes)
    bare = make_action(
        "R2.1",
        start="",
        start_latest=None,
        due="",
        due_latest=None,
        reported_on=None,
        rating="",
        rating_label="",
    )
    return replace(make_content(3), actions=(moved, replace(bare, is_sample=False)))


@pytest.fixture
def content(people):
    content = some_content()
    papers.published(people.programme, content=content)
    return content


def said(path):
    return json.loads(read(path).content)


def sheets():
    return openpyxl.load_workbook(io.BytesIO(read("/published.xlsx").content))


def test_the_keys_are_those_that_programs_know():
    assert [column.key for column in COLUMNS] == KEYS and [column.key for column in ABOUT] == SAID
    assert len({*HEADINGS}) == len(HEADINGS)


def test_a_redaction_is_said_with_its_day_and_both_digests(people, content):
    row = PlanVersion.objects.get()
    assert [said("/published.json")[key] for key in ("redacted_on", "first_digest")] == [None, ""]
    before, text = row.digest, content.actions[0].text
    redact_text(by=people.administrator, now=later(90), text=text, reason="A name typed by mistake")
    row.refresh_from_db()
    wanted = {"redacted_on": "2008-09-18", "first_digest": before, "digest": row.digest}
    file = said("/published.json")
    assert {key: file[key] for key in wanted} == wanted and before != row.digest


def test_days_stand_beside_the_words_in_each_format(content):
    wanted = [
        ("End of June\nFirst May 2008, extended twice", date(2008, 7, 18), 2, date(2008, 6, 27)),
        ("No date yet", None, 0, None),
        ("", None, None, None),
    ]
    wanted[0] = ("End of June\nFirst May 2008, extended 2 times", *wanted[0][1:])
    rows = said("/published.json")["rows"]
    keys = ("due", "due_on", "times_extended", "reported_on")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        tuple(data.iso(value) for value in row) for row in wanted
    ]
    places = [KEYS.index(key) for key in keys]
    table = list(csv.reader(io.StringIO(read("/published.csv").content.decode("utf-8-sig"))))
    assert tuple(table[0]) == HEADINGS
    assert [tuple(row[at] for at in places) for row in table[1:]] == [
        tuple("" if value is None else str(data.iso(value)) for value in row) for row in wanted
    ]
    cells = list(sheets()["Plan"].iter_rows(min_row=2))
    for row, (words, *values) in zip(cells, wanted, strict=True):
        found = [row[at].value for at in places]
        assert found[0] == (words or None)
        assert found[1:] == [
            datetime(value.year, value.month, value.day) if isinstance(value, date) else value
            for value in values
        ]
    assert all(cells[0][KEYS.index(key)].is_date for key in ("start_on", "due_on", "reported_on"))


def test_the_json_is_what_its_schema_says(content):
    schema, plan = said("/published/schema.json"), said("/published.json")
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    check.validate(plan)
    assert schema["$id"] == f"{SITE}{plan['$schema']}" and plan["rows"]
    # And nothing goes into it that the schema does not describe.
    assert {*plan} == {*schema["properties"]}
    assert {key for row in plan["rows"] for key in row} == {
        *schema["properties"]["rows"]["items"]["properties"]
    }
    wrong = [{"due_on": "18 July 2008"}, {"times_extended": "2"}, {"status": None}]
    for change in wrong:
        changed = {**plan, "rows": [{**plan["rows"][0], **change}]}
        assert not check.is_valid(changed), change
    assert not check.is_valid({**plan, "rows": [{"action": "R1.1"}]})


def test_the_json_says_which_version_it_is(content):
    plan = said("/published.json")
    assert (plan["format"], plan["version"], plan["corrects"], plan["published_on"]) == (
        1,
        1,
        None,
        "2008-09-09",
    )
    assert (plan["as_at"], plan["inspections"]) == ("2008-09-01", "Joint Area Review")
    assert re.fullmatch("[0-9a-f]{64}", plan["digest"])
    assert plan["ratings"][0] | {"meaning": ""} == {"key": "red", "word": "Red", "meaning": ""}


def test_the_workbook_says_first_what_it_is(content):
    book = sheets()
    assert book.sheetnames == ["About", "Plan"]
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True) if row[0]}
    plan = said("/published.json")
    assert (about["Title"], about["Version"], about["Digest (SHA-256)"]) == (
        plan["title"],
        "1",
        plan["digest"],
    )
    assert (about["Published on"], about["Plan as at"]) == (datetime(2008, 9, 9), datetime(2008, 9, 1))
    assert about["Warning"] == plan["warning"] and about["G Green"] == "On track"
    assert "Note" not in about and about["Due on"].startswith("The latest day")
    assert book.properties.title == "JAR action plan, version 1. Sample plan"


def test_the_sheet_is_set_for_reading_and_for_paper(content):
    sheet = sheets()["Plan"]
    last = sheet.dimensions.partition(":")[2]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{last}")
    setup = sheet.page_setup
    assert (setup.orientation, int(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == (
        "landscape",
        8,
        None,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == "$1:$1"
    letter = openpyxl.utils.get_column_letter(len(WORDS))
    assert sheet.print_area.replace("$", "") == f"'Plan'!A1:{letter}{sheet.max_row}"
    assert "Sample plan" in sheet.oddHeader.left.text


def test_each_format_warns_of_a_sample(content):
    warning = "Sample plan. 1 of the 2 actions are examples, and not the council’s own plan."
    assert said("/published.json")["warning"] == warning
    assert warning in said("/published/datapackage.json")["description"]
    assert warning in read("/published/").content.decode()
    rows = csv.DictReader(io.StringIO(read("/published.csv").content.decode("utf-8-sig")))
    assert [row["Sample"] for row in rows] == [SAMPLE, "", ""]


def test_nothing_warns_of_a_councils_own_plan(people):
    content = some_content(is_sample=False)
    papers.published(people.programme, content=content)
    assert (
        said("/published.json")["warning"] == ""
        and sheets()["Plan"].cell(2, KEYS.index("sample") + 1).value is None
    )
    assert "Warning" not in [row[0] for row in sheets()["About"].iter_rows(values_only=True)]
    assert said("/published/datapackage.json")["description"].startswith("How Leicester")


@pytest.mark.parametrize("path", ["/published/datapackage.json", "/published/1/datapackage.json"])
def test_the_package_names_every_file_as_it_is(content, path):
    make_owed()
    package = said(path)
    assert package["version"] == "1" and package["homepage"] == f"{SITE}/published/"
    assert re.fullmatch("[-a-z0-9._/]+", package["name"])
    assert package["licenses"][0]["title"] in said("/published.json")["licence"]
    assert [one["format"] for one in package["resources"]] == [*KINDS]
    for one in package["resources"]:
        row = MadeFile.objects.get(kind=one["format"])
        assert (one["bytes"], one["hash"]) == (row.size, f"sha256:{row.sha256}")
        assert one["path"] == f"{SITE}/published/1.{row.kind}"
        assert len(read(one["path"].removeprefix(SITE)).content) == one["bytes"]


def test_the_package_describes_the_columns_of_its_tables(content):
    make_owed()
    resources = {one["format"]: one for one in said("/published/datapackage.json")["resources"]}
    table = list(csv.reader(io.StringIO(read("/published.csv").content.decode("utf-8-sig"))))
    for kind in ("csv", "xlsx"):
        fields = resources[kind]["schema"]["fields"]
        assert [one["name"] for one in fields] == table[0] and [one["key"] for one in fields] == KEYS
    for at, field in enumerate(resources["csv"]["schema"]["fields"]):
        read_as = {"date": date.fromisoformat, "integer": int, "string": str}[field["type"]]
        assert all(read_as(row[at]) or True for row in table[1:] if row[at])
    assert resources["json"]["jsonSchema"] == "/published/schema.json"
    assert "schema" not in resources["pdf"]


def test_a_package_that_was_drawn_before_is_not_told_of_files_made_anew(content, kept):
    before, drawn = said("/published/datapackage.json"), read("/published/datapackage.json")
    assert drawn["Content-Type"] == "application/json" and json.loads(drawn.content) == before
    MadeFile.objects.filter(kind="csv").update(sha256="f" * 64, size=7)
    after = said("/published/datapackage.json")
    assert after != before and [one["bytes"] for one in after["resources"] if one["format"] == "csv"] == [7]


def test_the_package_names_no_file_that_could_not_be_made(content):
    make_owed()
    MadeFile.objects.filter(kind="pdf").update(file="", sha256="", problem="The PDF could not be made.")
    assert "pdf" not in [one["format"] for one in said("/published/datapackage.json")["resources"]]


def test_there_is_no_package_before_there_are_files_or_of_what_nobody_may_read(people):
    papers.drafted(people.programme)
    for path in ("/published/datapackage.json", "/published/1/datapackage.json"):
        read(path, status=404)
    row = papers.published(people.programme, content=make_content(2), days=2)
    answer = Client().get(f"/published/{row.number}/datapackage.json")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    withdraw_version(
        by=people.programme, now=later(90), plan_version=row, version=row.version, reason="Wrong plan"
    )
    read(f"/published/{row.number}/datapackage.json", status=404)


def test_whoever_has_the_package_or_the_schema_is_told_that_it_is_the_same(content):
    for path in ("/published/datapackage.json", "/published/schema.json"):
        answer = read(path)
        assert answer["Content-Type"] == "application/json" and not answer.cookies
        assert read(path, status=304, **{"If-None-Match": answer["ETag"]}).content == b""
