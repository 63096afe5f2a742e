"""Who may mark an action as delivered, sign it off or return it, withdraw a sign-off, hold the follow-up review, and
sign for whom, and when; and who had a part in it."""

from functools import partial

from django.db.models import Q

from actions.models import Deputy, SignOff
from actions.reading import leading as reading_leading
from actions.reading import signatures as reading_signatures
from actions.reading.deputies import approvers, deputyships_of, without_approver, without_signer
from actions.reading.evidence import evidence_that_counts, uses_that_count
from actions.reading.leading import lead_organisations, leads
from actions.reading.measurements import measurements_that_count
from actions.reading.permission import check_way, check_who
from actions.reading.signatures import changes_of_claim, reports_of_claim, standing_sign_offs
from actions.rules.lifecycle import AWAITED, Awaiting, Verb
from actions.rules.ways import way
from jarplan.audit.errors import NotNow, Refused
from jarplan.dates import in_full
from jarplan.people.models import Organisation, User
from jarplan.people.queries import HELD
from jarplan.people.roles import Role
from recommendations.limits import SHARED, check_acts

WITHDRAWN_BY = {
    SignOff.Round.ORGANISATION: Verb.WITHDRAW_SIGN_OFF,
    SignOff.Round.BOARD: Verb.WITHDRAW_BOARD_SIGN_OFF,
}


def check_withdraw_sign_off(by, signed):
    """An organisation's signature is taken back by who gave it or by another of its approvers; the board's by the
    programme office.
    """
    theirs = by.pk == signed.signed_by_id or by.organisation_id == signed.for_organisation_id
    role = check_who(by, signed.action, WITHDRAWN_BY[signed.round], theirs=theirs)
    if signed.outcome != SignOff.Outcome.SIGNED:
        raise NotNow("The action was returned, not signed off, so there is nothing to withdraw.")
    if signed.lapsed_at:
        raise NotNow("This sign-off has already ended, so there is nothing to withdraw.")
    way(signed.action, WITHDRAWN_BY[signed.round])
    return role


def check_review(by, action, verb=Verb.REVIEW_AGAIN):
    """The programme office looks again at what is signed off; nobody at a claim that they made."""
    role = check_who(by, action, verb)
    if by.pk in claimants(action):
        raise Refused(
            f"You took part in the claim for {action.reference}, so somebody else must do the follow-up review.",
            about=action,
        )
    way(action, verb)
    return role


def check_is_embedded(action, today):
    """It is embedded when its day has come. That a criterion is not shown to be met is answered: see claims.py."""
    day = action.look_again_on
    if day and today < day:
        raise NotNow(f"The follow-up review of {action.reference} is due on {in_full(day)}, not before.")


def check_deputies(by, about=None):
    """Deputies are named by the programme office."""
    sentence = "Only the programme office can name a deputy."
    # Whoever signs for an organisation does so in the plan of every inspection.
    return check_acts(by, Role.PROGRAMME, sentence=sentence, about=about or SHARED)


def check_name_deputy(by, organisation, signer):
    """Only where nobody of the organisation can sign, and by an approver of another one; one deputy at a time."""
    role = check_deputies(by, organisation)
    if not without_approver().filter(pk=organisation.pk).exists():
        raise NotNow(f"{organisation} has its own approver, so no deputy is needed.")
    if Deputy.objects.filter(for_organisation=organisation, ended_at__isnull=True).exists():
        raise NotNow(f"{organisation} already has a deputy. End that deputy first.")
    if signer.pk == by.pk:
        raise NotNow("You cannot name yourself. Choose somebody else, or ask a colleague to name you.")
    others = approvers().exclude(organisation=organisation)
    if not others.filter(pk=signer.pk).exists():
        raise NotNow(f"{signer} is not an approver of another organisation, so they cannot be its deputy.")
    return role


def bare_leads(action):
    """The lead organisations whose signature an action waits for and nobody can give."""
    if action.awaiting != Awaiting.ORGANISATION:
        return Organisation.objects.none()
    signed = reading_signatures.live_sign_offs(action).values("for_organisation")
    return without_signer().filter(pk__in=reading_leading.lead_organisations(action)).exclude(pk__in=signed)


def check_needs_deputy(by, action, bare=None):
    """A deputy is named from an action's page where it waits for a signature that nobody can give. `bare`: its
    bare_leads(), for a caller that has read them."""
    role = check_way(by, action, Verb.NAME_DEPUTY)
    check_deputies(by)
    if not (bare_leads(action) if bare is None else bare):
        raise NotNow(
            f"{action.reference} does not need a deputy: every organisation it waits for has an approver or a deputy."
        )
    return role


