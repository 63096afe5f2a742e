"""What the checks find: in the plan as it stands, and in a version of it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jarplan import clock
from jarplan.reporting.planchecks import findings_of
from jarplan.reporting.plancontent import compose
from jarplan.reporting.planformat import UnknownFormat, from_text
from jarplan.reporting.planlint import errors, warnings
from recommendations.models import PlanVersion


@require_safe
def plan_checks(request):
    """The checks of the plan as it stands: what the next version would hold."""
    now = clock.now()
    content = compose(day=clock.day_of(now), now=now)
    return shown(request, content, {"what": "the plan", "caption": "As it stands today"})


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
        return render(request, "reporting/plan_checks.html", {**context, "unread": str(error)})
    return shown(request, content, context)


def shown(request, content, context):
    """The page of what is found in a content."""
    found = findings_of(content, today=clock.today())
    context |= {"findings": found, "errors": errors(found), "warnings": warnings(found)}
    return render(request, "reporting/plan_checks.html", context)
