"""Which recommendation a row answers: by its number, by its text, and asked where the two disagree."""

from dataclasses import dataclass

from actions.imports.finding.asking import of_recommendations
from actions.imports.finding.texts import Texts, folded, likeness

SHORTENED = 20  # characters of a recommendation's text by which it is known when a sheet shortens it


@dataclass(frozen=True)
class Found:
    """The recommendation, or why there is none: a problem, or a question with what it proposes and its options."""

    recommendation: object = None
    question: str = ""
    proposed: str = ""
    problem: str = ""
    field: str = "recommendation"
    options: tuple = ()


def of_another(reference):
    """What is wrong with a row of another inspection than the one that was chosen."""
    return f"{reference} belongs to another inspection. Choose that inspection and import the file again."


class Recommendations:
    """The plan's recommendations, to be found by number and text. Looks each pair up once. `elsewhere` are those of
    inspections that were not chosen, by their references."""

    def __init__(self, recommendations, elsewhere=()):
        self.elsewhere = set(elsewhere)
        self.all = recommendations
        self.texts = Texts()
        for one in recommendations:
            self.texts.add(one.text, one)
        self.by_reference = {one.reference: one for one in recommendations}
        self.looked_up = {}

    def find(self, number, text, written=""):
        """The Found of a number (or None) and a text; `written` is the number's cell, such as R4."""
        if written.strip() == "" and text.strip().upper() in (*self.by_reference, *self.elsewhere):
            written, text = text, ""
        key = (number, folded(text), written.strip().upper())
        if key not in self.looked_up:
            self.looked_up[key] = self._find(number, text, key[2])
        return self.looked_up[key]

    def numbered(self, number):
        """The recommendations of this number, of which each inspection may have one."""
        return [one for one in self.all if one.order == number]

    def _asked(self, question, *doubted, proposed=None, field="recommendation"):
        """The Found of a question: which of those in doubt, or of all others, is meant."""
        options = of_recommendations(list(dict.fromkeys(filter(None, (proposed, *doubted)))), self.all)
        return Found(
            question=question,
            proposed=proposed.reference if proposed else "",
            field=field,
            options=options,
        )

    def _find(self, number, text, written):
        if written in self.elsewhere:
            return Found(problem=of_another(written))
        numbered = [one for one in self.all if one.reference == written]
        numbered = numbered or self.numbered(number)
        if not folded(text):
            return self._by_number(number, numbered)
        said = self.texts.equal(text) or self._shortened(text)
        if number is None:
            return self._by_text(text, said)
        agreed = [one for one in numbered if one in said]
        if agreed:
            return Found(agreed[0])
        return self._disagreed(number, text, numbered, said)

    def _by_number(self, number, numbered):
        if number is None and not numbered:
            return Found(problem="The row does not say which recommendation it belongs to.")
        if not numbered:
            return Found(problem=f"There is no recommendation {number} in the plan.")
        if len(numbered) > 1:
            names = " or ".join(one.reference for one in numbered)
            question = f"Recommendation {number} is in more than one inspection: {names}. Which one is right?"
            return self._asked(question, *numbered)
        return Found(numbered[0])

    def _by_text(self, text, said):
        if len(said) == 1:
            return Found(said[0])
        if said:
            names = " or ".join(one.reference for one in said)
            question = f"More than one recommendation has this text: {names}. Which one is right?"
            return self._asked(question, *said, field="recommendation_text")
        near = self.texts.nearest(text)
        if near:
            question = (
                f"The text is similar to {near.reference}: “{near.text}” Is this the right recommendation?"
            )
            return self._asked(question, proposed=near, field="recommendation_text")
        return Found(problem="No recommendation in the plan has this text.", field="recommendation_text")

    def _disagreed(self, number, text, numbered, said):
        """No recommendation has both. The text is believed before the number, and either is asked."""
        other = said[0] if said else self.texts.nearest(text)
        if not numbered and not other:
            return Found(
                problem=f"There is no recommendation {number} in the plan, and none with similar text."
            )
        if not numbered:
            question = (
                f"There is no recommendation {number}. The text is that of {other.reference}. Is this "
                "the right recommendation?"
            )
            return self._asked(question, proposed=other)
        own = numbered[0]
        if other is None or other in numbered:
            like = max(likeness(text, one.text) for one in numbered)
            words = "differs from" if like > 0.5 else "is not"
            question = (
                f"The number is {own.reference}, but the text {words} its own. Is {own.reference} right?"
            )
            return self._asked(question, *numbered, proposed=other or own, field="recommendation_text")
        question = (
            f"The number is {own.reference}, but the text is that of {other.reference}. Which one is right?"
        )
        return self._asked(question, *numbered, proposed=other)

    def _shortened(self, text):
        """A recommendation that begins with the text, or whose whole text stands in it."""
        words = folded(text)
        if len(words) < SHORTENED:
            return []
        found = [one for one in self.all if folded(one.text).startswith(words)]
        return found or [one for one in self.all if len(one.text) >= SHORTENED and folded(one.text) in words]
