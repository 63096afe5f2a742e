"""Words that somebody searches for, found alike by Python, SQLite and PostgreSQL: capitals, accents and the kind
of an apostrophe or dash make no difference. Knows no record.
"""

import re
import unicodedata
from functools import cache

# A word is at most as long as what may be typed; each costs a look at every text.
MOST_WORDS = 10
ALIKE = ("-‐‑‒–—−", "'’‘ʼ`´", '"“”„')
# Letters with a stroke, which Unicode takes for letters of their own.
STROKES = {"ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l"}
LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
# Accents that stand behind their letter as characters of their own.
ACCENTS = "\u0300-\u036f"


def base_of(letter):
    """The letter of a to z that a Latin letter is without its accents and in lower case; "" for any other."""
    plain = unicodedata.normalize("NFKD", STROKES.get(letter, letter))
    plain = re.sub(f"[{ACCENTS}]", "", plain).lower()
    return plain if re.fullmatch("[a-z]", plain) else ""


@cache
def family_of(letter):
    """All characters that are as good as this one, itself first."""
    for family in ALIKE:
        if letter in family:
            return family
    if base := base_of(letter):
        return base + base.upper() + "".join(one for one in map(chr, LATIN) if base_of(one) == base)
    cases = (letter, letter.lower(), letter.upper(), letter.title())
    return "".join(dict.fromkeys(one for one in cases if len(one) == 1))


def folded(word):
    """A word in the form in which words that are found alike are equal."""
    plain = re.sub(f"[{ACCENTS}]", "", unicodedata.normalize("NFC", word.lower()))
    return "".join(family_of(letter)[0] for letter in plain)


@cache
def piece_of(letter):
    """The pattern of one character."""
    family = family_of(letter)
    one = re.escape(letter) if len(family) == 1 else f"[{family}]"
    return f"{one}[{ACCENTS}]*" if base_of(letter) else one


def pattern_of(word):
    """The regular expression that finds a word, or a part of one: the same in Python and in either database, as it
    leaves nothing to what these take for a letter or for its capital."""
    return "".join(map(piece_of, folded(word)))


def words_of(text):
    """The words of what was typed, each once, and none that is a part of another one: what holds the longer one holds
    both."""
    words = {}
    for word in text.split():
        words.setdefault(folded(word), word)
    words.pop("", None)
    return [
        word for fold, word in words.items() if not any(fold in other and fold != other for other in words)
    ]


def found_in(word, text):
    """Whether a word is found in a text."""
    return re.search(pattern_of(word), text) is not None
