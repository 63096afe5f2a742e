"""What holding a workbook against the plan gives: its rows with their results, and all that must be told."""

from dataclasses import dataclass, field

from actions.imports.matching.bundles import Asked, bundled
from jarplan.spreadsheets.layout.plan import PlanRow, PlanTable

NEW, CHANGED, UNCHANGED, REJECTED, QUESTION = "new", "changed", "unchanged", "rejected", "question"
LEFT = "left out"
# Questions of the row itself: until they are answered, nothing of it can be written.
OF_THE_ROW = {"row", "recommendation", "recommendation_text", "theme", "title", "reference", "text"}


@dataclass
class MatchedRow:
    """One row of the file beside the plan. `reference` is the plan's own, or the one that a new action would take;
    `posts` are the leads that can be written, as (post, organisation), `partners` the names of those that support the
    action. The points name their cells.

    `taken` are the answers as (question, Answer); `unsaid` the fields that were left out or refused. `settled`: an
    answer made it a new action; `left`: an answer leaves the row out; `returns`: its action had left the plan when
    an import was undone, and comes back.
    """

    row: PlanRow
    result: str = NEW
    recommendation: object = None
    action: object = None
    reference: str = ""
    posts: tuple = ()
    partners: tuple = ()
    changes: list = field(default_factory=list)
    rejected: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    taken: list = field(default_factory=list)
    unsaid: set = field(default_factory=set)
    settled: bool = False
    left: bool = False
    returns: bool = False

    @property
    def asked(self):
        """The fields with an open question."""
        return {point.field for point in self.questions}

    @property
    def open(self):
        """Is it settled by now that nothing of the row can be written?"""
        return bool(self.rejected) or bool(self.asked & OF_THE_ROW)

    @property
    def sought(self):
        """Is its action still to be looked for?"""
        return not (self.action or self.settled or self.open)


@dataclass
class PlanMatch:
    """All rows of a file beside the plan. `not_in_file` and `without_action` are references of actions and of
    recommendations; `organisations` and `posts` are those that the import would add; `apart` the keys of
    questions for many that are asked one by one.
    """

    table: PlanTable
    rows: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    not_in_file: list = field(default_factory=list)
    without_action: list = field(default_factory=list)
    organisations: list = field(default_factory=list)
    posts: list = field(default_factory=list)
    apart: frozenset = frozenset()

    def __post_init__(self):
        self._asked = None

    def count(self, result):
        return sum(row.result == result for row in self.rows)

    def questions(self):
        """The open questions in the order of the file, as they are asked; those of rows that stay out are not."""
        if self._asked is None:  # a draft's rows, summary and counts ask for them, once the rows are matched
            self._asked = bundled(self.each_question(), self.apart)
        return self._asked

    def each_question(self):
        """The open questions, each by itself, however they are asked."""
        return _once((row, point, None) for row in self.rows if not row.rejected for point in row.questions)

    def answered(self):
        """The questions that were answered, in the order of the file, as they were asked, with their Answers."""
        return bundled(_once((row, *taken) for row in self.rows for taken in row.taken), self.apart)


def _once(asked):
    """An Asked for each key among (row, point, answer)."""
    found = {}
    for row, point, answer in asked:
        _point, places, _answer = found.setdefault(point.key, (point, [], answer))
        places.append((row.row.sheet, row.row.row))
    return [Asked(point, tuple(places), answer) for point, places, answer in found.values()]
