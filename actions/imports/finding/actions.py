"""Which action of the plan a row is about: by its reference, else by equal text under its recommendation; a near
text is only asked, and so is a file's own number before a text that has nothing of the action's.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from actions.imports.finding.asking import LEFT_PLAN, NEAR_TEXT, OTHER_TEXT, OTHER_WORDS, SAME_TEXT, shortened
from actions.imports.finding.texts import Texts, folded, share_a_word
from actions.rules.lifecycle import LIVE, Verb, ways


@dataclass(frozen=True)
class Same:
    """The action of a row, or none; a problem; or a question of this `kind` with what it proposes and the actions
    in doubt.
    """

    action: object = None
    question: str = ""
    proposed: str = ""
    problem: str = ""
    field: str = "text"
    kind: str = ""
    doubted: tuple = ()


def returns(action):
    """Did the action leave the plan by the undoing of the import that made it? Then a row may bring it back."""
    undone = getattr(action.plan_import, "state", "") == "undone"
    return undone and bool(ways(Verb.IMPORT_AGAIN, action.status))


def has_left(action):
    """Has it left the plan for good?"""
    return action.status not in LIVE and not returns(action)


class Actions:
    """The plan's actions, to be found for the rows of a file. Each is taken by one row: `claimed` has, by
    reference, the rows that have taken theirs.
    """

    def __init__(self, actions):
        self.by_reference = {action.reference: action for action in actions}
        self.texts = defaultdict(Texts)
        for action in actions:
            self.texts[action.recommendation_id].add(action.text, action)
        self.claimed = {}

    def free(self, action):
        """May a row still take it?"""
        return action.reference not in self.claimed and not has_left(action)

    def by_its_reference(self, one, *, called_otherwise=False):
        """The Same of a row that says its reference. A number without the plan's letters may be the file's own: it is
        asked where the texts share no word, or where the file once `called` the action `otherwise`.
        """
        reference, text = one.reference, one.row.understood.text
        action = self.by_reference.get(reference)
        if action is None:
            return Same()
        doubted = (
            text and not says_letters(one) and not returns(action) and folded(text) != folded(action.text)
        )
        doubted = doubted and (called_otherwise or not share_a_word(text, action.text))
        if has_left(action):
            if doubted:
                return _other_words(one, action)
            gone = action.get_status_display().lower()
            return Same(
                problem=f"{reference} has left the plan ({gone}), and its reference is never used again.",
                field="reference",
            )
        if text and folded(text) != folded(action.text):
            others = [one for one in self.texts[action.recommendation_id].equal(text) if one.status in LIVE]
            if others:
                other = others[0]
                is_that_of = f"but the text is that of {other.reference}"
                question = f"The reference is {reference}, {is_that_of}. Which one is right?"
                return Same(action, question, other.reference, "", "reference", OTHER_TEXT, (other, action))
        return _other_words(one, action) if doubted else Same(action)

    def under_another_reference(self, one):
        """The Same of a row whose reference is new: an action of the very same text is asked."""
        free = [action for action in self._equal(one) if self.free(action)]
        if not free:
            return Same()
        own = free[0].reference
        question = f"The reference {one.reference} is new, but {own} has this text. Is it the same action?"
        return Same(question=question, proposed=own, field="reference", kind=SAME_TEXT, doubted=(free[0],))

    def by_its_text(self, one):
        """The Same of a row without a reference, by equal text: of an action in the plan first."""
        equal = self._equal(one)
        free = sorted((action for action in equal if self.free(action)), key=returns)
        if free:
            return Same(free[0])
        gone = [action for action in equal if has_left(action)]
        return left_plan(gone[0]) if gone else Same()

    def by_a_near_text(self, one):
        """The Same of a row whose text no action has: an action that reads nearly so is asked."""
        near = self.texts[one.recommendation.pk].nearest(
            one.row.understood.text, may=lambda action: action.status in LIVE and self.free(action)
        )
        if near is None:
            return Same()
        question = f"This is similar to {near.reference}: “{near.text}” Is it the same action?"
        return Same(near, question, near.reference, kind=NEAR_TEXT, doubted=(near,))

    def _equal(self, one):
        return self.texts[one.recommendation.pk].equal(one.row.understood.text)


def says_letters(one):
    """Does the reference of a row begin with the letters of the plan's own, as R4.1 does and 4.1 does not?"""
    prefix = one.row.understood.reference.prefix
    return bool(prefix) and prefix == re.match("[A-Z]*", one.recommendation.reference)[0]


def _other_words(one, action):
    """The Same of a row whose number is an action's, but not its text: asked, with nothing proposed."""
    said, gone = f"This row is numbered {one.row.understood.reference.text}", has_left(action)
    was = f"{action.reference} {'was' if gone else 'is'} “{shortened(action.text)}”"
    asked = ", which has left the plan. Is this a new action?" if gone else ". Is it the same action?"
    question = f"{said}, but {was}{asked}"
    doubted = () if gone else (action,)
    return Same(question=question, field="reference", kind=OTHER_WORDS, doubted=doubted)


def left_plan(action):
    """The Same of a row whose action left the plan: asked whether it is to come back."""
    was = f"{action.reference} ({action.get_status_display().lower()})"
    question = f"This action left the plan as {was}. Should it come back as a new action?"
    return Same(question=question, proposed="yes", kind=LEFT_PLAN)
