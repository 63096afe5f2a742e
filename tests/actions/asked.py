"""What filters ask for, said once more in plain Python: the pages' conditions in SQL are compared with it."""

from actions.rules import rating, records
from actions.rules.filters import RATING_ORDER, STATUS_ORDER
from actions.rules.lifecycle import OPEN
from recommendations.references import prefix_of


def accepts(asked, record, today, rounds):
    """Whether a record is asked for. `rounds`: the reporting rounds known on the day."""
    return (
        all(records.says(record, word) for word in asked.words)
        and asked.recommendation in ("", record.recommendation)
        and asked.frame[0] in ("", prefix_of(record.reference))
        and asked.frame[1] in ("", record.timeframe)
        and asked.organisation in ("", record.organisation)
        and asked.rating in ("", records.brag(record))
        and accepts_computed(asked, record, today, rounds)
        and accepts_status(asked, record)
        and accepts_due(asked, record, today)
        and accepts_awaiting(asked, record, today, rounds)
        and asked.confidence in ("", record.confidence or "none")
    )


def accepts_computed(asked, record, today, rounds):
    if asked.computed == "disagrees":
        return rating.is_too_good(record, today, rounds)
    return not asked.computed or asked.computed == rating.rule_of(record, today, rounds).key


def accepts_status(asked, record):
    if asked.status == "":
        return records.in_plan(record)
    if asked.status == "open":
        return record.status in OPEN
    return asked.status in ("all", record.status)


def accepts_due(asked, record, today):
    if asked.due == "overdue":
        return records.is_overdue(record, today)
    if asked.due == "soon":
        return records.is_due_soon(record, today)
    if asked.due == "moved":
        return records.is_moved(record)
    if asked.due == "late":
        return records.was_late(record)
    return asked.due == "" or records.has_no_date(record)


def accepts_awaiting(asked, record, today, rounds):
    if asked.awaiting == "date":
        return record.date_asked is not None
    if asked.awaiting == "challenge":
        return record.challenged_at is not None
    if asked.awaiting == "question":
        return record.question_at is not None
    if asked.awaiting == "report":
        return records.owes_report(record, today, rounds)
    return asked.awaiting in ("", record.awaiting)


def ordered(asked, found):
    """Records in the order that was asked for; those without a value last either way."""
    key = SORT_KEYS[asked.sort.removeprefix("-")]
    found = sorted(found, key=lambda record: (record.plan_order, record.reference))
    with_value = [record for record in found if key(record) not in (None, "")]
    without = [record for record in found if key(record) in (None, "")]
    return sorted(with_value, key=key, reverse=asked.sort.startswith("-")) + without


SORT_KEYS = {
    "plan": lambda record: record.plan_order,
    "due": lambda record: record.due_latest,
    "rating": lambda record: RATING_ORDER.index(records.brag(record)),
    "status": lambda record: STATUS_ORDER.index(record.status),
    "lead": lambda record: record.lead,
    "organisation": lambda record: record.organisation,
}
