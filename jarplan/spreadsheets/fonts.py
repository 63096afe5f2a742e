"""Which signs a paper can show. Its fonts come from packages and from a folder of the installation's own, so that the
same PDF is made on every machine; signs that none of them has are replaced by a visible mark before it is set.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings

# The first is what a text is set in; the last has the ticks and arrows that it lacks.
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Inter")
FILES = ("*.ttf", "*.otf", "*.ttc")
MARK = "\N{REPLACEMENT CHARACTER}"
LINES = "\n\t"
# Signs that mean the same, where the fonts have one of them only.
ALIKE = str.maketrans("✔☑✘☒➔➢❑❖▫☐∙", "✓✓✗✗→►□◆□□•")
# What nearly every text is made of, and every font of the packages has: such a text is not looked up.
USUAL = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u0148\u014a-\u017f–—‘’“”•…€]*")
JOINS = "\u200c\u200d"
SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
NOWHERE = frozenset("\ufeff\ufffe")  # PDF/UA-1 forbids them, and a font may have them all the same


def folders():
    """The folders of the fonts: those of the packages, and the installation's own where the setting names one."""
    import fontpkg

    found = {file.path.parent for name in FAMILIES for file in fontpkg.family(name).files}
    own = [Path(settings.PDF_FONTS)] if settings.PDF_FONTS else []
    return [str(folder) for folder in (*sorted(found), *own)]


def lacking(text, tables=None):
    """The signs of a text that no font has, each once, in the order of the text."""
    return list(dict.fromkeys(printable(text, tables)[1]))


def printable(text, tables=None):
    """(The text with MARK for what no font has, the signs that it stands for). What is seen as one sign is replaced
    as one: a letter with its accents, an emoji of several people, a whole word in a script that is not here."""
    if USUAL.fullmatch(text):
        return text, []
    tables = tables or known_signs(*folders())
    shown, lost = [], []
    for cluster in clusters(text.translate(ALIKE)):
        kept, gone = in_one_font(cluster, tables)
        lost += gone
        if kept != MARK or not shown or shown[-1] != MARK:
            shown.append(kept)
    return "".join(shown), lost


def clusters(text):
    """A text in parts that a font draws together: a sign, and what joins or marks it."""
    start = 0
    for at in range(1, len(text)):
        if not (belongs(text[at]) or text[at - 1] == JOINS[1]):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def belongs(sign):
    return sign in JOINS or sign in SELECTORS or unicodedata.category(sign).startswith("M")


def in_one_font(cluster, tables):
    """(What is set of a cluster, the signs of it that are lost). Its first sign decides: where no font has it,
    nothing is left of the others; where none has them all, the marks go that its own font lacks."""
    seen = "".join(sign for sign in cluster if sign in LINES or not is_unseen(sign, tables))
    if not seen or seen in LINES or any(table.issuperset(map(ord, seen)) for table in tables):
        return seen, []
    first, others = seen[0], seen[1:]
    table = next((table for table in tables if ord(first) in table), None)
    if table is None:
        return MARK, [sign for sign in seen if sign not in JOINS]
    kept = "".join(sign for sign in others if ord(sign) in table)
    return first + kept, [sign for sign in others if ord(sign) not in table and sign not in JOINS]


def is_unseen(sign, tables):
    """Whether nothing is missed without it: it controls a machine, or says how others are drawn, and no font here
    needs it for that."""
    kind = unicodedata.category(sign)
    if kind == "Cc" or sign in SELECTORS or sign in NOWHERE:
        return True
    return kind == "Cf" and not any(ord(sign) in table for table in tables)


@cache
def known_signs(*where):
    """A set of the code points that are drawn, for each font of these folders; FAMILIES first."""
    from fontTools.ttLib import TTFont  # 10 MB that only whoever makes a version or a paper needs

    files = [file for folder in where for kind in FILES for file in sorted(Path(folder).glob(kind))]
    return tuple(frozenset(TTFont(file, fontNumber=0, lazy=True).getBestCmap() or ()) for file in files)
