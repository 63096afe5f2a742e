"""The pages of reporting rounds: all of them, who has reported in one and who has not, and their two verbs."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actions.models import ReportingRound
from actions.reading.rounds import read_rounds
from actions.reports.policies import check_rounds
from actions.rounds.forms import ChangeRoundForm, OpenRoundForm, PatternForm
from actions.rounds.pages import months_to_open, read_round, read_rounds_page
from actions.rounds.pattern import planned_rounds
from actions.rounds.verbs import as_seen, change_round, open_round, open_rounds, withdraw_round
from jarplan import clock
from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import verb_page
from jarplan.formfields.verbs import VerbForm
from jarplan.people.mending.pages import withdraw_page
from recommendations.models import Meeting
from recommendations.within import within

FORM = "actions/rounds/round_form.html"


@require_safe
def rounds(request):
    """The reporting rounds, the latest first, with how many have reported."""
    day, as_at = day_shown(request)
    context = {
        "rounds": read_rounds_page(request.user, day, as_at, within(request)),
        "may_change": as_at is None and allows(check_rounds, request.user),
    }
    return render(request, "actions/rounds/rounds.html", context)


@require_safe
def one(request, uuid):
    """Who has reported in a round, and who has not."""
    day, as_at = day_shown(request)
    found = read_rounds(as_at).find(uuid)
    if found is None:
        raise Http404("There is no such round.")
    context = {
        "round": read_round(request.user, found, day, as_at, within(request)),
        "may_change": as_at is None and allows(check_rounds, request.user),
    }
    return render(request, "actions/rounds/round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request):
    """Open the reporting round of a month."""
    check_rounds(request.user)
    now = clock.now()
    months = months_to_open(clock.day_of(now))
    form = OpenRoundForm(request.POST or None, months=months)
    if form.is_valid():
        said = {**form.cleaned_data, "month": date.fromisoformat(form.cleaned_data["month"])}
        if form.call(open_round, by=request.user, now=now, **said):
            messages.success(request, f"The reporting round of {form.result} has been set.")
            return redirect("actions:rounds")
    context = {"form": form, "title": "Set a reporting round", "button": "Set reporting round"}
    return render(request, FORM, context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def set_several(request):
    """Set a year of rounds by a pattern: the address says which pattern, the page shows its rounds, and they are set
    once they are confirmed."""
    check_rounds(request.user)
    now = clock.now()
    day = clock.day_of(now)
    to_come = Meeting.objects.filter(held_on__gte=day, cancelled_at=None).order_by("held_on")
    bodies = list(dict.fromkeys(to_come.order_by("body").values_list("body", flat=True)))
    asked = request.GET if "first" in request.GET else None
    form = PatternForm(asked, months=months_to_open(day), bodies=bodies)
    planned, seen = [], VerbForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        its = list(to_come.filter(body=form.cleaned_data["body"]))
        planned = list(planned_rounds(form.pattern, form.wanted, its))
    if planned and seen.is_valid():
        act = {"by": request.user, "now": now, "planned": planned, "seen": request.POST.get("seen", "")}
        if seen.call(open_rounds, **act):
            number = len(planned)
            messages.success(
                request, f"{number} reporting round{'' if number == 1 else 's'} set. Each can be changed."
            )
            return redirect("actions:rounds")
    context = {"form": form, "planned": planned, "confirm": seen, "seen": as_seen(planned)}
    return render(request, "actions/rounds/set_rounds.html", context, status=seen.status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, uuid):
    """Change the days or the meeting of a round."""
    row = get_object_or_404(ReportingRound.objects.select_related("meeting"), uuid=uuid)
    check_rounds(request.user)
    start = {name: getattr(row, name) for name in ("version", "opens_on", "closes_on", "meeting")}
    form, said = (
        ChangeRoundForm(request.POST or None, initial=start),
        f"The reporting round of {row} has been changed.",
    )
    shown = {"title": f"Change the reporting round of {row}", "button": "Save changes"}
    return verb_page(request, form, change_round, said, "actions:rounds", FORM, shown, round=row)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, uuid):
    """Withdraw a round in which nobody has reported."""
    row = get_object_or_404(ReportingRound, uuid=uuid)
    check_rounds(request.user)
    back = ("actions:round", row.uuid)
    return withdraw_page(request, row, withdraw_round, to="actions:rounds", back=back)
