"""What importing a workbook would do, row by row: new, changed, unchanged, rejected, or a question. It holds the
PlanTable against the plan as it stands, with what was answered to its questions, and writes nothing.
"""

from dataclasses import replace

from actions.imports.finding.actions import Actions
from actions.imports.finding.asking import ELSEWHERE, NUMBERS, RECOMMENDATION, of_reference
from actions.imports.finding.earlier import Lineage
from actions.imports.finding.people import People
from actions.imports.finding.recommendations import Numbering, Recommendations
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
from jarplan.spreadsheets.layout.table import EACH, FILE, ROW

FEW = 3  # references of other recommendations than those of their rows, which are asked about one by one


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
        self.match = PlanMatch(table, apart=self.dialogue.answers.apart)

    def run(self):
        rows = self.match.rows = [self._begin(row) for row in self.match.table.rows]
        self._find_recommendations(rows)
        self.numbered_alike = _are_the_plans([one for one in rows if one.recommendation])
        for one in rows:
            if one.recommendation:
                self._read_reference(one)
                self._check_band(one)
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
        return one

    def _find_recommendations(self, rows):
        """What a row names; what it was at an earlier import; what a person says of the file's own numbers, and of
        the words that it stands under."""
        self.recommendations.weigh([one.row for one in rows])
        found = [(one, self.recommendations.find(one.row)) for one in rows if not one.left]
        sheets = {one.row.sheet for one in rows}
        unnamed = [one for one, named in found if named is None]
        for one, named in found:
            if named:
                self._take(one, named)
        for one in unnamed:
            one.recommendation = self.lineage.recommendation_of(one.row)
        unnamed = [one for one in unnamed if one.recommendation is None]
        numbering = Numbering.of([one.row for one in unnamed], self.current_plan.recommendations)
        for one in unnamed:
            if not (numbering and self._is_numbered(one, numbering)):
                self._ask_recommendation(one, len(sheets) > 1)

    def _is_numbered(self, one, numbering):
        """Is the row's recommendation settled by the file's own numbers, or do they wait for an answer?"""
        number = one.row.understood.numbering
        if not any(number in found for found in numbering.becomes.values()):
            return False
        field = "recommendation" if one.row.raw("recommendation") else "reference"
        field = field if one.row.raw(field) else "title"
        asked = {"kind": NUMBERS, "options": numbering.options, "per": FILE}
        point = self.dialogue.point(one.row, field, numbering.SENTENCE, **asked)
        # Once for the file, wherever the numbers stand.
        choice, _made = self.dialogue.ask(one, replace(point, field="recommendation"))
        one.recommendation = numbering.becomes.get(choice, {}).get(number)
        return one.recommendation is not None or not choice

    def _ask_recommendation(self, one, several_sheets):
        """Asks for all rows that stand under the same words; for this row alone where there are none, or where it was
        answered that they differ."""
        if self._take(one, self.recommendations.ask(one.row, several_sheets)) == EACH:
            self._take(one, self.recommendations.ask_alone(one.row))

    def _take(self, one, found):
        """Gives a row what was found; asks where that is a question. Returns what was chosen."""
        one.recommendation = found.recommendation
        if not found.question:
            return ""
        asked = {"kind": RECOMMENDATION, "options": found.options, "about": found.about}
        asked["per"] = FILE if found.about else ROW
        point = self.dialogue.point(one.row, found.field, found.question, found.proposed, **asked)
        choice, _made = self.dialogue.ask(one, point)
        one.recommendation = self.recommendations.by_reference.get(choice)
        return choice

    def _read_reference(self, one):
        read, own = one.row.understood.reference, one.recommendation
        if read.text.strip().upper() in self.current_plan.elsewhere:
            question = (
                f"{read.text.strip()} is an action of another inspection. Is this row one of {own.reference}?"
            )
            options = of_reference(read.text.strip(), own, ())
            point = self.dialogue.point(one.row, "reference", question, kind=ELSEWHERE, options=options)
            self.dialogue.ask(one, point)
            return
        one.reference, question = plan_reference(read, own)
        if not question or not (read.prefix or self.numbered_alike):
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


def _are_the_plans(rows):
    """Do the references of a file begin with the number of their recommendation? Where most of many do not, they are
    the file's own."""
    said = [(one.row.understood.reference, one.recommendation) for one in rows]
    own = [reference.first == recommendation.order for reference, recommendation in said if reference.second]
    return own.count(False) < FEW or own.count(True) >= own.count(False)
