"""The pages of the verbs by which it is recorded whom the report and the plan have reached."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jarplan import clock
from jarplan.audit.errors import NotNow
from recommendations import policies
from recommendations import publicationpolicies as rules
from recommendations import publicationverbs as verbs
from recommendations.models import PublicationCopy, PublicationStep
from recommendations.publication import step_of
from recommendations.publicationforms import (
    CorrectForm,
    CorrectLogForm,
    LogForm,
    NameForm,
    ReasonForm,
    SentForm,
    StepForm,
)

STEPS = PublicationStep.objects.select_related("inspection", "proof_file")
REASON = {"button": "Take back", "text": "What it said stays in the history, with your reason."}


def step_page(view):
    """Makes view(request, row, act, ...) the page of a verb on one step: 404 where there is none, 403 for those who
    may not. `act` are the arguments that every verb of a step takes. What nobody may as things stand is said at once
    on a page that is only looked at; on a POST it stands on the form, with what was typed."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def page(request, uuid, **arguments):
        row = get_object_or_404(STEPS, uuid=uuid)
        policies.check_record_step(request.user, row)
        try:
            return view(request, row, {"by": request.user, "now": clock.now(), "step": row}, **arguments)
        except NotNow as problem:
            context = {"step": row, "problem": problem}
            return render(request, "recommendations/step_not_now.html", context, status=409)

    return page


def posted(request):
    """What was sent, or None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def at_once(request, check, *about, **more):
    """Asks on a page that is only looked at; on a POST the verb asks."""
    if request.method != "POST":
        check(*about, **more)


def copy_of(row, order):
    """One copy of a step that was not taken out."""
    return get_object_or_404(PublicationCopy, step=row, order=order, left_out_reason="")


def show(request, row, form, title, button, **more):
    """The page of a form about a step."""
    context = {"form": form, "step": row, "title": title, "button": button, **more}
    return render(request, "recommendations/step_form.html", context, status=form.status)


def done(request, row, sentence):
    """Says what was done, and goes back to the step."""
    messages.success(request, sentence)
    return redirect("recommendations:step", row.uuid)


@step_page
def record_step(request, row, act):
    """Record that a class of recipients has been served, or correct what is recorded."""
    names = ("version", "done_on", "day_not_stated", "done_by", "done_to", "proof")
    correcting = row.state == PublicationStep.State.DONE
    at_once(request, rules.check_published, row, correcting=correcting)
    if not correcting:
        at_once(request, rules.check_all_served, step_of(row))
    initial = {name: getattr(row, name) for name in names}
    form = StepForm(posted(request), request.FILES or None, initial=initial, correcting=correcting)
    if form.is_valid() and form.save(verbs.record_step, **act):
        return done(request, row, "The step is recorded.")
    title = "Correct the record" if correcting else "Record as done"
    return show(request, row, form, title, "Save the correction" if correcting else "Record as done")


@step_page
def take_back_step(request, row, act):
    """Take back a record that was made by mistake."""
    at_once(request, rules.check_is_recorded, row)
    form = ReasonForm(posted(request), initial={"version": row.version})
    if form.is_valid() and form.save(verbs.take_back_step, **act):
        return done(request, row, "The record is taken back: the step is not recorded again.")
    return show(request, row, form, "Take the record back", **REASON)


@step_page
def name_recipients(request, row, act):
    """Name who is owed a copy."""
    step = step_of(row)
    rules.check_names_recipients(step)
    form = NameForm(posted(request), initial={"version": row.version}, step=step)
    if form.is_valid() and form.save(verbs.name_recipients, **act):
        return done(request, row, "The recipients are named. Each is owed a copy.")
    return show(request, row, form, "Name recipients", "Name them", recorded=step.is_recorded)


@step_page
def send_copies(request, row, act):
    """Record that named recipients were sent their copies."""
    step = step_of(row)
    at_once(request, rules.check_published, row)
    at_once(request, rules.check_somebody_waits, step)
    form = SentForm(posted(request), initial={"version": row.version}, step=step)
    if form.is_valid() and form.save(verbs.send_copies, **act):
        return done(request, row, "It is recorded who was sent a copy.")
    return show(request, row, form, "Record copies as sent", "Record as sent")


@step_page
def log_copy(request, row, act):
    """Note a copy that somebody asked for and was given."""
    at_once(request, rules.check_is_log, row)
    at_once(request, rules.check_published, row)
    form = LogForm(posted(request), initial={"version": row.version})
    if form.is_valid() and form.save(verbs.log_copy, **act):
        return done(request, row, "The copy is noted.")
    return show(request, row, form, "Note a copy on demand", "Note the copy")


@step_page
def correct_copy(request, row, act, order):
    """Correct what is recorded of one copy."""
    copy = copy_of(row, order)
    at_once(request, rules.check_is_sent, copy)
    kind = CorrectLogForm if row.recipient == PublicationStep.Recipient.ON_DEMAND else CorrectForm
    names = ("name", "sent_on", "day_not_stated", "sent_by", "proof", "charge")
    initial = {"version": row.version, **{name: getattr(copy, name) for name in names}}
    form = kind(posted(request), initial=initial, copy=copy)
    if form.is_valid() and form.save(verbs.correct_copy, **act, copy=order):
        return done(request, row, "The record of the copy is corrected.")
    return show(request, row, form, f"Correct the record: {copy.name}", "Save the correction")


@step_page
def take_back_copy(request, row, act, order):
    """Take back that a named recipient was sent a copy."""
    copy = copy_of(row, order)
    rules.check_names_recipients(step_of(row))
    at_once(request, rules.check_is_sent, copy)
    form = ReasonForm(posted(request), initial={"version": row.version})
    if form.is_valid() and form.save(verbs.take_back_copy, **act, copy=order):
        return done(request, row, f"The record is taken back: {copy.name} is owed a copy again.")
    return show(request, row, form, f"Take the record back: {copy.name}", **REASON)


@step_page
def leave_out_copy(request, row, act, order):
    """Take a named recipient, or a line of the log, out."""
    copy = copy_of(row, order)
    form = ReasonForm(posted(request), initial={"version": row.version})
    if form.is_valid() and form.save(verbs.leave_out_copy, **act, copy=order):
        return done(request, row, f"{copy.name} is taken out. That it was there stays on record.")
    more = REASON | {"button": "Take out"}
    return show(request, row, form, f"Take out: {copy.name}", **more)
