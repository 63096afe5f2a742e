"""What holding a workbook against the plan gives: its rows with their results, and all that must be told."""

from dataclasses import dataclass, field

from jarplan.spreadsheets.planlayout import PlanRow, PlanTable

NEW, CHANGED, UNCHANGED, REJECTED, QUESTION = "new", "changed", "unchanged", "rejected", "question"
# Questions of the row itself: until they are answered, nothing of it can be written.
OF_THE_ROW = {"row", "recommendation", "recommendation_text", "reference", "text"}


@dataclass
class MatchedRow:
    """One row of the file beside the plan. `reference` is the plan's own, or the one that a new action would take;
    `posts` are the leads that can be written, as (post, organisation). The points name their cells.
    """

    row: PlanRow
    result: str = NEW
    recommendation: object = None
    action: object = None
    reference: str = ""
    posts: tuple = ()
    changes: list = field(default_factory=list)
    rejected: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    warnings: list = field(default_factory=list)

    @property
    def asked(self):
        """The fields with an open question."""
        return {point.field for point in self.questions}

    @property
    def open(self):
        """Is it settled by now that nothing of the row can be written?"""
        return bool(self.rejected) or bool(self.asked & OF_THE_ROW)


@dataclass
class PlanMatch:
    """All rows of a file beside the plan. `not_in_file` and `without_action` are references of actions and of
    recommendations; `organisations` and `posts` are those that the import would add.
    """

    table: PlanTable
    rows: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    not_in_file: list = field(default_factory=list)
    without_action: list = field(default_factory=list)
    organisations: list = field(default_factory=list)
    posts: list = field(default_factory=list)

    def count(self, result):
        return sum(row.result == result for row in self.rows)
