"""What the parts of a Word document say around its text: which part that is, what its styles mean, how its lists are
numbered. No other part is ever opened.
"""

import posixpath
from dataclasses import dataclass, field

from jarplan.spreadsheets.cells import tidied
from jarplan.spreadsheets.reading.book_parts import Links, small
from jarplan.spreadsheets.reading.xml_pass import Pass

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # of a strict document
)
INHERITED = 10  # styles that a style may go back to
LEVELS = 9  # of a list, and of headings
BODY = 9  # the outline level of text that heads nothing
TITLE = 0
LONGEST_LABEL = 40  # characters of the pattern of a number, such as %1.%2
LARGEST = 9999
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def value(attributes, name="val"):
    """An attribute of Word's own, or ""."""
    return next((attributes[key] for space in WORD if (key := f"{space}}}{name}") in attributes), "")


def is_on(attributes):
    """Whether a property that may be switched off by its value is on."""
    return value(attributes) not in ("0", "false", "off")


@dataclass
class Style:
    """A style of paragraphs: the level of the heading that it makes (0 is the highest), or None; the list and the
    level that it numbers its paragraphs in."""

    heading: int | None = None
    number: str = ""
    level: int = 0
    parent: str = ""


@dataclass
class Document:
    """A document around its text, which stands in the part called `path`."""

    path: str
    styles: dict = field(default_factory=dict)
    lists: "Lists | None" = None

    def style(self, name):
        """The Style of that name, with what it takes from those that it is based on."""
        found, given = Style(), self.styles.get(name)
        for _ in range(INHERITED):
            if given is None:
                break
            found.heading = given.heading if found.heading is None else found.heading
            if not found.number:
                found.number, found.level = given.number, given.level
            given = self.styles.get(given.parent)
        return found


def document_of(archive):
    """The Document of an archive. Raises SheetRefused, ArchiveRefused, or LookupError where it is none."""
    names = {name.lower(): name for name in archive.namelist()}
    top = Links("").run(archive, small(archive, names, "_rels/.rels"))
    # By the links and not by the usual path, as Word finds it.
    path = next(iter(top.of("officeDocument")), "word/document.xml")
    folder, name = posixpath.split(path)
    document = Document(names[path.lower()], lists=Lists())
    links, around = f"{folder}/_rels/{name}.rels", None
    if links.lower() in names:
        around = Links(folder).run(archive, small(archive, names, links))
    for kind, part in (("styles", Styles()), ("numbering", document.lists)):
        found = next(iter(around.of(kind)), "") if around else ""
        if found.lower() in names:
            part.run(archive, small(archive, names, found))
            if kind == "styles":
                document.styles = part.found
    return document


class Styles(Pass):
    """The styles of paragraphs by their names in the text."""

    def __init__(self):
        calls = {"style": self.begin, "name": self.name, "basedOn": self.parent, "outlineLvl": self.outline}
        super().__init__(calls | {"numId": self.number, "ilvl": self.level}, namespaces=WORD)
        self.found, self.style = {}, Style()

    def begin(self, attributes):
        self.style = self.found.setdefault(value(attributes, "styleId"), Style())

    def name(self, attributes):
        words = value(attributes).casefold().split()
        if words[:1] == ["title"]:
            self.style.heading = TITLE
        elif words[:1] == ["heading"] and words[1:2] and words[1].isdecimal():
            self.style.heading = min(int(words[1][:2]), BODY)

    def parent(self, attributes):
        self.style.parent = value(attributes)

    def outline(self, attributes):
        level = outline(attributes)
        self.style.heading = self.style.heading if level is None else level

    def number(self, attributes):
        self.style.number = value(attributes)

    def level(self, attributes):
        self.style.level = level_of(attributes)


def outline(attributes):
    """The level of a heading, counted from 1, or None for text that is none."""
    level = int(value(attributes) or BODY)
    return level + 1 if 0 <= level < BODY else None


def level_of(attributes):
    """The level of a list, counted from 0."""
    return min(max(int(value(attributes) or 0), 0), LEVELS - 1)


@dataclass
class Level:
    """How one level of a list is numbered: %1.%2 is its own number behind that of the level above."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""


class Lists(Pass):
    """The lists of a document, and how far each is numbered by now."""

    def __init__(self):
        super().__init__(
            {"abstractNum": self.begin, "lvl": self.begin_level, "start": self.start, "numFmt": self.kind}
            | {"lvlText": self.pattern, "num": self.begin_list, "abstractNumId": self.is_of}
            | {"lvlOverride": self.begin_own, "startOverride": self.begins_again},
            {"abstractNum": self.leave_list, "num": self.leave_list},
            namespaces=WORD,
        )
        self.kinds, self.lists, self.counts = {}, {}, {}
        self.levels, self.level, self.number = {}, Level(), ""
        self.own, self.again = 0, {}

    def begin(self, attributes):
        self.levels = self.kinds.setdefault(value(attributes, "abstractNumId"), {})

    def begin_level(self, attributes):
        at = value(attributes, "ilvl")
        self.level = self.levels[min(int(at or 0), LEVELS - 1)] = Level()

    def leave_list(self):
        # Levels that a list changes for itself are passed over: they belong to none of the kinds.
        self.levels, self.number = {}, ""

    def start(self, attributes):
        self.level.start = min(max(int(value(attributes) or 1), 0), LARGEST)

    def kind(self, attributes):
        self.level.kind = value(attributes)

    def pattern(self, attributes):
        self.level.pattern = value(attributes)[:LONGEST_LABEL]

    def begin_list(self, attributes):
        self.number = value(attributes, "numId")

    def is_of(self, attributes):
        if self.number:
            self.lists[self.number] = value(attributes)

    def begin_own(self, attributes):
        self.own = min(int(value(attributes, "ilvl") or 0), LEVELS - 1)

    def begins_again(self, attributes):
        if self.number:
            start = min(max(int(value(attributes) or 1), 0), LARGEST)
            self.again.setdefault(self.number, {})[self.own] = start

    def label(self, number, at):
        """What a reader sees before the next paragraph of a list at a level: “2.1”, or a bullet."""
        of = self.lists.get(number)
        levels = self.kinds.get(of)
        if levels is None:
            # A list that the document does not describe has bullets as well as anything.
            return "•"
        counts = self.counts.setdefault(of, {})
        # Lists of one kind go on from each other, but for the first item of one that begins again.
        for level_at, start in self.again.pop(number, {}).items():
            counts[level_at] = start - 1
        level = levels.get(at, Level())
        counts[at] = counts[at] + 1 if at in counts else level.start
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        if level.kind in ("bullet", "none"):
            return "•" if level.kind == "bullet" else ""
        label = level.pattern
        for upper in range(at + 1):
            upper_level = levels.get(upper, Level())
            label = label.replace(
                f"%{upper + 1}", in_figures(counts.get(upper, upper_level.start), upper_level.kind)
            )
        return tidied(label)


def in_figures(number, kind):
    """A number as lists write it: 4, d, iv."""
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        # After z comes aa.
        found = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
    elif kind in ("lowerRoman", "upperRoman"):
        found = ""
        for worth, letters in ROMAN:
            found += letters * (number // worth)
            number %= worth
    else:
        return str(number)
    return found.upper() if kind.startswith("upper") else found
