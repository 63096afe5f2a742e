"""Who may open and change reporting rounds, and what a report or a correction needs, as things stand.

`check_x` raises a sentence for the page: see policies.py.
"""

from actions.models import ProgressUpdate
from actions.rounds import read_rounds
from jarplan.audit.errors import NotNow, Refused
from jarplan.clock import day_of
from jarplan.people.roles import Role

REPORT = ProgressUpdate.Kind.REPORT


def in_full(day):
    return f"{day.day} {day:%B %Y}"


def check_rounds(by):
    """The programme office says when is reported."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may open or change a reporting round.")
    return Role.PROGRAMME


def check_reports(by):
    """Officers report, on what their organisation leads."""
    if not by.has_role(Role.OFFICER):
        raise Refused("Only officers report, on the actions that their organisation leads.")
    return Role.OFFICER


def report_in(action, month):
    """The report of an action in the round of a month, or None."""
    found = action.updates.filter(kind=REPORT, corrects=None, round__month=month)
    return found.select_related("made_by", "round").first()


def round_for(action, day, rounds=None):
    """The round that a report of this action on this day would belong to: the open one, else the last closed, if it
    asks for one and has none yet; else None."""
    current = (read_rounds() if rounds is None else rounds).current(day)
    if current is None or not current.asks(action) or report_in(action, current.month):
        return None
    return current


def check_round(action, row, now):
    """`row` (a ReportingRound) takes a report of this action now; NotNow where it does not."""
    current = read_rounds().current(day_of(now))
    if current is None or current.uuid != row.uuid:
        raise NotNow(
            f"The round of {row} is not the one to report in today. Look at your report again, then send it again."
        )
    if there := report_in(action, row.month):
        raise NotNow(
            f"{action.reference} has its report of {row} already: {there.made_by} sent it on "
            f"{in_full(day_of(there.made_at))}. Correct that report, or save yours as a note."
        )
    if not current.asks(action):
        raise NotNow(f"No report on {action.reference} is asked for in {row}. Save it as a note instead.")


def check_correct(action, update):
    """This report is one of the action, and nobody has corrected it yet."""
    if update.action_id != action.pk:
        raise NotNow("A correction belongs to a report on the same action.")
    if later := ProgressUpdate.objects.filter(corrects=update).select_related("made_by").first():
        raise NotNow(
            f"This report was corrected already, by {later.made_by} on {in_full(day_of(later.made_at))}. "
            "Correct that correction instead."
        )


def check_rating_is_explained(rating, reason, next_step, recovers_on, since):
    """Amber and red say why, what comes next, and by which day (not before `since`) it is back on track."""
    if rating == "green":
        return
    if not (reason.strip() and next_step.strip()):
        raise NotNow("Amber and red need a reason and a next step.")
    if recovers_on is None:
        raise NotNow("Amber and red need the day by which it is back on track.")
    if recovers_on < since:
        raise NotNow("The day by which it is back on track must not be before the day of the report.")
