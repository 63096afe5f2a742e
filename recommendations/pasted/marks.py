"""What a line of a list begins with: a bullet of any kind, a number, a letter."""

import re
from collections import Counter
from dataclasses import replace

SUPERSCRIPTS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
SYMBOLS = "•‣⁃∙●◦→»⁌⁍\u25a0-\u27bf\u2b00-\u2bff\uf000-\uf0ff"
MARK = re.compile(
    rf"(?P<symbol>[{SYMBOLS}])\s*"
    r"|(?P<sign>[-–—*·+>§Øüoqnlv])(?:\s+|$)"
    r"|(?P<recommendation>(?:[Rr]ecommendation|Rec\.?|R)\s?\d{1,3}\s*[.:)–-]?)(?:\s+|$)"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?)(?:\s+|$)"
    r"|(?P<number>\(?\d{1,2}[.)])(?:\s+|$)"
    r"|(?P<roman>\(?[ivx]{1,5}[.)])(?:\s+|$)"
    r"|(?P<letter>\(?[a-zA-H][.)])(?:\s+|$)"
    r"|(?P<bare>\d{1,2})(?:\s+(?=[A-Za-z])|$)"
)
LETTERS_FOR_BULLETS = "oqnlvüØ"
NO_WORDS = "oqüØ"
DASHES = "-–—"
ENDS = re.compile(r"[.;:!?…][\"”’')]*$")


def is_marked(line):
    match = MARK.match(line.text)
    return bool(match) and match.lastgroup != "bare"


def marked(lines):
    """The lines, each with the mark it begins with taken from its text."""
    letters = Counter(one.text[0] for one in lines if re.match(rf"[{LETTERS_FOR_BULLETS}](?:\s|$)", one.text))
    alone = not any(map(is_marked_plainly, lines))
    counting = bare_numbers(lines)
    found, last = [], {}
    for place, line in enumerate(lines):
        match = MARK.match(line.text)
        kind = match and kind_of(match, last)
        if (
            not kind
            or (kind == "bare" and place not in counting)
            or is_word(match, letters, line, alone)
            or (kind == "number" and runs_into(match, last, found))
        ):
            found.append(line)
            continue
        mark = match[0].strip()
        last[kind] = mark
        found.append(replace(line, text=line.text[match.end() :].strip(), mark=mark, kind=kind))
    return found


def bare_numbers(lines):
    """The places of lines that begin with 1, 2, 3 and so on, in this order, without a stop after the number."""
    places = []
    for place, line in enumerate(lines):
        number = re.match(r"\d{1,2}(?=\s+[A-Za-z]|$)", line.text)
        if number and int(number[0]) == len(places) + 1:
            places.append(place)
    return set(places) if len(places) > 1 else set()


def is_marked_plainly(line):
    """Whether a line begins with a mark that is no letter."""
    match = MARK.match(line.text)
    return is_marked(line) and (match["sign"] or "-") not in LETTERS_FOR_BULLETS


def is_word(match, letters, line, alone):
    """A letter is a bullet where another line begins with it, too: “n”. A single one that is no word in English is
    one where it is set in, or where other lines have marks (not `alone`): “o”."""
    sign = match["sign"] or ""
    if not sign or sign not in LETTERS_FOR_BULLETS or letters[sign] > 1:
        return False
    return sign not in NO_WORDS or (alone and not line.indent)


def kind_of(match, last):
    """What sort of mark it is; marks of one sort make one list."""
    if match["symbol"]:
        return match["symbol"]
    if match["sign"]:
        return "dash" if match["sign"] in DASHES else match["sign"]
    if match["dotted"]:
        return f"dotted {match['dotted'].strip('.)').count('.')}"
    if match["roman"]:
        # (i) after (h) is the letter; otherwise the first of the small numbers.
        letter = match["roman"].strip("().")
        follows = last.get("letter", "").strip("().")
        return "letter" if len(letter) == 1 and follows and ord(letter) == ord(follows) + 1 else "roman"
    return match.lastgroup


def runs_into(match, last, before):
    """A number at the beginning of a line that ends the sentence before: “within / 6. ...”."""
    number = int(re.sub(r"\D", "", match["number"]))
    expected = int(re.sub(r"\D", "", last.get("number", "0")) or 0) + 1
    unfinished = (
        bool(before) and not before[-1].page and bool(before[-1].text) and not ENDS.search(before[-1].text)
    )
    return number not in (1, expected) and unfinished and bool(last.get("number"))
