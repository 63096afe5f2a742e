"""The recommendations that somebody watches and that have changed lately: who answers for them, say. What changes in
their actions lies on a queue of actions (`queue_kinds`)."""

from django.utils.text import Truncator

from actions.rules.records import start_of
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.reporting.addresses import address_of_recommendation
from jarplan.reporting.own.queries import changed_since
from jarplan.reporting.work.items import Item, ItemQueue, those_with_items
from jarplan.reporting.work.waiting import LATELY
from recommendations.models import Recommendation
from recommendations.within import EVERYTHING

HEADS = ("Recommendation", "Timeframe", "Date")


def watched_queues(user, day, within=EVERYTHING):
    """A queue of those that somebody else has changed, the latest first."""
    rows = Recommendation.objects.filter(within.of("recommendation"), watches__watched_by=user)
    lately = changed_since(user, "recommendation", start_of(day - LATELY))
    rows = rows.annotate(changed_at=lately).filter(changed_at__isnull=False).select_related("timeframe")
    hint = "Somebody else has changed them in the last 14 days."
    title, items = (
        "Watched recommendations that have changed",
        tuple(map(item, rows.order_by("-changed_at", "pk"))),
    )
    return those_with_items(ItemQueue("watched", title, hint, HEADS, "View recommendation", items))


def item(row):
    href = address_of_recommendation(row.reference)
    title = f"{row.reference} {Truncator(row.text).words(14)}"
    words = f"changed on {in_full(day_of(row.changed_at))}"
    return Item(title, href, row.timeframe.label, words, href, since=row.changed_at)
