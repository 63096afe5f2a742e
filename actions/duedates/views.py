"""The pages of moving a date: ask for a later one, recall it, decide on it."""

from actions.duedates import policies, verbs
from actions.duedates.forms import AskDateForm, DecideDateForm, RecallDateForm
from actions.models import DateChange
from actions.rules import slippage
from actions.verbpages.views import action_page, ask_policy, done, request_meant, show
from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.formfields.pages import adds_once, posted


@adds_once
@action_page()
def date_change(request, action):
    """Ask for a later date; for the programme office, decide on one that was asked for."""
    change = request_meant(request, action.date_changes, policies.check_decide_date)
    return decide(request, action, change) if change else ask(request, action)


def ask(request, action):
    """Ask for a later date."""
    ask_policy(request, policies.check_ask_date, action)
    form = AskDateForm(posted(request), action=action)
    if form.is_valid():
        data = form.cleaned_data
        act = {"by": request.user, "now": clock.now(), "action": action, "to": form.plan_date()}
        typed = {name: data[name] for name in ("category", "reason", "once")}
        if form.call(verbs.ask_for_date, **act, **typed):
            return done(request, action, asked(action, form.result))
    return show(request, "duedates/ask", action, form, slip=slippage.slippage_of(action), **of_number(action))


def asked(action, change):
    """What was asked for, in words: how much later it is."""
    later = slippage.later_than(change.to_latest, action.due_latest, action.original_due)
    much = f", {later}" if later else ""
    board = " Only the board can agree this extension." if of_number(action)["by_board"] else ""
    return (
        f"You have requested an extension to {change.to_raw}{much}.{board} The current due date "
        "applies until then."
    )


def of_number(action):
    """Which request of its action this is, and whether the board decides on it."""
    number = policies.number_of_request(action)
    return {"number": slippage.ordinal(number), "by_board": slippage.needs_board(number)}


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
        if form.call(verbs.decide_date, **act, grant=form.agrees, reason=data["reason"]):
            return done(request, action, "Your decision on the extension has been saved.")
    return show(request, "duedates/decide", action, form, change=change, **of, **slippages_of(action, change))


def slippages_of(action, change):
    """How far the date has slipped, how far this request moves it, and how far it would have slipped then."""
    return {
        "slip": slippage.slippage_of(action),
        "move": slippage.slippage_of_move(change),
        "after": slippage.slippage_between(action.original_due, change.to_latest),
    }


@action_page()
def recall_date(request, action):
    """No longer ask for a later date; for whoever asked for it."""
    change = request_meant(request, action.date_changes, policies.check_recall_date)
    if change is None:
        change = action.date_changes.select_related("action").last()
    if change is None:
        raise NotNow(f"No extension of {action.reference} has been requested.")
    ask_policy(request, policies.check_recall_date, change)
    form = RecallDateForm(posted(request), initial={"change": change.uuid})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "change": change}
        if form.call(verbs.recall_date, **act, reason=form.cleaned_data["reason"]):
            return done(
                request, action, "The extension request has been withdrawn. The current due date applies."
            )
    return show(request, "duedates/recall", action, form, change=change)
