"""What the public reads without signing in: the published plan, earlier versions, the record, the children's page.

Only what a version froze is shown, and no page sets a cookie or looks who is there, so that any cache may keep it.
"""

import json
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from jarplan import clock
from jarplan.reporting.planformat import from_text
from jarplan.reporting.published.show import shown_plan
from jarplan.reporting.ratings import LOOKS
from recommendations.models import PlanVersion
from recommendations.queries import deadlines
from recommendations.versions import (
    once_public,
    public_version,
    published_version,
    version_in_hand,
    withdrawn_version,
)

State = PlanVersion.State


def public(view):
    """Makes a view a public page: no signing in; any cache keeps it and asks each time whether it still holds.

    Nobody reads a plan on that was withdrawn, or misses one that has just been published.
    """
    return login_not_required(require_safe(cache_control(public=True, no_cache=True)(conditional_page(view))))


@public
def latest(request):
    """The published plan; where there is none, why not and by when."""
    version = published_version()
    if version is None:
        return nothing_yet(request)
    return shown(request, version)


@public
def earlier(request, number):
    """One version that is or was published; one that was withdrawn says so."""
    version = public_version(number)
    if version is None:
        raise Http404("There is no such published version.")
    if version.state == State.WITHDRAWN:
        return render(request, "published/withdrawn.html", {"version": version, **around("earlier", number)})
    return shown(request, version)


def shown(request, version):
    content = from_text(version.content)
    context = {
        "version": version,
        **shown_plan(content),
        "by_law": [
            (one, version.published_on <= one.governing) for one in content.deadlines if one.duty == "plan"
        ],
        "others": once_public().exclude(pk=version.pk),
        "ratings": [(look.word, look.meaning) for look in LOOKS.values()],
        **around("earlier", version.number),
    }
    return render(request, "published/plan.html", context)


def nothing_yet(request):
    """By when the plan is to be published, how far it is, and what became of one that was withdrawn."""
    today = clock.today()
    context = {
        "in_hand": version_in_hand(),
        "withdrawn": withdrawn_version(),
        "due": [(one, one.days_left(today)) for one in deadlines() if one.duty == "plan"],
        "others": once_public(),
        **around("latest"),
    }
    return render(request, "published/none.html", context)


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
        **around("record", number),
    }
    return render(request, "published/record.html", context)


def with_days(one):
    """A consultation of a record, its days as days."""
    days = ("asked_on", "answer_by", "answered_on")
    return {**one, **{name: one[name] and date.fromisoformat(one[name]) for name in days}}


@public
def children(request):
    """The page of the published version for children and young people, or that there is none yet."""
    version = published_version()
    page = version and from_text(version.content).children
    context = {"version": version, "children": page, **around("children")}
    return render(request, "published/children.html", context)


def around(name, *arguments):
    """What every public page's frame needs: its one address, whose plan it is, the pinned day of a demonstration."""
    return {
        "canonical": f"{settings.SITE_URL}{address_of(name, *arguments)}",
        "place": settings.PLAN_PLACE,
        "pinned_day": settings.PLAN_TODAY,
    }


def address_of(name, *arguments):
    latest_one = name == "earlier" and is_latest(*arguments)
    paths = {"latest": "", "children": "children/", "earlier": "{}/", "record": "{}/record/"}
    return "/published/" + ("" if latest_one else paths[name].format(*arguments))


def is_latest(number):
    """Whether the public reads this version at /published/, which is then its one address."""
    return PlanVersion.objects.filter(state=State.PUBLISHED, number=number).exists()


@public
def sitemap(request):
    """The addresses of all public pages, for search engines (sitemaps.org)."""
    addresses = [address_of("latest"), *[address_of("earlier", row.number) for row in once_public()]]
    if (version := published_version()) and from_text(version.content).children:
        addresses.append(address_of("children"))
    context = {"addresses": [f"{settings.SITE_URL}{path}" for path in dict.fromkeys(addresses)]}
    return render(request, "published/sitemap.xml", context, content_type="application/xml")
