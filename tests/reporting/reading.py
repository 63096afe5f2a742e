"""Reading what a page says, and giving rows that tests made by hand a history."""

from django.db import transaction

from jarplan.audit.ledger import Ledger
from jarplan.people.models import Organisation, Post
from recommendations.models import Inspection, Recommendation
from tests import plan


def text_of(response):
    return " ".join(response.content.decode().split())


def record_what_factories_made():
    """Rows that tests make by hand have no history; the past is told from history alone."""
    made = [Organisation, Post, Inspection, Recommendation]
    recorded(*(row for model in made for row in model.objects.all()))


def recorded(*rows):
    """Tells the history what a test has written, or deleted, by hand."""
    ledger = Ledger(by=None, now=plan.NOON)
    for row in rows:
        ledger.record(row, "added", role="")
    with transaction.atomic():
        ledger.append()
