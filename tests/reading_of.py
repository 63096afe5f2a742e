"""Takes readings of criteria in tests, with a report by an officer of the lead organisation."""

from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from jarplan.clock import day_of
from tests.plan import NOON, fresh


def read(
    people, action, place=0, *, now=NOON, by=None, source="The case audit", on=None, corrects=None, **said
):
    """Reports on an action with a reading of its criterion at `place`: value="96", or met=True."""
    criterion = fresh(action).criteria.all()[place]
    taken = Taken(criterion.uuid, on=on or day_of(now), source=source, **said)
    return report_progress(
        by=by or people.officer_a,
        now=now,
        action=action,
        rating="green",
        done="All audited",
        corrects=corrects,
        readings=[taken],
    )
