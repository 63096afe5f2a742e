"""Actions whose blue is remarked on, with what was answered when they were claimed, signed and reviewed; read alike
from the history for now and for a past day.
"""

from dataclasses import dataclass

from actions.models import LaterLook, SignOff
from actions.reading.claims import checked_in, said_in
from actions.reading.queries import live_rows
from actions.rules.records import remarked_q
from jarplan.audit.reading.folding import states_together
from jarplan.audit.reading.then import then
from recommendations.within import EVERYTHING

SHOWN = 10


@dataclass(frozen=True)
class RemarkedAction:
    """An action by its reference and text, how many of its criteria are not proved, and (what the record says against
    it, the answer) of each point. Nothing is answered where it was signed before claims were weighed."""

    reference: str
    text: str
    unproven: int
    answers: list


def remarked_actions(user, as_at, remark, within=EVERYTHING):
    """The first RemarkedActions on which this remark is made, in the order of the plan."""
    with then(as_at):
        rows = live_rows(user, within).filter(remarked_q()[remark]).order_by("plan_order")
        found = list(rows.values_list("uuid", flat=True)[:SHOWN])
    signed = SignOff.objects.filter(action__uuid__in=found).values("uuid")
    looked = LaterLook.objects.filter(action__uuid__in=found).values("uuid")
    states = states_together({"action": found, "sign_off": signed, "later_look": looked}, as_at)
    made = [states[kind].values() for kind in ("sign_off", "later_look")]
    return [remarked_action(states["action"][uuid], str(uuid), *made) for uuid in found]


def remarked_action(state, uuid, sign_offs, looks):
    parts = [state["claim"], *map(checked_in, contents_that_count(uuid, sign_offs))]
    own = sorted((one for one in looks if one["action"] == uuid), key=lambda one: one["looked_at"])
    parts += [said_in(one["content"]) for one in own]
    answers = [(one["sentence"], one["answer"]) for part in parts for one in part.get("points", ())]
    return RemarkedAction(state["reference"], state["text"], state["unproven"], answers)


def contents_that_count(uuid, sign_offs):
    """What the signatures of an action that count then hold, in their order."""
    own = [
        one
        for one in sign_offs
        if one["action"] == uuid and one["outcome"] == SignOff.Outcome.SIGNED and not one["lapsed_at"]
    ]
    return [one["content"] for one in sorted(own, key=lambda one: one["signed_at"])]
