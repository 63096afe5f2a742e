"""A version as a PDF or a Word document before the public may read it: made when somebody who is signed in asks for
it, and kept nowhere."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from jarplan.reporting.document.schema import UnknownFormat, from_text
from jarplan.reporting.published.files import made_once
from jarplan.reporting.published.making import DRAFTS as DRAFTS
from jarplan.reporting.published.making import KINDS
from jarplan.spreadsheets.sandbox.process import NotMade
from recommendations.models import PlanVersion
from recommendations.versions.queries import PUBLIC


@require_safe
def draft(request, number, kind):
    """The paper of a version, which says on each page what it is; of a published one the file that everybody has."""
    row = get_object_or_404(PlanVersion.objects.select_related("corrects"), number=number)
    if row.state in PUBLIC:
        return redirect(f"published:version-{kind}", number)
    made = KINDS[kind]
    try:
        body = made.make(row, from_text(row.content))
    except (NotMade, UnknownFormat) as problem:
        context = {"version": row, "label": made.label, "problem": str(problem)}
        return render(request, "reporting/versions/not_made.html", context, status=503)
    return made_once(body, kind, f"plan-version-{number}-{row.state.replace('_', '-')}.{kind}")
