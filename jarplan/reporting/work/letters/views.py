"""The page of reminders: who is told of what and when, and what messages have told lately."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.models import Action, AgendaDecision
from actions.reminding.ladder import STEPS, read_ladder
from actions.reminding.policies import check_set
from jarplan.audit.errors import allows
from jarplan.clock import day_of
from jarplan.reporting.addresses import address_of_action
from jarplan.reporting.models import Told
from jarplan.reporting.work.office import has_desk
from jarplan.reporting.work.views import today_of
from recommendations.deadlines.milestones import MILESTONES, MISSED
from recommendations.deadlines.queries import deadlines
from recommendations.models import Duty

SHOWN = 100  # of what was told, the latest


@dataclass(frozen=True)
class ToldRow:
    """What one message told somebody: when, whom, of what, and why on that day."""

    day: date
    who: str
    about: str
    href: str
    why: str


@require_safe
def reminders(request):
    """Who is told of statutory dates and of late reports, and what was told lately."""
    if not has_desk(request.user):
        raise Http404("Only the programme office and administrators have this page.")
    today_of(request, "This page")
    ladder = read_ladder()
    context = {
        "ladder": ladder,
        "milestones": MILESTONES,
        "told": list(told_rows()),
        "may_set": allows(check_set, request.user),
    }
    return render(request, "reporting/letters/reminders.html", context)


def told_rows():
    """A ToldRow for each thing that messages told, the latest first."""
    found = Told.objects.filter(digest__is_sent=True).select_related("digest__user")[:SHOWN]
    rows = [(one, *one.what.split(":")) for one in found]
    named = names_of({(kind, key) for _one, kind, key, *_rest in rows})
    for one, kind, key, *rest in rows:
        about, href = named.get((kind, key), ("", ""))
        if kind == "steps" and rest:
            about, href = f"Publication steps: {Duty(rest[0]).label}", reverse("recommendations:publication")
        yield ToldRow(
            day_of(one.digest.moment),
            one.digest.user.full_name,
            about or "No longer there",
            href,
            why(kind, one.step),
        )


def why(kind, step):
    """At which step something was told, in words."""
    if kind in ("deadline", "steps"):
        return "Missed" if step == MISSED else f"{step} working day{'' if step == '1' else 's'} before"
    return f"Report missing: {STEPS.get(step, step).lower()}"


def names_of(wanted):
    """{(kind, UUID as text): (what it is called, its address)} of what reminders were about."""
    keys = {kind: [key for one, key in wanted if one == kind] for kind, _key in wanted}
    found = {}
    if keys.get("deadline"):
        page = reverse("recommendations:deadline-list")
        found |= {("deadline", one.uuid): (one.title, page) for one in deadlines(named=False)}
    if keys.get("report"):
        rows = Action.objects.filter(uuid__in=keys["report"]).values_list("uuid", "reference")
        found |= {("report", str(uuid)): (said, address_of_action(said)) for uuid, said in rows}
    if keys.get("asked"):
        rows = AgendaDecision.objects.filter(uuid__in=keys["asked"])
        rows = rows.values_list("uuid", "item__action__reference")
        found |= {("asked", str(uuid)): (said, address_of_action(said)) for uuid, said in rows}
    return found
