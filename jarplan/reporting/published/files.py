"""The published plan as files: each was made once, when its version was published, and is only sent here."""

from datetime import timedelta

from django.db.models import FilteredRelation, OuterRef, Q, Subquery
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from jarplan import clock
from jarplan.prepared import answer
from jarplan.reporting.addresses import site_of
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.models import MadeFile
from jarplan.reporting.published import data
from jarplan.reporting.published.making import KINDS, stamp, stamp_of
from jarplan.reporting.published.views import address_of_version, around, drawn_once, public, public_plan
from recommendations.models import PlanVersion
from recommendations.versions.queries import ONCE_PUBLIC, public_version, published_version, redactions_of
from recommendations.within import plan_of

# What a file is made of (see making.stamp_of), what is read of it, and what is read to send it.
SAID = ("number", "title", "digest", "note", "published_on", "corrects__number")
OF_FILE = ("stamp", "file", "size", "sha256", "moment", "problem")
SENT = ("pk", "state", "inspection_id", "redaction", *SAID, *(f"made__{name}" for name in OF_FILE))
READY_WITHIN = timedelta(minutes=5)
JSON = KINDS["json"].content_type
AGAIN = 60  # seconds after which a reader's program may ask again


@public
def latest_file(request, kind, inspection=""):
    """The published plan as a file; where several are published, only by the address of one."""
    plan = public_plan(inspection)
    found = [one for one in asked_file(kind) if plan.holds(one["inspection_id"])]
    return file_of(request, found[0] if len(found) == 1 else None, kind)


@public
def file_of_version(request, number, kind):
    """One version as a file, as long as the public may read it."""
    return file_of(request, next(iter(asked_file(kind, number)), None), kind)


def asked_file(kind, number=None):
    """[of each published version, or of the one of a number, what is said of it and of its file of a kind]: by one
    query, without what it holds, as readers ask for little else."""
    which = {} if number is None else {"number": number}

    def rows(**which):
        asked = PlanVersion.objects.filter(ONCE_PUBLIC, **(which or {"state": PlanVersion.State.PUBLISHED}))
        made = FilteredRelation("files", condition=Q(files__kind=kind))
        redaction = redactions_of(OuterRef("uuid")).order_by("-sequence").values("hash")[:1]
        return asked.annotate(made=made, redaction=Subquery(redaction)).values(*SENT)

    return answer(("made file", kind), rows, **which)


def file_of(request, found, kind):
    """The file; to a reader who has it, that it is still the same. `found`: what asked_file() says of it."""
    if found is None or found["state"] == PlanVersion.State.WITHDRAWN:
        raise Http404("There is no such published version.")
    made = made_as(found, kind)
    if made is None or made.problem:
        return not_there(request, version_of(found), kind, made)
    name = f"plan-version-{found['number']}.{kind}"
    return sent(request, made, name) or not_there(request, version_of(found), kind, None)


def made_as(found, kind):
    """The MadeFile in what asked_file() says; None where there is none, or one of what the version was before."""
    now = stamp([found[name] for name in SAID], found["redaction"])
    own = {name: found[f"made__{name}"] for name in OF_FILE}
    return MadeFile(kind=kind, **own) if own["stamp"] == now else None


def version_of(found):
    return PlanVersion.objects.defer("content", "record").get(pk=found["pk"])


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


def made_once(body, kind, name):
    """What was made for whoever asks for it, and is kept nowhere, under this name."""
    how = "inline" if kind == "pdf" else "attachment"
    said = {"Content-Disposition": f'{how}; filename="{name}"'}
    return HttpResponse(body, content_type=KINDS[kind].content_type, headers=said)


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


def the_published(inspection):
    """The version that the public reads; None where there is none, or several."""
    found = [version for plan in public_plan(inspection).each() if (version := published_version(plan))]
    return found[0] if len(found) == 1 else None


def package_of(request, version):
    """The Data Package of the files that are there; where none is, by when they will be."""
    check_there(version)
    rows = MadeFile.objects.filter(version=version, problem="", stamp=stamp_of(version))
    made = {row.kind: row for row in rows}
    if not made:
        return not_there(request, version, "json", None)
    about = (version.pk, version.version, *sorted(row.stamp + row.sha256 for row in made.values()))
    return drawn_once(request, about, lambda: as_json(described(request, version, made)), JSON)


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
