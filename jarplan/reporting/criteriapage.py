"""The success criteria as an action's page shows them: each with its path, its readings and what follows from them,
read from states, so that a past day is shown as it was.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from actions.paths import Path, Stand, corrected_by, is_off, off_from, path_of, standing
from jarplan.clock import day_of
from jarplan.reporting.readingcharts import line_of_readings

ONE_PLACE = Decimal("0.1")


@dataclass(frozen=True)
class Row:
    """One reading in the table: `asked` is where the line was on its day, in words; `verdict` what follows;
    `evidence` the piece that shows it, as the page has it.
    """

    stand: Stand
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
        return self.stand.source or ("a piece of evidence" if self.evidence else "")


@dataclass(frozen=True)
class CriterionShown:
    """One criterion: its words, its latest reading that stands, and whether it is met or off its path on the day."""

    criterion: SimpleNamespace
    path: Path
    latest: Row | None
    is_met: bool
    is_off: bool
    off_since: date | None
    rows: list
    chart: str

    @property
    def verdict(self):
        """How it stands, in words."""
        if self.is_met:
            return "Target reached" if self.path.is_measured else "Met"
        if self.is_off:
            return "Off its path"
        if self.latest is None:
            return "Not read yet"
        return "On its path" if self.path.begins else "No path until the action is agreed"

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
    path = path_of(criterion.baseline, criterion.target, criterion.target_on, begins=begins or None, due=due)
    readings = readings_of(page, str(criterion.uuid))
    stands = standing([stand for stand, _state, _update in readings])
    rows = [
        row_of(page, path, stands, *one) for one in sorted(readings, key=lambda one: one[0].on, reverse=True)
    ]
    counted = [one for one in stands if path.counts(one)]
    off = is_off(path, stands, page.day)
    return CriterionShown(
        criterion=criterion,
        path=path,
        latest=next((row for row in rows if stands and row.stand == stands[-1]), None),
        is_met=bool(counted) and path.reached(counted[-1]),
        is_off=off,
        off_since=off_from(path, stands) if off else None,
        rows=rows,
        chart=line_of_readings(criterion, path, counted) if path.has_line else "",
    )


def readings_of(page, criterion):
    """(Stand, its state, the report it came with) of each reading of a criterion, withdrawn ones too."""
    found = []
    corrections = {uuid: state["corrects"] for uuid, state in page.parts["update"].items()}
    for update in page.reports:
        for state in update.readings:
            if state["criterion"] == criterion:
                found.append((stand_of(state, update, corrections), state, update))
    return found


def stand_of(state, update, corrections):
    return Stand(
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


def row_of(page, path, stands, stand, state, update):
    counts = stand in stands and path.counts(stand)
    asked = in_short(path.at(stand.on)) if path.has_line else ""
    verdict = ""
    if counts:
        verdict = "reached" if path.reached(stand) else "behind" if path.is_behind(stand) else "not yet"
        verdict = "on the path" if verdict == "not yet" and path.has_line else verdict
    return Row(
        stand=stand,
        reported_on=day_of(update.made_at),
        reported_by=update.made_by,
        asked=asked,
        verdict=verdict,
        replaced=stand not in stands and not stand.is_withdrawn,
        withdrawn_reason=state["withdrawn_reason"],
        evidence=page.evidence_named(stand.evidence),
    )


def in_short(number):
    """A place on the line, to one decimal."""
    rounded = Decimal(number.numerator / Decimal(number.denominator)).quantize(ONE_PLACE)
    return f"{rounded.normalize():f}"
