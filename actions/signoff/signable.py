"""The actions that wait for one person's signature, in one query. Who may sign is ruled in policies.check_sign;
a test holds the two equal."""

from django.db.models import Exists, OuterRef, Q

from actions.models import Lead, SignOff
from actions.reading.deputies import deputyships_of, without_signer
from actions.reading.evidence import uses_that_count
from actions.reading.measurements import measurements_that_count
from actions.reading.signatures import changes_of_claim, reports_of_claim
from actions.rules.lifecycle import AWAITED, Awaiting
from jarplan.people.queries import HELD
from jarplan.people.roles import Role
from recommendations.limits import acting


def signable(rows, by):
    """Of a queryset of actions, those that this person may sign off or return now."""
    waiting = not_claimed_by(rows.filter(status=AWAITED), by)
    return waiting.filter(for_organisation(by) | for_board(by))


def not_claimed_by(rows, by):
    """Of a queryset of delivered or signed actions, those whose claim this person had no hand in:
    policies.claimants in SQL."""
    # In SQL because a queue of my work and its number ask it for every action of the plan; asked one by one
    # it would be several queries for each.
    reports = reports_of_claim().filter(Q(made_by=by) | Q(for_person=by), action=OuterRef("pk"))
    uses = uses_that_count().filter(action=OuterRef("pk"))
    attached = uses.filter(Q(evidence__attached_by=by) | Q(used_by=by))
    read = measurements_that_count().filter(
        Q(update__made_by=by) | Q(update__for_person=by), update__action=OuterRef("pk")
    )
    changed = changes_of_claim().filter(action=OuterRef("pk"), asked_by=by)
    theirs = (reports, attached, read, changed)
    return rows.exclude(delivered_by=by).filter(*(~Exists(one) for one in theirs))


def not_involved(rows, by):
    """Of a queryset of signed actions, those in which this person had no part at all: policies.involved in SQL."""
    leading = HELD.filter(user=by, post__leads__action=OuterRef("pk"))
    signed = SignOff.objects.filter(action=OuterRef("pk"), outcome=SignOff.Outcome.SIGNED, signed_by=by)
    return not_claimed_by(rows, by).filter(~Exists(leading), ~Exists(signed))


def for_organisation(by):
    """It waits for an approver, or the deputy, of an organisation that leads it and has not signed; and this person
    has not signed for another one.
    """
    if not by.organisation_id:
        return Q(pk__in=[])
    theirs = [by.organisation_id, *deputyships_of(by).values_list("for_organisation", flat=True)]
    leads = unsigned_leads().filter(post__organisation__in=theirs)
    by_them = live_sign_offs().filter(round=SignOff.Round.ORGANISATION, signed_by=by)
    theirs_to_sign = Q(Exists(leads), ~Exists(by_them), awaiting=Awaiting.ORGANISATION)
    return theirs_to_sign & acting(by, "action", Role.APPROVER)


def by_nobody():
    """It waits for an organisation that leads it and has nobody who could sign: policies.bare_leads in SQL."""
    bare = unsigned_leads().filter(post__organisation__in=without_signer())
    return Q(Exists(bare), status=AWAITED, awaiting=Awaiting.ORGANISATION)


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
    theirs_to_sign = Q(~Exists(live_sign_offs().filter(signed_by=by)), awaiting=Awaiting.BOARD)
    return theirs_to_sign & acting(by, "action", Role.PROGRAMME)


def live_sign_offs():
    return SignOff.objects.filter(
        action=OuterRef("pk"), outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True
    )
