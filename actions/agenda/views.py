"""The pages of a meeting: what it has before it, what it decided, and what became of what the last one decided."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actions.agenda import policies, queries, verbs
from actions.agenda.forms import AgendaForm, DecisionForm, Decisions, TakeOffForm, choice_of
from actions.duedates.policies import waiting_request
from actions.models import Action, AgendaItem, DateChange
from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import adds_once, posted, verb_page
from jarplan.people.roles import Role
from recommendations.limits import SHARED, acting, asking
from recommendations.meetings.policies import check_was_held
from recommendations.meetings.queries import every_meeting
from recommendations.models import Meeting
from recommendations.visibility import seen_by, seen_or_404
from recommendations.within import within

MEETING = "actions:meeting"
PREFETCHED = ("action__date_changes", "action__challenges", "action__leads", "decisions")


@require_safe
def meeting(request, uuid):
    """A meeting: its agenda with what was decided and has become of it, and the matters arising."""
    day, as_at = day_shown(request)
    seen_or_404(request.user, Meeting._base_manager, uuid=uuid)
    plan = within(request).every
    shown = next((one for one in every_meeting(as_at, plan) if one.uuid == str(uuid)), None)
    if shown is None:
        raise Http404("There was no such meeting on that date.")
    items = queries.agendas([shown.uuid], day, as_at, plan).get(shown.uuid, [])
    acts = as_at is None and may_act(request)
    theirs = asking(request.user, Role.PROGRAMME) if request.user.has_role(Role.PROGRAMME) else None
    context = {
        "meeting": shown,
        "items": [one for one in items if one.is_on_agenda],
        "taken_off": [one for one in items if not one.is_on_agenda],
        "matters": queries.matters_arising(shown, day, as_at, plan),
        "also": queries.also_decided(shown.uuid, as_at, plan),
        "is_held": shown.held_on <= day,
        "may_put": acts and not shown.is_cancelled,
        "may_decide": acts and not shown.is_cancelled and shown.held_on <= day,
        "may_change": as_at is None and theirs is not None and theirs(shown.inspection),
    }
    return render(request, "actions/agenda/meeting.html", context)


def may_act(request):
    """Whether this person acts on some inspection's agenda items."""
    if not request.user.has_role(Role.PROGRAMME):
        return False
    theirs = asking(request.user, Role.PROGRAMME)
    return theirs(None) or any(theirs(one.uuid) for one in within(request).offered)


def check_some(request, check):
    """Who is limited to inspections of which none is here is refused, and told so."""
    if request.user.has_role(Role.PROGRAMME) and not may_act(request):
        check(request.user, SHARED)
    check(request.user, None)


@require_http_methods(["GET", "HEAD", "POST"])
def put_on_agenda(request, uuid):
    """Put actions and recommendations on the agenda of a meeting."""
    row = seen_or_404(request.user, Meeting.objects, uuid=uuid)
    check_some(request, policies.check_put)
    form = AgendaForm(posted(request), user=request.user, waiting=waiting_for(request, row))
    about = {"meeting": row}
    if form.is_valid():
        about |= {"about": form.about}
        act = {"by": request.user, "now": clock.now(), "asked": form.cleaned_data["asked"], **about}
        if form.call(verbs.put_on_agenda, **act):
            number = len(form.about)
            messages.success(
                request, f"{number} item{'s have' if number > 1 else ' has'} been put on the agenda."
            )
            return redirect(MEETING, row.uuid)
    return render(request, "actions/agenda/put.html", {"form": form, **about}, status=form.status)


def waiting_for(request, row):
    """The actions that an extension is asked for and that are not on the agenda yet, as choices."""
    waiting = DateChange.objects.filter(decision=DateChange.Decision.PENDING)
    rows = Action.objects.filter(
        within(request).of("action"), acting(request.user, "action", Role.PROGRAMME), date_changes__in=waiting
    )
    rows = rows.exclude(agenda_items__in=row.agenda_items.filter(taken_off_at=None))
    if row.inspection_id:
        rows = rows.filter(recommendation__inspection=row.inspection_id)
    rows = rows.prefetch_related("date_changes").order_by("plan_order")
    return [choice_of(one, waiting_request(one)) for one in rows]


@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request, uuid):
    """Take an item off an agenda."""
    item = item_or_404(request, uuid)
    policies.check_put(request.user, item)
    form = TakeOffForm(posted(request), initial={"version": item.version})
    said = f"{item.reference} has been taken off the agenda."
    to, shown = (MEETING, item.meeting.uuid), {"item": item}
    return verb_page(
        request, form, verbs.take_off_agenda, said, to, "actions/agenda/take_off.html", shown, item=item
    )


def item_or_404(request, uuid):
    rows = AgendaItem.objects.select_related("meeting", "recommendation", "action")
    return seen_or_404(request.user, rows, uuid=uuid)


@adds_once
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, uuid):
    """Record what a meeting decided on each item of its agenda, and what members asked, in one form."""
    row = seen_or_404(request.user, Meeting.objects, uuid=uuid)
    check_some(request, policies.check_decide)
    now = clock.now()
    try:
        check_was_held(row, now)
    except NotNow as problem:
        context = {"meeting": row, "problem": problem.sentence}
        return render(request, "actions/agenda/decide.html", context, status=409)
    data = posted(request)
    forms = [form_of(request, item, data) for item in items_of(request, row)]
    status = 200
    # Each is asked, so that what is missing is said at every item at once.
    wrong = [form for form in forms if not form.is_valid()]
    if data is not None and not wrong:
        done = sum(form.keep(now) for form in forms)
        if done:
            messages.success(request, f"{done} decision{'' if done == 1 else 's'} recorded.")
        elif not any(form.errors for form in forms):
            messages.info(request, "Nothing was recorded.")
        if not any(form.errors for form in forms):
            return redirect(MEETING, row.uuid)
        status = 409
        # What was kept is shown with its item, and its boxes are empty again.
        kept = {item.pk: item for item in items_of(request, row)}
        forms = [form if form.errors else form_of(request, kept[form.item.pk], None) for form in forms]
    shown = queries.agendas([str(row.uuid)], clock.day_of(now), None, within(request).every)
    known = {one.uuid: one for one in shown.get(str(row.uuid), ())}
    parts = [(form, known[str(form.item.uuid)]) for form in forms if str(form.item.uuid) in known]
    once = request.POST.get("once") or request.GET.get("once", "")
    context = {"meeting": row, "parts": parts, "formset": Decisions(forms), "once": once}
    context["form"] = next((form for form in forms if form.errors), None)
    return render(request, "actions/agenda/decide.html", context, status=status)


def items_of(request, row):
    """The items that this person may decide on, in the order of the agenda."""
    rows = row.agenda_items.filter(
        seen_by(request.user, "agenda_item"),
        acting(request.user, "agenda_item", Role.PROGRAMME),
        taken_off_at=None,
    )
    rows = rows.select_related("meeting", "recommendation", "action__recommendation")
    return sorted(rows.prefetch_related(*PREFETCHED), key=lambda one: one.place)


def form_of(request, item, data):
    """The form of one item; the key of the page is that of each of its parts."""
    if data is not None:
        data = data.copy()
        data[f"item-{item.uuid}-once"] = data.get("once", "")
    return DecisionForm(data, item=item, user=request.user)
