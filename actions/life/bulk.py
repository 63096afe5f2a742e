"""The verbs on several actions at once: agree, move to a round, remind. All or none; one event for each action.

`seen` is {reference: version}: what was looked at on the page between. Whoever changed one of them meanwhile stops
it, and the sentence names which.
"""

from actions.life import policies
from actions.models import Action
from actions.plan import policies as plan_policies
from actions.plan import verbs as plan_verbs
from actions.rounds import policies as rounds_policies
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.clock import day_of


class Changed(NotNow):
    """Some of the actions are not as they were seen."""

    def __init__(self, references):
        super().__init__(
            f"Somebody else has since changed {', '.join(references)}, so nothing has been done. "
            "Check the actions as they are now."
        )


def chosen(by, seen):
    """The actions that were looked at, locked and unchanged. Raises Refused, Changed, NotNow."""
    policies.check_bulk(by)
    if not seen:
        raise NotNow("Choose at least one action.")
    # All at once and by primary key, though the page has them in the order of the plan.
    actions = lock(Action.objects.filter(reference__in=seen).select_related("recommendation"))
    found = {action.reference: action.version for action in actions}
    changed = [reference for reference, version in seen.items() if found.get(reference) != version]
    if changed:
        raise Changed(changed)
    return actions


def problems(actions, check):
    """{reference: why it cannot be done} of those actions that `check(action)` refuses for now."""
    found = {}
    for action in actions:
        try:
            check(action)
        except NotNow as problem:
            found[action.reference] = problem.sentence
    return found


def all_or_none(actions, check):
    """NotNow with every sentence where one of the actions cannot be done: then none is."""
    found = problems(actions, check)
    if found:
        raise NotNow(f"Nothing has been done. {' '.join(found.values())}")


def checks_of_agreeing(by):
    def check(action):
        plan_policies.check_agree(by, action)
        plan_policies.check_agree_complete(action)

    return check


@verb
def agree_selected(*, by, now, ledger, seen):
    """Agrees several proposed actions; returns them."""
    actions = chosen(by, seen)
    all_or_none(actions, checks_of_agreeing(by))
    return plan_verbs.agree_actions(by=by, now=now, ledger=ledger, actions=actions)


@verb
def remind_selected(*, by, now, ledger, seen):
    """Reminds the people whom these actions wait for: they find it in my work and in their next message."""
    actions = chosen(by, seen)
    all_or_none(actions, lambda action: policies.check_remind(by, action, day_of(now)))
    for action in actions:
        save_version(action, version=action.version, reminded_at=now, reminded_by=by)
        ledger.record(action, "reminded", role=policies.check_bulk(by))
    return actions


@verb
def move_selected_to_round(*, by, now, ledger, seen, round):
    """Asks for reports of these actions from a round on (a ReportingRound that is not over); returns those that
    this changes."""
    actions = chosen(by, seen)
    if round.closes_on < day_of(now):
        raise NotNow(f"The reporting round of {round} has closed. Choose a round that is still to close.")
    all_or_none(actions, lambda action: rounds_policies.check_move_to_round(by, action))
    moved = [action for action in actions if action.report_from != round.month]
    if not moved:
        raise NotNow(f"All these actions are already due to report from {round}.")
    for action in moved:
        save_version(action, version=action.version, report_from=round.month)
        ledger.record(action, "moved to a round", role=policies.check_bulk(by))
    return moved
