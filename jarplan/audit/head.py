"""The beginning of the chain, before anything has happened."""

from datetime import UTC, datetime

BEFORE_ALL = datetime(1900, 1, 1, tzinfo=UTC)
FIRST_HASH = "0" * 64


def begin(apps=None, schema_editor=None):
    """Puts the head where no event has happened yet; leaves a head that is there alone."""
    if apps is None:
        from django.apps import apps
    Head = apps.get_model("audit", "AuditHead")
    Head.objects.get_or_create(pk=1, defaults={"sequence": 0, "at": BEFORE_ALL, "hash": FIRST_HASH})
