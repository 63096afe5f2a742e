"""What belongs to a page and not to the text on it: its number, head and foot."""

import re
from collections import Counter

from recommendations.pasted.marks import ENDS, MARK, SUPERSCRIPTS, is_marked

PAGE = re.compile(
    r"(?:p\s?a\s?g\s?e\s*)?[-–—|]?\s*\d{1,3}\s*(?:[-–—]|\|\s*p\s?a\s?g\s?e|(?:of|/)\s*\d{1,3})?", re.I
)
FOOT_WITH_NUMBER = re.compile(r"\D.{2,90}?(?:\s{3,}|\t)\d{1,3}|\d{1,3}(?:\s{3,}|\t)\D.{2,90}")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)?"
# When inspectors came, alone on its line: a day, or “27 February to 10 March 2023”.
DATES = re.compile(
    r"(?:(?:inspection|inspected|published|publication|fieldwork|on-?site)[a-z ]*:? ?)?"
    rf"(?:{DAY}(?: {MONTH})?(?:,? \d{{4}})? ?(?:to|and|until|[-–—&/]) ?)?{DAY} {MONTH},? \d{{4}}",
    re.I,
)
TITLE = r"(?:[\w’'-]+ ){0,4}inspections? (?:of|report)\b.{0,90}|ofsted\b.{0,60}"
FOOT = re.compile(
    rf"(?:www\.|https?://)\S+|©.*|.*crown copyright.*|{TITLE}|.{{0,60}}(?:children.s services|area review).{{0,60}}",
    re.I,
)
# The same with the page's number in its line.
NUMBERED_TITLE = re.compile(
    rf"(?:{TITLE})(?:\s*[|–-]\s*|\s+)(?:page )?\d{{1,3}}|(?:page )?\d{{1,3}}(?:\s*[|–-]\s*|\s+)(?:{TITLE})",
    re.I,
)


def page_furniture(lines):
    """{place: why} of the lines that belong to the page: numbers, heads and feet."""
    found = {}
    numbered = numbers_alone(lines)
    for place, line in enumerate(lines):
        if PAGE.fullmatch(line.text) and place not in numbered:
            found[place] = "page number"
        elif is_numbered_foot(lines, place):
            found[place] = "page head or foot"
    for place in repeated(lines):
        found.setdefault(place, "page head or foot")
    for place in beside(lines, found):
        found.setdefault(place, "page head or foot")
    for place in between_halves(lines, found):
        found.setdefault(place, "page head or foot")
    return found


def is_numbered_foot(lines, place):
    """Whether a line is a head or foot with the page's number in it."""
    line = lines[place]
    if NUMBERED_TITLE.fullmatch(line.text) and is_title(line):
        return True
    return bool(FOOT_WITH_NUMBER.fullmatch(line.text)) and not is_marked(line) and any(apart(lines, place))


def beside(lines, found):
    """What is printed beside a page's number: lines that look like a head or foot, up and down from it. The days of
    an inspection beside its title are as sure a sign of a page's end."""
    dated = [place for place, line in enumerate(lines) if is_dates(line) and by_a_title(lines, place)]
    yield from dated
    for start in [*found, *dated]:
        for step in (-1, 1):
            place = start + step
            while 0 <= place < len(lines) and is_foot(lines[place]):
                yield place
                place += step


def by_a_title(lines, place):
    near = lines[max(place - 1, 0) : place + 2]
    return any(FOOT.fullmatch(one.text) and is_title(one) for one in near)


def is_dates(line):
    """Whether a line is nothing but the days of an inspection."""
    return bool(DATES.fullmatch(line.text))


def is_foot(line):
    return is_dates(line) or bool(FOOT.fullmatch(line.text) and is_title(line))


def is_title(line):
    """Whether a line could be a page's title: nothing that belongs to a sentence."""
    begins = not line.text[0].islower() or line.text.startswith(("www.", "http"))
    return begins and not is_marked(line) and not ENDS.search(line.text)


def numbers_alone(lines):
    """The places where a number on a line of its own counts the points, 1, 2, 3, and not the pages."""
    places = [
        place
        for place, line in enumerate(lines)
        if re.fullmatch(r"\d{1,2}", line.text) and place + 1 < len(lines) and not lines[place + 1].before
    ]
    counted = [int(lines[place].text) for place in places]
    return set(places) if len(counted) > 1 and counted == list(range(1, len(counted) + 1)) else set()


def apart(lines, place):
    """Whether a line has an empty line or the end of the text before it, and after it."""
    last = place + 1 == len(lines)
    return bool(lines[place].before or not place), last or bool(lines[place + 1].before)


def repeated(lines):
    """Lines set apart that are printed on more than one page, but for their numbers."""
    same = [re.sub(r"\d+", "#", line.text.casefold()) for line in lines]
    often = Counter(same)
    for place, line in enumerate(lines):
        plain = not MARK.match(line.text) and not ENDS.search(line.text)
        if often[same[place]] > 1 and len(line.text) > 7 and plain and all(apart(lines, place)):
            yield place


def between_halves(lines, found):
    """A short line set apart in the middle of a sentence, where the words after it go on in small letters."""
    for place, line in enumerate(lines):
        before = next((one for one in range(place - 1, -1, -1) if one not in found), None)
        after = next((one for one in range(place + 1, len(lines)) if one not in found), None)
        if None in (before, after) or place in found or is_marked(line) or line.text[0] in SUPERSCRIPTS:
            continue
        broken = (
            not ENDS.search(lines[before].text)
            and lines[after].text[0].islower()
            and not is_marked(lines[after])
        )
        if broken and all(apart(lines, place)) and len(line.text) < 90 and not line.text[0].islower():
            yield place
