"""Which recommendation a row answers. A row is given one only where its cells, a title above it or a person name it:
by its reference (R4), by a number under a heading that says so, or by its whole text. All else is a question.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from actions.imports.finding.asking import THE_NUMBER, of_recommendations, shortened
from actions.imports.finding.texts import Texts, folded, likeness
from jarplan.spreadsheets.layout.beside import sheet_of
from jarplan.spreadsheets.layout.signs.titles import LABELLED, NUMBERED
from jarplan.spreadsheets.layout.table import EACH, LEAVE

LONGEST = 1000  # characters of a cell in which a reference is looked for
SHORTENED = 20  # characters of a recommendation's text by which it is known when a sheet shortens it
# “Recommendation 4”, “Rec. 4”, “rec no 4”, “recommendations”: its numbers stand behind it.
IN_WORDS = re.compile(r"\brec(?:s|ommendations?)?\b\.?\s*(?:nos?\.?|numbers?)?\s*(?=\d)", re.IGNORECASE)
# “4”, “4, 8 and 14”, “1 to 16”, “1-5”; not the 4 of “R4, 4 July” or “4, 8 posts”.
NUMBERS = re.compile(
    r"\d{1,3}(?!\w)(?:(?:[-–]|\s*(?:[,&/]|\b(?:and|or|to)\b)\s*)\d{1,3}(?!\w)(?!\s+(?!(?:and|or|to)\b)[^\W\d]))*",
    re.IGNORECASE,
)
EACH_NUMBER = re.compile(r"(?P<to>[-–]|\bto\b)?\s*(?P<number>\d+)", re.IGNORECASE)
# “recommendations 12 August 2008” names a day, “recommendation 4 of the 2005 inspection” another's.
NOT_OURS = re.compile(
    r"\s+(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b|\s+(?:of|from|in)\b[^.;]{0,40}\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
FEW = 4  # recommendations that a question names
# “Priority 4: ensure that ...”, “4. Ensure that ...”.
NUMBERED_TITLE = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}\d{1,3}\s*[.:)–-]?\s+(?P<text>\S.*)", re.DOTALL)
FILE_NAME = re.compile(r"\.\w{2,4}$")
NEAREST = 3
ROWS_DIFFER = (EACH, "The rows differ: ask me about each one")
LEAVE_ROWS = (LEAVE, "Leave these rows out")


@dataclass(frozen=True)
class Found:
    """The recommendation of a row; or a question with what it proposes, its options, and the `field` of the cell that
    it is about. `about` tells questions apart that are asked once for all rows that say the same; "" is of this row.
    """

    recommendation: object = None
    question: str = ""
    proposed: str = ""
    field: str = "recommendation"
    options: tuple = ()
    about: str = ""


def same_words(text):
    """A text with its case and spaces folded: what is equal so is the same text."""
    return " ".join(str(text).split()).casefold()


class Recommendations:
    """The plan's recommendations, to be found by reference, number and text. `elsewhere` are the references of
    inspections that were not chosen. What a text says is worked out once."""

    def __init__(self, recommendations, elsewhere=()):
        self.elsewhere = set(elsewhere)
        self.all = recommendations
        self.texts, self.by_text = Texts(), {}
        for one in recommendations:
            self.texts.add(one.text, one)
            self.by_text.setdefault(same_words(one.text), []).append(one)
        self.by_reference = {one.reference: one for one in recommendations}
        self.references = _pattern_of([*self.by_reference, *self.elsewhere])
        self.said_in, self.are_mixed, self.home = {}, False, None

    def numbered(self, number):
        """The recommendations of this number, of which each inspection may have one."""
        return [one for one in self.all if one.order == number] if number is not None else []

    def weigh(self, rows):
        """Looks at all rows of a file first: a number of one inspection alone is in doubt where others of the file
        may be of another, or most of them are."""
        numbers = {row.understood.recommendation for row in rows} - {None}
        meant = [{one.inspection_id for one in self.numbered(number)} for number in numbers]
        most = Counter(one for inspections in meant for one in inspections).most_common(2)
        self.are_mixed = any(len(inspections) > 1 for inspections in meant)
        self.home = most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else None

    def _is_doubted(self, one):
        return self.are_mixed or self.home not in (None, one.inspection_id)

    def find(self, row):
        """The Found of a PlanRow that names its recommendation; None where nothing of it does."""
        read = row.understood
        for text in (row.raw("recommendation"), read.recommendation_text):
            found, other = self._referred(text)
            if found:
                return self._by_reference(found, read.recommendation_text)
            if other:
                return self._of_another(other)
        said = self._equal(read.recommendation_text)
        numbered = self.numbered(read.recommendation)
        several = self._listed(row) if read.recommendation is None else []
        if several:
            return self._one_of(several, "recommendation")
        if numbered:
            return self._by_number(numbered, said, read.recommendation_text)
        if said:
            return self._one_of(said, "recommendation_text")
        return None if read.recommendation is not None else self._by_place(row)

    def _listed(self, row):
        """The recommendations of the numbers in a cell that says “4, 8”, under a heading that says they are."""
        said = row.raw("recommendation").strip()
        if "recommendation" not in row.named or not NUMBERS.fullmatch(said):
            return []
        return [one for number in _numbers_at(said, 0) for one in self.numbered(number)]

    def _by_place(self, row):
        """By what a row is called, or what stands above it."""
        for name, text in self._places(row):
            found, other = self._referred(text)
            found = found or self._equal(text) or self._equal(_without_number(text))
            if found:
                return self._one_of(found, name)
            if other:
                return self._of_another(other, name)
        return None

    def _places(self, row):
        """(field, text) of what may name a row's recommendation beside its own cells for that, the nearest first."""
        yield "reference", row.raw("reference")
        yield "theme", row.understood.theme
        for title in row.understood.titles:
            yield "title", title
        if not FILE_NAME.search(sheet_of(row.sheet)):
            yield "row", sheet_of(row.sheet)

    def _referred(self, text):
        """The recommendations that a text names by reference; and the first reference of another inspection."""
        if not text or len(text) > LONGEST:
            return [], ""
        if text not in self.said_in:
            names = [name for one in self.references.finditer(text) for name in _names_at(text, one)]
            found = [self.by_reference[name] for name in names if name in self.by_reference]
            for one in IN_WORDS.finditer(text):
                for number in [] if _is_of_others(text, one.end()) else _numbers_at(text, one.end()):
                    found += self.numbered(number)
            others = [name for name in names if name in self.elsewhere]
            self.said_in[text] = list(dict.fromkeys(found)), others[0] if others else ""
        return self.said_in[text]

    def _equal(self, text):
        return self.by_text.get(same_words(text), []) if text else []

    def _shortened(self, text):
        """A recommendation that begins with the text, or whose whole text stands in it."""
        words = folded(text)
        if len(words) < SHORTENED:
            return []
        found = [one for one in self.all if folded(one.text).startswith(words)]
        return found or [one for one in self.all if len(one.text) >= SHORTENED and folded(one.text) in words]

    def _by_reference(self, found, text):
        said = self._equal(text)
        both = [one for one in found if one in said]
        if said and not both:
            return self._disagreed(found, said[0], text)
        return self._one_of(both or found, "recommendation")

    def _by_number(self, numbered, said, text):
        """A number is believed where the text is the recommendation's own, or its start, or where there is none."""
        agreed = [one for one in numbered if one in (said or self.texts.equal(text) or self._shortened(text))]
        if not text and len(numbered) == 1 and self._is_doubted(numbered[0]):
            return self._only_there(numbered[0])
        if agreed or not text:
            return self._one_of(agreed or numbered, "recommendation")
        return self._disagreed(numbered, said[0] if said else self.texts.nearest(text), text)

    def _only_there(self, own):
        question = (
            f"Only {own.reference} has the number {own.order}, but other numbers of this file may be of another "
            f"inspection. Is {own.reference} right?"
        )
        return self._asked(question, own, proposed=own, about=f"only {own.reference}")

    def _disagreed(self, numbered, other, text):
        """No recommendation has both. The text is believed before the number, and either is asked."""
        own = numbered[0]
        if other is None or other in numbered:
            alike = max(likeness(text, one.text) for one in numbered) > 0.5
            words = "differs from" if alike else "is not"
            question = (
                f"{THE_NUMBER} {own.reference}, but the text {words} its own. Is {own.reference} right?"
            )
            said = {"field": "recommendation_text", "about": f"{own.reference} {text}"}
            # A serial number before a text of the file's own says nothing: it is not proposed.
            return self._asked(question, *numbered, proposed=other or (own if alike else None), **said)
        question = (
            f"{THE_NUMBER} {own.reference}, but the text is that of {other.reference}. Which one is right?"
        )
        return self._asked(question, *numbered, proposed=other, about=f"{own.reference} {text}")

    def _one_of(self, found, field):
        """The one that was found; asked where several are meant."""
        if len(found) == 1:
            return Found(found[0])
        names = " or ".join(one.reference for one in found[:FEW])
        names += f" or {len(found) - FEW} others" if len(found) > FEW else ""
        question = f"This may be {names}. Which recommendation is right?"
        return self._asked(question, *found, field=field, about=names)

    def _of_another(self, reference, field="recommendation"):
        question = (
            f"{reference} belongs to another inspection. Choose another recommendation, or leave these rows out. To "
            "import them there, choose that inspection and import the file again."
        )
        return self._asked(question, field=field, about=reference)

    def ask(self, row, several_sheets):
        """The Found of a row that names no recommendation: the question which one is meant, asked once for all rows
        that stand under the same words."""
        field, words = self._stands_under(row, several_sheets)
        if not words:
            return self.ask_alone(row)
        number = row.understood.recommendation
        near, proposed = self.texts.ranked(words, NEAREST), None
        if field == "recommendation_text":
            proposed = next(iter(self._shortened(words)), None) or self.texts.nearest(words)
            question = f"No recommendation has the text “{shortened(words)}”. Which one do these rows answer?"
        elif field == "recommendation" and number is not None:
            question = f"There is no recommendation {number} in the plan. Which one do these rows answer?"
        else:
            question = f"Which recommendation do the rows under “{shortened(words)}” answer?"
        found = self._asked(
            question, near=near, proposed=proposed, field=field, about=f"{field} {same_words(words)}"
        )
        *options, _leave = found.options
        return replace(found, options=(*options, ROWS_DIFFER, LEAVE_ROWS))

    def ask_alone(self, row):
        """The Found of a question about one row, which says what the row is."""
        text = row.understood.text
        named = f"“{shortened(text)}”" if text else "This row"
        question = f"{named} does not say which recommendation it answers. Which one is it?"
        return self._asked(question, field="row")

    def _stands_under(self, row, several_sheets):
        """(field, words) of what a row says of its place in the plan, the nearest to it first."""
        read = row.understood
        own = [
            ("recommendation_text", read.recommendation_text),
            ("recommendation", row.raw("recommendation")),
            ("theme", read.theme),
            ("title", read.titles[0] if read.titles else ""),
            ("row", row.sheet if several_sheets else ""),
        ]
        return next(((field, words) for field, words in own if words), ("row", ""))

    def _asked(self, question, *doubted, proposed=None, near=(), field="recommendation", about=""):
        """The Found of a question: which of those in doubt, or of all others, is meant."""
        near = list(near) or [(one, None) for one in dict.fromkeys(filter(None, (proposed, *doubted)))]
        return Found(
            question=question,
            proposed=proposed.reference if proposed else "",
            field=field,
            options=of_recommendations(near, self.all),
            about=about,
        )


