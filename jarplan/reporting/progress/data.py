"""Released progress for programs: a row for each action of a release, in CSV and JSON, and the schema of the JSON."""

import json

from django.conf import settings
from django.urls import reverse

from jarplan.audit.integrity.redaction import REMOVED
from jarplan.clock import day_of
from jarplan.reporting.document.compose import without_addresses
from jarplan.reporting.progress.show import CELLS
from jarplan.reporting.published.columns import SAMPLE, Column, warning
from jarplan.reporting.published.data import DIGEST, iso, licence, record_of, typed
from jarplan.spreadsheets import writing

FORMAT = 1  # of the JSON; a key is added without another number, but never renamed or left out
KINDS = {"csv": ("CSV", writing.CSV), "json": ("JSON", "application/json")}
BEFORE = "As the release before has it; empty where there is none, or it has no report of the action."

# What is said of a release; a cell is made of its row and what it holds (None where that was withdrawn).
ABOUT = (
    Column("Inspection", "inspection", lambda row, content: row.inspection.title),
    Column("Round", "round", lambda row, content: f"{row.round.month:%Y-%m}", said="The month reported on."),
    Column("Release", "release", lambda row, content: row.number, "integer"),
    Column("Version of the plan", "plan_version", lambda row, content: row.about.number, "integer"),
    Column("Released on", "released_on", lambda row, content: day_of(row.released_at), "date"),
    Column(
        "Withdrawn on",
        "withdrawn_on",
        lambda row, content: row.withdrawn_at and day_of(row.withdrawn_at),
        "date",
        "Empty unless the release was withdrawn; then it has no reports here.",
    ),
    Column(
        "Reason for withdrawing",
        "withdrawn_reason",
        lambda row, content: without_addresses(row.withdrawn_reason),
    ),
    Column("Digest (SHA-256)", "digest", lambda row, content: row.digest, said=DIGEST),
)
COLUMNS = (
    Column("Action", "action", lambda one: one.reference),
    Column("What will be done", "text", lambda one: one.text),
    Column("Rating", "rating", lambda one: one.rating_label),
    *CELLS,
    Column("Rating before", "rating_before", lambda one: one.before_label, said=BEFORE),
    Column("Rating key", "rating_key", lambda one: one.rating, said="Empty where there is no report."),
    Column("Rating before key", "rating_before_key", lambda one: one.before, said=BEFORE),
    Column("Reported on", "reported_on", lambda one: one.reported_on, "date"),
    Column("Expected back on track on", "recovers_on", lambda one: one.recovers_on, "date"),
    Column("Extensions", "extensions", lambda one: len(one.extensions), "integer"),
    Column("Sample", "sample", lambda one: SAMPLE if one.is_sample else "", said="Empty unless it is one."),
)
MISSING = "References of the actions whose report was due in the round and did not come."


def to_csv(found):
    """`found`: (release, what it holds) pairs."""
    headings = [column.heading for column in (*ABOUT, *COLUMNS)]
    rows = (
        [iso(column.cell(row, content)) for column in ABOUT] + [iso(column.cell(one)) for column in COLUMNS]
        for row, content in found
        if content
        for one in content.reports
    )
    return writing.to_csv(headings, rows)


def to_json(found):
    record = {
        "$schema": reverse("progress:schema"),
        "format": FORMAT,
        "council": settings.PLAN_PLACE,
        "licence": " ".join(filter(None, licence())),
        "releases": [release_of(row, content) for row, content in found],
    }
    return json.dumps(record, ensure_ascii=False, indent=1).encode()


def release_of(row, content):
    return {
        **{column.key: iso(column.cell(row, content)) for column in ABOUT},
        "warning": warning(content) if content else "",
        "redacted": bool(content) and REMOVED in row.content,
        "missing": list(content.missing) if content else [],
        "reports": [
            {column.key: iso(column.cell(one)) for column in COLUMNS}
            for one in (content.reports if content else ())
        ],
    }


def package(plan, site, path_of):
    """The Data Package (datapackage.org, version 2) of both files. `path_of(name)`: the address of a page of progress
    on this plan, from the site on."""
    name = plan.one.reference.lower() if plan.one else "plans"
    title = plan.one.title if plan.one else "Published plans"
    fields = [
        {"name": one.heading, "type": one.type, "key": one.key, **said_of(one)} for one in (*ABOUT, *COLUMNS)
    ]
    table = {"type": "table", "encoding": "utf-8", "schema": {"fields": fields, "missingValues": [""]}}
    more = {"csv": table, "json": {"encoding": "utf-8", "jsonSchema": reverse("progress:schema")}}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"{name}-progress",
        "title": f"{title}: released progress",
        "homepage": f"{site}{path_of('latest')}",
        **({"licenses": [{"path": licence()[1], "title": licence()[0]}]} if licence()[1] else {}),
        "contributors": [{"title": settings.PLAN_PLACE or "The council", "roles": ["publisher"]}],
        "resources": [
            {
                "name": f"progress-{kind}",
                "title": words,
                "path": f"{site}{path_of(kind)}",
                "format": kind,
                "mediatype": mediatype.partition(";")[0],
                **more[kind],
            }
            for kind, (words, mediatype) in KINDS.items()
        ],
    }


def said_of(column):
    return {"description": column.said} if column.said else {}


def schema(site):
    """The JSON Schema (2020-12) of the JSON file."""
    text = {"type": "string"}
    release = {
        **{column.key: typed(column) for column in ABOUT},
        "warning": text,
        "redacted": {"type": "boolean"},
        "missing": {"type": "array", "items": text, "description": MISSING},
        "reports": {"type": "array", "items": record_of({one.key: typed(one) for one in COLUMNS})},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site}{reverse('progress:schema')}",
        "title": "Released progress on published action plans",
        **record_of(
            {
                "$schema": {"type": "string", "format": "uri-reference"},
                "format": {"const": FORMAT},
                "council": text,
                "licence": text,
                "releases": {"type": "array", "items": record_of(release)},
            }
        ),
    }
