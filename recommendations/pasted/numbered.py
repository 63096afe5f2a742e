"""A council's report, read into its paragraphs: numbers as printed, headings, points, table rows, footnotes."""

import re
from dataclasses import dataclass, replace

from recommendations.pasted.footnotes import footnotes
from recommendations.pasted.furniture import page_furniture
from recommendations.pasted.hyphens import joined
from recommendations.pasted.lines import cleaned, raw_lines
from recommendations.pasted.marks import ENDS, SUPERSCRIPTS, SYMBOLS
from recommendations.pasted.points import RUNS_ON

HEADING, PARAGRAPH, POINT, ROW, FOOTNOTE = "heading", "paragraph", "point", "row", "footnote"
NUMBER = re.compile(r"(?:[-–•]\s+)?\**(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}(?=\.\s))\.?\**\s+(?=\S)")
BULLET = re.compile(rf"(?:[{SYMBOLS}]\s*|(?:[-–—*o]|\([a-z]\)|[a-z]\))\s+)(?=\S)")
LONGEST_HEADING = 110


@dataclass(frozen=True)
class Part:
    """A paragraph of a paper, or another part of it, as it is proposed: its number where one is printed."""

    kind: str
    text: str
    number: str = ""


def read_paper(text):
    """(Parts in their order, what was left out as [(text, why)])."""
    lines = raw_lines(text)
    # Cells of a table are set apart by tabs, which the reading of plain lines makes spaces of.
    rows = {
        row.strip().expandtabs(4): row.strip() for row in cleaned(text).split("\n") if "\t" in row.strip()
    }
    furniture = {place: why for place, why in page_furniture(lines).items() if lines[place].text not in rows}
    left = [(lines[place].text, why) for place, why in furniture.items()]
    notes = footnotes(lines, furniture)
    parts, held, turned = [], [], False
    for place, line in enumerate(lines):
        if place in notes:
            held += [Part(FOOTNOTE, words) for words in notes[place]]
        if place in notes or place in furniture:
            turned = True
            continue
        if line.text in rows and not NUMBER.match(line.text):
            parts, held = [*parts, *held, Part(ROW, rows[line.text])], []
        elif parts and goes_on(parts[-1], line, turned):
            words = joined(parts[-1].text, unmarked(line.text), text)
            kind = PARAGRAPH if parts[-1].kind == HEADING and not heads(words) else parts[-1].kind
            parts[-1] = replace(parts[-1], text=words, kind=kind)
        else:
            parts, held = [*parts, *held], []
            parts.append(part_of(line, parts[-1] if parts else None))
        turned = False
    return [*parts, *held], left


def goes_on(last, line, turned):
    """Whether a line goes on with the part before it."""
    if NUMBER.match(line.text) or BULLET.match(line.text) or line.text[0] in SUPERSCRIPTS or last.kind == ROW:
        return False
    if last.kind == HEADING:
        return not line.before and not turned and line.text[0].islower()
    unfinished = not ENDS.search(last.text)
    if not line.before and not turned:
        return True
    return bool(
        unfinished and (RUNS_ON.search(last.text) or line.text[0].islower() or last.kind == PARAGRAPH)
    )


def part_of(line, last):
    """The Part that begins with this line."""
    words = unmarked(line.text)
    number = NUMBER.match(words)
    if number:
        rest = unmarked(words[number.end() :])
        return Part(HEADING if heads(rest) else PARAGRAPH, rest, number["number"])
    if words[0] in SUPERSCRIPTS:
        return Part(FOOTNOTE, words)
    bullet = BULLET.match(words)
    if bullet:
        return Part(POINT, unmarked(words[bullet.end() :]))
    return Part(HEADING if heads(words) and (line.before or last is None) else PARAGRAPH, words)


def heads(words):
    """Whether words are a heading: short, and no sentence."""
    is_short = len(words) <= LONGEST_HEADING and "," not in words[-12:]
    names_another = re.search(r"\b(?:section|paragraph)s? \d", words, re.IGNORECASE)
    goes_further = ENDS.search(words.rstrip(SUPERSCRIPTS)) or RUNS_ON.search(words)
    return is_short and words[:1].isupper() and not goes_further and not names_another


def unmarked(words):
    """The words without the stars of bold letters and the marks of underlined ones."""
    return re.sub(r"\*\*|</?u>", "", words).strip()
