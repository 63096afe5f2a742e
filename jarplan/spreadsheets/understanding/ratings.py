"""Ratings as a sheet shows them: words, letters, the colour of a cell. A colour is read by the
sheet's own key, then by a table that anybody can see; no fill is no rating.
"""

import re
from dataclasses import dataclass

from openpyxl.styles.colors import COLOR_INDEX

LONGEST = 500  # of a text that can be a rating or its key
BLUE, GREEN, AMBER, RED = "Blue", "Green", "Amber", "Red"

# Excel's standard fills: the colour as it is named on the page, the rating, and whether it must be asked.
# The colours of Excel's own palettes; asked where one is often only a highlight, or may be two ratings.
STANDARD_FILLS = {
    "FF0000": ("red", RED, False),
    "C00000": ("dark red", RED, False),
    "FFC7CE": ("pale red (“Bad”)", RED, False),
    "FF7C80": ("light red", RED, True),
    "FFC000": ("orange", AMBER, False),
    "FF9900": ("orange", AMBER, False),
    "FFBF00": ("amber", AMBER, False),
    "FF6600": ("dark orange", AMBER, True),
    "ED7D31": ("orange", AMBER, True),
    "FFCC00": ("gold", AMBER, True),
    "FFEB9C": ("pale amber (“Neutral”)", AMBER, False),
    "FFCC99": ("tan", AMBER, True),
    "FFFF00": ("yellow", AMBER, True),
    "FFFF99": ("pale yellow", AMBER, True),
    "00B050": ("green", GREEN, False),
    "92D050": ("light green", GREEN, False),
    "C6EFCE": ("pale green (“Good”)", GREEN, False),
    "00FF00": ("bright green", GREEN, False),
    "008000": ("dark green", GREEN, False),
    "339966": ("sea green", GREEN, True),
    "99CC00": ("lime", GREEN, True),
    "CCFFCC": ("pale green", GREEN, True),
    "70AD47": ("green", GREEN, True),
    "0070C0": ("blue", BLUE, False),
    "0000FF": ("bright blue", BLUE, False),
    "00B0F0": ("light blue", BLUE, True),
    "002060": ("dark blue", BLUE, True),
    "3366FF": ("blue", BLUE, True),
    "99CCFF": ("pale blue", BLUE, True),
    "7030A0": ("purple", None, True),
    "BFBFBF": ("grey", None, True),
    "C0C0C0": ("grey", None, True),
    "D9D9D9": ("pale grey", None, True),
    "808080": ("dark grey", None, True),
}
NO_FILL = {"FFFFFF", "000000"}  # white; and black, which openpyxl has for a fill without a colour

# Red first and its words taken out before amber is looked for: “not on track” holds “on track”.
MEANINGS = {
    RED: r"red|off[- ]?(?:track|target|schedule)|not on (?:track|target|schedule)|behind(?: schedule)?|missed|overdue"
    r"|serious (?:concern|delay)\w*|(?:significant|major) (?:concern|delay|problem|slippage|risk)s?|will not be met"
    r"|not (?:achieved|met|delivered|being met)|failed|critical|high risk|no progress|stalled",
    AMBER: r"amber|orange|at risk|(?:some|minor|slight) (?:concern|delay|slippage|risk|problem)s?|slipp(?:ing|age|ed)"
    r"|delay(?:s|ed)?|partial\w*|medium risk|caution|needs attention|mostly on track",
    GREEN: r"green|on[- ]?(?:track|target|schedule|course)|progressing(?: well)?|good progress|low risk"
    r"|as planned|no (?:concern|problem|issue)s?|proceeding(?: to plan)?",
    BLUE: r"blue|completed?|achieved|done|delivered|finished|fully implemented|signed off|closed",
}
WORST = (RED, AMBER, GREEN, BLUE)
LETTERS = {"r": RED, "a": AMBER, "g": GREEN, "b": BLUE}
NONE_YET = re.compile(
    r"[\W_]*|n/?a|(?:none|no rating)(?: yet)?|tb[acd]|grey|white"
    r"|not (?:started|rated|due|yet due|applicable|yet started)"
)


@dataclass(frozen=True, slots=True)
class Rated:
    """What a rating cell says: Blue, Green, Amber, Red or None. `source` says by what it was read."""

    rating: str | None = None
    raw: str = ""
    source: str = ""
    question: str = ""
    note: str = ""


def read_rating(text="", *, fill=None, key=None):
    """The rating of a cell by its text and fill. `fill` is as rgb_of() takes it; `key` is a sheet's own key, from
    key_of_fills() and key_of_letters().
    """
    key, raw = key or {}, " ".join(str(text or "").split())
    said = _of_text(raw, key)
    shown = _of_fill(fill, key)
    # Word and colour disagree: somebody changed one and forgot the other.
    if said.rating and shown.rating and said.rating != shown.rating and not shown.question:
        return Rated(
            said.rating,
            raw,
            said.source,
            f"The cell says “{raw}”, but its colour means {shown.rating}. Is {said.rating} right?",
        )
    return said if raw and (said.rating or said.question or said.note) else shown


