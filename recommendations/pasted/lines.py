"""The lines of a pasted text: its characters made plain, each line with the mark it begins with, and what belongs
to the page and not to the text (its number, head and foot)."""

import re
from dataclasses import dataclass, replace

from recommendations.pasted.footnotes import footnotes
from recommendations.pasted.furniture import page_furniture
from recommendations.pasted.marks import SYMBOLS, marked

# What Windows and old fonts leave in a text instead of letters.
PLAIN = str.maketrans(
    dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
    | dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
    | dict(zip(range(0x91, 0x98), "‘’“”•–—", strict=True))
    | dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "ft", "st"), strict=True))
    | {"\u2010": "-", "\u2011": "-", "\u2028": "\n", "\u2029": "\n\n", "\v": "\n", "\f": "\n\n\n\n"}
)


@dataclass(frozen=True)
class Line:
    """A line without the white space around it. `mark` is what it begins with, `kind` what sort of mark that is;
    `before` counts the empty lines before it; `page` says that a page ended there."""

    text: str
    indent: int = 0
    before: int = 0
    mark: str = ""
    kind: str = ""
    page: bool = False

    @property
    def alone(self):
        """Whether it does not follow another line closely."""
        return bool(self.before or self.page)


def cleaned(text):
    """The text in letters that a keyboard has: no ligatures, hidden characters or odd spaces. Words stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(PLAIN)
    # A soft hyphen within a line only allows a break; at the end of a line it is one.
    text = re.sub("\u00ad(?![ \\t]*(?:\n|$))", "", text)
    # A bullet in the middle of a line: the PDF's lines ran together.
    return re.sub(rf"(?<=[^\s])[ \t]+(?=[{SYMBOLS}][ \t]*\S)", "\n", text)


def raw_lines(text):
    """The lines that are not empty, without marks yet."""
    lines, before = [], 0
    for one in cleaned(text).split("\n"):
        words = one.expandtabs(4)
        if not words.strip():
            before += 1
            continue
        lines.append(Line(words.strip(), len(words) - len(words.lstrip()), before))
        before = 0
    return lines


def read_lines(text):
    """(lines with their marks, what was left out as [(text, why)])."""
    lines = raw_lines(text)
    left, kept = [], []
    furniture = page_furniture(lines)
    notes = footnotes(lines, furniture)
    turned = False
    for place, line in enumerate(lines):
        if place in notes:
            left += [(words, "footnote") for words in notes[place]]
            turned = True
            continue
        if place in furniture:
            left.append((line.text, furniture[place]))
            turned = True
            continue
        kept.append(replace(line, page=turned))
        turned = False
    return marked(kept), left
