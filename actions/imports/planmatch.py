"""What importing a workbook would do, row by row: new, changed, unchanged, rejected, or a question. It holds the
PlanTable against the plan as it stands, with what was answered to its questions, and writes nothing.
"""

from actions.imports.answers import Answers, NotUnderstood
from actions.imports.matching.actions import Actions, returns
from actions.imports.matching.asking import ELSEWHERE, RECOMMENDATION, of_actions, of_reference
from actions.imports.matching.changes import out_of_order, too_long
from actions.imports.matching.dialogue import Dialogue
from actions.imports.matching.finishing import Finishing
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
from actions.imports.matching.references import number_new, plan_reference
from actions.imports.matching.repeats import mark_repeats, place_of
from actions.imports.matching.standing import Standing
from actions.imports.matching.texts import folded
from jarplan.spreadsheets.layout.table import NEW as A_NEW_ONE

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


def match_plan(table, standing, *, answers=None, earlier=None):
    """The PlanMatch of a PlanTable and a Standing.

    `answers` are those to its questions, {key: {"choice": value, "text": typed}}; `earlier` the EarlierRows of the
    imports of this file's lineage, the newest import first.
    """
    return Matching(table, standing, answers).run()


class Matching:
    """One file held against the plan: rows find their recommendation; then their action by reference, by equal
    text, by near text; then what they change is read off.
    """

    def __init__(self, table, standing, answers):
        self.standing = standing
        self.recommendations = Recommendations(standing.recommendations)
        self.actions = Actions(standing.actions)
        self.dialogue = Dialogue(table, Answers(answers), standing.known)
        self.bands = {folded(one.timeframe.label): one.timeframe for one in standing.recommendations}
        self.match = PlanMatch(table)

    def run(self):
        rows = self.match.rows = [self._begin(row) for row in self.match.table.rows]
        mark_repeats(rows, self.dialogue)
        self._find_actions(rows)
        finishing = Finishing(self.standing, People(self.standing, [one.row for one in rows]), self.dialogue)
        for one in rows:
            finishing.finish(one)
        number_new(rows, [action.reference for action in self.standing.actions])
        self.match.warnings = [*self.match.table.warnings, *notes_on_table(self.match.table)]
        tell(self.match, self.standing)
        return self.match

    def _begin(self, row):
        """The row with its recommendation and its reference in the plan, as far as they can be told."""
        told = self.dialogue.answered(row)
        row = told.row
        one = MatchedRow(row, questions=told.questions)
        one.rejected = [self.dialogue.at_cell(row, point) for point in row.problems]
        one.warnings = [self.dialogue.at_cell(row, point) for point in [*row.warnings, *notes_on_row(row)]]
        for point, answer in told.taken:
            self.dialogue.note(one, point, answer)
        for name, sentence in too_long(row):
            self.dialogue.reject(one, name, sentence)
        if out_of_order(row):
            self.dialogue.reject(one, "due", out_of_order(row))
        self._find_recommendation(one)
        if one.recommendation:
            self._read_reference(one)
            self._check_band(one)
        return one

    def _find_recommendation(self, one):
        read = one.row.understood
        found = self.recommendations.find(
            read.recommendation, read.recommendation_text, one.row.raw("recommendation")
        )
        one.recommendation = found.recommendation
        if found.problem:
            self.dialogue.reject(one, found.field, found.problem)
        elif found.question:
            asked = {"kind": RECOMMENDATION, "options": found.options}
            point = self.dialogue.point(one.row, found.field, found.question, found.proposed, **asked)
            choice, _made = self.dialogue.ask(one, point)
            one.recommendation = self.recommendations.by_reference.get(choice)

    def _read_reference(self, one):
        read, own = one.row.understood.reference, one.recommendation
        one.reference, question = plan_reference(read, own)
        if not question:
            return
        others = self.recommendations.numbered(read.first)
        options = of_reference(read.text, own, others)
        point = self.dialogue.point(one.row, "reference", question, kind=ELSEWHERE, options=options)
        choice, _made = self.dialogue.ask(one, point)
        if choice in self.recommendations.by_reference and choice != own.reference:
            one.recommendation = self.recommendations.by_reference[choice]
            one.reference, _question = plan_reference(read, one.recommendation)

    def _check_band(self, one):
        """A timeframe of the report that is not that of the recommendation is told."""
        said, own = self.bands.get(folded(one.row.understood.band)), one.recommendation.timeframe
        if said is not None and said != own:
            sentence = (
                f"The sheet has this under “{said.label}”; the report has {one.recommendation.reference} under "
                f"“{own.label}”, which stays."
            )
            self.dialogue.warn(one, "band", sentence)

    def _find_actions(self, rows):
        """Each row's action, the surest ways first; one action is taken by one row only."""
        named = [one for one in rows if one.reference and not one.open]
        found = [
            (one, self.actions.by_its_reference(one.reference, one.row.understood.text)) for one in named
        ]
        for one, same in sorted(found, key=lambda pair: bool(pair[1].question)):
            self._take(one, same)
        for one in named:
            if one.sought:
                text = one.row.understood.text
                self._take(one, self.actions.under_another_reference(one.recommendation, one.reference, text))
        for find in (self.actions.by_its_text, self.actions.by_a_near_text):
            for one in rows:
                if one.sought and not one.reference:
                    self._take(one, find(one.recommendation, one.row.understood.text))

    def _take(self, one, same):
        """Takes over what was found of the row's action, asking where it must be asked."""
        action = same.action
        if same.problem:
            self.dialogue.reject(one, same.field, same.problem)
        elif same.question:
            choice, chosen = self._asked(one, same)
            one.settled = choice == A_NEW_ONE
            action = None if one.settled else chosen or action
        if action is None or one.rejected:
            return
        one.action = action
        if not one.open:
            one.returns = returns(action)
            self.actions.claimed[action.reference] = one

    def _asked(self, one, same):
        """(choice, its action) of the question which action a row is."""
        asked = {"kind": same.kind, "options": of_actions(same, one.reference), "of_row": True}
        point = self.dialogue.point(one.row, same.field, same.question, same.proposed, **asked)
        return self.dialogue.ask(one, point, lambda answer: self._unclaimed(one, answer.choice))

    def _unclaimed(self, one, reference):
        """The action of a reference that was answered, if no other row is it."""
        other = self.actions.claimed.get(reference)
        if other:
            raise NotUnderstood(f"You said {reference}, but {place_of(other.row, one.row)} is that already.")
        return self.actions.by_reference.get(reference)
