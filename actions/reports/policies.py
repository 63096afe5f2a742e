"""Who may open and change reporting rounds, and what a report or a correction needs, as things stand.

`check_x` raises a sentence for the page: see policies.py.
"""

from functools import partial

from actions.models import ProgressUpdate
from actions.reading.leading import lead_organisations
from actions.reading.permission import check_way
from actions.reading.rounds import read_rounds
from actions.rules.lifecycle import Confidence, Verb
from actions.rules.movement import rates_better
from jarplan.audit.errors import NotNow, Refused
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.roles import Role
from jarplan.symbols import worded
from recommendations.limits import SHARED, check_acts

REPORT = ProgressUpdate.Kind.REPORT


def check_rounds(by):
    """The programme office says when is reported."""
    sentence = "Only the programme office can set or change a reporting round."
    return check_acts(by, Role.PROGRAMME, sentence=sentence, about=SHARED)


def check_reports(by):
    """Officers report, on what their organisation leads."""
    if not by.has_role(Role.OFFICER):
        raise Refused("Only officers can report, on actions that their organisation leads.")
    return Role.OFFICER


def report_in(action, month):
    """The report of an action in the round of a month, or None."""
    found = action.updates.filter(kind=REPORT, corrects=None, round__month=month)
    return found.select_related("made_by", "for_person", "round").first()


def round_for(action, day, rounds=None):
    """The round that a report of this action on this day would belong to: the open one, else the last closed, if it
    takes one, asked for or not, and has none yet; else None."""
    current = (read_rounds() if rounds is None else rounds).current(day)
    if current is None or not current.takes(action) or report_in(action, current.month):
        return None
    return current


def check_round(action, row, now):
    """`row` (a ReportingRound) takes a report of this action now; NotNow where it does not."""
    current = read_rounds().current(day_of(now))
    if current is None or current.uuid != row.uuid:
        raise NotNow(
            f"The reporting round of {row} is not the current one. Check your report, then send it again."
        )
    if there := report_in(action, row.month):
        raise NotNow(
            f"A report on {action.reference} for {row} has already been sent, by {there.made_by} on "
            f"{in_full(day_of(there.made_at))}. Correct that report, or save yours as a note."
        )
    if not current.takes(action):
        raise NotNow(f"No report on {action.reference} is due in {row}. Save yours as a note instead.")


def check_correct(action, update):
    """This report is one of the action, and nobody has corrected it yet."""
    if update.action_id != action.pk:
        raise NotNow("A correction must be of a report on the same action.")
    if later := ProgressUpdate.objects.filter(corrects=update).select_related("made_by").first():
        raise NotNow(
            f"This report has already been corrected, by {later.made_by} on {in_full(day_of(later.made_at))}. "
            "Correct that correction instead."
        )


def check_rating_is_explained(rating, reason, next_step, recovers_on, since):
    """Amber and red say why, what comes next, and by which day (not before `since`) it is back on track."""
    if rating == "green":
        return
    if not (worded(reason) and worded(next_step)):
        raise NotNow("Amber and red need a reason and a next step.")
    if recovers_on is None:
        raise NotNow("Amber and red need the date the action is expected back on track.")
    if recovers_on < since:
        raise NotNow(
            "The date the action is expected back on track must be on or after the date of the report."
        )


def check_improvement(before, rating, why_better):
    """A rating that is better than the one declared `before` says what made the difference."""
    if rates_better(before, rating) and not worded(why_better):
        raise NotNow("A rating that is better than the last one needs what made the difference.")


def check_confidence(confidence, would_help):
    """It is one of the three, or not said ("", as in reports of before it was asked); low says what would help."""
    if confidence and confidence not in Confidence.values:
        raise NotNow("Choose high, medium or low confidence.")
    if confidence == Confidence.LOW and not worded(would_help):
        raise NotNow("Low confidence needs what would help.")


def check_report_for(by, action, organisation):
    """The programme office sends a report for an organisation that leads the action."""
    role = check_way(by, action, Verb.REPORT_FOR)
    if organisation.pk not in lead_organisations(action):
        raise NotNow(
            f"{organisation} does not lead {action.reference}, so no report on it can be sent for them."
        )
    return role


check_report, check_withdraw_measurement = (
    partial(check_way, verb=verb) for verb in (Verb.REPORT, Verb.WITHDRAW_MEASUREMENT)
)
