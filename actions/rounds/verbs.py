"""The verbs of reporting rounds: open one or a year of them, change one while nobody is hurt by it."""

from actions.models import ReportingRound
from actions.plan.verbs import check_version
from actions.reading.rounds import Round
from actions.reports.policies import check_rounds
from actions.rounds.pattern import Planned
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import hold_head, lock, save_version, verb
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.mending.verbs import withdrawing


@verb
def open_round(*, by, now, ledger, month, opens_on, closes_on, meeting=None):
    """Opens the reporting round of a month (any of its days), from `opens_on` to `closes_on`, and returns it. Raises
    Refused, NotNow."""
    [row] = set_rounds(by, now, ledger, [Planned(month.replace(day=1), opens_on, closes_on, meeting)])
    return row


@verb
def open_rounds(*, by, now, ledger, planned, seen):
    """Opens the rounds of several months, all or none, and returns them. `planned`: a Planned for each; `seen`: these
    as they were looked at, in words (see `as_seen`). Raises Refused, NotNow."""
    if seen != as_seen(planned):
        raise NotNow("Meetings or rounds have changed since you looked. Check the rounds again.")
    return set_rounds(by, now, ledger, planned)


def as_seen(planned):
    """What a page between shows of rounds, as one word each."""
    return " ".join(
        f"{one.month}/{one.opens_on}/{one.closes_on}/{one.meeting and one.meeting.uuid}" for one in planned
    )


def set_rounds(by, now, ledger, planned):
    """The rows of new rounds."""
    role, rows = check_rounds(by), []
    wanted = [Round(None, one.month, one.opens_on, one.closes_on) for one in planned]
    for one in wanted:
        check_days(one, day_of(now))
        if one.closes_on < day_of(now):
            raise NotNow(
                f"The last day of the round of {one} is in the past, so every lead would be late at once. Enter a "
                "later day."
            )
    hold_head()  # two rounds that are opened at once must see each other
    # Rounds have no row that all of them hang on; the end of the chain is such a lock, and nothing else is
    # locked after it.
    for one, its in zip(wanted, planned, strict=True):
        check_others(one, ReportingRound.objects.all())
        days = {"month": one.month, "opens_on": one.opens_on, "closes_on": one.closes_on}
        rows.append(ReportingRound.objects.create(**days, meeting=its.meeting))
        ledger.record(rows[-1], "opened", role=role)
    return rows


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
    # One that has begun goes on asking for what it asked for.
    spares = row.spares_later_starts or row.opens_on > today
    said = {"opens_on": opens_on, "closes_on": closes_on, "meeting": meeting, "spares_later_starts": spares}
    save_version(row, version=version, **said)
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
