"""Who may see what of this room. What may not be seen is answered like what is not there."""

from django.db.models import Q

from actions.models import Action, Evidence
from jarplan.people.roles import Role


def may_import(user):
    """Imports are seen and made by the programme office and by administrators."""
    return user.has_role(Role.PROGRAMME, Role.ADMINISTRATOR)


def evidence_of(user):
    """The evidence that a user may open: of actions that their organisation leads or supports; all of it
    for the programme office and for cabinet and scrutiny members."""
    if user.has_role(Role.PROGRAMME, Role.CABINET):
        return Evidence.objects.all()
    if not user.organisation_id or not user.has_role(Role.OFFICER, Role.APPROVER):
        return Evidence.objects.none()
    led = Q(actions__leads__post__organisation=user.organisation_id)
    supported = Q(actions__partners__organisation=user.organisation_id)
    return Evidence.objects.filter(pk__in=Evidence.objects.filter(led | supported).values("pk"))


def actions_of(user):
    """The actions that a user may see: every signed-in person reads the whole plan."""
    return Action.objects.all() if user.is_authenticated else Action.objects.none()
