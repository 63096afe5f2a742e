"""The addresses of the calendar feeds. They open without signing in and set no cookie."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from jarplan import clock
from jarplan.audit.canonical import digest
from jarplan.people.accounts.calendars import person_of_calendar
from jarplan.reporting.addresses import site_of
from jarplan.reporting.calendars.feeds import own_entries, public_entries, written
from jarplan.reporting.published.views import public_plan
from recommendations.within import NAME


@login_not_required
@require_safe
def public_calendar(request, inspection=""):
    """Deadlines, meetings and published due dates, for everybody; of all plans, or of one."""
    entries = public_entries(public_plan(inspection))
    return answered(
        request, f"{settings.PLAN_PLACE} {settings.PRODUCT_NAME}".strip(), entries, "public, max-age=3600"
    )


@login_not_required
@require_safe
def own_calendar(request, token):
    """The calendar of the person whose secret stands in the address; any other secret is an unknown page."""
    person = person_of_calendar(token)
    if person is None:
        raise Http404("There is no such calendar.")
    entries = own_entries(person, clock.today(), public_plan(request.GET.get(NAME, "")))
    return answered(request, f"{settings.PRODUCT_NAME}: my calendar", entries, "private, no-cache")


def answered(request, name, entries, kept):
    """The feed, or 304 where the reader has it already. `kept`: who may keep a copy, and how long."""
    body = written(name, entries, site_of(request))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = quote_etag(digest(body.decode()))
    response["Cache-Control"] = kept
    response["Content-Disposition"] = 'inline; filename="plan.ics"'
    return get_conditional_response(request, etag=response["ETag"], response=response)
