"""The draft as a consulted partner without an account reads it, by a link that can be ended; making and ending one.

Nothing here looks who is there or sets a cookie. The secret in the address is the key, so no page of it is kept by a
cache, found by a search engine, or named to the site that a reader goes on to.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jarplan import clock
from jarplan.formfields.pages import posted, pressed
from jarplan.reporting.addresses import site_of
from jarplan.reporting.document.schema import UnknownFormat, from_text
from jarplan.reporting.published.columns import warning
from jarplan.reporting.published.files import AGAIN, sent
from jarplan.reporting.published.making import KINDS, made_file, nudge
from jarplan.reporting.published.show import shown_plan, summary
from jarplan.reporting.published.views import RATINGS, around
from recommendations.consultation import links
from recommendations.consultation.forms import LinkForm
from recommendations.consultation.policies import check_ask
from recommendations.consultation.views import found_for
from recommendations.within import plan_of


def by_link(view):
    """Makes view(request, link, ...) an address that opens without signing in; one whose link has ended says so."""

    @login_not_required
    @require_safe
    @wraps(view)
    def page(request, token, **kwargs):
        link = links.link_of(token)
        if link is None:
            raise Http404("There is no such link.")
        if ended := links.why_ended(link, clock.today()):
            response = framed(request, link, "reporting/versions/link_ended.html", {"ended": ended}, 410)
        else:
            response = view(request, link, **kwargs)
            if request.method == "GET" and response.status_code in (200, 304):
                links.opened(link, clock.now())
        # No copy in a cache is of anybody's business; see FrontDoorMiddleware.
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        # The framework would write the address of each 410 and 503, and with it the key, into the log of the server.
        response._has_been_logged = True
        return response

    return page


def framed(request, link, template, shown, status=200):
    """A page in the frame of the public pages. It names no address of its own: that is the key."""
    version = link.consultation.version_asked
    context = {"link": link, "version": version, **around("", plan_of(version)), **shown}
    return render(request, template, context, status=status)


@by_link
def linked(request, link):
    """The draft, read-only."""
    version = link.consultation.version_asked
    try:
        content = from_text(version.content)
    except UnknownFormat as problem:
        return framed(request, link, "reporting/versions/link_ended.html", {"ended": str(problem)}, 503)
    shown = {
        **shown_plan(content),
        "summary": summary(content),
        "warning": warning(content),
        "ratings": RATINGS,
        "papers": [(KINDS[kind].label, f"{request.path.rstrip('/')}.{kind}") for kind in ("pdf", "docx")],
    }
    return framed(request, link, "reporting/versions/link_draft.html", shown)


@by_link
def linked_file(request, link, kind):
    """The draft as a PDF or a Word document, made once for all who have a link."""
    version = link.consultation.version_asked
    made = made_file(version, kind)
    name = f"plan-version-{version.number}-draft.{kind}"
    response = sent(request, made, name) if made and not made.problem else None
    if response is not None:
        return response
    shown = {"label": KINDS[kind].label, "problem": made.problem if made else ""}
    response = framed(request, link, "reporting/versions/link_not_made.html", shown, 503)
    response["Retry-After"] = AGAIN
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def make_link(request, uuid):
    """Make a link for a partner. The answer to the POST shows it, and nothing shows it again."""
    row = found_for(request, uuid)
    check_ask(request.user, row)
    form = LinkForm(posted(request), initial={"ends_on": max(row.answer_by, clock.today())})
    shown = {"consultation": row, "in_use": links.link_in_use(row), "form": form}
    if form.is_valid() and form.save(links.make_link, by=request.user, now=clock.now(), consultation=row):
        nudge()
        shown["address"] = f"{site_of(request)}{reverse('reporting:linked', args=[form.result])}"
        shown["in_use"] = links.link_in_use(row)
    return render(request, "reporting/versions/make_link.html", shown, status=form.status)


@require_POST
def end_link(request, uuid):
    """End the link of a partner."""
    row = found_for(request, uuid)
    check_ask(request.user, row)
    said = f"The link for {row.partner_name} has been ended. Whoever opens it is told so."
    pressed(request, links.end_link, said, consultation=row)
    return redirect("recommendations:consultation-partner", row.uuid)
