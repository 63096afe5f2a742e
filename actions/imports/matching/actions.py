"""Which action of the plan a row is about: by its reference, else by equal text under its recommendation; a near
text is only asked.
"""

from collections import defaultdict
from dataclasses import dataclass

from actions.imports.matching.texts import Texts, folded
from actions.lifecycle import LIVE


@dataclass(frozen=True)
class Same:
    """The action of a row, or none; with a question and what it proposes, or a problem."""

    action: object = None
    question: str = ""
    proposed: str = ""
    problem: str = ""
    field: str = "text"


class Actions:
    """The plan's actions, to be found for the rows of a file. `claimed` are the references that rows have taken."""

    def __init__(self, actions):
        self.by_reference = {action.reference: action for action in actions}
        self.texts = defaultdict(Texts)
        for action in actions:
            self.texts[action.recommendation_id].add(action.text, action)
        self.claimed = set()

    def by_its_reference(self, reference, text):
        """The Same of a row that says its reference."""
        action = self.by_reference.get(reference)
        if action is None:
            return Same()
        if action.status not in LIVE:
            gone = action.get_status_display().lower()
            return Same(
                problem=f"{reference} has left the plan ({gone}), and its reference is never used again.",
                field="reference",
            )
        if text and folded(text) != folded(action.text):
            others = [one for one in self.texts[action.recommendation_id].equal(text) if one.status in LIVE]
            if others:
                other = others[0].reference
                question = (
                    f"The reference is {reference}, but the text is that of {other}. Which one is meant?"
                )
                return Same(action, question, other, field="reference")
        self.claimed.add(reference)
        return Same(action)

    def under_another_reference(self, recommendation, reference, text):
        """The Same of a row whose reference is new: an action of the very same text is asked."""
        equal = self.texts[recommendation.pk].equal(text)
        free = [one for one in equal if one.status in LIVE and one.reference not in self.claimed]
        if not free:
            return Same()
        own = free[0].reference
        question = f"The reference {reference} is new, but {own} has this text. Is it the same action?"
        return Same(question=question, proposed=own, field="reference")

    def by_its_text(self, recommendation, text):
        """The Same of a row without a reference, by equal text."""
        equal = self.texts[recommendation.pk].equal(text)
        free = [one for one in equal if one.status in LIVE and one.reference not in self.claimed]
        if free:
            self.claimed.add(free[0].reference)
            return Same(free[0])
        gone = [one for one in equal if one.status not in LIVE]
        if gone:
            was = f"{gone[0].reference} ({gone[0].get_status_display().lower()})"
            question = f"This action left the plan as {was}. Is it to come back as a new one?"
            return Same(question=question, proposed="yes")
        return Same()

    def by_a_near_text(self, recommendation, text):
        """The Same of a row whose text no action has: an action that reads nearly so is asked."""
        others = [one for one in self.texts[recommendation.pk].all if one[1].status not in LIVE]
        but = {one[1] for one in others} | {self.by_reference[reference] for reference in self.claimed}
        near = self.texts[recommendation.pk].nearest(text, but=but)
        if near is None:
            return Same()
        question = f"This is near {near.reference}: “{near.text}” Is it the same action?"
        return Same(near, question, near.reference)
