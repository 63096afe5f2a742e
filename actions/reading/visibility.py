"""Who may see what of this room. What may not be seen is answered like what is not there."""

from django.db.models import Q

from actions.models import Action, Evidence, EvidenceUse, ProgressReturn
from actions.reading.deputies import deputyships_of
from actions.reading.leading import leads
from jarplan.people.roles import Role

# Who may open all evidence.
SEE_ALL = (Role.PROGRAMME, Role.CABINET)


def may_import(user):
    """Imports are seen and made by the programme office and by administrators."""
    return user.has_role(Role.PROGRAMME, Role.ADMINISTRATOR)


def actions_of_shown_evidence(user):
    """The actions whose evidence a user may open: those that their organisation, or one that they sign for as
    deputy, leads, or that theirs supports; all for
    the programme office and for cabinet and scrutiny members."""
    if user.has_role(*SEE_ALL):
        return Action.objects.all()
    if not user.organisation_id or not user.has_role(Role.OFFICER, Role.APPROVER):
        return Action.objects.none()
    stands_for = deputyships_of(user).values("for_organisation")
    led = Q(leads__post__organisation=user.organisation_id) | Q(leads__post__organisation__in=stands_for)
    supported = Q(partners__organisation=user.organisation_id)
    # As a condition for pk IN (...): two joins make rows twice, which a caller must not count.
    return Action.objects.filter(led | supported)


def evidence_of(user):
    """The evidence that a user may open, by `actions_of_shown_evidence`."""
    if user.has_role(*SEE_ALL):
        return Evidence.objects.all()
    uses = EvidenceUse.objects.filter(action__in=actions_of_shown_evidence(user).values("pk"))
    return Evidence.objects.filter(pk__in=uses.values("evidence"))


def may_see_evidence(user, action):
    """Whether a user may open the evidence of this action."""
    if user.has_role(*SEE_ALL) or (user.has_role(Role.OFFICER, Role.APPROVER) and leads(user, action)):
        return True
    return actions_of_shown_evidence(user).filter(pk=action.pk).exists()


def returns_of(user):
    """The returns of rounds that a user may open: their own and those that were sent for them; all for the programme
    office. The reports that came with them are read by everybody."""
    if user.has_role(Role.PROGRAMME):
        return ProgressReturn.objects.all()
    return ProgressReturn.objects.filter(Q(confirmed_by=user.pk) | Q(for_person=user.pk))


def actions_of(user):
    """The actions that a user may see: every signed-in person reads the whole plan."""
    return Action.objects.all() if user.is_authenticated else Action.objects.none()
