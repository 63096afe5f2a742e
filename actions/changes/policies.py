"""Who decides on a requested change of what an agreed action says, and who recalls the request."""

from actions.plan.policies import check_still_asked
from actions.reading.permission import check_who
from actions.rules.lifecycle import Verb
from actions.rules.ways import way
from jarplan.audit.errors import Refused


def check_decide_change(by, change, verb=Verb.REFUSE_CHANGE):
    """Whoever did not ask decides. It is refused wherever a request may wait, and agreed while the action is in the
    plan."""
    role = check_who(by, change.action, verb)
    if change.asked_by_id == by.pk:
        raise Refused(
            "You requested this change yourself, so somebody else must decide.", about=change.action
        )
    check_still_asked(change, "request for a change")
    way(change.action, verb)
    return role


def check_recall_change(by, change):
    """Whoever asked for a change may recall the request, until it is decided."""
    role = check_who(by, change.action, Verb.RECALL_CHANGE, theirs=change.asked_by_id == by.pk)
    check_still_asked(change, "request for a change")
    way(change.action, Verb.RECALL_CHANGE)
    return role
