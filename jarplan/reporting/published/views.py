"""What the public reads without signing in: the published plan, earlier versions, the record, the children's page.

Only what a version froze is shown, and no page sets a cookie or looks who is there, so that any cache may keep it.
"""

import json
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from actions.releases.queries import IN_PUBLIC, releases
from jarplan import clock
from jarplan.audit.canonical import canonical, digest
from jarplan.prepared import answer
from jarplan.reporting.addresses import site_of
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.lists.choices import select
from jarplan.reporting.plan_checks.finding import RULES
from jarplan.reporting.published.columns import warning
from jarplan.reporting.published.outline import proofs
from jarplan.reporting.published.show import (
    Shown,
    check_asked,
    choices_of,
    frame_rows,
    late_actions,
    shown_plan,
    summary,
)
from jarplan.reporting.ratings import LOOKS
from recommendations.deadlines.queries import deadlines
from recommendations.models import PlanVersion
from recommendations.versions.queries import (
    once_public,
    public_version,
    published_version,
    redacted,
    version_in_hand,
    withdrawn_version,
)
from recommendations.within import EVERYTHING, plan_of, within_of

State = PlanVersion.State
RATINGS = [(look.word, look.meaning) for look in LOOKS.values()]
# What may be asked for of a published plan, and the word beside its box.
CHOSEN_BY = {"timeframe": "Timeframe", "lead": "Led by", "rating": "Rating"}
KEPT = 24 * 60 * 60  # seconds
# Another release may draw a page otherwise.
DRAWN_BY = (*(settings.BASE_DIR / "templates").rglob("*.*"), *(settings.BASE_DIR / "jarplan").rglob("*.py"))
RELEASE = digest("".join(path.read_text() for path in sorted(DRAWN_BY)))


def public(view):
    """Makes a view a public page: no signing in; any cache keeps it and asks each time whether it still holds.

    Nobody reads a plan on that was withdrawn, or misses one that has just been published.
    """
    # no_cache does not forbid keeping: it has the cache ask each time, and conditional_page answers 304.
    return login_not_required(require_safe(cache_control(public=True, no_cache=True)(conditional_page(view))))


def drawn_once(request, stamp, draw, content_type=None):
    """A page that follows from its stamp: to a reader who has it, that it is still the same; else as it was drawn for
    the first reader. Nothing of it is read from the database before that is known. `content_type`: of what is no
    page."""
    name = digest(canonical((RELEASE, request.path, site_of(request), settings.PLAN_TODAY, *stamp)))
    etag = quote_etag(name)
    if (known := get_conditional_response(request, etag=etag)) is not None:
        return known
    body = cache.get(name)
    if body is None:
        body = draw().content
        cache.set(name, body, KEPT)
    response = HttpResponse(body, content_type)
    response["ETag"] = etag
    return response


STAMP = ("number", "version", "state")


def stamp_of_plan(plan):
    """What the page of a published version is a function of, beside its address: every version that the public could
    read, which it names, and how often each has changed."""
    rows = answer(("stamps of versions",), lambda: once_public().values_list(*STAMP, "inspection_id"))
    return tuple(stamp for *stamp, inspection in rows if plan.holds(inspection))


def asked_of(request):
    """What the address asks for of a plan; all else in it is nothing to us, and makes no other page."""
    return sorted(Shown.read(request.GET).asked.items())


def public_plan(inspection):
    """The plan of an inspection that an address names (with "": of all of them). Http404 where there is none."""
    plan = within_of(inspection)
    if inspection and not plan.shown:
        raise Http404("There is no such inspection.")
    return plan


@public
def latest(request, inspection=""):
    """The published plan; where there is none, why not and by when. Of several, the list."""
    plan = public_plan(inspection)
    if plan.one is None and plan.is_choice:
        return listed(request, plan)
    stamp = stamp_of_plan(plan)
    if not any(state == State.PUBLISHED for _, _, state in stamp):
        return nothing_yet(request, plan)
    asked = (stamp, asked_of(request))
    return drawn_once(request, asked, lambda: shown(request, published_version(plan)))


