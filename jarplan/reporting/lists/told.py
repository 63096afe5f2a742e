"""What was told of actions, for their sheets: the last report in its own words, and where each success
criterion stands; of now, or as it was at the end of a past day. Read for a stretch of actions at a time.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from types import SimpleNamespace
from uuid import UUID

from django.db.models import Q

from actions.models import ProgressUpdate, SuccessCriterion
from actions.reading.claims import last_in
from actions.reading.measurements import measured_of
from actions.rules.fields import CRITERION_PARTS
from jarplan.audit.reading.folding import end_of, states_at
from jarplan.dates import in_full

STRETCH = 500  # actions whose reports are in memory at a time
WORDS = ("done", "effect", "reason", "next_step", "recovers_on")


@dataclass(frozen=True)
class Told:
    """What the last report of an action says, and its criteria with their latest figures, one under the
    other."""

    done: str = ""
    effect: str = ""
    reason: str = ""
    next_step: str = ""
    recovers_on: date | None = None
    criteria: str = ""


def with_told(records, as_at=None):
    """Yield each of these records with its Told."""
    records = iter(records)
    while stretch := list(islice(records, STRETCH)):
        reports, criteria = last_reports(stretch, as_at), criteria_of(stretch, as_at)
        for record in stretch:
            yield record, Told(*reports.get(record.uuid, ()), criteria=criteria.get(record.uuid, ""))


def last_reports(records, as_at):
    """{UUID of an action: what its last report says}, as far as there is one."""
    made = Q(action__uuid__in=[one.uuid for one in records])
    # Reports never change: those of a past day are those that had been made.
    made &= Q(made_at__lt=end_of(as_at)) if as_at else Q()
    rows = ProgressUpdate.objects.filter(made).order_by("action", "made_at", "pk")
    rows = rows.values_list("pk", "corrects_id", "action__uuid", named=True)
    last = {uuid: last_in(list(found)).pk for uuid, found in groupby(rows, lambda row: row.action__uuid)}
    said = ProgressUpdate.objects.filter(pk__in=last.values()).values_list("pk", *WORDS)
    words = {pk: found for pk, *found in said}
    return {uuid: words[pk] for uuid, pk in last.items()}


def criteria_of(records, as_at):
    """{UUID of an action: its criteria in words}."""
    uuids = [one.uuid for one in records]
    before = end_of(as_at) if as_at else None
    measured = measured_of(Q(action__uuid__in=uuids), Q(update__action__uuid__in=uuids), before)
    found = {}
    for uuid, one in said_of(uuids, as_at):
        latest = measured.get(one.uuid, [])[-1:]
        now = f"{latest[0].words} on {in_full(latest[0].on)}" if latest else "no figure yet"
        aim = f"target {one.target}; " if one.target else ""
        found.setdefault(uuid, []).append(f"{one.statement} ({aim}{now})")
    return {uuid: "\n".join(lines) for uuid, lines in found.items()}


def said_of(uuids, as_at):
    """(UUID of an action, criterion with its UUID and CRITERION_PARTS) of each criterion, in the order of its action;
    the actions in no order."""
    if as_at is None:
        rows = SuccessCriterion.objects.filter(action__uuid__in=uuids).order_by("action", "order")
        for one in rows.values("action__uuid", "uuid", *CRITERION_PARTS):
            yield one.pop("action__uuid"), SimpleNamespace(**one)
        return
    for uuid, state in states_at("action", as_at, uuids).items():
        for one in sorted(state["criteria"], key=lambda one: one["order"]):
            said = {name: one.get(name) for name in CRITERION_PARTS}
            said["target_on"] = date.fromisoformat(said["target_on"]) if said["target_on"] else None
            yield uuid, SimpleNamespace(uuid=UUID(one["uuid"]), **said)