def _without_number(text):
    """“Priority 4: ensure that ...” and “Recommendation: ensure that ...” are “ensure that ...”."""
    numbered = NUMBERED_TITLE.fullmatch(text)
    return numbered["text"] if numbered else LABELLED.sub("", text)


@dataclass(frozen=True)
class Numbering:
    """The question whether numbers that a file has of its own are those of recommendations: asked once, with what
    each would become. `becomes` has, by the value of an option, {number: recommendation}.
    """

    becomes: dict
    options: tuple

    SENTENCE = "Are these numbers the numbers of the recommendations?"

    @classmethod
    def of(cls, rows, recommendations):
        """The Numbering of the numbers that PlanRows have; None where no inspection has most of them."""
        numbers, schemes = {row.understood.numbering for row in rows} - {None}, {}
        titles = _titles_of(rows)
        for one in recommendations:
            if one.order in numbers:
                schemes.setdefault(one.inspection_id, {})[one.order] = one
        becomes, options = {}, []
        for found in schemes.values():
            if len(found) * 2 >= len(numbers):
                value = f"as {found[min(found)].reference}"
                becomes[value] = found
                options.append((value, f"Yes: {_table(found, titles)}"))
        if not becomes:
            return None
        return cls(becomes, (*options, ("no", "No: they are the file’s own numbers")))