def rgb_of(fill):
    """Six hexadecimal digits of a fill: FFFF0000, FF0000, indexed:10; None for no fill, white or a theme's
    colour, whose rgb the theme alone knows.
    """
    if not fill or str(fill).startswith("theme"):
        return None
    text = str(fill)
    if text.startswith("indexed:"):
        number = text.partition(":")[2]
        text = (
            COLOR_INDEX[int(number)]
            if number.isdecimal() and len(number) < 4 and int(number) < len(COLOR_INDEX)
            else ""
        )
    # The first two of eight digits are the opacity, which Excel writes and does not use.
    rgb = text.upper().lstrip("#")[-6:]
    return rgb if re.fullmatch("[0-9A-F]{6}", rgb) and rgb not in NO_FILL else None


def key_of_fills(pairs):
    """A sheet's own key from (fill, text) of its key rows: what each fill means there."""
    key = {}
    for fill, text in pairs:
        rgb, rating = rgb_of(fill) or fill, None
        if not rgb:
            continue
        meant = _ratings_in(str(text)[:LONGEST])
        standard = STANDARD_FILLS.get(rgb, ("", None, True))[1]
        if len(meant) == 1:
            rating = meant[0]
        elif standard in meant or not meant:
            rating = standard
        if rating or NONE_YET.fullmatch(plain(str(text)[:LONGEST])):
            key[rgb] = (rating, str(text).strip())
    return key


def key_of_letters(text):
    """A sheet's own key in words: R = not on track, A = some concern, B: complete."""
    key = {}
    found = re.findall(
        r"\b([A-Z])\s*[=:–-]\s*(.+?)(?=\s*(?:[;,\n]|\s\b[A-Z]\s*[=:–-])|$)", str(text)[:LONGEST]
    )
    for letter, words in found:
        meant = _ratings_in(words)
        if len(meant) == 1:
            key[letter.casefold()] = (meant[0], words.strip())
    return key


def plain(text):
    """Lower case, single spaces, plain dashes, no stops or brackets at the ends."""
    return " ".join(str(text).casefold().replace("–", "-").split()).strip(" .:;()[]*")


def _ratings_in(text):
    """The ratings that words speak of, the worst first; “not on track” is not “on track”."""
    rest, found = plain(text), []
    for rating in WORST:
        pattern = re.compile(rf"\b(?:{MEANINGS[rating]})\b")
        if pattern.search(rest):
            found.append(rating)
            rest = pattern.sub(" ", rest)
    return found


def _of_text(raw, key):
    text = plain(raw[:LONGEST])
    if text in key:
        rating, words = key[text]
        return Rated(rating, raw, f"the sheet's key: {words}")
    if text in LETTERS:
        return Rated(LETTERS[text], raw, "the letter")
    if NONE_YET.fullmatch(text):
        return Rated(raw=raw, note="No rating is given." if text else "")
    if text in ("y", "yellow"):
        return Rated(AMBER, raw, "the word", "Yellow was read as Amber. Is that right?")
    letters = [LETTERS[one] for one in re.split(r"[/\-> ]+", text) if one in LETTERS]
    several = len(letters) > 1 and len(letters) == len(re.split(r"[/\-> ]+", text))
    meant = letters if several else _ratings_in(text)
    meant = [rating for rating in WORST if rating in meant]
    if len(meant) == 1:
        return Rated(meant[0], raw, "the word")
    if meant:
        return Rated(
            meant[0], raw, "the words", f"The cell mentions {' and '.join(meant)}. Is {meant[0]} right?"
        )
    return Rated(raw=raw, question=f"“{raw[:80]}” is not a known rating. Which rating is right?")


def _of_fill(fill, key):
    if not fill:
        return Rated()
    rgb = rgb_of(fill)
    if (rgb or fill) in key:
        rating, words = key[rgb or fill]
        return Rated(rating, source=f"the sheet's key: {words}")
    if str(fill).startswith("theme"):
        return Rated(
            source="the colour",
            question="The cell has a theme colour, which cannot be recognised. Which rating is it?",
        )
    if rgb is None:
        return Rated()
    name, rating, asked = STANDARD_FILLS.get(rgb, (f"the colour {rgb}", None, True))
    question = ""
    if asked and rating:
        question = f"The cell is {name}. Does it mean {rating}, or is it only highlighted?"
    elif asked:
        question = f"The cell is {name}. Is that a rating, and which?"
    return Rated(rating, source=f"the colour: {name}", question=question)
