"""What an inspection's report prints under “What needs to improve”, read into points as a person would read it."""

import re
from dataclasses import dataclass, field, replace

from jarplan.spreadsheets.layout.signs.titles import BAND
from recommendations.pasted.footnotes import without_marks
from recommendations.pasted.hyphens import joined
from recommendations.pasted.lines import read_lines
from recommendations.pasted.marks import ENDS, SUPERSCRIPTS

HEADING = re.compile(
    r"what (?:needs?|must|has|have) to (?:be )?(?:improved?|change|done|happen)\b.{0,40}|"
    r"what .{3,60} needs? to (?:do|improve)\b.{0,40}|"
    r"(?:main |key |priority )?areas? for (?:priority action|improvement|development|action)|"
    r"(?:(?:main|key|priority|jar|our|the|summary of|list of|full)\s+)*recommendations?(?:\s+\w+){0,4}|next steps|"
    r"(?:priority )?actions? required",
    re.IGNORECASE,
)
TIMEFRAME = re.compile(
    r"(?:for|within|immediate|immediately|in|over|short|medium|long|longer|next|to be|actions?|recommendations?|"
    r"priority|by|first|after)\b.*",
    re.IGNORECASE,
)
BY_A_DAY = re.compile(
    r"by (?:the )?(?:end of |\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|spring|summer|autumn|winter|\d{4}).*\d{4}",
    re.IGNORECASE,
)
ADDRESSED = re.compile(
    r"(?P<frame>.*?)[,:]?\s*(?P<who>\b(?:the|all|leaders|local|partners)\b.*)", re.IGNORECASE
)
# A sentence that goes on in what is listed under it, so that it is a point itself and not the words before a list.
OWN_LIST = re.compile(
    r"\b(?:including|includes?|such as|particularly|especially|namely|for example|in particular)\s*:$",
    re.IGNORECASE,
)
LEADS_IN = re.compile(
    r"\b(?:should|must|needs? to|below|follows?|following|recommendations?)\s*:$", re.IGNORECASE
)
RUNS_ON = re.compile(
    r"(?:[,–—-]|\b(?:and|or|the|of|to|for|with|in|by|a|an|on|at|from|that|which|who|their|its|is|are|as|into|between|"
    r"about|than|this|these|be|when|where|how|should|must|will|shall|would|could|need|needs|have|has|had|was|were|"
    r"such|every|each|whether|if|because|while|not))$"
)
FOOTNOTE_MARK = re.compile(rf"(?<=\S)[{SUPERSCRIPTS}]+$|(?<=[A-Za-z)”’][.?!])\d{{1,2}}$|(?<=\?)\d{{1,2}}$")
STARS = re.compile(r"^(\*\*|__)(.+)\1:?$")
SUBORDINATE = {"dash", "o", "letter", "roman", "◦", "▫", "○", "*", "§", "Ø", "ü", ">", "+", "·"}
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
# Words that say what somebody is to do, or begin to: “The council should”, “… should urgently improve”.
ADDRESSES = re.compile(r"\b(?:(?:should|must|needs? to|to|will|shall)(?: \w+){0,3}|that)$", re.IGNORECASE)
LENGTH = re.compile(
    rf"\b(?P<number>\d{{1,2}}|a|{'|'.join(NUMBERS)})[- ](?P<unit>month|year)s?\b", re.IGNORECASE
)
NO_TIMEFRAME = "No timeframe stated"  # heads the recommendations of a report that prints none
LONGEST_HEADING, LONGEST_ADDRESS = 90, 100


@dataclass(frozen=True)
class Point:
    """A recommendation as it is proposed. `mark` is the bullet or number that was printed before it; `doubt` says
    why it is proposed to be left out, where it is."""

    text: str
    timeframe: str = ""
    addressed_to: str = ""
    paragraph: str = ""
    mark: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Reading:
    """What was found in a pasted text: the points, and what is left out as (text, why)."""

    points: tuple
    left_out: tuple

    @property
    def timeframes(self):
        """The timeframes that head the points, in their order."""
        return list(dict.fromkeys(one.timeframe for one in self.points if one.timeframe))


@dataclass
class Item:
    """A point in the making: its lines, the first being its own and each further one a sub-point."""

    lines: list
    mark: str = ""
    kind: str = ""
    indent: int = 0
    subs: list = field(default_factory=list)


def read_points(text):
    """The Reading of a pasted text."""
    lines, left = read_lines(text)
    walk = Walk(text, lines, left)
    has_marks = any(line.kind for line in lines)
    for place, line in enumerate(lines):
        walk.place = place
        walk.take(line, lines[place + 1] if place + 1 < len(lines) else None, has_marks)
    walk.end()
    points, marks = unnoted(walk.points, [words for words, why in walk.left if why == "footnote"])
    return Reading(tuple(doubted(points)), (*walk.left, *marks))


