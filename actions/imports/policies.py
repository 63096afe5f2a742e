"""Who may import a plan, agree what it brought, and undo it."""

from actions.models import Action, ContentChange, DateChange, PlanImport, SignOff
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.limits import check_rows
from recommendations.models import Recommendation

IMPORTERS = (Role.PROGRAMME, Role.ADMINISTRATOR)
NEW, CHANGED = "new", "changed"  # the results of rows that are written
PARTS = (("sign_off", SignOff), ("date_change", DateChange), ("content_change", ContentChange))


def check_agree_import(by, plan_import):
    """Importing is one thing, agreeing what was imported another."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office can agree imported actions.", about=plan_import)
    return Role.PROGRAMME


def check_import(by, rows=()):
    """`rows`: of the preview, once they are to be written; none of them may be of an inspection that the role is not
    for. Refused for all of them at once, before anything is written."""
    written = [row for row in rows if row["result"] in (NEW, CHANGED)]
    references = {row["recommendation"] for row in written}
    actions = {row["action"] for row in written if row["action"]}
    concerned = [
        Recommendation.objects.filter(reference__in=references),
        Action.objects.filter(uuid__in=actions),
    ]
    sentence = "Only the programme office and administrators can import a plan."
    return check_rows(by, *IMPORTERS, rows=concerned if written else (), sentence=sentence)


def check_undo_import(by, plan_import):
    """Whoever may import may undo an import, whoever made it; once, and only what was confirmed."""
    touched = [Action.objects.filter(uuid__in=touched_of(plan_import, "action"))]
    touched += [model.objects.filter(uuid__in=touched_of(plan_import, kind)) for kind, model in PARTS]
    sentence = "Only the programme office and administrators can undo an import."
    role = check_rows(by, *IMPORTERS, rows=touched, sentence=sentence, about=plan_import)
    if plan_import.state == PlanImport.State.UNDONE:
        raise NotNow("This import has already been undone.")
    if plan_import.state != PlanImport.State.CONFIRMED:
        raise NotNow("This import was never confirmed, so there is nothing to undo.")
    return role


def touched_of(plan_import, kind):
    """The UUIDs of what an import wrote of one kind."""
    return [uuid for one, uuid in plan_import.touched or () if one == kind]
