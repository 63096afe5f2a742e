"""How an installation that has worked before comes to the rule by which delivery keeps the rating, and to claims that
are weighed: by an event of each action that is delivered, signed off or embedded then. Days before it are rated by
the rule of then.
"""

from datetime import date, datetime
from types import SimpleNamespace

from actions.models import Action, ActionInForce
from actions.reading.claims import proof_of
from actions.reading.rounds import rounds_in
from actions.rules.lifecycle import CLAIMED, UNDER_WAY
from actions.rules.rating import rule_of
from jarplan import clock
from jarplan.audit.canonical import canonical, plain
from jarplan.audit.inforce import at, rows_of, state_in
from jarplan.audit.ledger import Entry, write
from jarplan.audit.models import AuditState
from jarplan.audit.subjects import SUBJECTS

KIND = "rating rule adopted"
DAYS = ("start_latest", "due_latest", "reported_month", "report_from", "off_path_from")


def adopt():
    """Writes the rating before delivery, how late it was, and how many of its success criteria are not proved, of
    every action that is delivered and says none of it. The action is read from its state in the history, as this is
    called while its table is still changed. Returns how many."""
    numbers = ActionInForce.objects.filter(at(), status__in=CLAIMED, rating_before="")
    found = standing("action", numbers)
    if not found:
        return 0
    rounds = rounds_in(standing("round", rows_of("round").filter(at())))
    entries = []
    for uuid, state in found.items():
        told = delivered_so(state, rounds) | proof_of(Action.objects.get(uuid=uuid))
        Action.objects.filter(uuid=uuid).update(**told, version=state["version"] + 1)
        state = plain(state | told | {"version": state["version"] + 1})
        entry = Entry(KIND, "action", uuid, state["reference"], "", "")
        entry.state, entry.body, entry.format = state, canonical(state), SUBJECTS["action"].format
        entries.append(entry)
    write(entries, by=None, now=clock.now())
    return len(entries)


def standing(kind, rows):
    """{UUID: state} of what these rows of states in force say."""
    sequences = rows.order_by("sequence").values_list("sequence", flat=True)
    found = AuditState.objects.filter(sequence__in=list(sequences))
    return {row.subject: state_in(row.body, kind, row.format) for row in found.order_by("sequence")}


def delivered_so(state, rounds):
    """The columns of an action that was delivered when its state says: rated as if it were still in progress."""
    day = clock.day_of(datetime.fromisoformat(state["delivered_at"]))
    record = SimpleNamespace(**state | {"status": UNDER_WAY[-1]})
    for name in DAYS:
        setattr(record, name, date.fromisoformat(state[name]) if state[name] else None)
    record.agreed_at = datetime.fromisoformat(state["agreed_at"])
    told = {"rating_before": str(rule_of(record, day, rounds).key)}
    if record.due_latest and day > record.due_latest:
        told |= {"late_due": record.due_latest, "late_on": day}
    return told
