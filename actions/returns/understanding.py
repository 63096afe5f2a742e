"""A return that was read, held against the plan as it stands: what each of its rows would become, by the
same form that the page of a report has.
"""

from dataclasses import dataclass, field

from actions.models import Action, ProgressUpdate
from actions.reports import policies
from actions.reports.forms import ReportForm
from actions.reports.measurement_forms import MeasurementForm
from actions.returns.columns import MEASUREMENTS, PREFILLED
from actions.returns.queries import reports_by_action, with_parts
from actions.returns.reading import is_filled_in
from jarplan.audit.errors import NotNow, Refused
from jarplan.clock import day_of
from jarplan.dates import in_full

READY, ASKED, REFUSED, SAME, EMPTY = "ready", "asked", "refused", "same", "empty"
LEAVE, SEND = "leave", "send"
OTHER_ROUND = "This row is from the return for another round. Copy what it says into the return for {}."
GONE = "There is no such action in the plan any more."
TWICE = "There is another row on {} above, in row {}. Only one report on an action can be sent."
MOVED_CELL = (
    "This cell says {}, but the row was handed out for {}. If only a part of the sheet was sorted, sort it back, or "
    "copy what the row says into a new download."
)
NO_REPORT = "These figures are on {}, but the file has no row for its report on the sheet “Progress”."
NO_CRITERION = (
    "This success criterion is no longer one of {}. Give the figure on the page of a report instead."
)


@dataclass
class Held:
    """One row held against the plan. `row`: as read_return() has it; `form` and `parts`: the bound form of
    its report, and the MeasurementForms with the rows that they were read from.

    `result` is one of those above. `problems`: (address, sentence); `asks`: why somebody must say what
    becomes of it, and `offers` what it would be sent as; `corrects`: the report that it would correct.
    """

    row: dict
    action: Action | None = None
    result: str = EMPTY
    problems: list = field(default_factory=list)
    asks: list = field(default_factory=list)
    note: str = ""
    corrects: ProgressUpdate | None = None
    form: ReportForm | None = None
    parts: list = field(default_factory=list)

    @property
    def offers(self):
        if self.corrects:
            return f"Send as a correction of the report of {in_full(day_of(self.corrects.made_at))}"
        return "Send as the report for this round"

    @property
    def place(self):
        """What tells the row in a form: its place in the file."""
        return f"{self.row['sheet']}!{self.row['row']}"

    @property
    def taken(self):
        """The measurements, as report_progress() takes them."""
        return [part.taken for part, _row in self.parts if part.taken]

    @property
    def came_from(self):
        """Where it stood, as a report keeps it: the cells of what was typed."""
        said = {name: cell for name, cell in self.row["cells"].items() if says(self.row, name)}
        figures = {row["sheet"]: [] for _part, row in self.parts}
        for _part, row in self.parts:
            figures[row["sheet"]].append(row["row"])
        return {"sheet": self.row["sheet"], "row": self.row["row"], "cells": said, "figures": figures}


def plain(words):
    """Words as they are compared: a spreadsheet writes line breaks as it likes."""
    return " ".join(words.split())


def says(row, name):
    """Whether a row says something under this name; a date is said in three boxes."""
    return any(key == name or key.startswith(f"{name}_") for key, value in row["said"].items() if value)


