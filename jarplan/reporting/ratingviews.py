"""How the rating by the rule of one action came about, today or on a past day; and the published rule itself."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.policies import check_lodge
from actions.rating import RULES
from jarplan.audit.asat import day_shown
from jarplan.audit.errors import allows
from jarplan.reporting.actionpage import ActionPage
from jarplan.reporting.actionstates import action_row


@require_safe
def rating(request, reference):
    """The rule, what went into it, and what came of it; beside it what the lead declared."""
    day, as_at = day_shown(request)
    row = action_row(reference)
    if row is None:
        raise Http404("There is no such action.")
    page = ActionPage(row, request.user, day, as_at)
    if not page.exists:
        raise Http404("It was not in the plan yet.")
    context = {"shown": page, "action": page.action, "rules": RULES}
    context["may_challenge"] = as_at is None and allows(check_lodge, request.user, row)
    return render(request, "reporting/rating.html", context)


@require_safe
def rating_rule(request):
    """The rule by which every action is rated, for everybody to read."""
    day_shown(request)
    return render(request, "reporting/rating_rule.html", {"rules": RULES})