def _titles_of(rows):
    """What the file itself says under each of its numbers: {1: “Recruitment”}, of the title “1. Recruitment”."""
    titles = {}
    for row in rows:
        for title in row.understood.titles:
            said = NUMBERED.fullmatch(title.strip())
            if said and said["text"]:
                titles.setdefault(int(said["number"]), said["text"])
    return titles


def _table(found, titles):
    """1 “Recruitment” is R1 “ensure that …”; 2 is R2 “review its …”"""
    named = {number: f" “{shortened(title, 40)}”" for number, title in titles.items()}
    return "; ".join(
        f"{number}{named.get(number, '')} is {one.reference} “{shortened(one.text, 40)}”"
        for number, one in sorted(found.items())
    )


def _numbers_at(text, place):
    """The numbers of recommendations that stand at a place of a text: one, a list or a range of them."""
    numbers = []
    for one in EACH_NUMBER.finditer(NUMBERS.match(text, place)[0]):
        last = int(one["number"])
        numbers += range(numbers[-1] + 1, last + 1) if one["to"] and numbers else [last]
    return numbers


def _is_of_others(text, place):
    """Do the numbers at a place of a text name no recommendation of the plan?"""
    found = NUMBERS.match(text, place)
    return not found or bool(NOT_OURS.match(text, found.end()))


def _names_at(text, reference):
    """The references that a match of one names: R4, and R8 as well in “R4, 8”."""
    return [f"{reference[1].upper()}{number}" for number in _numbers_at(text, reference.start(2))]


def _pattern_of(references):
    """What finds references in a text: their letters and their number, with or without a space between."""
    letters = {re.match(r"(.*?)\d*$", one, re.DOTALL)[1] for one in references} - {""}
    words = "|".join(sorted(map(re.escape, letters), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<![\w.])({words})\s?0*(\d{{1,3}})(?!\w)", re.IGNORECASE)