class Holding:
    """What the rows of a return are held against, read once for all of them."""

    def __init__(self, by, now, round, rows, behalf=None):
        """`round`: the reading Round that is current; `rows`: of reports and of measurements; `behalf`:
        for whom."""
        self.by, self.now, self.round, self.behalf = by, now, round, behalf
        self.day = day_of(now)
        reports, measurements = rows
        known = with_parts(Action.objects.filter(uuid__in=actions_in(rows)))
        self.actions = {str(one.uuid): one for one in known}
        self.reports = reports_by_action(self.actions.values())
        self.figures, self.seen = {}, {}
        for row in filter(lambda row: is_filled_in(row, MEASUREMENTS), measurements):
            self.figures.setdefault(row["key"][0] if row["key"] else "", []).append(row)
        self.rows = [row for row in reports if row["key"] or is_filled_in(row)]

    def held(self):
        """Every row, held."""
        found = [self.hold(row) for row in self.rows]
        there = {row["key"][1] for row in self.rows if row["key"]}
        return found + [
            self.without_report(row)
            for uuid, rows in self.figures.items()
            if uuid not in there
            for row in rows
        ]

    def without_report(self, row):
        """A row of measurements of an action that the file has no report of."""
        held = Held(row, self.actions.get(row["key"][0]) if row["key"] else None, REFUSED)
        held.problems = [*map(tuple, row["problems"])]
        if held.action:
            held.problems.append((row["reference_cell"], NO_REPORT.format(held.action.reference)))
        elif row["key"]:
            held.problems.append((row["reference_cell"], GONE))
        return held

    def hold(self, row):
        uuid = row["key"][1] if row["key"] else ""
        figures = self.figures.get(uuid, []) if uuid else []
        held = Held(row, self.actions.get(uuid))
        if not is_filled_in(row) and not figures and not self.says_otherwise(row, held.action):
            return held
        held.problems = [*map(tuple, row["problems"]), *self.misplaced(held)]
        if not held.problems and held.action:
            self.bind(held, figures)
        if held.problems:
            held.result = REFUSED
        return held

    def says_otherwise(self, row, action):
        """Whether a cell that was handed out filled in says something else now."""
        if action is None:
            return False
        last = self.handed_out_with(row, action)
        pairs = (
            (row["said"].get(name, ""), getattr(last, name, "")) for name in PREFILLED if name != "source"
        )
        return any(said and plain(said) != plain(was) for said, was in pairs)

    def handed_out_with(self, row, action):
        """The last report that the action had when the return was handed out, or None."""
        return next((one for one in self.reports[action.pk] if str(one.uuid) == row["key"][2]), None)

    def misplaced(self, held):
        """What is wrong with what a row is about, as (address, sentence)."""
        row, action = held.row, held.action
        if not row["key"]:
            return []
        round, _uuid, _last, version = row["key"]
        place = row["reference_cell"]
        if round != str(self.round.uuid):
            return [(place, OTHER_ROUND.format(self.round))]
        if action is None:
            return [(place, GONE)]
        if row["reference"] != action.reference:
            return [(place, MOVED_CELL.format(row["reference"] or "nothing", action.reference))]
        if (above := self.seen.setdefault(action.pk, row["row"])) != row["row"]:
            return [(place, TWICE.format(action.reference, above))]
        if version != str(action.version):
            held.note = "This action has changed since the return was downloaded."
        try:
            if self.behalf:
                policies.check_report_for(self.by, action, self.behalf.organisation)
            else:
                policies.check_report(self.by, action)
        except (Refused, NotNow) as problem:
            return [(place, problem.sentence)]
        return []

    def bind(self, held, figures):
        """Judges what was typed by the forms of the page of a report, and what else was reported
        meanwhile."""
        reports = self.reports[held.action.pk]
        first = next((one for one in reports if self.is_of_round(one)), None)
        if first is None and not self.round.takes(held.action):
            held.problems.append((held.row["reference_cell"], self.not_asked(held.action)))
            return
        last = self.handed_out_with(held.row, held.action)
        said = dict(held.row["said"])
        since = day_of(first.made_at) if first else self.day
        declared = held.action.declared_rating
        held.form, odd = judged(
            lambda data: ReportForm(data, last=last, since=since, declared=declared), said
        )
        held.problems += problems_of(held.form, held.row)
        held.asks += odd
        for row in figures:
            self.bind_figure(held, row)
        if held.problems:
            return
        held.result = READY
        if first is not None:
            held.corrects = newest_of(first, reports)
            if says_the_same(held.corrects, held):
                held.result = SAME
                return
            held.asks.insert(0, told_of(held.corrects, self.round))
        elif (reports[-1] if reports else None) != last:
            held.asks.insert(0, told_of(reports[-1]))
        if held.asks:
            held.result = ASKED

    def bind_figure(self, held, row):
        """Judges a row of measurements that belongs to a report."""
        action = held.action
        criterion = next((one for one in action.criteria.all() if str(one.uuid) == row["key"][1]), None)
        held.problems += [(cell_of(row, cell), said) for cell, said in row["problems"]]
        if criterion is None:
            place = cell_of(row, row["reference_cell"])
            held.problems.append((place, NO_CRITERION.format(action.reference)))
            return
        prefix = f"reading-{criterion.uuid.hex}"
        said = {f"{prefix}-{name}": value for name, value in row["said"].items()}
        about = {"criterion": criterion, "last": None, "day": self.day}
        part, odd = judged(lambda data: MeasurementForm(data, **about), said)
        held.problems += [(cell_of(row, cell), said) for cell, said in problems_of(part, row)]
        held.asks += odd
        # Its page has no box for a figure where there is nothing to count, and the sheet has one for all.
        for name in ("value", "met"):
            if row["said"].get(name) and name not in part.fields:
                held.problems.append((cell_of(row, row["cells"][name]), NOT_HERE[name]))
        held.parts.append((part, row))

    def is_of_round(self, update):
        return (
            update.round is not None and update.round.uuid == self.round.uuid and update.corrects_id is None
        )

    def not_asked(self, action):
        return f"No report on {action.reference} is due in {self.round}. Save yours as a note on its page instead."


