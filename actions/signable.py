"""The actions that wait for one person's signature, in one query. Who may sign is ruled in policies.check_sign;
a test holds the two equal."""

from django.db.models import Exists, OuterRef, Q, Subquery

from actions.deputising import standing_for, without_signer
from actions.lifecycle import Awaiting, Status
from actions.models import Lead, ProgressUpdate, SignOff
from actions.policies import readings_that_stand
from actions.proof import uses_that_stand
from jarplan.people.roles import Role


def signable(rows, by):
    """Of a queryset of actions, those that this person may sign off or return now."""
    waiting = not_claimed_by(rows.filter(status=Status.DELIVERED), by)
    return waiting.filter(for_organisation(by) | for_board(by))


def not_claimed_by(rows, by):
    """Of a queryset of delivered or signed actions, those whose claim this person had no hand in:
    policies.claimants in SQL."""
    last = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-made_at", "-pk")
    uses = uses_that_stand().filter(action=OuterRef("pk"))
    attached = uses.filter(Q(evidence__attached_by=by) | Q(used_by=by))
    read = readings_that_stand().filter(update__action=OuterRef("pk"), update__made_by=by)
    return (
        rows.exclude(delivered_by=by)
        .alias(last_reporter=Subquery(last.values("made_by")[:1]))
        .filter(Q(last_reporter__isnull=True) | ~Q(last_reporter=by.pk))
        .filter(~Exists(attached), ~Exists(read))
    )


def for_organisation(by):
    """It waits for an approver, or the deputy, of an organisation that leads it and has not signed; and this person
    has not signed for another one.
    """
    if not by.has_role(Role.APPROVER) or not by.organisation_id:
        return Q(pk__in=[])
    theirs = [by.organisation_id, *standing_for(by).values_list("for_organisation", flat=True)]
    leads = unsigned_leads().filter(post__organisation__in=theirs)
    by_them = live_signatures().filter(round=SignOff.Round.ORGANISATION, signed_by=by)
    return Q(Exists(leads), ~Exists(by_them), awaiting=Awaiting.ORGANISATION)


def by_nobody():
    """It waits for an organisation that leads it and has nobody who could sign: signpolicies.bare_leads in SQL."""
    bare = unsigned_leads().filter(post__organisation__in=without_signer())
    return Q(Exists(bare), status=Status.DELIVERED, awaiting=Awaiting.ORGANISATION)


def unsigned_leads():
    """The leads of an action whose organisations have not signed it."""
    signed = SignOff.objects.filter(
        action=OuterRef("action"),
        for_organisation=OuterRef("post__organisation"),
        outcome=SignOff.Outcome.SIGNED,
        lapsed_at__isnull=True,
    )
    return Lead.objects.filter(~Exists(signed), action=OuterRef("pk"))


def for_board(by):
    """It waits for the board, and this person did not sign for the lead organisation."""
    if not by.has_role(Role.PROGRAMME):
        return Q(pk__in=[])
    return Q(~Exists(live_signatures().filter(signed_by=by)), awaiting=Awaiting.BOARD)


def live_signatures():
    return SignOff.objects.filter(
        action=OuterRef("pk"), outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True
    )
