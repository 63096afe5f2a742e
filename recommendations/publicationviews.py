"""The pages of the verbs by which it is recorded whom the report and the plan have reached."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jarplan import clock
from recommendations import policies
from recommendations import publicationverbs as verbs
from recommendations.models import PublicationStep
from recommendations.publicationforms import StepForm

STEPS = PublicationStep.objects.select_related("inspection", "proof_file")


def step_page(view):
    """Makes view(request, row, act, ...) the page of a verb on one step: 404 where there is none, 403 for those who
    may not. `act` are the arguments that every verb of a step takes."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def page(request, uuid, **arguments):
        row = get_object_or_404(STEPS, uuid=uuid)
        policies.check_record_step(request.user, row)
        act = {"by": request.user, "now": clock.now(), "step": row}
        return view(request, row, act, **arguments)

    return page


def posted(request):
    """What was sent, or None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def show(request, row, form, title, button, **more):
    """The page of a form about a step."""
    context = {"form": form, "step": row, "title": title, "button": button, **more}
    return render(request, "recommendations/step_form.html", context, status=form.status)


def done(request, row, sentence):
    """Says what was done, and goes back to the deadlines."""
    messages.success(request, sentence)
    return redirect("recommendations:deadline-list")


@step_page
def record_step(request, row, act):
    """Record that a class of recipients has been served, or correct what is recorded."""
    names = ("version", "done_on", "day_not_stated", "done_by", "done_to", "proof")
    correcting = row.state == PublicationStep.State.DONE
    initial = {name: getattr(row, name) for name in names}
    form = StepForm(posted(request), request.FILES or None, initial=initial, correcting=correcting)
    if form.is_valid() and form.save(verbs.record_step, **act):
        return done(request, row, "The step is recorded.")
    title = "Correct the record" if correcting else "Record as done"
    return show(request, row, form, title, "Save the correction" if correcting else "Record as done")
