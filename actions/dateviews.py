"""The pages of moving a date: ask for a later one, recall it, decide on it."""

from django.http import Http404

from actions import datechanges, policies, slips
from actions.forms import AskDateForm, DecideDateForm, RecallDateForm
from actions.models import DateChange
from actions.verbviews import ask_policy, done, posted, show, verb_page
from jarplan import clock
from jarplan.audit.errors import NotNow, allows


def change_meant(request, action, check):
    """The later date that was sent, or on a page that is only looked at the one that this person may `check`; None
    where there is none."""
    changes = list(action.date_changes.select_related("action", "asked_by"))
    if request.method == "POST":
        sent = [one for one in changes if str(one.uuid) == request.POST.get("change")]
    else:
        sent = [one for one in changes if allows(check, request.user, one)]
    if "change" in request.POST and not sent:
        raise Http404("This later date belongs to another action.")
    return sent[0] if sent else None


@verb_page()
def date_change(request, action):
    """Ask for a later date; for the programme office, decide on one that was asked for."""
    change = change_meant(request, action, policies.check_decide_date)
    return decide(request, action, change) if change else ask(request, action)


def ask(request, action):
    """Ask for a later date."""
    ask_policy(request, policies.check_ask_date, action)
    form = AskDateForm(posted(request), action=action)
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "action": action, "to": form.plan_date()}
        typed = {name: data[name] for name in ("category", "reason", "once")}
        if form.call(datechanges.ask_for_date, **act, **typed):
            return done(request, action, asked(action, form.result))
    return show(request, "ask_date", action, form, slip=slips.slip_of(action), **of_number(action))


def asked(action, change):
    """What was asked for, in words: how much later it is."""
    later = slips.later_than(change.to_latest, action.due_latest, action.original_due)
    much = f", {later}" if later else ""
    board = " Only the board can agree it." if of_number(action)["by_board"] else ""
    return f"You have asked for {change.to_raw}{much}.{board} Until it is agreed, the present date stands."


def of_number(action):
    """Which request of its action this is, and whether the board decides on it."""
    number = policies.number_of_request(action)
    return {"number": slips.ordinal(number), "by_board": slips.needs_board(number)}


def decide(request, action, change):
    """Decide on a later date that was asked for. One that was decided meanwhile is told at once: what would be asked
    of the next request is not asked of it."""
    ask_policy(request, policies.check_decide_date, change)
    if change.decision != DateChange.Decision.PENDING:
        policies.check_decide_date(request.user, change)
    of = of_number(action)
    form = DecideDateForm(posted(request), initial={"change": change.uuid}, by_board=of["by_board"])
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "change": change, "meeting": data["meeting"]}
        if form.call(datechanges.decide_date, **act, grant=form.agrees, reason=data["reason"]):
            return done(request, action, "Your decision on the later date is recorded.")
    return show(request, "decide_date", action, form, change=change, **of, **slips_of(action, change))


def slips_of(action, change):
    """How far the date has slipped, how far this request moves it, and how far it would have slipped then."""
    return {
        "slip": slips.slip_of(action),
        "move": slips.slip_of_move(change),
        "after": slips.slip_between(action.original_due, change.to_latest),
    }


@verb_page()
def recall_date(request, action):
    """No longer ask for a later date; for whoever asked for it."""
    change = change_meant(request, action, policies.check_recall_date)
    if change is None:
        change = action.date_changes.select_related("action").last()
    if change is None:
        raise NotNow(f"No later date was asked for {action.reference}.")
    ask_policy(request, policies.check_recall_date, change)
    form = RecallDateForm(posted(request), initial={"change": change.uuid})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "change": change}
        if form.call(datechanges.recall_date, **act, reason=form.cleaned_data["reason"]):
            return done(request, action, "The later date is no longer asked for. The present date stands.")
    return show(request, "recall_date", action, form, change=change)