def unnoted(points, footnotes):
    """(the points without the marks of the footnotes that were left out, those marks as left out)."""
    plain, marks = [], []
    for one in points:
        words, found = without_marks(one.text, footnotes)
        plain.append(replace(one, text=words))
        marks += [(mark, "footnote mark") for mark in found]
    return plain, marks


def doubted(points):
    """The points, with a doubt about those without a mark where most have one."""
    bare = [one for one in points if not one.mark]
    if not bare or 2 * len(bare) > len(points) or any("\n" in one.text for one in bare):
        return points
    return [one if one.mark else replace(one, doubt="It has no bullet or number.") for one in points]


class Walk:
    """One pass down the lines, which keeps what is being put together."""

    def __init__(self, text, lines, left):
        self.whole, self.lines, self.left, self.points = text, lines, list(left), []
        self.place = 0
        self.widest = max((len(one.text) + one.indent for one in lines), default=0)
        self.timeframe = self.addressed_to = self.paragraph = ""
        self.top = None  # the first mark of the list: (kind, indent, whether it begins with a capital)
        self.shape = ""  # of that first mark: “1.” or “1)”
        self.outer = None  # the words before this list, where they are marked: “1. The council should:”
        self.item = None
        self.width = 0

    def take(self, line, following, has_marks):
        """Takes the next line in."""
        self.width = max(self.width, len(line.text) + line.indent)
        if self.is_heading(line, following):
            return
        if line.kind:
            self.take_marked(line)
        elif self.item is None or self.begins_anew(line, has_marks):
            self.end()
            self.item = Item([line.text], indent=line.indent)
        else:
            self.go_on(line)

    def go_on(self, line):
        lines = self.item.subs or self.item.lines
        lines[-1] = joined(lines[-1], line.text, self.whole)

    def is_heading(self, line, following):
        """Whether the line heads what follows; it is then remembered, or left out."""
        words = unstarred(line.text)
        if not words or len(words) > LONGEST_HEADING:
            return False
        bare = FOOTNOTE_MARK.sub("", words)
        free = self.item is None or line.alone or bool(following and (following.kind or following.alone))
        if frame := free and self.is_free(line) and timeframe_of(bare):
            self.end()
            self.timeframe, self.addressed_to = frame
            self.paragraph, self.top = line.mark.strip(".)") if "." in line.mark.strip(".") else "", None
            self.outer = None
            return True
        if HEADING.fullmatch(bare.rstrip(" ?:.")) and free and (not line.kind or not self.item):
            self.end()
            self.left.append((words, "heading"))
            return True
        return False

    def is_free(self, line):
        """Whether a heading may stand here: no sentence is under way."""
        return self.item is None or not RUNS_ON.search((self.item.subs or self.item.lines)[-1])

    def take_marked(self, line):
        if self.item and self.is_sub(line):
            self.item.subs.append(f"{shown(line.mark)} {line.text}".rstrip())
            return
        self.end()
        if self.outer and self.top and self.comes_out(line):
            self.top = self.outer = None
            self.addressed_to = ""
        if self.top is None:
            self.top = (line.kind, line.indent, line.text[:1].isupper())
            self.shape = shape(line.mark)
        self.item = Item([line.text], line.mark, line.kind, line.indent)

    def comes_out(self, line):
        """Whether a mark goes on with the list around this one, whose words address this one only."""
        kind, indent, _ = self.top
        if line.kind != self.outer.kind or shape(line.mark) != shape(self.outer.mark):
            return False
        return (
            line.kind != kind or shape(line.mark) != self.shape or line.indent <= self.outer.indent < indent
        )

    def is_sub(self, line):
        """Whether a marked line is a part of the point that is being read."""
        item = self.item
        if not item.kind:
            # A sentence without a mark that lists what it means keeps it; one that addresses somebody does not.
            return bool(OWN_LIST.search(item.lines[0]))
        kind, indent, capital = self.top or (item.kind, item.indent, True)
        opens = item.lines[0].endswith(":")
        deeper = line.indent >= indent + 2
        if is_lead_in(item.lines[0], item.kind) and line.kind != item.kind:
            return False
        if line.kind == kind:
            smaller = capital and line.text[:1].islower()
            return (opens and (deeper or smaller or restarts(line))) or (deeper and self.comes_back(indent))
        if depth(line.kind) != depth(kind) and depth(line.kind) and depth(kind):
            return depth(line.kind) > depth(kind)
        if opens or deeper or item.subs:
            return opens or deeper or line.kind in SUBORDINATE
        finished = line.text[:1].isupper() and not RUNS_ON.search(item.lines[0])
        return line.kind in SUBORDINATE and kind not in SUBORDINATE and not finished

    def comes_back(self, indent):
        """Whether the list comes back to where it began: what is set in meanwhile is a list within it. Where only the
        first line is not set in, its white space was lost."""
        after = self.lines[self.place + 1 :]
        return any(one.kind == self.top[0] and one.indent == indent for one in after)

    def begins_anew(self, line, has_marks):
        """Whether a line without a mark begins something of its own."""
        last = (self.item.subs or self.item.lines)[-1]
        if not last or RUNS_ON.search(last) or last.endswith("\u00ad"):
            return False
        if line.text[0] in SUPERSCRIPTS:
            return True
        small = line.text[0].islower()
        if not has_marks:
            return self.begins_without_marks(line, last, small)
        if line.page and not ENDS.search(last):
            return False
        # A list without stops whose first line after a gap is set in as far as the words before it goes on.
        if self.item.kind and line.indent > self.item.indent and line.before and not ENDS.search(last):
            return False
        if not line.alone:
            if is_lead_in(last) and not self.item.kind:
                return True
            return line.text.endswith(":") and is_lead_in(line.text) and not small and self.is_over(last)
        return not small

    def is_over(self, last):
        """Whether the line before does not go on in words before a list: it ends with a stop, is a point of a list
        without stops, or is too short to have been broken by the width of the page."""
        return bool(ENDS.search(last) or self.item.kind) or len(last) < 0.6 * self.widest

    def begins_without_marks(self, line, last, small):
        """In a text without any mark, points are paragraphs, or lines where there are no paragraphs."""
        if line.page and not ENDS.search(last):
            return False
        if line.alone:
            return not (small and self.starts_with_capital())
        if last.endswith(":"):
            return True
        return not small and (bool(ENDS.search(last)) or len(last.split("\n")[-1]) < 0.6 * self.width)

    def starts_with_capital(self):
        first = self.points[0].text if self.points else self.item.lines[0]
        return first[:1].isupper()

    def end(self):
        """Ends what is being read: a point, the words that address a list, a footnote, or what is doubtful."""
        item, self.item = self.item, None
        if item is None or not (item.lines[0] or item.subs):
            return
        text, mark = item.lines[0], item.mark
        if not item.subs and is_lead_in(text, item.kind):
            self.address(text)
            self.top, self.outer = None, item if item.kind else None
            return
        if text[:1] in SUPERSCRIPTS or (not item.kind and self.explains_mark(text)):
            self.left.append((text, "footnote"))
            return
        words = "\n".join(filter(None, map(self.without_footnote_mark, [text, *item.subs])))
        self.points.append(Point(words, self.timeframe, self.addressed_to, self.paragraph, mark))

    def address(self, text):
        """Words before a list: whom it addresses, kept beside each of its points; a longer text is left out."""
        words = text.rstrip(": ")
        if len(words) <= LONGEST_ADDRESS and ADDRESSES.search(words):
            self.addressed_to = words
        else:
            self.left.append((text, "words before the list"))

    def explains_mark(self, text):
        """A footnote, known by its number, which a heading or a point bears."""
        number = re.match(r"(\d{1,2})\s+[A-Z]", text)
        return bool(number and any(why == "footnote mark" and words == number[1] for words, why in self.left))

    def without_footnote_mark(self, text):
        found = FOOTNOTE_MARK.search(text)
        if not found:
            return text
        self.left.append((found[0], "footnote mark"))
        return text[: found.start()]


