"""The verbs of reporting rounds: open one, change one while nobody is hurt by it."""

from actions.models import ReportingRound
from actions.plan.verbs import check_version
from actions.reading.rounds import Round
from actions.reports.policies import check_rounds
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import hold_head, lock, save_version, verb
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.mending.verbs import withdrawing


@verb
def open_round(*, by, now, ledger, month, opens_on, closes_on, meeting=None):
    """Opens the reporting round of a month (any of its days), from `opens_on` to `closes_on`, and returns it. Raises
    Refused, NotNow."""
    role = check_rounds(by)
    wanted = Round(None, month.replace(day=1), opens_on, closes_on)
    check_days(wanted, day_of(now))
    if closes_on < day_of(now):
        raise NotNow("The last day is in the past, so every lead would be late at once. Enter a later day.")
    hold_head()  # two rounds that are opened at once must see each other
    # Rounds have no row that all of them hang on; the end of the chain is such a lock, and nothing else is
    # locked after it.
    check_others(wanted, ReportingRound.objects.all())
    row = ReportingRound.objects.create(
        month=wanted.month, opens_on=opens_on, closes_on=closes_on, meeting=meeting
    )
    ledger.record(row, "opened", role=role)
    return row


@verb
def change_round(*, by, now, ledger, round, version, opens_on, closes_on, meeting=None, reason=""):
    """Moves the days of a round or says for which meeting it is. Nobody becomes late by it: its first day stays once
    it has begun, and its last day is never moved into the past, nor before a report that came in time. Raises
    Refused, NotNow, Stale."""
    role = check_rounds(by)
    (row,) = lock(ReportingRound.objects.filter(pk=round.pk))
    check_version(row, version)
    today = day_of(now)
    check_days(Round(row.uuid, row.month, opens_on, closes_on), today)
    if opens_on != row.opens_on and (row.opens_on <= today or row.reports.exists()):
        raise NotNow(
            f"The reporting round of {row} has begun, so its first day stays {in_full(row.opens_on)}."
        )
    if closes_on < row.closes_on and closes_on < today:
        raise NotNow(
            "The last day must be today or later, so that nobody becomes late because of the change."
        )
    hold_head()
    check_others(Round(row.uuid, row.month, opens_on, closes_on), ReportingRound.objects.exclude(pk=row.pk))
    if (opens_on, closes_on, meeting) == (row.opens_on, row.closes_on, row.meeting):
        return row
    save_version(row, version=version, opens_on=opens_on, closes_on=closes_on, meeting=meeting)
    ledger.record(row, "changed", role=role, reason=reason.strip())
    return row


def check_withdraw(by, round):
    return check_rounds(by)


withdraw_round = withdrawing(check_withdraw)


def check_days(wanted, today):
    """The days make sense among themselves."""
    if wanted.closes_on < wanted.opens_on:
        raise NotNow("The last day must be on or after the first day.")
    if wanted.opens_on < wanted.month:
        raise NotNow(f"{wanted} has not begun on the first day, so there is nothing to report on yet.")


def check_others(wanted, rows):
    """No other round is of the same month or has a day in common, and months follow as their days do."""
    for row in rows:
        if row.month == wanted.month:
            raise NotNow(f"There is already a reporting round of {row}. Change that one.")
        if wanted.overlaps(row):
            raise NotNow(
                f"The round of {row} is open from {in_full(row.opens_on)} to {in_full(row.closes_on)}. "
                "Two rounds cannot overlap."
            )
        if (row.month < wanted.month) != (row.opens_on < wanted.opens_on):
            raise NotNow(
                f"Rounds must be in the order of their months. This one would be out of order with {row}."
            )
