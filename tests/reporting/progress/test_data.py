"""Released progress for programs: the same cells in CSV and JSON, and the JSON as its schema says."""

import csv
import io
import json

import jsonschema

from actions.releases.verbs import withdraw_release
from jarplan.reporting.progress.data import ABOUT, COLUMNS
from tests import releases
from tests.plan import later


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_both_files_hold_the_same_cells(story, read):
    releases.release(story, story.june)
    releases.release(story, story.july)
    sheet = rows_of(read("/published/progress.csv"))
    found = json.loads(read("/published/progress.json").content)["releases"]
    rows = [(one, report) for one in found for report in one["reports"]]
    assert len(rows) == len(sheet) == 3
    for (one, report), line in zip(rows, sheet, strict=True):
        for column in ABOUT:
            assert line[column.heading] == str(one[column.key] or "")
        for column in COLUMNS:
            value = report[column.key]
            assert line[column.heading] == ("" if value is None else str(value)), column.key
    assert [one["round"] for one in found] == ["2008-07", "2008-06"]
    assert found[1]["missing"] == ["R4.2"] and found[1]["reports"][0]["extensions"] == 1


def test_the_json_is_as_its_schema_says(story, read):
    withdrawn = releases.release(story, story.june)
    releases.release(story, story.july)
    act = {"by": story.people.programme, "now": later(83), "release": withdrawn, "version": withdrawn.version}
    withdraw_release(**act, reason="A child was named")
    schema = json.loads(read("/published/progress/schema.json").content)
    record = json.loads(read("/published/progress.json").content)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(record)
    gone = record["releases"][1]
    assert (gone["withdrawn_reason"], gone["withdrawn_on"]) == ("A child was named", "2008-09-11")
    assert gone["reports"] == []


def test_they_come_as_files_that_a_cache_may_ask_about(story, read):
    for kind, said in (("csv", "text/csv; charset=utf-8"), ("json", "application/json")):
        path = f"/published/progress.{kind}"
        response = read(path)
        assert response["Content-Type"] == said
        assert f'filename="plan-progress.{kind}"' in response["Content-Disposition"]
        read(path, status=304, **{"If-None-Match": response["ETag"]})
        releases.release(story, {"csv": story.june, "json": story.july}[kind])
        assert read(path)["ETag"] != response["ETag"]


def test_the_data_package_describes_both_files(story, read):
    releases.release(story, story.june)
    package = json.loads(read("/published/progress/datapackage.json").content)
    paths = [one["path"] for one in package["resources"]]
    assert paths == [f"http://testserver/published/progress.{kind}" for kind in ("csv", "json")]
    assert package["homepage"] == "http://testserver/published/progress/"
    table = csv.reader(io.StringIO(read("/published/progress.csv").content.decode("utf-8-sig")))
    assert [one["name"] for one in package["resources"][0]["schema"]["fields"]] == next(table)
    assert json.loads(read(package["resources"][1]["jsonSchema"]).content)["title"].startswith("Released")
