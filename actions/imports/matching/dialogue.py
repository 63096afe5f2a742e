"""What is said of a row, each at its cell: problems, warnings, and questions with the answers given to them."""

from dataclasses import replace

from actions.imports.matching.answers import LEFT_OUT, NotUnderstood, answered, said_in_words
from actions.imports.matching.matched import OF_THE_ROW
from jarplan.spreadsheets.cells import address_of
from jarplan.spreadsheets.layout.table import LEAVE


class Dialogue:
    """Puts points to the rows of one file, and takes the answers to its questions."""

    def __init__(self, table, answers, known):
        self.answers, self.known = answers, known
        self.letters = {(column.sheet, column.field): column.letter for column in table.columns}

    def answered(self, row):
        """The Told of a PlanRow: the row as the answers about its cells have it."""
        return answered(row, self.answers, self.known, lambda point: self.at_cell(row, point))

    def point(self, row, name, sentence, proposed="", **asked):
        """The Point about a field of a PlanRow at its cell."""
        return self.at_cell(row, row.point(name, sentence, proposed, **asked))

    def at_cell(self, row, point):
        """The Point at its field's cell, even where that cell is empty or a colour only."""
        return point if point.cell else replace(point, cell=self.cell(row, point.field))

    def cell(self, row, name):
        """The address of a row's field: of its own cell, or where that would be; "" of what has no column."""
        letter = self.letters.get((row.columns_of or row.sheet, name))
        return row.address(name) or (address_of(row.sheet, row.row, letter) if letter else "")

    def reject(self, one, name, sentence):
        """The row stays out, and why."""
        one.rejected.append(self.point(one.row, name, sentence))

    def warn(self, one, name, sentence):
        one.warnings.append(self.point(one.row, name, sentence))

    def ask(self, one, point, take=lambda answer: answer.text):
        """What was answered to a question, as (choice, what `take` makes of the Answer); ("", None) where it stands
        open. `take` raises NotUnderstood with a sentence where the answer cannot be taken.
        """
        answer = self.answers.to(point)
        try:
            made = take(answer) if answer and answer.choice != LEAVE else None
        except NotUnderstood as error:
            answer, point = None, replace(point, sentence=f"{error} {point.sentence}")
        if answer is None:
            one.questions.append(point)
            return "", None
        self.note(one, point, answer)
        return answer.choice, made

    def note(self, one, point, answer):
        """Keeps with the row what was answered; an answer that leaves the row out does so."""
        one.taken.append((point, answer))
        if answer.choice == LEAVE and point.field in OF_THE_ROW:
            one.left = True
            one.rejected.append(replace(point, sentence=LEFT_OUT, options=(), proposed=""))
            return
        if answer.choice == LEAVE:
            one.unsaid.add(point.field)
        one.warnings.append(replace(point, sentence=said_in_words(point, answer), options=(), proposed=""))
