"""Who takes a signature back, who looks again at what was signed off, and who signs for whom; and when."""

from actions import policies
from actions.deputising import approvers, without_approver, without_signer
from actions.lifecycle import Awaiting, Status
from actions.measures import path_in, stands_of
from actions.models import Deputy, SignOff
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.models import Organisation
from jarplan.people.roles import Role


def check_take_back(by, signed):
    """An organisation's signature is taken back by who gave it or by another of its approvers; the board's by the
    programme office.
    """
    action = signed.action
    if signed.round == SignOff.Round.BOARD:
        if not by.has_role(Role.PROGRAMME):
            raise Refused("Only the programme office may take back the board's signature.", about=action)
        role = Role.PROGRAMME
    else:
        theirs = by.pk == signed.signed_by_id or by.organisation_id == signed.for_organisation_id
        if not (by.has_role(Role.APPROVER) and theirs):
            raise Refused(
                "Only who gave this signature, or another approver of its organisation, may take it back.",
                about=action,
            )
        role = Role.APPROVER
    if signed.outcome != SignOff.Outcome.SIGNED:
        raise NotNow("This was a return, not a signature, so there is nothing to take back.")
    if signed.lapsed_at:
        raise NotNow("This signature has ended already, so there is nothing to take back.")
    return role


def check_look_again(by, action):
    """The programme office looks again at what is signed off; nobody at a claim that they made."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused(f"Only the programme office may look again at {action.reference}.", about=action)
    if by.pk in policies.claimants(action):
        raise Refused(
            f"You had a hand in what is claimed of {action.reference}, so somebody else must look again.",
            about=action,
        )
    if action.status != Status.SIGNED_OFF:
        here = action.get_status_display().lower()
        raise NotNow(f"{action.reference} is {here}: a later look is for what is signed off.")
    return Role.PROGRAMME


def check_is_embedded(action, today):
    """It is embedded when its day has come and every success criterion is shown to be met."""
    day = action.look_again_on
    if day and today < day:
        raise NotNow(f"The later look at {action.reference} is due on {day.day} {day:%B %Y}, not before.")
    missing = unmet(action)
    if missing:
        raise NotNow(
            f"No reading shows that this success criterion is met: “{missing[0].statement}”. "
            "Ask the lead to report where it stands, or say when to look again."
        )


def unmet(action):
    """The success criteria of which the latest reading that stands does not show that they are met."""
    stands = stands_of(action)
    found = []
    for row in action.criteria.all():
        path = path_in(action, row)
        known = [one for one in stands.get(row.uuid, []) if path.counts(one)]
        if not (known and path.reached(known[-1])):
            found.append(row)
    return found


def check_deputies(by, about=None):
    """Deputies are named by the programme office."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may name a deputy.", about=about)
    return Role.PROGRAMME


def check_name_deputy(by, organisation, signer):
    """Only where nobody of the organisation can sign, and by an approver of another one; one deputy at a time."""
    role = check_deputies(by, organisation)
    if not without_approver().filter(pk=organisation.pk).exists():
        raise NotNow(f"{organisation} has an approver of its own, who signs for it.")
    if Deputy.objects.filter(for_organisation=organisation, ended_at__isnull=True).exists():
        raise NotNow(f"{organisation} has a deputy already. End that first.")
    if signer.pk == by.pk:
        raise NotNow("You cannot name yourself. Choose somebody else, or ask a colleague to name you.")
    others = approvers().exclude(organisation=organisation)
    if not others.filter(pk=signer.pk).exists():
        raise NotNow(f"{signer} is not an approver of another organisation, so they cannot sign for it.")
    return role


def bare_leads(action):
    """The lead organisations whose signature an action waits for and nobody can give."""
    if action.awaiting != Awaiting.ORGANISATION:
        return Organisation.objects.none()
    signed = policies.live_signatures(action).values("for_organisation")
    return without_signer().filter(pk__in=policies.lead_organisations(action)).exclude(pk__in=signed)


def check_needs_deputy(by, action):
    """A deputy is named from an action's page where it waits for a signature that nobody can give."""
    role = check_deputies(by, action)
    if not bare_leads(action).exists():
        raise NotNow(f"{action.reference} waits for no organisation that has nobody who signs for it.")
    return role


def check_end_deputy(by, deputy):
    role = check_deputies(by, deputy)
    if deputy.ended_at:
        raise NotNow("This was ended already.")
    return role
