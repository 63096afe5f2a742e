"""The actions that wait for one person's signature, in one query. Who may sign is ruled in policies.check_sign;
a test holds the two equal."""

from django.db.models import Exists, OuterRef, Q, Subquery

from actions.lifecycle import Awaiting, Status
from actions.models import EvidenceUse, Lead, ProgressUpdate, SignOff
from jarplan.people.roles import Role


def signable(rows, by):
    """Of a queryset of actions, those that this person may sign off or return now."""
    last = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-made_at", "-pk")
    attached = EvidenceUse.objects.filter(
        action=OuterRef("pk"), evidence__withdrawn_at__isnull=True, evidence__attached_by=by
    )
    return (
        rows.filter(status=Status.DELIVERED)
        .exclude(delivered_by=by)
        .alias(last_reporter=Subquery(last.values("made_by")[:1]))
        .filter(Q(last_reporter__isnull=True) | ~Q(last_reporter=by.pk))
        .filter(~Exists(attached))
        .filter(for_organisation(by) | for_board(by))
    )


def for_organisation(by):
    """It waits for an approver of an organisation that leads it and has not signed."""
    if not by.has_role(Role.APPROVER) or not by.organisation_id:
        return Q(pk__in=[])
    leads = Lead.objects.filter(action=OuterRef("pk"), post__organisation=by.organisation_id)
    signed = live_signatures().filter(round=1, for_organisation=by.organisation_id)
    return Q(Exists(leads), ~Exists(signed), awaiting=Awaiting.ORGANISATION)


def for_board(by):
    """It waits for the board, and this person did not sign for the lead organisation."""
    if not by.has_role(Role.PROGRAMME):
        return Q(pk__in=[])
    return Q(~Exists(live_signatures().filter(signed_by=by)), awaiting=Awaiting.BOARD)


def live_signatures():
    return SignOff.objects.filter(
        action=OuterRef("pk"), outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True
    )
