"""Footnotes at the foot of a page in the middle of a sentence, and the marks that lead to them."""

import re
from functools import reduce

from recommendations.pasted.hyphens import joined
from recommendations.pasted.marks import ENDS, SUPERSCRIPTS, bare_numbers, is_marked

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def footnotes(lines, found):
    """{place: what to show of it} of the lines of the footnotes that follow a sentence which is not over: a footnote
    as a whole at its first line, nothing at those after it."""
    notes = {}
    for place in range(len(lines)):
        if place in found or place in notes or not is_footnote(lines, place, found):
            continue
        if unfinished_before(lines, place, {*found, *notes}):
            end = end_of_footnote(lines, place, found)
            words = reduce(joined, (one.text for one in lines[place:end]))
            notes |= dict.fromkeys(range(place, end), ()) | {place: (words,)}
    return notes


def is_footnote(lines, place, found):
    """Whether a line begins a footnote: with a raised number, or with one that a word before it bears."""
    text = lines[place].text
    if text[0] in SUPERSCRIPTS:
        return True
    number = re.match(r"(\d{1,2})\s+[A-Z]", text)
    if not number:
        return False
    borne = re.compile(rf"(?:[a-z]{{2}}[.,;:)”’]*|[A-Z)][.,;:)”’]+){number[1]}(?![\w.])")
    raised = number[1].translate(RAISED)
    return any(borne.search(one.text) or raised in one.text for one in lines[:place]) or (
        place not in bare_numbers(lines) and end_of_footnote(lines, place, found) in found
    )


def end_of_footnote(lines, start, found):
    """The place after a footnote's last line: where the page ends, a gap or a mark follows, or else its sentence is
    over."""
    end, stop = start + 1, None
    while end < len(lines) and not lines[end].before and end not in found and not is_marked(lines[end]):
        if lines[end].text[0] in SUPERSCRIPTS:
            break
        if stop is None and ENDS.search(lines[end - 1].text):
            stop = end
        end += 1
    return end if end in found or stop is None else stop


def unfinished_before(lines, place, taken):
    """Whether the last line of the text before a place leaves its sentence open."""
    before = next((one for one in range(place - 1, -1, -1) if one not in taken), None)
    return before is not None and not ENDS.search(lines[before].text)


def number_of(footnote):
    """The number that a footnote begins with, in plain figures."""
    found = re.match(rf"[{SUPERSCRIPTS}]+|\d+", footnote)
    return found[0].translate(LOWERED) if found else ""


def without_marks(text, footnotes):
    """(a text without the marks that lead to these footnotes, the marks)."""
    numbers = "|".join(number for one in footnotes if (number := number_of(one)))
    if not numbers:
        return text, []
    mark = re.compile(
        rf"(?<=\S)(?:{numbers.translate(RAISED)})(?![{SUPERSCRIPTS}])|(?<=[a-z]{{2}})(?:{numbers})(?!\w)"
    )
    return mark.sub("", text), [found[0] for found in mark.finditer(text)]
