"""How long the sentences of a text are: a hint for who writes for children and young people. Pure.

It counts words and nothing else: whether the words themselves are easy is for people to judge.
"""

import re
from dataclasses import dataclass

# Words in a sentence that a young reader takes in at once; a hint and no rule, so it is only counted.
LONG = 15  # words: a sentence of more is worth a second look
NAMED = 3
# With the quotation marks and brackets that close behind the stop; a line ends a sentence, as headings and
# lists have no stop.
ENDS = re.compile(r"[.!?]+[\"'’”)]*(?:\s+|$)|\n+")
WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """One sentence and how many words it has."""

    text: str
    words: int


@dataclass(frozen=True)
class ReadingHint:
    """What was counted. `longest`: the longest sentences of more than LONG words, the longest first."""

    sentences: int
    words: int
    longest: tuple

    @property
    def average(self):
        """Words per sentence, to the nearest whole."""
        return round(self.words / self.sentences) if self.sentences else 0


def reading_hint(text):
    """The hint for a text. A full stop, question mark or exclamation mark ends a sentence, and so does a line."""
    pieces = [" ".join(piece.split()) for piece in ended(text)]
    found = [Sentence(piece, len(WORD.findall(piece))) for piece in pieces]
    found = [one for one in found if one.words]
    longest = sorted((one for one in found if one.words > LONG), key=lambda one: -one.words)
    return ReadingHint(len(found), sum(one.words for one in found), tuple(longest[:NAMED]))


def ended(text):
    """The text in pieces, each with the mark that ends it."""
    begin = 0
    for end in ENDS.finditer(text):
        yield text[begin : end.end()]
        begin = end.end()
    yield text[begin:]