NOT_HERE = {
    "value": "This criterion has no figure. Choose whether it is met instead.",
    "met": "This criterion is measured by a figure. Enter the figure instead.",
}


def actions_in(rows):
    """The UUIDs of the actions that rows of reports and of measurements are about."""
    reports, measurements = rows
    return {row["key"][1] for row in reports if row["key"]} | {
        row["key"][0] for row in measurements if row["key"]
    }


def judged(make, said):
    """(the form that make(data) binds, the sentences about odd dates in it). These are asked about and are
    no problem: the form takes them as right, because it is sent only where somebody has said so."""
    form = make(said)
    form.is_valid()
    odd = {name: box.widget.asked for name, box in form.asked_about() if box.widget.asked}
    if not odd:
        return form, []
    sentences = [odd_date(sentence) for name in odd for sentence in form.errors.get(name, ())]
    ticked = make(said | {f"{form.add_prefix(name)}_is_right": day for name, day in odd.items()})
    ticked.is_valid()
    return ticked, sentences


def odd_date(sentence):
    """The question about an odd date, as it is asked of a row."""
    return sentence.split(". Check the date")[0] + ". Check the date in the file."


def problems_of(form, row):
    """(address, sentence) of what is wrong in a form."""
    found = []
    for name, sentences in form.errors.items():
        found += [(row["cells"].get(name, ""), said) for said in sentences]
    return found


def cell_of(row, address):
    """The address of a cell that stands on another sheet than the row of its report, with that sheet."""
    return f"{address}, sheet {row['sheet']}" if address else ""


def newest_of(first, reports):
    """The last correction of a report, or itself."""
    newest = first
    while later := next((one for one in reports if one.corrects_id == newest.pk), None):
        newest = later
    return newest


def told_of(update, round=None):
    """That somebody has reported meanwhile, as a sentence."""
    what = (
        f"A report for {round}"
        if round
        else "A note"
        if update.round is None
        else f"A report for {update.round}"
    )
    since = "" if round else " since the return was downloaded"
    return f"{what} was sent by {update.made_by} on {in_full(day_of(update.made_at))}{since}: {update.done}"


def says_the_same(update, held):
    """Whether a report says what a row says, measurements included."""
    said = {name: value for name, value in held.form.said().items() if name != "once"}
    if any(getattr(update, name) != value for name, value in said.items()):
        return False
    counted = [one for one in update.readings.all() if one.withdrawn_at is None]
    there = {(one.criterion.uuid, one.value, one.met, one.on, one.source) for one in counted}
    return there == {(one.criterion, one.value, one.met, one.on, one.source) for one in held.taken}
