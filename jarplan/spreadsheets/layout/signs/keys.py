"""The key of a sheet: what its colours and letters mean there, and where the notes at its foot begin."""

import re

from jarplan.spreadsheets.understanding.headings import plain
from jarplan.spreadsheets.understanding.ratings import key_of_fills, key_of_letters

# “Key”, “Legend”, “RAG key to colours”, “BRAG rating”: as councils head it.
KEY = re.compile(
    r"(?:(?:the |b?rag |colour |color |rating |status )*(?:key|legend)(?: to .*)?|b?rag ratings?(?: key)?)"
)
FOOT = re.compile(r"(?:notes?|abbreviations|glossary|footnotes?|sources?|contacts?|distribution|prepared by)")
LONGEST = 30


def opens_key(row):
    """Does a row begin a key? “Key”, “Key:”, “RAG key”, “Key: R = not on track”."""
    # Among the first filled cells of the row, wherever its table begins.
    return any(_is(KEY, cell.text) for cell in row.cells[:3])


def opens_foot(row):
    """Does a row begin the notes below a plan?"""
    return len(row.cells) <= 2 and any(_is(FOOT, cell.text) for cell in row.cells[:1])


def _is(pattern, text):
    first = text.split(":")[0] if ":" in text else text
    return len(first) <= LONGEST and bool(pattern.fullmatch(plain(first)))


def key_of(rows):
    """The key that rows hold, as read_rating() takes it: of colours beside a text, and of letters in a text."""
    pairs, letters = [], {}
    for row in rows:
        texts = {cell.column: cell.text for cell in row.cells}
        order = sorted({*texts, *row.fills}, key=lambda letter: (len(letter), letter))
        for at, letter in enumerate(order):
            if letter in row.fills:
                words = texts.get(letter) or next((texts[one] for one in order[at:] if one in texts), "")
                if words and not _is(KEY, words):
                    pairs.append((row.fills[letter], words))
        for text in texts.values():
            letters |= key_of_letters(text.partition(":")[2] if _is(KEY, text) and ":" in text else text)
        if len(texts) == 2:
            one, words = texts.values()
            letters |= key_of_letters(f"{one} = {words}") if len(one) == 1 else {}
    return key_of_fills(pairs) | letters
