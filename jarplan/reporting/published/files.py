"""The published plan as files: the same cells in the same order in each, made from one definition of the columns."""

import json
from collections import namedtuple
from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from actions.rules import fields
from jarplan.audit.canonical import digest
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.published import columns, outline, papers
from jarplan.reporting.published.columns import HEADINGS, flat_rows
from jarplan.reporting.published.views import address_of_version, around, public, public_plan
from jarplan.spreadsheets import writing
from jarplan.spreadsheets.sandbox.process import NotMade
from recommendations.models import PlanVersion
from recommendations.versions.queries import public_version, published_version
from recommendations.within import plan_of

Kind = namedtuple("Kind", "label content_type make")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_json(version, content):
    """Who published what and when, then a record for each row with its heading before each cell."""
    about = {
        "title": version.title,
        "place": content.place,
        "version": version.number,
        "published_on": version.published_on.isoformat(),
        "as_at": content.as_at.isoformat(),
        "digest": version.digest,
        "headings": HEADINGS,
        "rows": [dict(zip(HEADINGS, row, strict=True)) for row in flat_rows(content)],
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode()


KINDS = {
    "pdf": Kind(
        "PDF", "application/pdf", lambda version, content: papers.to_pdf(outline.outline(version, content))
    ),
    "docx": Kind(
        "Word document",
        DOCX,
        lambda version, content: papers.to_word_document(outline.outline(version, content)),
    ),
    "xlsx": Kind(
        "Excel workbook",
        writing.XLSX,
        lambda version, content: writing.to_xlsx("Plan", HEADINGS, flat_rows(content)),
    ),
    "csv": Kind("CSV", writing.CSV, lambda version, content: writing.to_csv(HEADINGS, flat_rows(content))),
    "json": Kind("JSON", "application/json", as_json),
}


# What the bytes of a file depend on beside the version: the code that makes it.
MAKERS = (fields, columns, outline, papers, writing)
PATHS = (*(Path(room.__file__) for room in MAKERS), papers.TEMPLATE, *papers.MAKERS)
RELEASE = digest("".join(path.read_text() for path in PATHS))


@public
def latest_file(request, kind, inspection=""):
    """The published plan as a file; where several are published, only by the address of one."""
    found = [version for plan in public_plan(inspection).each() if (version := published_version(plan))]
    return file_of(request, found[0] if len(found) == 1 else None, kind)


@public
def file_of_version(request, number, kind):
    """One version as a file, as long as the public may read it."""
    return file_of(request, public_version(number), kind)


def file_of(request, version, kind):
    """The file, made anew: a version never changes, so a reader who has it is told so before it is made."""
    if version is None or version.state == PlanVersion.State.WITHDRAWN:
        raise Http404("There is no such published version.")
    etag = quote_etag(digest(f"{kind} {version.number} {version.digest} {version.note} {RELEASE}"))
    if (known := get_conditional_response(request, etag=etag)) is not None:
        return known
    try:
        body = KINDS[kind].make(version, from_text(version.content))
    except NotMade as problem:
        context = {
            "version": version,
            "label": KINDS[kind].label,
            "problem": problem,
            **around(address_of_version(version), plan_of(version)),
        }
        return render(request, "reporting/published/not_made.html", context, status=503)
    shown = "inline" if kind == "pdf" else "attachment"
    name = f"plan-version-{version.number}.{kind}"
    response = HttpResponse(body, content_type=KINDS[kind].content_type)
    response["Content-Disposition"] = f'{shown}; filename="{name}"'
    response["ETag"] = etag
    return response
