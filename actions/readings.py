"""The readings of success criteria: taken with a report or a note, withdrawn with a reason, never changed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from actions import policies
from actions.measures import keep
from actions.models import ProgressUpdate, Reading
from actions.paths import is_measured, number_of
from actions.proof import standing
from actions.services import lapse, locked
from actions.signedreadings import covers
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.clock import day_of


@dataclass(frozen=True)
class Taken:
    """What was read of a criterion (its UUID): a value, or whether a plain statement is met; on which day, and where
    that is known from, in words or by a piece of the action's evidence (its UUID).
    """

    criterion: UUID
    value: str = ""
    met: bool | None = None
    on: date | None = None
    source: str = ""
    evidence: UUID | None = None


def write(*, update, taken):
    """Writes the readings that came with a report and returns their rows, for the verb that made it and holds its
    action's row lock; what is kept of them on the action is kept. NotNow where one cannot be taken.
    """
    criteria = {row.uuid: row for row in update.action.criteria.all()}
    shown = {one.uuid: one for one in standing(update.action)} if taken else {}
    rows = [
        Reading(
            update=update,
            criterion=checked(one, criteria.get(one.criterion), day_of(update.made_at), shown),
            statement=criteria[one.criterion].statement,
            unit=criteria[one.criterion].unit,
            value=one.value,
            number=number_of(one.value),
            met=one.met,
            on=one.on,
            source=one.source,
            evidence=shown.get(one.evidence),
        )
        for one in taken
    ]
    Reading.objects.bulk_create(rows)
    if rows:
        keep(update.action)
    return rows


def checked(one, criterion, today, shown):
    """The criterion that a reading is of; NotNow where the reading cannot be taken. `shown`: the evidence that it may
    name, by UUID.
    """
    if criterion is None:
        raise NotNow(
            "The success criteria of this action have changed since you opened the page. "
            "Read them as they are now, then enter the readings again."
        )
    named = f"“{criterion.statement}”"
    if one.value == "" and one.met is None:
        raise NotNow(f"Say where {named} stands.")
    if one.on is None or one.on > today:
        raise NotNow(f"Give the day of the reading of {named}: today or an earlier day.")
    if is_measured(criterion) and number_of(one.value) is None:
        raise NotNow(f"Give the reading of {named} as a number, such as 61 or 61.5.")
    if one.evidence and one.evidence not in shown:
        raise NotNow(
            f"The evidence that you chose for {named} no longer stands here. Choose other evidence, or say where the "
            "reading is known from."
        )
    if one.met and not (one.source.strip() or one.evidence):
        raise NotNow(f"Choose the evidence that {named} is met, or say where that is known from.")
    return criterion


def is_signed(action, update, criterion):
    """Whether a signature that stands covers the reading of a criterion that came with a report (both by UUID)."""
    return any(covers(one.content, update, criterion) for one in policies.live_signatures(action))


@verb
def withdraw_reading(*, by, now, ledger, action, update, criterion, reason):
    """Withdraws the reading of a criterion that came with a report (both by UUID), with the reason. It stays on
    record; signatures that covered it lapse. NotNow where it was withdrawn already or no reason is given.
    """
    action = locked(action)
    role = policies.check_withdraw_reading(by, action)
    (update,) = lock(ProgressUpdate.objects.filter(uuid=update, action=action)) or [None]
    reading = update and update.readings.filter(criterion__uuid=criterion).first()
    if reading is None:
        raise Refused("This reading belongs to another action.", about=action)
    if reading.withdrawn_at:
        raise NotNow("This reading has been withdrawn already.")
    if not reason.strip():
        raise NotNow("Say why the reading is withdrawn, so that others understand it.")
    covered = is_signed(action, update.uuid, criterion)
    withdrawal = {"withdrawn_at": now, "withdrawn_by": by, "withdrawn_reason": reason}
    Reading.objects.filter(pk=reading.pk).update(**withdrawal)
    save_version(update, version=update.version)
    save_version(action, version=action.version)
    keep(action)
    ledger.record(update, "reading withdrawn", role=role, reason=reason)
    ledger.record(action, "reading withdrawn", role=role, reason=reason)
    if covered:
        lapse(ledger=ledger, role=role, action=action, field="readings")
    return reading
