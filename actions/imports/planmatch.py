"""What importing a workbook would do, row by row: new, changed, unchanged, rejected, or a question. It holds the
PlanTable against the plan as it stands, and writes nothing.
"""

from collections import defaultdict
from dataclasses import replace

from actions.imports.matching.actions import Actions
from actions.imports.matching.changes import MOVABLE, changes_of, lapsing, others_stay, out_of_order, too_long
from actions.imports.matching.matched import (
    CHANGED,
    NEW,
    QUESTION,
    REJECTED,
    UNCHANGED,
    MatchedRow,
    PlanMatch,
)
from actions.imports.matching.notes import notes_on_row, notes_on_table
from actions.imports.matching.outlook import tell
from actions.imports.matching.people import People
from actions.imports.matching.recommendations import Recommendations
from actions.imports.matching.references import number_of, plan_reference
from actions.imports.matching.standing import Standing
from actions.imports.matching.texts import folded

__all__ = [
    "CHANGED",
    "NEW",
    "QUESTION",
    "REJECTED",
    "UNCHANGED",
    "MatchedRow",
    "PlanMatch",
    "Standing",
    "match_plan",
]


def match_plan(table, standing):
    """The PlanMatch of a PlanTable and a Standing."""
    return Matching(table, standing).run()


class Matching:
    """One file held against the plan: rows find their recommendation; then their action by reference, by equal
    text, by near text; then what they change is read off.
    """

    def __init__(self, table, standing):
        self.standing = standing
        self.recommendations = Recommendations(standing.recommendations)
        self.actions = Actions(standing.actions)
        self.people = People(standing, table.rows)
        self.letters = {(column.sheet, column.field): column.letter for column in table.columns}
        self.bands = {folded(one.timeframe.label): one.timeframe for one in standing.recommendations}
        self.match = PlanMatch(table)

    def run(self):
        rows = self.match.rows = [self._begin(row) for row in self.match.table.rows]
        self._name_repeats(rows)
        for one in rows:
            if one.reference and not one.open:
                self._take(one, self.actions.by_its_reference(one.reference, one.row.understood.text))
        for one in rows:
            if one.reference and not (one.action or one.open):
                text = one.row.understood.text
                self._take(one, self.actions.under_another_reference(one.recommendation, one.reference, text))
        for find in (self.actions.by_its_text, self.actions.by_a_near_text):
            for one in rows:
                if not (one.reference or one.action or one.open):
                    self._take(one, find(one.recommendation, one.row.understood.text))
        for one in rows:
            self._finish(one)
        self._number(rows)
        self.match.warnings = [*self.match.table.warnings, *notes_on_table(self.match.table)]
        tell(self.match, self.standing)
        return self.match

    def _begin(self, row):
        """The row with its recommendation and its reference in the plan, as far as they can be told."""
        read = row.understood
        one = MatchedRow(row)
        one.rejected = [self._at_cell(row, point) for point in row.problems]
        one.questions = [self._at_cell(row, point) for point in row.questions]
        one.warnings = [self._at_cell(row, point) for point in [*row.warnings, *notes_on_row(row)]]
        one.rejected += [self._point(row, *problem) for problem in too_long(row)]
        if out_of_order(row):
            one.rejected.append(self._point(row, "due", out_of_order(row)))
        found = self.recommendations.find(
            read.recommendation, read.recommendation_text, row.raw("recommendation")
        )
        if found.problem:
            one.rejected.append(self._point(row, found.field, found.problem))
        if found.question:
            one.questions.append(self._point(row, found.field, found.question, found.proposed))
        one.recommendation = found.recommendation
        if one.recommendation:
            one.reference, question = plan_reference(read.reference, one.recommendation)
            if question:
                one.questions.append(self._point(row, "reference", question))
            self._check_band(one)
        return one

    def _check_band(self, one):
        """A timeframe of the report that is not that of the recommendation is told."""
        said, own = self.bands.get(folded(one.row.understood.band)), one.recommendation.timeframe
        if said is not None and said != own:
            sentence = (
                f"The sheet has this under “{said.label}”; the report has {one.recommendation.reference} under "
                f"“{own.label}”, which stays."
            )
            one.warnings.append(self._point(one.row, "band", sentence))

    def _name_repeats(self, rows):
        """A reference used twice names neither action: the first row is rejected like the later ones."""
        first = {}
        for one in rows:
            key = one.reference or one.row.understood.reference.text.casefold()
            if not key:
                continue
            before = first.setdefault(key, one)
            if before is one:
                continue
            told = one.row.understood.reference.text
            for row, other in ((before, one), (one, before)):
                sentence = f"The reference {told} stands in {_place(other.row, row.row)} as well."
                if not any(point.field == "reference" for point in row.rejected):
                    row.rejected.append(self._point(row.row, "reference", sentence))

    def _take(self, one, same):
        """Takes over what was found of the row's action."""
        one.action = same.action
        if same.problem:
            one.rejected.append(self._point(one.row, same.field, same.problem))
        if same.question:
            one.questions.append(self._point(one.row, same.field, same.question, same.proposed))

    def _finish(self, one):
        """The row's changes and result."""
        row = one.row
        if one.action:
            one.reference = one.action.reference
        if "lead" not in one.asked:
            own = _posts_of(one.action)
            named = self.people.named(row.understood.leads, own)
            one.posts = named.posts
            one.questions += [self._point(row, "lead", *question) for question in named.questions]
        if one.open:
            one.result = REJECTED if one.rejected else QUESTION
            return
        one.changes = changes_of(
            row, one.action, one.posts, one.asked, lambda name: self._point(row, name, "").cell
        )
        if one.action is None:
            return
        self._check_dates(one)
        others = others_stay(one.action, one.posts) if "lead" not in one.asked else ""
        if others:
            sentence = f"{one.reference} is also led by {others}; that stays."
            one.warnings.append(self._point(row, "lead", sentence))
        field = lapsing(one.changes, one.action, self.standing.signed)
        if field:
            sentence = f"{one.reference} was signed off. A change of its {field} ends the sign-off."
            one.warnings.append(self._point(row, "text" if field == "text" else "row", sentence))
        one.result = CHANGED if one.changes else UNCHANGED

    def _check_dates(self, one):
        """An agreed action's due date stays: a later one is asked for, where that can be."""
        for change in [change for change in one.changes if change.later_date]:
            status, sentence = one.action.get_status_display().lower(), ""
            if one.action.status not in MOVABLE:
                sentence = (
                    f"{one.reference} is {status}, so its due date, {change.old}, can no longer be moved."
                )
            elif one.action.pk in self.standing.moving:
                sentence = (
                    f"A later date for {one.reference} waits for a decision already, so none is asked for."
                )
            elif one.row.understood.due.latest is None:
                sentence = f"{one.reference} is {status}, so its due date, {change.old}, stays."
            if sentence:
                one.changes.remove(change)
            else:
                sentence = (
                    f"{one.reference} is {status}, so its due date, {change.old}, stays; {change.new} is asked for "
                    "as another date, to be decided."
                )
            one.warnings.append(self._point(one.row, "due", sentence))

    def _number(self, rows):
        """New actions take the next free reference under their recommendation, never one used before."""
        last = defaultdict(int)
        used = [action.reference for action in self.standing.actions]
        for reference in used + [one.reference for one in rows if one.reference]:
            stem = reference.rpartition(".")[0]
            last[stem] = max(last[stem], number_of(reference))
        for one in rows:
            if one.result == NEW and not one.reference:
                stem = one.recommendation.reference
                last[stem] += 1
                one.reference = f"{stem}.{last[stem]}"

    def _point(self, row, name, sentence, proposed=""):
        return self._at_cell(row, row.point(name, sentence, proposed))

    def _at_cell(self, row, point):
        """The Point at its field's cell, even where that cell is empty or a colour only."""
        letter = self.letters.get((row.sheet, point.field))
        return replace(point, cell=f"{letter}{row.row}") if letter and not point.cell else point


def _posts_of(action):
    return [(lead.post.title, lead.post.organisation.name) for lead in action.leads.all()] if action else []


def _place(row, seen_from):
    return f"row {row.row}" + (f" of sheet “{row.sheet}”" if row.sheet != seen_from.sheet else "")
