"""What the public reads of the progress of a published plan: the rounds that were released, and nothing else."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from actions.releases.queries import IN_PUBLIC, KIND, releases, stamp_of_releases
from jarplan.audit.models import AuditEvent
from jarplan.reporting.addresses import site_of
from jarplan.reporting.document.progress import ProgressContent
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.progress import data
from jarplan.reporting.progress.feed import to_atom
from jarplan.reporting.progress.show import shown_progress
from jarplan.reporting.published.files import as_json
from jarplan.reporting.published.views import (
    RATINGS,
    address_of,
    around,
    drawn_once,
    public,
    public_plan,
    stamp_of_plan,
)
from recommendations.models import PlanVersion
from recommendations.within import plan_of

# So many rounds are shown in full on one page; each has a page of its own as well.
IN_FULL = 3


@public
def latest(request, inspection=""):
    """The released progress on a plan, the latest round first. Of several plans, the list."""
    plan = public_plan(inspection)
    if plan.one is None and plan.is_choice:
        return listed(request, plan)
    stamp = (plan.one and plan.one.title, stamp_of_releases(plan))
    return drawn_once(request, stamp, lambda: every_round(request, plan))


def listed(request, plan):
    """Every inspection with the page of the progress on its plan."""
    plans = [(one.one.title, address_of("progress:latest", one)) for one in plan.each()]
    context = {"plans": plans, **around(address_of("progress:latest", plan))}
    return render(request, "reporting/progress/list.html", context)


def every_round(request, plan):
    rows = releases(plan)
    in_full = [row.pk for row in rows if is_public(row)][:IN_FULL]
    context = {
        "inspection": plan.one and plan.one.title,
        "releases": drawn_up([row for row in rows if row.pk in in_full or not is_public(row)], in_full),
        "earlier": [row for row in rows if is_public(row) and row.pk not in in_full],
        "data": [(words, address_of(f"progress:{kind}", plan)) for kind, (words, _) in data.KINDS.items()],
        "package_href": address_of("progress:package", plan),
        "ratings": RATINGS,
        **around(address_of("progress:latest", plan), plan),
    }
    return render(request, "reporting/progress/progress.html", context)


def is_public(row):
    """Whether the public reads what a release holds, and not only what became of it: IN_PUBLIC of a row."""
    return row.withdrawn_at is None and not of_a_withdrawn_plan(row)


def of_a_withdrawn_plan(row):
    return row.about.state == PlanVersion.State.WITHDRAWN


def drawn_up(rows, in_full):
    """The context of each release: what it holds for those that are shown `in_full` (primary keys), and its proof."""
    entries = entries_of(rows)
    texts = dict(releases().filter(IN_PUBLIC, pk__in=in_full).values_list("pk", "content"))
    return [
        {
            "release": row,
            "month": str(row.round),
            "of_a_withdrawn_plan": of_a_withdrawn_plan(row),
            "entry": entries.get(row.uuid),
            **(shown_progress(from_text(texts[row.pk], ProgressContent)) if row.pk in texts else {}),
        }
        for row in rows
    ]


def entries_of(rows):
    """{UUID of a release: the event by which it was released}, which fixes it in the audit trail."""
    events = AuditEvent.objects.filter(
        subject_kind=KIND, kind="released", subject__in=[row.uuid for row in rows]
    )
    return {event.subject: event for event in events.only("subject", "sequence", "hash")}


@public
def one(request, number):
    """The progress of one round as it was released; of one that was withdrawn, why."""
    row = releases().filter(number=number).first()
    if row is None:
        raise Http404("There is no such release.")
    stamp = (row.inspection.title, row.version, row.about.version)
    return drawn_once(request, stamp, lambda: one_round(request, row))


def one_round(request, row):
    plan = plan_of(row)
    [found] = drawn_up([row], [row.pk])
    path = reverse("progress:one", args=[row.number])
    context = {"inspection": row.inspection.title, "one": found, "ratings": RATINGS, **around(path, plan)}
    return render(request, "reporting/progress/one.html", context)


@public
def feed(request, inspection=""):
    """Released progress and published versions as an Atom feed: of one plan, or of all."""
    plan = public_plan(inspection)
    stamp = ([one.title for one in plan.shown], stamp_of_plan(plan), stamp_of_releases(plan))
    return drawn_once(request, stamp, lambda: to_atom(request, plan), "application/atom+xml; charset=utf-8")


@public
def as_data(request, kind, inspection=""):
    """All released progress for programs, as CSV or JSON."""
    plan = public_plan(inspection)
    rows = releases(plan)

    def made():
        found = [(row, content_of(row)) for row in rows.defer(None).defer("about__content", "about__record")]
        return HttpResponse(data.to_csv(found) if kind == "csv" else data.to_json(found))

    stamp = ([one.title for one in plan.shown], stamp_of_releases(plan))
    response = drawn_once(request, stamp, made, data.KINDS[kind][1])
    response["Content-Disposition"] = f'attachment; filename="plan-progress.{kind}"'
    return response


def content_of(row):
    return from_text(row.content, ProgressContent) if is_public(row) else None


@public
def package(request, inspection=""):
    """Both files described, as a Data Package."""
    plan = public_plan(inspection)
    return as_json(data.package(plan, site_of(request), lambda name: address_of(f"progress:{name}", plan)))


@public
def schema(request):
    """What the JSON file of released progress holds, as JSON Schema."""
    return as_json(data.schema(site_of(request)))