def listed(request, plan):
    """Every inspection with the version of its plan that the public reads."""
    today = clock.today()
    plans = [
        {
            "title": one.one.title,
            "href": address_of("latest", one),
            "version": published_version(one),
            "due": dues(one, today),
        }
        for one in plan.each()
    ]
    context = {"plans": plans, **around(address_of("latest", plan))}
    return render(request, "reporting/published/list.html", context)


def dues(plan, day):
    """The deadlines for publishing a plan with the days left, the earliest first."""
    return [(one, one.days_left(day)) for one in deadlines(within=plan) if one.duty == "plan"]


@public
def earlier(request, number):
    """One version that is or was published; one that was withdrawn says so."""
    # Without what it holds, which is read only where its page is drawn.
    version = once_public().filter(number=number).first()
    if version is None:
        raise Http404("There is no such published version.")
    if version.state == State.WITHDRAWN:
        return render(
            request,
            "reporting/published/withdrawn.html",
            {"version": version, **around(address_of_version(version), plan_of(version))},
        )
    stamp = stamp_of_plan(plan_of(version))
    return drawn_once(request, (stamp, asked_of(request)), lambda: shown(request, public_version(number)))


def shown(request, version):
    content, plan, taken_out = from_text(version.content), plan_of(version), redacted(version)
    asked, choices = Shown.read(request.GET), choices_of(content)
    check_asked(asked, choices)
    kept = json.loads(version.record)["approved"] if version.record else None
    found = shown_plan(content, asked)
    context = {
        "version": version,
        **found,
        "review": " and ".join(one.title for one in content.inspections),
        "several": len(content.inspections) > 1,
        "approved": kept,
        "approved_on": kept and date.fromisoformat(kept["held_on"]),
        "warning": warning(content),
        "redacted": taken_out,
        "proofs": proofs(version, taken_out),
        "summary": summary(content),
        "frames": frame_rows(content),
        "totals": {"": "#plan"} | {key: f"?rating={key}#plan" for key in LOOKS},
        "late": late_actions(content),
        "shown": asked,
        "selects": [
            select(name, words, choices[name], getattr(asked, name)) for name, words in CHOSEN_BY.items()
        ],
        "path": request.path,
        "number_shown": sum(len(part["actions"]) for one in found["sections"] for part in one["parts"]),
        "licence": (settings.PLAN_LICENCE, settings.PLAN_LICENCE_URL),
        "by_law": [
            (one, version.published_on <= one.governing) for one in content.deadlines if one.duty == "plan"
        ],
        "others": once_public(plan).exclude(pk=version.pk),
        "ratings": RATINGS,
        **around(address_of_version(version), plan),
    }
    return render(request, "reporting/published/plan.html", context)


@public
def recommendation(request, reference):
    """A recommendation of a published plan on a page of its own."""
    for plan in within_of().each():
        version = published_version(plan)
        content = version and from_text(version.content)
        known = [one.reference for one in content.recommendations] if content else []
        if reference in known:
            return one_recommendation(request, version, content, reference)
    raise Http404("There is no such recommendation in a published plan.")


def one_recommendation(request, version, content, reference):
    found = [(section, part) for section in shown_plan(content)["sections"] for part in section["parts"]]
    order = [part["reference"] for _, part in found]
    at = order.index(reference)
    section, part = found[at]
    path = reverse("published:recommendation", args=[reference])
    context = {
        "version": version,
        "plan": content,
        "section": section,
        "part": part,
        "before": order[at - 1] if at else "",
        "after": order[at + 1] if at + 1 < len(order) else "",
        "ratings": RATINGS,
        **around(path, plan_of(version)),
    }
    return render(request, "reporting/published/recommendation.html", context)


def nothing_yet(request, plan):
    """By when the plan is to be published, how far it is, and what became of one that was withdrawn."""
    today = clock.today()
    context = {
        "in_hand": version_in_hand(plan),
        "withdrawn": withdrawn_version(plan),
        "due": dues(plan, today),
        "others": once_public(plan),
        **around(address_of("latest", plan), plan),
    }
    return render(request, "reporting/published/none.html", context)


