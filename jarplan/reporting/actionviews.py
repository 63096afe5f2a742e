"""The page of one action, today or as it stood at the end of a past day."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.models import DateChange
from actions.policies import check_report
from actions.possibilities import possibilities, why_not_sign
from jarplan.audit.asat import day_shown
from jarplan.audit.errors import allows
from jarplan.reporting.actionpage import ActionPage, action_row


@require_safe
def action(request, reference):
    """Everything about one action; what may be done with it only on a live page."""
    day, as_at = day_shown(request)
    row = action_row(reference)
    if row is None:
        raise Http404("There is no such action.")
    page = ActionPage(row, request.user, day, as_at)
    if not page.exists:
        raise Http404("It was not in the plan yet.")
    context = {"shown": page, "action": page.action, "row": row}
    if as_at is None:
        pending = row.date_changes.filter(decision=DateChange.Decision.PENDING).first()
        context["possibilities"] = possibilities(request.user, row, pending)
        context["may_report"] = allows(check_report, request.user, row)
        context["why_not_sign"] = why_not_sign(request.user, row)
    return render(request, "reporting/action.html", context)
