"""How the rating by the rule of one action came about, today or on a past day; and the published rule itself."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.challenges.policies import check_challenge
from actions.rules.rating import PUBLISHED, RULES
from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.reporting.actionpage.page import ActionPage
from jarplan.reporting.actionpage.states import action_row


@require_safe
def rating(request, reference):
    """The rule, what went into it, and what came of it; beside it what the lead declared."""
    day, as_at = day_shown(request)
    row = action_row(reference)
    if row is None:
        raise Http404("There is no such action.")
    page = ActionPage(row, request.user, day, as_at)
    if not page.exists:
        raise Http404("This action was not in the plan on that date.")
    context = {"shown": page, "action": page.action, "rules": PUBLISHED}
    if page.computed.rule not in PUBLISHED:
        context["rules"] = RULES  # on a day of before an upgrade
    context["may_challenge"] = as_at is None and allows(check_challenge, request.user, row)
    return render(request, "reporting/actionpage/rating.html", context)


@require_safe
def rating_rule(request):
    """The rule by which every action is rated, for everybody to read."""
    day_shown(request)
    return render(request, "reporting/actionpage/rating_rule.html", {"rules": PUBLISHED})
