"""The Atom feed (RFC 4287) of what becomes public: versions of the plan and released progress, and what was withdrawn
of either. An entry keeps its id for ever, whatever becomes of it.
"""

from datetime import datetime, time

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, linebreaks

from actions.releases.queries import releases
from jarplan.clock import LONDON
from jarplan.dates import in_full
from jarplan.reporting.addresses import site_of
from jarplan.reporting.document.compose import without_addresses
from jarplan.reporting.published.views import address_of
from recommendations.versions.queries import once_public

MOST = 50  # entries


class Feed(Atom1Feed):
    """A feed that says of itself the same each time: one without an entry is as old as what it is about."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["begun"]


def to_atom(request, plan):
    """The feed of one plan, or of all."""
    site, place = site_of(request), settings.PLAN_PLACE or "The council"
    about = plan.one.title if plan.one else "Published plans"
    path = address_of("progress:feed", plan)
    feed = Feed(
        title=f"{about}: {place}",
        link=f"{site}{address_of('published:latest', plan)}",
        description=None,
        subtitle="Published versions of the plan, and released progress reports",
        language="en-GB",
        author_name=place,
        feed_url=f"{site}{path}",
        feed_guid=plan.one.uuid.urn if plan.one else f"{site}{path}",
        begun=begun(plan),
    )
    entries = [*of_versions(plan), *of_releases(plan)]
    for entry in sorted(entries, key=lambda one: one["updateddate"], reverse=True)[:MOST]:
        entry["link"] = f"{site}{entry['link']}"
        feed.add_item(**entry)
    return HttpResponse(feed.writeString("utf-8"))


def begun(plan):
    days = [one.published_on for one in plan.shown]
    return datetime.combine(min(days) if days else datetime.min.date().replace(year=2000), time(), LONDON)


def of_versions(plan):
    for row in once_public(plan):
        name = f"{row.title}, version {row.number}"
        said = f"{name} was published on {in_full(row.published_on)}. {without_addresses(row.note)}".strip()
        link = reverse("published:earlier", args=[row.number])
        yield entry_of(row, f"{name} published", said, link, row.published_at, name)


def of_releases(plan):
    for row in releases(plan).select_related("inspection"):
        name = f"{row.inspection.title}: progress of {row.round}"
        link = reverse("progress:one", args=[row.number])
        said = f"The progress reports of {row.round} were released on {in_full(row.released_at)}."
        yield entry_of(row, f"{name} released", said, link, row.released_at, name)


def entry_of(row, title, said, link, moment, name):
    """An entry about a version or a release; of one that was withdrawn it says that alone."""
    if row.withdrawn_at:
        title = f"{name} withdrawn"
        said = f"Withdrawn on {in_full(row.withdrawn_at)}: {without_addresses(row.withdrawn_reason)}"
    return {
        "title": title,
        "link": link,
        # The framework marks it as HTML.
        "description": linebreaks(escape(said)),
        "unique_id": row.uuid.urn,
        "pubdate": moment,
        "updateddate": row.withdrawn_at or moment,
    }
