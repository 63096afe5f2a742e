"""What importing a workbook would do, row by row: new, changed, unchanged, rejected, or a question. It holds the
PlanTable against the plan as it stands, with what was answered to its questions, and writes nothing.
"""

from actions.imports.finding.actions import Actions
from actions.imports.finding.asking import ELSEWHERE, RECOMMENDATION, of_reference
from actions.imports.finding.earlier import Lineage
from actions.imports.finding.people import People
from actions.imports.finding.recommendations import Recommendations, of_another
from actions.imports.finding.references import number_new, plan_reference
from actions.imports.finding.repeats import mark_repeats
from actions.imports.finding.texts import folded
from actions.imports.matching.answers import Answers
from actions.imports.matching.changes import out_of_order, too_long
from actions.imports.matching.dialogue import Dialogue
from actions.imports.matching.finishing import Finishing
from actions.imports.matching.matched import (
    MatchedRow,
    PlanMatch,
)
from actions.imports.matching.notes import notes_on_row, notes_on_table
from actions.imports.matching.outlook import tell
from actions.imports.matching.search import Search
from jarplan.spreadsheets.layout.table import FILE


def match_plan(table, current_plan, *, answers=None, earlier=None):
    """The PlanMatch of a PlanTable and a CurrentPlan.

    `answers` are those to its questions, {key: {"choice": value, "text": typed}}; `earlier` the EarlierRows of the
    imports of this file's lineage, the newest import first.
    """
    return Matching(table, current_plan, answers, earlier).run()


class Matching:
    """One file held against the plan: rows find their recommendation, then their action; then what they change is
    read off.
    """

    def __init__(self, table, current_plan, answers, earlier):
        self.current_plan = current_plan
        self.recommendations = Recommendations(current_plan.recommendations, current_plan.elsewhere)
        self.actions = Actions(current_plan.actions)
        self.lineage = Lineage(earlier, self.actions)
        self.dialogue = Dialogue(table, Answers(answers), current_plan.known)
        self.bands = {folded(one.timeframe.label): one.timeframe for one in current_plan.recommendations}
        self.match = PlanMatch(table)

    def run(self):
        rows = self.match.rows = [self._begin(row) for row in self.match.table.rows]
        mark_repeats(rows, self.lineage, self.dialogue)
        Search(self.actions, self.lineage, self.dialogue).find(rows)
        people = People(self.current_plan, [one.row for one in rows])
        finishing = Finishing(self.current_plan, people, self.lineage, self.dialogue)
        for one in rows:
            finishing.finish(one)
        number_new(rows, [action.reference for action in self.current_plan.actions])
        self.match.warnings = [*self.match.table.warnings, *notes_on_table(self.match.table)]
        tell(self.match, self.current_plan)
        return self.match

    def _begin(self, row):
        """The row with its recommendation and its reference in the plan, as far as they can be told."""
        answered = self.dialogue.answered(row)
        row = answered.row
        one = MatchedRow(row, questions=answered.questions)
        one.rejected = [self.dialogue.at_cell(row, point) for point in row.problems]
        one.warnings = [self.dialogue.at_cell(row, point) for point in [*row.warnings, *notes_on_row(row)]]
        for point, answer in answered.taken:
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
        if read.text.strip().upper() in self.current_plan.elsewhere:
            self.dialogue.reject(one, "reference", of_another(read.text.strip()))
            return
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
                f"The sheet has this under “{said.label}”. The report has {one.recommendation.reference} under "
                f"“{own.label}”, which does not change."
            )
            self.dialogue.warn(one, "band", sentence)