def check_end_deputy(by, deputy):
    role = check_deputies(by, deputy)
    if deputy.ended_at:
        raise NotNow("This deputy has already been ended.")
    return role


def claimants(action):
    """The ids of those who made the claim: who said delivered, wrote any report since it was last returned or the
    last one, or had it sent by somebody else, took a reading of a success criterion, attached evidence or used it
    here, or had the criteria changed since. What was withdrawn, or dropped, is claimed no longer. Whoever decided on
    a change has no part in it.
    """
    reports = reports_of_claim().filter(action=action)
    uses = uses_that_count().filter(action=action)
    read = measurements_that_count().filter(update__action=action.pk)
    claimed = (
        Q(pk=action.delivered_by_id)
        | Q(pk__in=reports.values("made_by"))
        | Q(pk__in=reports.values("for_person"))
        | Q(pk__in=read.values("update__made_by"))
        | Q(pk__in=read.values("update__for_person"))
        | Q(pk__in=uses.values("evidence__attached_by"))
        | Q(pk__in=uses.values("used_by"))
        | Q(pk__in=changes_of_claim().filter(action=action).values("asked_by"))
    )
    return set(User.objects.filter(claimed).values_list("pk", flat=True))


def involved(action):
    """The ids of those who had any part in an action that is signed off: who made the claim, who holds a post that
    leads it, and all who ever signed it off, as what was withdrawn was their word too.
    """
    leading = HELD.filter(post__in=action.leads.values("post")).values_list("user", flat=True)
    signed = action.sign_offs.filter(outcome=SignOff.Outcome.SIGNED).values_list("signed_by", flat=True)
    return claimants(action) | set(leading) | set(signed)


check_deliver = partial(check_way, verb=Verb.DELIVER)


def check_sign(by, action, verb=None):
    """Whose turn it is, and that it is not the claimant's own: the heart of the product. `verb`: Verb.RETURN, where
    that is to be done; else it is to sign in the round that the action waits for.
    """
    if not by.has_role(Role.APPROVER, Role.PROGRAMME):
        raise Refused(f"You cannot sign off {action.reference}.", about=action)
    if by.pk in claimants(action):
        raise Refused(
            f"You cannot sign off {action.reference}: you marked it as delivered, sent a report or a "
            "measurement that it is claimed by, or had it sent for you, attached or used its evidence, or had its "
            "success criteria changed. Somebody else must check it.",
            about=action,
        )
    first = action.awaiting == Awaiting.ORGANISATION
    turns, says = (Verb.SIGN_OFF, Verb.SIGN_OFF_FOR_BOARD), {}
    if action.status == AWAITED:
        turns = turns[:1] if first else turns[1:]
        says["refusal"] = f"{action.reference} waits for {{who}}, so you cannot sign it off yet."
    role = check_who(by, action, *turns, **says)
    way(action, verb or turns[0])
    if first:
        signing_for(by, action)
    else:
        check_other_signer(by, action)
    return role


def signing_for(by, action):
    """(the id of the lead organisation that this person signs for, the Deputy's row by which they do or None). One
    person never signs for two organisations.
    """
    signatures = [one for one in standing_sign_offs(action) if one.round == SignOff.Round.ORGANISATION]
    signed = {one.for_organisation_id for one in signatures}
    left = [(by.organisation_id, None)] if leads(by, action) and by.organisation_id not in signed else []
    # Whoever can sign for their own organisation is asked for it first: nobody needs to know for whom else.
    if not left:
        deputyships = deputyships_of(by).filter(for_organisation__in=lead_organisations(action))
        left = [
            (one.for_organisation_id, one) for one in deputyships if one.for_organisation_id not in signed
        ]
    if not left:
        raise NotNow("Your organisation has already signed off. Another lead organisation must sign off now.")
    if any(one.signed_by_id == by.pk for one in signatures):
        raise Refused(
            f"You signed off {action.reference} for another lead organisation, so somebody else must sign off "
            "for this one.",
            about=action,
        )
    return left[0]


def check_other_signer(by, action):
    """Whoever signed for a lead organisation does not sign for the board."""
    if any(one.signed_by_id == by.pk for one in standing_sign_offs(action)):
        raise Refused(
            f"You signed off {action.reference} for its lead organisation, so somebody else must sign off "
            "for the board.",
            about=action,
        )


def check_something_to_sign(action):
    """Delivered is shown, not only said: a signature covers evidence that stands. A return needs none."""
    if not evidence_that_counts(action).exists():
        raise NotNow(
            f"No evidence for {action.reference} counts any more, so there is nothing to sign off. "
            "Return the action to its lead, who can attach evidence and mark it as delivered again."
        )
