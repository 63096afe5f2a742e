"""The criteria of an action keep their row, and with it their readings, however often their words change."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from actions.models import Reading, SuccessCriterion
from actions.reading.measurements import currents

BATCH = 500  # rows of one statement
ASIDE = 10_000  # added to places that change, so that no two criteria have the same one on the way
WRITTEN = ("statement", "unit", "baseline", "target", "target_on", "current")


def settled(action, criteria):
    """Typed criteria, each with the UUID of the row that it belongs to: the one that it names, else one with the
    same words, dropped ones last; None where it is new. Where readings stand, the latest one is its current value,
    whatever was typed. UUIDs that are no criterion's of this action are not taken.
    """
    # `every`: a criterion that was dropped and is typed again takes its row back, with its measurements.
    rows = list(SuccessCriterion.every.filter(action=action).order_by("is_dropped", "order", "pk"))
    # Each row is given once, so two criteria with the same words stay two.
    free = {row.uuid: row for row in rows}
    found = [free.pop(one.uuid, None) for one in criteria]
    for place, one in enumerate(criteria):
        if found[place] is None:
            alike = next((row for row in free.values() if row.statement == one.statement), None)
            found[place] = alike and free.pop(alike.uuid)
    read = currents(action) if rows else {}
    return tuple(
        replace(one, uuid=row and row.uuid, current=read.get(row.uuid, one.current) if row else one.current)
        for one, row in zip(criteria, found, strict=True)
    )


def put(wanted):
    """Makes the criteria of actions what `wanted` says: {action: [{"uuid": .., "statement": ..}]}, in their order.

    A row with that UUID stays and takes the new words; a criterion that is no longer wanted goes, or is only dropped
    where readings were taken of it. Called under the row locks of the actions.
    """
    rows = {row.uuid: row for row in SuccessCriterion.every.filter(action__in=list(wanted))}
    made, changed = [], []
    for action, criteria in wanted.items():
        for place, said in enumerate(criteria, 1):
            words = {name: said[name] for name in WRITTEN} | {"order": place, "is_dropped": False}
            uuid = said["uuid"] and UUID(str(said["uuid"]))
            row = rows.pop(uuid, None)
            if row is None:
                made.append(SuccessCriterion(action=action, **words, **({"uuid": uuid} if uuid else {})))
            elif any(getattr(row, name) != value for name, value in words.items()):
                for name, value in words.items():
                    setattr(row, name, value)
                changed.append(row)
    drop([row.pk for row in rows.values() if not row.is_dropped])
    # The unique place is checked row by row: two that change places would meet on the way.
    SuccessCriterion.every.filter(pk__in=[row.pk for row in changed]).update(order=F("order") + ASIDE)
    SuccessCriterion.every.bulk_update(changed, [*WRITTEN, "order", "is_dropped"], batch_size=BATCH)
    SuccessCriterion.every.bulk_create(made, batch_size=BATCH)


def drop(keys):
    """Takes criteria out of their actions. One with readings stays behind them, dropped."""
    rows = SuccessCriterion.every.filter(pk__in=keys)
    if keys:
        # First those with measurements are marked, then the rest is deleted: one that gets a measurement in
        # between cannot be, as the action is locked.
        rows.filter(Exists(Reading.objects.filter(criterion=OuterRef("pk")))).update(is_dropped=True)
        rows.filter(is_dropped=False).delete()
