"""The beginning of the chain, before anything has happened, and where it ends now."""

from datetime import UTC, datetime

from jarplan.audit.models import AuditHead

# Earlier than any report: `at` never falls, and the facts of a plan are dated on the day of their report.
BEFORE_ALL = datetime(1900, 1, 1, tzinfo=UTC)
FIRST_HASH = "0" * 64


def begin(connection):
    """Puts the head where no event has happened yet; leaves a head that is there alone."""
    at = connection.ops.adapt_datetimefield_value(BEFORE_ALL)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_audithead (id, sequence, at, hash) VALUES (1, 0, %s, %s) ON CONFLICT DO NOTHING",
            [at, FIRST_HASH],
        )


def end_of_history():
    """The hash at the end of the chain, read without a lock: where it is the same as before, nothing has happened."""
    return AuditHead.objects.values_list("hash", flat=True).get(pk=1)
