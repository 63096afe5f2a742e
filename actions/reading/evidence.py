"""What shows that an action is done: the evidence that was not withdrawn, and whose use has not ended."""

import json

from actions.models import Evidence, EvidenceUse


def uses_that_count():
    """The uses of evidence that count: for every action."""
    return EvidenceUse.objects.filter(evidence__withdrawn_at__isnull=True, ended_at__isnull=True)


def evidence_that_counts(action):
    """The evidence that counts for an action."""
    return Evidence.objects.filter(uses__in=uses_that_count().filter(action=action))


def covers(content, evidence):
    """Whether signed content covers a piece of evidence; none that could be told where the law had it removed."""
    try:
        signed = json.loads(content)
    except ValueError:
        return False
    # Read from what was signed, and not from today's rows: it may have been used for the action since.
    return str(evidence.uuid) in [one["uuid"] for one in signed["evidence"]]
