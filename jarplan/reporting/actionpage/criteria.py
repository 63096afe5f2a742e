"""The success criteria as an action's page shows them: each with its path, its readings and what follows from them,
read from states, so that a past day is shown as it was.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from actions.rules.trajectory import (
    Measured,
    Trajectory,
    corrected_by,
    counting,
    is_off,
    off_from,
    trajectory_of,
)
from jarplan.clock import day_of
from jarplan.reporting.charts.measurements import line_of_measurements

ONE_PLACE = Decimal("0.1")


@dataclass(frozen=True)
class Row:
    """One reading in the table: `asked` is where the line was on its day, in words; `verdict` what follows;
    `evidence` the piece that shows it, as the page has it.
    """

    figure: Measured
    reported_on: date
    reported_by: str
    asked: str
    verdict: str
    replaced: bool
    withdrawn_reason: str
    evidence: SimpleNamespace | None

    @property
    def source(self):
        """Where it is known from, in words that everybody may read."""
        return self.figure.source or ("a piece of evidence" if self.evidence else "")


@dataclass(frozen=True)
class CriterionShown:
    """One criterion: its words, its latest reading that stands, and whether it is met or off its path on the day."""

    criterion: SimpleNamespace
    path: Trajectory
    latest: Row | None
    is_met: bool
    is_off: bool
    off_since: date | None
    rows: list
    chart: str

    @property
    def percent(self):
        """The sign that follows its figures, where they are shares of a hundred."""
        return "%" if self.criterion.unit == "%" else ""

    @property
    def verdict(self):
        """How it is going, in words."""
        if self.is_met:
            return "Target reached" if self.path.is_measured else "Met"
        if self.is_off:
            return "Off track"
        if self.latest is None:
            return "No measurement yet"
        return "On track" if self.path.begins else "No trajectory until the action is agreed"

    @property
    def look(self):
        """The mark before the words, so that they are found at a glance: a shape, not a colour."""
        return "✓" if self.is_met else "!" if self.is_off else ""


def criteria_shown(page):
    """The criteria of an ActionStates `page`, each as CriterionShown, in their order."""
    action = page.action
    begins = action.agreed_at and (action.start_latest or day_of(action.agreed_at))
    return [shown(page, one, begins, action.due_latest) for one in action.criteria]


def shown(page, criterion, begins, due):
    path = trajectory_of(
        criterion.baseline, criterion.target, criterion.target_on, begins=begins or None, due=due
    )
    readings = measurements_of(page, str(criterion.uuid))
    measured = counting([figure for figure, _state, _update in readings])
    rows = [
        row_of(page, path, measured, *one)
        for one in sorted(readings, key=lambda one: one[0].on, reverse=True)
    ]
    counted = [one for one in measured if path.counts(one)]
    off = is_off(path, measured, page.day)
    return CriterionShown(
        criterion=criterion,
        path=path,
        latest=next((row for row in rows if measured and row.figure == measured[-1]), None),
        is_met=bool(counted) and path.reached(counted[-1]),
        is_off=off,
        off_since=off_from(path, measured) if off else None,
        rows=rows,
        chart=line_of_measurements(criterion, path, counted) if path.has_line else "",
    )


def measurements_of(page, criterion):
    """(Stand, its state, the report it came with) of each reading of a criterion, withdrawn ones too."""
    found = []
    corrections = {uuid: state["corrects"] for uuid, state in page.parts["update"].items()}
    for update in page.reports:
        for state in update.readings:
            if state["criterion"] == criterion:
                found.append((stand_of(state, update, corrections), state, update))
    return found


def stand_of(state, update, corrections):
    return Measured(
        date.fromisoformat(state["on"]),
        state["value"],
        Decimal(state["number"]) if state["number"] is not None else None,
        state["met"],
        state["source"],
        update.made_at,
        str(update.uuid),
        corrected_by(str(update.uuid), corrections),
        state["withdrawn_at"] is not None,
        state["evidence"],
    )


def row_of(page, path, measured, figure, state, update):
    counts = figure in measured and path.counts(figure)
    asked = in_short(path.at(figure.on)) if path.has_line else ""
    verdict = ""
    if counts:
        verdict = "reached" if path.reached(figure) else "behind" if path.is_behind(figure) else "not yet"
        verdict = "on track" if verdict == "not yet" and path.has_line else verdict
    return Row(
        figure=figure,
        reported_on=day_of(update.made_at),
        reported_by=update.made_by,
        asked=asked,
        verdict=verdict,
        replaced=figure not in measured and not figure.is_withdrawn,
        withdrawn_reason=state["withdrawn_reason"],
        evidence=page.evidence_named(figure.evidence),
    )


def in_short(number):
    """A place on the line, to one decimal."""
    rounded = Decimal(number.numerator / Decimal(number.denominator)).quantize(ONE_PLACE)
    return f"{rounded.normalize():f}"
