"""The published plan as files: each was made once, when its version was published, and is only sent here."""

from datetime import timedelta

from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from jarplan import clock
from jarplan.reporting.addresses import site_of
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.models import MadeFile
from jarplan.reporting.published import data
from jarplan.reporting.published.making import KINDS, made_file, stamp_of
from jarplan.reporting.published.views import (
    address_of_version,
    around,
    drawn_once,
    public,
    public_plan,
)
from recommendations.models import PlanVersion
from recommendations.versions.queries import public_version, published_version
from recommendations.within import plan_of

READY_WITHIN = timedelta(minutes=5)
JSON = KINDS["json"].content_type
AGAIN = 60  # seconds after which a reader's program may ask again


@public
def latest_file(request, kind, inspection=""):
    """The published plan as a file; where several are published, only by the address of one."""
    return file_of(request, the_published(inspection), kind)


def the_published(inspection):
    """The version that the public reads; None where there is none, or several."""
    found = [version for plan in public_plan(inspection).each() if (version := published_version(plan))]
    return found[0] if len(found) == 1 else None


@public
def file_of_version(request, number, kind):
    """One version as a file, as long as the public may read it."""
    return file_of(request, public_version(number), kind)


def file_of(request, version, kind):
    """The file; to a reader who has it, that it is still the same."""
    check_there(version)
    made = made_file(version, kind)
    if made is None or made.problem:
        return not_there(request, version, kind, made)
    name = f"plan-version-{version.number}.{kind}"
    return sent(request, made, name) or not_there(request, version, kind, None)


def sent(request, made, name):
    """A made file under this name; to a reader who has it, that it is still the same. None where the store has lost
    it."""
    kind, etag, moment = made.kind, quote_etag(made.sha256), int(made.moment.timestamp())
    if (known := get_conditional_response(request, etag=etag, last_modified=moment)) is not None:
        return known
    try:
        content = made.file.open("rb")
    except FileNotFoundError:
        return None
    response = FileResponse(content, as_attachment=kind != "pdf", filename=name)
    said = {"Content-Type": KINDS[kind].content_type, "Content-Length": made.size}
    for header, value in (said | {"ETag": etag, "Last-Modified": http_date(moment)}).items():
        response[header] = value
    return response


def check_there(version):
    """Raises Http404 for a version that the public may not read."""
    if version is None or version.state == PlanVersion.State.WITHDRAWN:
        raise Http404("There is no such published version.")


@public
def schema(request):
    """What the JSON file of every version holds, as JSON Schema."""
    return as_json(data.schema(site_of(request)))


@public
def latest_package(request, inspection=""):
    """The files of the published plan described, as a Data Package."""
    return package_of(request, the_published(inspection))


@public
def package_of_version(request, number):
    return package_of(request, public_version(number))


def package_of(request, version):
    """The Data Package of the files that are there; where none is, by when they will be."""
    check_there(version)
    rows = MadeFile.objects.filter(version=version, problem="", stamp=stamp_of(version))
    made = {row.kind: row for row in rows}
    if not made:
        return not_there(request, version, "json", None)
    stamp = (version.pk, version.version, *sorted(row.stamp + row.sha256 for row in made.values()))
    return drawn_once(request, stamp, lambda: as_json(described(request, version, made)), JSON)


def described(request, version, made):
    files = [(kind, about, made[kind]) for kind, about in KINDS.items() if kind in made]
    home = address_of_version(version)
    return data.package(version, from_text(version.content), files, site_of(request), home)


def as_json(value):
    return JsonResponse(value, json_dumps_params={"ensure_ascii": False, "indent": 1})


def not_there(request, version, kind, made):
    """Says by when the file is there, or why it could not be made, and which others are."""
    by = version.published_at + READY_WITHIN
    rows = version.files.filter(stamp=stamp_of(version)).exclude(file="")
    ready = set(rows.values_list("kind", flat=True))
    context = {
        "version": version,
        "label": KINDS[kind].label,
        "problem": made.problem if made else "",
        "by": by if by > clock.now() else None,
        "others": [(one.label, key) for key, one in KINDS.items() if key in ready],
        **around(address_of_version(version), plan_of(version)),
    }
    response = render(request, "reporting/published/not_made.html", context, status=503)
    if not made:
        response["Retry-After"] = AGAIN
    return response