def unstarred(words):
    """The words of a heading without the stars of bold letters."""
    found = STARS.match(words)
    return (found[2] if found else words).strip()


def timeframe_of(words):
    """(timeframe as printed, whom it addresses) where the words head a group by when it is to be done, else None."""
    plain = words.rstrip(" :")
    if (
        ENDS.search(plain)
        or not TIMEFRAME.match(plain)
        or not (BAND.search(plain) or BY_A_DAY.fullmatch(plain))
    ):
        return None
    who = ADDRESSED.fullmatch(plain) if plain.endswith(("should", "must", "to")) else None
    if who and BAND.search(who["frame"]):
        return who["frame"].strip(" ,:"), who["who"]
    return (plain, "") if len(plain.split()) <= 10 else None


def is_lead_in(text, kind=""):
    """Whether words address the list under them, as “The council should:” does. A point with a mark of its own
    (`kind`) does so only where its words say it."""
    return bool(LEADS_IN.search(text)) if kind else text.endswith(":") and not OWN_LIST.search(text)


def restarts(line):
    """Whether a list within a list begins: 1, a, i."""
    return re.sub(r"\W", "", line.mark) in ("1", "a", "i") and line.kind in ("number", "letter", "roman")


def depth(kind):
    """How deep a number such as 4.10.1 is; nothing for other marks."""
    return int(kind.split()[1]) if kind.startswith("dotted") else 0


def shape(mark):
    """What is printed around the number of a mark."""
    return re.sub(r"\w+", "", mark)


def shown(mark):
    """The mark of a sub-point as it can be read: letters of symbol fonts are bullets."""
    return "•" if "\uf000" <= mark[:1] <= "\uf0ff" else mark


def months_of(label):
    """How many months a timeframe's words give it, or None."""
    found = LENGTH.search(label)
    if not found:
        return None
    words = found["number"].casefold()
    number = int(words) if words.isdecimal() else NUMBERS.index(words) + 1 if words in NUMBERS else 1
    return number * (12 if found["unit"].casefold() == "year" else 1)
