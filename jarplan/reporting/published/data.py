"""The published plan for programs and for sheets: what a file says of its version, its columns, and its description.

Beside the words that every page shows stand days as days and the keys of what the words say: in an Excel workbook as
real dates, in CSV and JSON as ISO 8601 has them.
"""

import json
from datetime import date

from django.conf import settings
from django.urls import reverse

from jarplan.reporting.document.compose import without_addresses
from jarplan.reporting.published.columns import BESIDE, WORDS, Column, lines, rows_beside, warning
from jarplan.reporting.ratings import LOOKS
from jarplan.spreadsheets import writing
from recommendations.versions.queries import redacted

COLUMNS = (*WORDS, *BESIDE)
HEADINGS = tuple(column.heading for column in COLUMNS)
FORMAT = 1  # of the JSON; a key is added without another number, but never renamed or left out
SHEET = "Plan"
KEY_OF = {key: "" if key == "none" else key for key in LOOKS}  # as the rows have it
DIGEST = "Fingerprint of what the version holds."
FIRST = "Fingerprint of what it held when it was made; empty unless it was redacted."


def licence():
    """The terms on which it may be used again, and where they stand ("" for nowhere)."""
    return settings.PLAN_LICENCE, settings.PLAN_LICENCE_URL


# What a file says of its version; a cell is made of the version and what it holds.
ABOUT = (
    Column("Title", "title", lambda version, content: version.title),
    Column(
        "Warning", "warning", lambda version, content: warning(content), said="Empty unless it is a sample."
    ),
    Column("Council", "place", lambda version, content: content.place),
    Column(
        "Inspection",
        "inspections",
        lambda version, content: lines(*(one.title for one in content.inspections)),
    ),
    Column("Version", "version", lambda version, content: version.number, "integer"),
    Column("Published on", "published_on", lambda version, content: version.published_on, "date"),
    Column("Plan as at", "as_at", lambda version, content: content.as_at, "date"),
    Column(
        "Corrects version",
        "corrects",
        lambda version, content: version.corrects and version.corrects.number,
        "integer",
    ),
    Column("Note", "note", lambda version, content: without_addresses(version.note)),
    Column("Licence", "licence", lambda version, content: lines(*licence())),
    Column("Digest (SHA-256)", "digest", lambda version, content: version.digest, said=DIGEST),
    Column(
        "Redacted on",
        "redacted_on",
        lambda version, content: (found := redacted(version)) and found.days[-1],
        "date",
    ),
    Column(
        "First digest",
        "first_digest",
        lambda version, content: found.first_digest if (found := redacted(version)) else "",
        said=FIRST,
    ),
)


def flat(content):
    """The values of COLUMNS for each action, and for each recommendation without one."""
    return ((*words, *beside) for words, beside in rows_beside(content))


def iso(value):
    return value.isoformat() if isinstance(value, date) else value


def to_csv(version, content):
    return writing.to_csv(HEADINGS, (map(iso, row) for row in flat(content)))


def to_xlsx(version, content):
    """A sheet about the version, with the key to ratings, and one of the plan. Only the words are printed."""
    told = f"{version.title}, version {version.number}" + (". Sample plan" if warning(content) else "")
    said = about_lines(version, content)
    return writing.to_xlsx(SHEET, HEADINGS, flat(content), about=said, told=told, printed=len(WORDS))


def about_lines(version, content):
    """(label, value) of each line of the sheet about the version."""
    said = [(one.heading, one.cell(version, content)) for one in ABOUT]
    key = [(f"{look.letter} {look.word}", look.meaning) for look in LOOKS.values()]
    columns = [(column.heading, column.said) for column in BESIDE if column.said]
    return [
        *(line for line in said if line[1]),
        ("", ""),
        ("What the ratings mean", ""),
        *key,
        ("", ""),
        ("Columns for programs", "Beside the columns with words, and not printed"),
        *columns,
    ]


def to_json(version, content):
    """What the schema describes: what is said of the version, then a record for each row, by the keys of COLUMNS."""
    keys = [column.key for column in COLUMNS]
    record = {
        "$schema": reverse("published:schema"),
        "format": FORMAT,
        **{one.key: iso(one.cell(version, content)) for one in ABOUT},
        "ratings": [
            {"key": KEY_OF[one.key], "word": one.word, "meaning": one.meaning} for one in LOOKS.values()
        ],
        "rows": [dict(zip(keys, map(iso, row), strict=True)) for row in flat(content)],
    }
    return json.dumps(record, ensure_ascii=False, indent=1).encode()


def schema(site):
    """The JSON Schema (2020-12) of every version's JSON file."""
    rating = {name: {"type": "string"} for name in ("key", "word", "meaning")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site}{reverse('published:schema')}",
        "title": "A published version of an action plan",
        **record_of(
            {
                "$schema": {"type": "string", "format": "uri-reference"},
                "format": {"const": FORMAT},
                **{one.key: typed(one) for one in ABOUT},
                "ratings": {"type": "array", "items": record_of(rating)},
                "rows": {
                    "description": "One for each action, and one for each recommendation that has none yet.",
                    "type": "array",
                    "items": record_of({one.key: typed(one) for one in COLUMNS}),
                },
            }
        ),
    }


def record_of(properties):
    return {"type": "object", "required": list(properties), "properties": properties}


TYPES = {
    "string": {"type": "string"},
    "integer": {"type": ["integer", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
}


def typed(column):
    """The property that a column is in the schema."""
    return {
        "title": column.heading,
        **({"description": column.said} if column.said else {}),
        **TYPES[column.type],
    }


def package(version, content, made, site, home):
    """The Data Package (datapackage.org, version 2) of the made files of a version. `made`: (kind, its label and
    content type, MadeFile); `home`: the page of the version, from the site on."""
    first, *others = [one.reference.lower() for one in content.inspections] or ["plan"]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"{'plan' if others else first}-version-{version.number}",
        "title": f"{version.title}, version {version.number}",
        "description": " ".join(filter(None, (warning(content), described(content)))),
        "version": str(version.number),
        "created": version.published_at.isoformat(),
        "homepage": f"{site}{home}",
        **({"licenses": [{"path": licence()[1], "title": licence()[0]}]} if licence()[1] else {}),
        "contributors": [{"title": content.place or "The council", "roles": ["publisher"]}],
        "resources": [resource(version, kind, about, row, site) for kind, about, row in made],
    }


def described(content):
    return f"How {content.place or 'the council'} and its partners are responding to the inspection."


def resource(version, kind, about, row, site):
    """A file of the package; those that are tables say what their columns are."""
    return {
        "name": f"plan-{kind}",
        "title": about.label,
        "path": f"{site}{reverse(f'published:version-{kind}', args=[version.number])}",
        "format": kind,
        "mediatype": about.content_type.partition(";")[0],
        "bytes": row.size,
        "hash": f"sha256:{row.sha256}",
        **MORE.get(kind, dict)(),
    }


def table():
    fields = [
        {
            "name": column.heading,
            "type": column.type,
            "key": column.key,
            **({"description": column.said} if column.said else {}),
        }
        for column in COLUMNS
    ]
    return {"type": "table", "schema": {"fields": fields, "missingValues": [""]}}


MORE = {
    "csv": lambda: {"encoding": "utf-8", **table()},
    "xlsx": lambda: {"dialect": {"sheetName": SHEET, "excel": {"sheet": SHEET}}, **table()},
    "json": lambda: {"encoding": "utf-8", "jsonSchema": reverse("published:schema")},
}
