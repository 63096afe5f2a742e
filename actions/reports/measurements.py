"""The readings of success criteria: taken with a report or a note, withdrawn with a reason, never changed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from actions.models import ProgressUpdate, Reading
from actions.plan.verbs import lapse, locked
from actions.reading import signatures as reading_signatures
from actions.reading.claims import keep
from actions.reading.evidence import evidence_that_counts
from actions.reading.signatures import covers
from actions.reports import policies
from actions.rules.lifecycle import Verb
from actions.rules.trajectory import is_measured, number_of
from jarplan.audit.errors import NotNow, Refused, check_given
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
    if not taken:
        return []
    criteria = {row.uuid: row for row in update.action.criteria.all()}
    # Looked up once for all criteria of the form.
    shown = {one.uuid: one for one in evidence_that_counts(update.action)}
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
    keep(update.action)
    return rows


def checked(one, criterion, today, shown):
    """The criterion that a reading is of; NotNow where the reading cannot be taken. `shown`: the evidence that it may
    name, by UUID.
    """
    if criterion is None:
        raise NotNow(
            "The success criteria of this action have changed since you opened the page. "
            "Check the criteria as they are now, then enter the figures again."
        )
    named = f"“{criterion.statement}”"
    if one.value == "" and one.met is None:
        raise NotNow(f"Enter the figure for {named}.")
    if one.on is None or one.on > today:
        raise NotNow(f"Enter the date of the figure for {named}: today or in the past.")
    if is_measured(criterion) and number_of(one.value) is None:
        raise NotNow(f"Enter the figure for {named} as a number, like 61 or 61.5.")
    if one.evidence and one.evidence not in shown:
        raise NotNow(
            f"The evidence that you chose for {named} no longer counts for this action. Choose other "
            "evidence, or enter "
            "the source of the figure."
        )
    if one.met and not (one.source.strip() or one.evidence):
        raise NotNow(f"Choose evidence that {named} is met, or enter the source.")
    return criterion


def is_signed(action, update, criterion):
    """Whether a signature that stands covers the reading of a criterion that came with a report (both by UUID)."""
    return any(covers(one.content, update, criterion) for one in reading_signatures.live_sign_offs(action))


@verb
def withdraw_measurement(*, by, now, ledger, action, update, criterion, reason):
    """Withdraws the reading of a criterion that came with a report (both by UUID), with the reason. It stays on
    record; signatures that covered it lapse. NotNow where it was withdrawn already or no reason is given.
    """
    action = locked(action)
    role = policies.check_withdraw_measurement(by, action)
    # Action before report, as in report_progress().
    (update,) = lock(ProgressUpdate.objects.filter(uuid=update, action=action)) or [None]
    reading = update and update.readings.filter(criterion__uuid=criterion).first()
    if reading is None:
        raise Refused("This measurement belongs to another action.", about=action)
    if reading.withdrawn_at:
        raise NotNow("This measurement has already been withdrawn.")
    check_given(reason, "Enter the reason for withdrawing the measurement.")
    # Before the measurement is withdrawn: afterwards it is in no sign-off's content.
    covered = is_signed(action, update.uuid, criterion)
    withdrawal = {"withdrawn_at": now, "withdrawn_by": by, "withdrawn_reason": reason}
    Reading.objects.filter(pk=reading.pk).update(**withdrawal)
    save_version(update, version=update.version)
    save_version(action, version=action.version)
    keep(action)
    ledger.record(update, "reading withdrawn", role=role, reason=reason)
    ledger.record(action, "reading withdrawn", role=role, reason=reason)
    if covered:
        lapse(ledger=ledger, role=role, action=action, field="readings", verb=Verb.WITHDRAW_SIGNED)
    return reading
