"""The pages of meetings."""

from django.shortcuts import resolve_url
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import verb_page
from jarplan.people.mending.pages import correct_page, take_back_page, withdraw_page
from jarplan.people.roles import Role
from recommendations.limits import SHARED, asking
from recommendations.meetings import policies, queries, verbs
from recommendations.meetings.forms import (
    CancelMeetingForm,
    CorrectMeetingForm,
    MeetingForm,
    MoveMeetingForm,
    OutcomeForm,
)
from recommendations.models import Meeting
from recommendations.visibility import seen_or_404
from recommendations.within import within

TO, FORM = "recommendations:meeting-list", "recommendations/form.html"
TRAIL = (("Meetings", TO),)


def acts_on(request):
    """Which inspections' meetings are this person's to enter and to correct."""
    return asking(request.user, Role.PROGRAMME)


def page_of(meeting):
    """Its page with its agenda is the floor's above, as its address is."""
    return resolve_url("actions:meeting", meeting.uuid)


class MeetingsView(TemplateView):
    """The meetings that the plan goes to, the next one first."""

    template_name = "recommendations/meetings/meetings.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        theirs = acts_on(self.request)
        plan = within(self.request)
        meetings = queries.every_meeting(as_at, plan)
        rows = [(meeting, as_at is None and theirs(meeting.inspection)) for meeting in meetings]
        return super().get_context_data(
            to_come=[row for row in rows if not row[0].is_past(day)],
            may_add=as_at is None and (theirs(None) or any(theirs(one.uuid) for one in plan.shown)),
            past=[row for row in reversed(rows) if row[0].is_past(day)],
            **kwargs,
        )


@require_http_methods(["GET", "POST"])
def add_meeting(request):
    """Add a meeting that the plan goes to."""
    plan, theirs = within(request), acts_on(request)
    # A limited role adds a meeting about an inspection within its limit; where none is there, it adds none.
    offers = theirs(None) or any(theirs(one.uuid) for one in plan.offered)
    policies.check_add_meeting(request.user, None if offers else SHARED)
    shown = {"title": "Add meeting", "button": "Add meeting", "trail": TRAIL}
    initial = {"inspection": plan.is_narrowed and plan.one}
    form = MeetingForm(request.POST or None, initial=initial, within=plan, theirs=theirs)
    return verb_page(request, form, verbs.add_meeting, "The meeting has been added.", page_of, FORM, shown)


@require_http_methods(["GET", "POST"])
def record_outcome(request, uuid):
    """Record what a meeting decided."""
    meeting = seen_or_404(request.user, Meeting.objects, uuid=uuid)
    policies.check_record_outcome(request.user, meeting)
    form = OutcomeForm(request.POST or None, initial={"version": meeting.version, "outcome": meeting.outcome})
    shown = {"title": "Record decision", "about": meeting, "button": "Record decision", "trail": TRAIL}
    said = "The decision has been recorded."
    return verb_page(
        request, form, verbs.record_outcome, said, page_of(meeting), FORM, shown, meeting=meeting
    )


@require_http_methods(["GET", "POST"])
def move_meeting(request, uuid):
    """Move a meeting to another day."""
    meeting = seen_or_404(request.user, Meeting.objects, uuid=uuid)
    policies.check_move_meeting(request.user, meeting)
    form = MoveMeetingForm(request.POST or None, initial={"version": meeting.version})
    shown = {"title": "Move meeting", "about": meeting, "button": "Move meeting", "trail": TRAIL}
    said = "The meeting has been moved."
    return verb_page(request, form, verbs.move_meeting, said, page_of(meeting), FORM, shown, meeting=meeting)


@require_http_methods(["GET", "POST"])
def cancel_meeting(request, uuid):
    """Cancel a meeting."""
    meeting = seen_or_404(request.user, Meeting.objects, uuid=uuid)
    policies.check_move_meeting(request.user, meeting)
    form = CancelMeetingForm(request.POST or None, initial={"version": meeting.version})
    shown = {"title": "Cancel meeting", "about": meeting, "button": "Cancel meeting", "trail": TRAIL}
    said = "The meeting has been cancelled."
    return verb_page(
        request, form, verbs.cancel_meeting, said, page_of(meeting), FORM, shown, meeting=meeting
    )


@require_http_methods(["GET", "POST"])
def reinstate_meeting(request, uuid):
    """Withdraw the cancellation of a meeting."""
    row = seen_or_404(request.user, Meeting.objects, uuid=uuid)
    policies.check_move_meeting(request.user, row)
    said = {"what": "cancellation", "text": "The meeting is then held on the date that is recorded."}
    verb, recorded = verbs.reinstate_meeting, row.cancelled_at
    return take_back_page(request, row, verb, to=page_of(row), is_recorded=recorded, **said)


@require_http_methods(["GET", "POST"])
def correct_meeting(request, uuid):
    """Correct what was entered of a meeting."""
    row = seen_or_404(request.user, Meeting.objects, uuid=uuid)
    policies.check_mend_meeting(request.user, row)
    names = ("version", "body", "held_on", "purpose", "asked", "inspection")
    known = {name: getattr(row, name) for name in names}
    form = CorrectMeetingForm(
        request.POST or None, initial=known, within=within(request), theirs=acts_on(request)
    )
    return correct_page(request, row, form, verbs.correct_meeting, to=TO)


@require_http_methods(["GET", "POST"])
def withdraw_meeting(request, uuid):
    """Withdraw a meeting that nothing depends on."""
    row = seen_or_404(request.user, Meeting.objects, uuid=uuid)
    policies.check_mend_meeting(request.user, row)
    return withdraw_page(request, row, verbs.withdraw_meeting, to=TO)