@public
def record(request, number):
    """What was asked of partners, what they said and what became of it; what the checks found; who approved it."""
    version = public_version(number)
    if version is None or not version.record or version.state == State.WITHDRAWN:
        raise Http404("There is no such published version.")
    kept = json.loads(version.record)
    context = {
        "version": version,
        "record": kept,
        "approved_on": date.fromisoformat(kept["approved"]["held_on"]),
        "consultation": [with_days(one) for one in kept["consultation"]],
        "found": found_in(kept["findings"]),
        **around(reverse("published:record", args=[number]), plan_of(version)),
    }
    return render(request, "reporting/published/record.html", context)


def found_in(findings):
    """(what was found, where) of the findings of a record, in the words of their headings: what a finding says to
    whoever mends it is nothing to the public."""
    places = {}
    for one in findings:
        _, heading = RULES.get(one["rule"], ("", "Something else"))
        places.setdefault(heading, []).append(one["where"])
    return [(heading, ", ".join(dict.fromkeys(where))) for heading, where in places.items()]


def with_days(one):
    """A consultation of a record, its days as days."""
    days = ("asked_on", "answer_by", "answered_on")
    return {**one, **{name: one[name] and date.fromisoformat(one[name]) for name in days}}


@public
def children(request, inspection=""):
    """The page of the published version for children and young people, or that there is none yet."""
    plan = public_plan(inspection)
    if plan.one is None and plan.is_choice:
        return listed(request, plan)
    version = published_version(plan)
    page = version and from_text(version.content).children
    context = {"version": version, "children": page, **around(address_of("children", plan), plan)}
    return render(request, "reporting/published/children.html", context)


def around(path, plan=EVERYTHING):
    """What every public page's frame needs: its one address, whose plan it is and where that is read, the pinned
    day of a demonstration."""
    return {
        "canonical": path,
        "place": settings.PLAN_PLACE or "the council",
        "pinned_day": settings.PLAN_TODAY,
        "plan_href": address_of("latest", plan),
        "children_href": address_of("children", plan),
        "calendar_href": address_of("reporting:public-calendar", plan),
        "progress_href": address_of("progress:latest", plan),
        "feed_href": address_of("progress:feed", plan),
    }


def address_of(name, plan):
    """A public page's one address, by its name (of the published plan, where it has no namespace): of several plans,
    each has its own."""
    name = name if ":" in name else f"published:{name}"
    if plan.is_narrowed:
        return reverse(f"{name}-of", args=[plan.one.reference])
    return reverse(name)


def address_of_version(version):
    """Its one address: the version that the public reads has that of the newest."""
    if version.state == State.PUBLISHED:
        return address_of("latest", plan_of(version))
    return reverse("published:earlier", args=[version.number])


@public
def sitemap(request):
    """The addresses of all public pages, for search engines (sitemaps.org)."""
    everything = within_of()
    addresses = [address_of("latest", everything)]
    addresses += [address_of_version(row) for row in once_public(everything)]
    for plan in everything.each():
        if version := published_version(plan):
            addresses += addresses_within(version, plan)
        if released := [row.number for row in releases(plan).filter(IN_PUBLIC)]:
            addresses.append(address_of("progress:latest", plan))
            addresses += [reverse("progress:one", args=[number]) for number in released]
    context = {"addresses": [f"{site_of(request)}{path}" for path in dict.fromkeys(addresses)]}
    return render(request, "reporting/published/sitemap.xml", context, content_type="application/xml")


def addresses_within(version, plan):
    """Those of the pages that belong to the published version of a plan."""
    content = from_text(version.content)
    if version.record:
        yield reverse("published:record", args=[version.number])
    for one in content.recommendations:
        yield reverse("published:recommendation", args=[one.reference])
    if content.children:
        yield address_of("children", plan)
