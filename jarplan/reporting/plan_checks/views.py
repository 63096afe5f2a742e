"""What the checks find: in the plan as it stands, and in a version of it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jarplan import clock
from jarplan.reporting.document.compose import compose
from jarplan.reporting.document.schema import UnknownFormat, from_text
from jarplan.reporting.plan_checks.checks import findings_of
from jarplan.reporting.plan_checks.run import errors, warnings
from recommendations.inspections.choosing import of_one_plan
from recommendations.inspections.queries import not_confirmed
from recommendations.models import PlanVersion
from recommendations.within import plan_of


@require_safe
@of_one_plan
def plan_checks(request, plan):
    """The checks of the plan as it stands: what the next version would hold."""
    now = clock.now()
    content = compose(day=clock.day_of(now), now=now, within=plan)
    context = {"what": "the plan", "caption": "As at today", "not_confirmed": not_confirmed(request.user)}
    return shown(request, content, plan, context)


@require_safe
def version_checks(request, number):
    """The checks of one version, as they come out today."""
    version = get_object_or_404(PlanVersion, number=number)
    context = {
        "version": version,
        "what": f"version {number}",
        "caption": version.get_state_display().capitalize(),
    }
    try:
        content = from_text(version.content)
    except UnknownFormat as error:
        return render(request, "reporting/plan_checks/plan_checks.html", {**context, "unread": str(error)})
    return shown(request, content, plan_of(version), context)


def shown(request, content, plan, context):
    """The page of what is found in a content."""
    found = findings_of(content, today=clock.today(), within=plan)
    context |= {"findings": found, "errors": errors(found), "warnings": warnings(found)}
    return render(request, "reporting/plan_checks/plan_checks.html", context)
