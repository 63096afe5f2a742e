"""The verbs of reporting rounds: open one, change one while nobody is hurt by it."""

from actions.models import ReportingRound
from actions.reportpolicies import check_rounds, in_full
from actions.rounds import Round
from actions.services import check_version
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import hold_head, lock, save_version, verb
from jarplan.clock import day_of


@verb
def open_round(*, by, now, ledger, month, opens_on, closes_on, meeting=None):
    """Opens the reporting round of a month (any of its days), from `opens_on` to `closes_on`, and returns it. Raises
    Refused, NotNow."""
    role = check_rounds(by)
    wanted = Round(None, month.replace(day=1), opens_on, closes_on)
    check_days(wanted, day_of(now))
    if closes_on < day_of(now):
        raise NotNow("The closing day is over, so every lead would be late at once. Give a later one.")
    hold_head()  # two rounds that are opened at once must see each other
    check_others(wanted, ReportingRound.objects.all())
    row = ReportingRound.objects.create(
        month=wanted.month, opens_on=opens_on, closes_on=closes_on, meeting=meeting
    )
    ledger.record(row, "opened", role=role)
    return row


@verb
def change_round(*, by, now, ledger, round, version, opens_on, closes_on, meeting=None):
    """Moves the days of a round or says for which meeting it is. Nobody becomes late by it: its first day stays once
    it has begun, and its last day is never moved into the past, nor before a report that came in time. Raises
    Refused, NotNow, Stale."""
    role = check_rounds(by)
    (row,) = lock(ReportingRound.objects.filter(pk=round.pk))
    check_version(row, version)
    today = day_of(now)
    check_days(Round(row.uuid, row.month, opens_on, closes_on), today)
    if opens_on != row.opens_on and (row.opens_on <= today or row.reports.exists()):
        raise NotNow(f"The round of {row} has begun, so its first day stays {in_full(row.opens_on)}.")
    if closes_on < row.closes_on and closes_on < today:
        raise NotNow("The last day can be moved to today or later: nobody must become late by it.")
    hold_head()
    check_others(Round(row.uuid, row.month, opens_on, closes_on), ReportingRound.objects.exclude(pk=row.pk))
    if (opens_on, closes_on, meeting) == (row.opens_on, row.closes_on, row.meeting):
        return row
    save_version(row, version=version, opens_on=opens_on, closes_on=closes_on, meeting=meeting)
    ledger.record(row, "changed", role=role)
    return row


def check_days(wanted, today):
    """The days make sense among themselves."""
    if wanted.closes_on < wanted.opens_on:
        raise NotNow("The closing day must not be before the opening day.")
    if wanted.opens_on < wanted.month:
        raise NotNow(f"{wanted} has not begun on the opening day, so there is nothing to report on yet.")


def check_others(wanted, rows):
    """No other round is of the same month or has a day in common, and months follow as their days do."""
    for row in rows:
        if row.month == wanted.month:
            raise NotNow(f"There is a round of {row} already. Change that one.")
        if wanted.overlaps(row):
            raise NotNow(
                f"The round of {row} is open from {in_full(row.opens_on)} to {in_full(row.closes_on)}. "
                "Two rounds have no day in common."
            )
        if (row.month < wanted.month) != (row.opens_on < wanted.opens_on):
            raise NotNow(f"Rounds follow the months: this one would be on the wrong side of that of {row}.")
