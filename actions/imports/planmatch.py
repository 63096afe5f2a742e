"""What importing a workbook would do, row by row: new, changed, unchanged, rejected, or a question. It holds the
PlanTable against the plan as it stands, with what was answered to its questions, and writes nothing.
"""

from actions.imports.answers import Answers
from actions.imports.matching.actions import Actions
from actions.imports.matching.asking import ELSEWHERE, RECOMMENDATION, of_reference
from actions.imports.matching.changes import out_of_order, too_long
from actions.imports.matching.dialogue import Dialogue
from actions.imports.matching.earlier import Lineage
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
from actions.imports.matching.repeats import mark_repeats
from actions.imports.matching.search import Search
from actions.imports.matching.standing import Standing
from actions.imports.matching.texts import folded
from jarplan.spreadsheets.layout.table import FILE

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
    return Matching(table, standing, answers, earlier).run()


class Matching:
    """One file held against the plan: rows find their recommendation, then their action; then what they change is
    read off.
    """

    def __init__(self, table, standing, answers, earlier):
        self.standing = standing
        self.recommendations = Recommendations(standing.recommendations)
        self.actions = Actions(standing.actions)
        self.lineage = Lineage(earlier, self.actions)
        self.dialogue = Dialogue(table, Answers(answers), standing.known)
        self.bands = {folded(one.timeframe.label): one.timeframe for one in standing.recommendations}
        self.match = PlanMatch(table)

    def run(self):
        rows = self.match.rows = [self._begin(row) for row in self.match.table.rows]
        mark_repeats(rows, self.lineage, self.dialogue)
        Search(self.actions, self.lineage, self.dialogue).find(rows)
        people = People(self.standing, [one.row for one in rows])
        finishing = Finishing(self.standing, people, self.lineage, self.dialogue)
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
            words = f"{read.recommendation} {folded(read.recommendation_text)}"
            asked = {"kind": RECOMMENDATION, "options": found.options, "per": FILE, "about": words}
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
