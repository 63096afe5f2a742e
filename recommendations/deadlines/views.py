"""The page of deadlines, and the forms of the verbs on them and on what the inspectors sent."""

from functools import wraps

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jarplan import clock
from jarplan.dates import in_full
from jarplan.formfields.odd_dates import Near
from jarplan.formfields.pages import verb_page
from jarplan.people.mending.pages import take_back_page, withdraw_page
from recommendations.deadlines import policies, queries, verbs
from recommendations.deadlines.forms import (
    AdoptDateForm,
    CountAgainForm,
    MetForm,
    ReceiptForm,
    SentForm,
    VisitForm,
    near_publication,
)
from recommendations.deadlines.records import named_apart
from recommendations.deadlines.starts import DAYS
from recommendations.models import Deadline, DeadlineRule, Inspection
from recommendations.policies import check_inspections
from recommendations.visibility import seen_or_404

DEADLINES = Deadline.objects.select_related("inspection", "rule")
TO = "recommendations:deadline-list"
TEMPLATE = "recommendations/deadlines/{}.html"


def deadline_page(view):
    """Makes view(request, row, record) the page of a verb on one deadline: 404 where there is none. It answers what
    the verb and its page need: form, verb, what is said, template."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def page(request, uuid):
        row = seen_or_404(request.user, DEADLINES, uuid=uuid)
        # Named by its inspection where there are several: two may have the same duty.
        titles = {str(one.uuid): one.title for one in Inspection._base_manager.only("uuid", "title")}
        named = named_apart(queries.deadlines(), titles)
        record = next(one for one in named if one.uuid == str(row.uuid))
        *asked, template = view(request, row, record)
        return verb_page(request, *asked, TO, TEMPLATE.format(template), {"deadline": record}, deadline=row)

    return page


@deadline_page
def adopt_date(request, row, record):
    """Adopt the date that the council works to."""
    policies.check_adopt_date(request.user, row)
    initial = {"version": row.version, "adopted_on": row.adopted_on, "reason": row.adopted_reason}
    form = AdoptDateForm(request.POST or None, initial=initial)
    form.near = {"adopted_on": [Near("the day the deadline is counted from", row.start)]}
    return form, verbs.adopt_date, "The adopted date has been recorded.", "adopt_date"


@deadline_page
def count_again(request, row, record):
    """Take the date that the calendar now gives."""
    policies.check_count_again(request.user, row)
    form = CountAgainForm(request.POST or None, initial={"version": row.version})
    said = f"The deadline has been recalculated: {in_full(record.derivation.due)}."
    return form, verbs.count_again, said, "count_again"


@deadline_page
def record_met(request, row, record):
    """Record the day on which the duty was met, with what proves it."""
    policies.check_record_met(request.user, row)
    initial = {"version": row.version, "met_on": row.met_on, "proof": row.met_proof}
    form = MetForm(request.POST or None, initial=initial)
    form.near = {"met_on": [Near("the day the deadline is counted from", row.start)]}
    return form, verbs.record_met, "The date the duty was met has been recorded.", "deadline_met"


@require_http_methods(["GET", "POST"])
def withdraw(request, uuid):
    """Withdraw a deadline that was set by mistake."""
    row = seen_or_404(request.user, DEADLINES, uuid=uuid)
    check_inspections(request.user, row)
    return withdraw_page(request, row, verbs.withdraw_deadline, to=TO, depends=verbs.what_depends_on)


@require_http_methods(["GET", "POST"])
def take_back_adopted(request, uuid):
    """Take back a date that was adopted by mistake."""
    row = seen_or_404(request.user, DEADLINES, uuid=uuid)
    policies.check_adopt_date(request.user, row)
    text = "The deadline in force is then the earlier of the stated date and the calculated date."
    verb, recorded = verbs.take_back_adopted, row.adopted_on
    return take_back_page(request, row, verb, to=TO, what="adopted date", is_recorded=recorded, text=text)


@require_http_methods(["GET", "POST"])
def take_back_met(request, uuid):
    """Take back the record that a duty was met."""
    row = seen_or_404(request.user, DEADLINES, uuid=uuid)
    policies.check_record_met(request.user, row)
    text = "The duty is then shown as not met. What is counted from the day it was met is counted again."
    what, verb = "record that the duty was met", verbs.take_back_met
    return take_back_page(request, row, verb, to=TO, what=what, is_recorded=row.met_on, text=text)


@require_http_methods(["GET", "POST"])
def record_receipt(request, uuid):
    """Record the day the council received the report: first what it changes, then the record."""
    return start_page(
        request,
        uuid,
        (policies.check_record_receipt, ReceiptForm, verbs.record_receipt),
        DeadlineRule.CountedFrom.RECEIVED,
        {"what": "Record date received", "happened": "the council received the report"},
        "The receipt has been recorded, and the deadlines are now counted from that date.",
    )


@require_http_methods(["GET", "POST"])
def record_sent(request, uuid):
    """Record the day the report was sent: first what it changes, then the record."""
    return start_page(
        request,
        uuid,
        (policies.check_record_sent, SentForm, verbs.record_sent),
        DeadlineRule.CountedFrom.SENT,
        {"what": "Record date the report was sent", "happened": "the report was sent"},
        "The date the report was sent has been recorded, and the deadlines are now counted from that date.",
    )


@require_http_methods(["GET", "POST"])
def record_visit(request, uuid):
    """Record the last day of the inspectors' visit: first what it changes, then the record."""
    return start_page(
        request,
        uuid,
        (policies.check_record_visit, VisitForm, verbs.record_visit),
        DeadlineRule.CountedFrom.VISITED,
        {"what": "Record date the visit ended", "happened": "the inspectors’ visit ended"},
        "The date the visit ended has been recorded, and the deadlines are now counted from that date.",
    )


def start_page(request, uuid, room, counted_from, words, said):
    """The page of a day from which the law counts: what it changes is shown before it is recorded."""
    check, form_class, verb = room
    name = DAYS[counted_from]
    row = seen_or_404(request.user, Inspection.objects, uuid=uuid)
    check(request.user, row)
    now = clock.now()
    initial = {"version": row.version, name: getattr(row, name)}
    form = form_class(request.POST or None, initial=initial, today=clock.day_of(now))
    form.near = {name: [near_publication(name, row.published_on)]}
    shown = {"inspection": row, "effects": [], "looked": False, **words}
    if "look" in request.POST and form.is_valid():
        effects = queries.effects_of_day(row, counted_from, form.cleaned_data[name])
        shown |= {"effects": effects, "looked": True}
        return render(request, TEMPLATE.format("receipt"), {"form": form, **shown})
    act = {"now": now, "inspection": row}
    return verb_page(request, form, verb, said, TO, TEMPLATE.format("receipt"), shown, **act)
