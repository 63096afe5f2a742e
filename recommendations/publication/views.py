"""The pages of the verbs by which it is recorded whom the report and the plan have reached."""

from functools import wraps

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from jarplan.audit.errors import NotNow
from jarplan.formfields.odd_dates import Near
from jarplan.formfields.pages import posted, verb_page
from recommendations.models import PublicationCopy, PublicationStep, Served
from recommendations.publication import policies, verbs
from recommendations.publication.forms import (
    CorrectForm,
    CorrectLogForm,
    LogForm,
    NameForm,
    ReasonForm,
    SentForm,
    StepForm,
)
from recommendations.publication.records import step_of
from recommendations.visibility import seen_or_404

STEPS = PublicationStep.objects.select_related("inspection", "proof_file")
FORM = "recommendations/publication/step_form.html"
REASON = {"text": "The record stays in the history, with your reason."}


def step_page(view):
    """Makes view(request, row, ...) the page of a verb on one step: 404 where there is none, 403 for those who may
    not. It answers what the verb and its page need: form, verb, what is said, title, button and, where there is more,
    what the page shows and which copy it is. What nobody may as things stand is said at once on a page that is only
    looked at; on a POST it stands on the form, with what was typed."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def page(request, uuid, **about):
        row = seen_or_404(request.user, STEPS, uuid=uuid)
        policies.check_record_step(request.user, row)
        try:
            form, verb, said, title, button, *more = view(request, row, **about)
        except NotNow as problem:
            context = {"step": row, "problem": problem}
            return render(request, "recommendations/publication/step_not_now.html", context, status=409)
        published = [Near("the report was published", row.inspection.published_on)]
        form.near = {"done_on": published, "sent_on": published}
        shown = {"step": row, "title": title, "button": button, **(more[0] if more else {})}
        act = {"step": row} | ({"copy": about["order"]} if about else {})
        return verb_page(request, form, verb, said, ("recommendations:step", row.uuid), FORM, shown, **act)

    return page


def at_once(request, check, *about, **more):
    """Asks on a page that is only looked at; on a POST the verb asks."""
    if request.method != "POST":
        check(*about, **more)


def copy_of(row, order):
    """One copy of a step that was not taken out."""
    return get_object_or_404(PublicationCopy, step=row, order=order, left_out_reason="")


@step_page
def record_step(request, row):
    """Record that a class of recipients has been served, or correct what is recorded."""
    names = ("version", "done_on", "day_not_stated", "done_by", "done_to", "proof")
    correcting = row.state == PublicationStep.State.DONE
    at_once(request, policies.check_published, row, correcting=correcting)
    if not correcting:
        at_once(request, policies.check_all_served, step_of(row))
    initial = {name: getattr(row, name) for name in names}
    form = StepForm(posted(request), request.FILES or None, initial=initial, correcting=correcting)
    verb, said = verbs.record_step, "The publication step has been recorded."
    words = ("Correct record", "Save correction") if correcting else ("Record as done", "Record as done")
    return form, verb, said, *words


@step_page
def withdraw_record(request, row):
    """Take back a record that was made by mistake."""
    at_once(request, policies.check_is_recorded, row)
    form = ReasonForm(posted(request), initial={"version": row.version})
    verb, said = verbs.take_back_step, "The record has been withdrawn. The step is shown as not recorded."
    return form, verb, said, "Withdraw record", "Withdraw record", REASON


@step_page
def name_recipients(request, row):
    """Name who is owed a copy."""
    step = step_of(row)
    policies.check_names_recipients(step)
    form = NameForm(posted(request), initial={"version": row.version}, step=step)
    verb, said = verbs.name_recipients, "The recipients have been added. Each one must be sent a copy."
    return form, verb, said, "Add recipients", "Add recipients", {"recorded": step.is_recorded}


@step_page
def send_copies(request, row):
    """Record that named recipients were sent their copies."""
    step = step_of(row)
    at_once(request, policies.check_published, row)
    at_once(request, policies.check_somebody_waits, step)
    form = SentForm(posted(request), initial={"version": row.version}, step=step)
    verb, said = verbs.send_copies, "The copies have been recorded as sent."
    return form, verb, said, "Record copies as sent", "Record copies as sent"


@step_page
def log_copy(request, row):
    """Note a copy that somebody asked for and was given."""
    at_once(request, policies.check_is_log, row)
    at_once(request, policies.check_published, row)
    form = LogForm(posted(request), initial={"version": row.version})
    verb, said = verbs.log_copy, "The copy has been recorded."
    return form, verb, said, "Record a copy given on demand", "Record copy"


@step_page
def correct_copy(request, row, order):
    """Correct what is recorded of one copy."""
    copy = copy_of(row, order)
    at_once(request, policies.check_is_sent, copy)
    kind = CorrectLogForm if row.served == Served.LOG else CorrectForm
    names = ("name", "sent_on", "day_not_stated", "sent_by", "proof", "charge")
    initial = {"version": row.version, **{name: getattr(copy, name) for name in names}}
    form = kind(posted(request), initial=initial, copy=copy)
    verb, said = verbs.correct_copy, "The record of the copy has been corrected."
    return form, verb, said, f"Correct record: {copy.name}", "Save correction"


@step_page
def withdraw_copy(request, row, order):
    """Take back that a named recipient was sent a copy."""
    copy = copy_of(row, order)
    policies.check_names_recipients(step_of(row))
    at_once(request, policies.check_is_sent, copy)
    form = ReasonForm(posted(request), initial={"version": row.version})
    verb, said = verbs.take_back_copy, f"The record has been withdrawn. {copy.name} must be sent a copy."
    return form, verb, said, f"Withdraw record: {copy.name}", "Withdraw record", REASON


@step_page
def leave_out_copy(request, row, order):
    """Take a named recipient, or a line of the log, out."""
    copy = copy_of(row, order)
    form = ReasonForm(posted(request), initial={"version": row.version})
    verb, said = verbs.leave_out_copy, f"{copy.name} has been removed. This is kept in the history."
    return form, verb, said, f"Remove: {copy.name}", "Remove", REASON
