"""The verbs of this room. The printed table has none: it is loaded once and never changes."""

from finance import policies
from finance.models import CostFigure, CostRevision
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, verb
from jarplan.audit.once import uuid_of_one
from jarplan.clock import day_of


@verb
def revise_cost(*, by, now, ledger, figure, kind, amount, reason, once=None):
    """Puts a revised forecast or an actual (in £000) on top of a printed figure, with its reason, and returns
    it. An earlier revision stays in the list; the latest one counts. Raises Refused, NotNow, and Repeated where
    the form `once` was sent before."""
    role = policies.check_revise(by, figure.line.table)
    policies.check_can_be_revised(figure, kind, day_of(now))
    if amount < 0:
        raise NotNow("The cost cannot be less than 0.")
    check_given(reason, "Enter why you are revising the figure.")
    # The printed figure never changes; its row is locked so that of two clicks the second sees what the
    # first made.
    lock(CostFigure.objects.filter(pk=figure.pk))
    key = uuid_of_one(CostRevision, figure.pk, kind, amount, reason.strip(), by=by, once=once)
    revision = CostRevision.objects.create(
        uuid=key, figure=figure, kind=kind, amount=amount, reason=reason.strip(), made_at=now, made_by=by
    )
    ledger.record(revision, "cost revised", role=role, reason=revision.reason)
    return revision
