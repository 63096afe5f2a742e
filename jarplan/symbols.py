"""Signs that only one font knows, as those that every screen and paper shows. Word pastes the bullets of its Symbol
and Wingdings fonts as characters of Unicode's private use area, which mean nothing where that font is not.
"""

import re

PRIVATE = re.compile("[\ue000-\uf8ff]")
# By the place in the font: Symbol's bullet, and what Word offers of Wingdings as bullets.
SHOWN = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf0a8": "□",
    "\uf071": "❑",
    "\uf075": "◆",
    "\uf076": "❖",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0e8": "➔",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
    "\uf02d": "-",
}
UNKNOWN = "□"


def worded(text):
    """The text without blanks around it; "" where it has no letter and no figure, as a dot or a dash says nothing."""
    return text.strip() if any(sign.isalnum() for sign in text) else ""


def with_plain_symbols(text):
    """The text with a sign that every font has for each of a private use area; □ for those that nobody can tell."""
    return PRIVATE.sub(lambda found: SHOWN.get(found[0], UNKNOWN), text)
