"""The pages of recipients: which there are, and the forms that add one and put one right."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import verb_page
from jarplan.people.mending.pages import correct_page, withdraw_page
from recommendations import policies
from recommendations.limits import SHARED
from recommendations.models import Recipient
from recommendations.recipients import verbs
from recommendations.recipients.forms import AddRecipientForm, CorrectRecipientForm
from recommendations.recipients.queries import recipient_rows

TO, FORM = "recommendations:recipient-list", "recommendations/form.html"
TRAIL = (
    ("Grades and main findings", "recommendations:inspection-list"),
    ("Types of inspection", "recommendations:kind-list"),
    ("Recipients", TO),
)


@require_safe
def recipients(request):
    """Every recipient, in order."""
    _, as_at = day_shown(request)
    may_change = as_at is None and allows(policies.check_inspections, request.user, SHARED)
    context = {"recipients": recipient_rows(as_at), "may_change": may_change}
    return render(request, "recommendations/recipients/recipients.html", context)


@require_http_methods(["GET", "POST"])
def add(request):
    """Add a recipient."""
    policies.check_inspections(request.user, SHARED)
    shown = {"title": "Add recipient", "button": "Add recipient", "trail": TRAIL}
    said = "The recipient has been added. You can now select it for a type of inspection."
    return verb_page(
        request, AddRecipientForm(request.POST or None), verbs.add_recipient, said, TO, FORM, shown
    )


def found_for(request, uuid):
    """The recipient, for somebody who may put it right."""
    row = get_object_or_404(Recipient, uuid=uuid)
    policies.check_inspections(request.user, row)
    return row


@require_http_methods(["GET", "POST"])
def correct(request, uuid):
    """Correct a recipient, or move it in the list."""
    row = found_for(request, uuid)
    known = {name: getattr(row, name) for name in ("version", "words", "served", "order")}
    text = "Inspections that have already been added keep their publication steps as they are."
    form = CorrectRecipientForm(request.POST or None, initial=known)
    return correct_page(request, row, form, verbs.correct_recipient, to=TO, text=text)


@require_http_methods(["GET", "POST"])
def withdraw(request, uuid):
    """Withdraw a recipient that nothing depends on."""
    row = found_for(request, uuid)
    return withdraw_page(
        request, row, verbs.withdraw_recipient, to=TO, depends=verbs.what_depends_on_recipient
    )
