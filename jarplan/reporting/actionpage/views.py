"""The page of one action and its story as a sheet, today or as it stood at the end of a past day."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.reports.policies import check_report, check_withdraw_measurement
from actions.signoff.policies import bare_leads
from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.people.roles import Role
from jarplan.reporting.actionpage.page import ActionPage
from jarplan.reporting.actionpage.possibilities import possibilities, refusal_to_sign, why_not_sign
from jarplan.reporting.actionpage.states import action_row
from jarplan.reporting.actionpage.timeline import kind_asked, timeline
from jarplan.reporting.history.views import HEADINGS, sheet_rows
from jarplan.reporting.own.queries import watching_of
from jarplan.reporting.unchanged import unchanged
from jarplan.spreadsheets.downloads import sheet

PIECES = {"title": "reporting/actionpage/title.html", "sheet": "reporting/actionpage/sheet.html"}


@require_safe
def action(request, reference):
    """Everything about one action; what may be done with it only on a live page."""
    # Whoever has acted on it is shown what they alone may do; members read the same.
    acts = bool(request.user.roles - {Role.CABINET})
    pieces = unchanged(request, PIECES, lambda: shown(request, reference), of_reader=acts)
    watching = watching_of(request, "action", reference)
    found = {"reference": reference, "watching": watching, **pieces}
    return render(request, "reporting/actionpage/action.html", found)


def shown(request, reference):
    """What its page is made of."""
    kind = kind_asked(request.GET)
    page = page_asked(request, reference)
    context = {"shown": page, "action": page.action, "row": page.row, "timeline": timeline(page, kind)}
    if page.as_at is None:
        page.read_what_waits()
        signing, bare = refusal_to_sign(request.user, page.row), bare_leads(page.row)
        found = possibilities(request.user, page.row, signing, bare)
        context["possibilities"] = found
        context["other_changes"] = [one for one in found if one.is_seldom]
        context["may_report"] = allows(check_report, request.user, page.row)
        context["may_withdraw_reading"] = allows(check_withdraw_measurement, request.user, page.row)
        context["nobody_signs"] = bare
        context["why_not_sign"] = why_not_sign(request.user, page.row, signing)
    return context


@require_safe
def action_history(request, reference, kind):
    """The story as the action's page tells it, with the kind of event that the page is narrowed to."""
    asked = kind_asked(request.GET)
    page = page_asked(request, reference)
    rows = sheet_rows(timeline(page, asked).items)
    return sheet(kind, f"{reference}-history", page.day, HEADINGS, rows)


def page_asked(request, reference):
    """The action as it stood on the day that the address asks for. Http404 where it was not there."""
    day, as_at = day_shown(request)
    row = action_row(reference)
    if row is None:
        raise Http404("There is no such action.")
    page = ActionPage(row, request.user, day, as_at)
    if not page.exists:
        raise Http404("This action was not in the plan on that date.")
    return page
