"""Finding the action of each row of a file: by its reference, by what it was at an earlier import, by equal text;
what is only alike is asked.
"""

from actions.imports.finding.actions import returns, says_letters
from actions.imports.finding.asking import OTHER_TEXT, OTHER_WORDS, of_actions
from actions.imports.finding.repeats import place_of
from actions.imports.matching.answers import NotUnderstood
from jarplan.spreadsheets.layout.table import NEW, ROW


class Search:
    """Goes over the rows once for each way of finding an action, the surest first: an action is taken by one row
    only, and equal text anywhere wins over the same cell with another text.
    """

    def __init__(self, actions, lineage, dialogue):
        self.actions, self.lineage, self.dialogue = actions, lineage, dialogue

    def find(self, rows):
        """Gives the rows their actions, or their questions."""
        self._by_references([one for one in rows if one.reference and not one.open])
        nameless = [one for one in rows if not one.reference]
        for way in (
            self.lineage.by_its_cell_and_text,
            self.lineage.by_its_text,
            self.actions.by_its_text,
            self.lineage.left_the_plan,
            self.lineage.under_another_recommendation,
            self.lineage.by_its_cell_and_a_near_text,
            self.actions.by_a_near_text,
            self.lineage.by_its_cell,
        ):
            for one in nameless:
                if one.sought:
                    self._take(one, way(one))

    def _by_references(self, named):
        """Rows whose reference leaves no doubt come first, so that no answer of another row takes their action."""
        found = [(one, self._by_reference(one)) for one in named]
        for one, same in sorted(found, key=lambda pair: bool(pair[1].question)):
            self._take(one, same)
        for one in named:
            if one.sought:
                self._take(one, self.actions.under_another_reference(one))

    def _by_reference(self, one):
        """By the plan's reference; a number of the file's own is what it was when the file was imported before."""
        same = self.actions.by_its_reference(one, called_otherwise=self.lineage.calls_otherwise(one))
        if says_letters(one):
            return same
        before = self.lineage.by_its_reference(one)
        doubted = same.kind == OTHER_TEXT and before.action is not same.doubted[0]
        return before if before.action and not doubted else same

    def _take(self, one, same):
        """Takes over what was found of the row's action, asking where it must be asked."""
        action = same.action
        if same.problem:
            self.dialogue.reject(one, same.field, same.problem)
        elif same.question:
            choice, chosen = self._ask(one, same)
            one.settled = choice == NEW
            if one.settled and same.kind == OTHER_WORDS:
                one.reference = ""  # that of another action
            action = None if one.settled else chosen or action
        if action is None or one.rejected:
            return
        one.action = action
        if not one.open:
            self._claim(one)

    def _claim(self, one):
        self.actions.claimed[one.action.reference] = one
        one.returns = returns(one.action)
        if one.action.recommendation_id != one.recommendation.pk:
            one.recommendation = one.action.recommendation
            stays = f"{one.action.reference} stays under {one.recommendation.reference}."
            self.dialogue.warn(one, "recommendation", stays)

    def _ask(self, one, same):
        """(choice, its action) of the question which action a row is."""
        asked = {"kind": same.kind, "options": of_actions(same, one.reference), "per": ROW}
        point = self.dialogue.point(one.row, same.field, same.question, same.proposed, **asked)
        return self.dialogue.ask(one, point, lambda answer: self._unclaimed(one, answer.choice))

    def _unclaimed(self, one, reference):
        """The action of a reference that was answered, if no other row is it."""
        other = self.actions.claimed.get(reference)
        if other:
            raise NotUnderstood(
                f"You chose {reference}, but {place_of(other.row, one.row)} is already that action."
            )
        return self.actions.by_reference.get(reference)
