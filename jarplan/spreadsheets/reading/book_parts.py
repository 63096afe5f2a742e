"""What the parts of a workbook (.xlsx, .xlsm) say around its sheets: which sheets there are and where, their texts,
what each style looks like. No other part is ever opened, a macro's least of all.
"""

import posixpath
import re
from dataclasses import dataclass, field
from functools import partial

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from jarplan.spreadsheets.cells import tidied, unescaped
from jarplan.spreadsheets.limits import MAX_PART, MAX_SHEETS, MAX_TEXT, SheetRefused
from jarplan.spreadsheets.reading.xml_pass import TOO_MUCH, Pass

LONGEST_FORMAT = 200  # characters of a number format
RGB = re.compile("(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}")
TWO_IN_ONE = (
    "This workbook is damaged: two of its sheets are stored as one. Save it again in Excel and try again."
)


@dataclass
class Book:
    """A workbook around its sheets. `sheets` are (name, path of its part, whether it is hidden); `cut` has the
    length of each text that was too long to be kept whole, by its number.
    """

    sheets: list = field(default_factory=list)
    from_1904: bool = False
    texts: list = field(default_factory=list)
    cut: dict = field(default_factory=dict)
    styles: "Styles | None" = None


def book_of(archive):
    """The Book of an archive. Raises SheetRefused, ArchiveRefused, or LookupError where it is no workbook."""
    # Parts are found whatever the case in which a link has their names.
    names = {name.lower(): name for name in archive.namelist()}
    top = Links("").run(archive, small(archive, names, "_rels/.rels"))
    # By the links and not by the usual path, as Excel finds it.
    workbook = next(iter(top.of("officeDocument")), "xl/workbook.xml")
    folder, name = posixpath.split(workbook)
    links = Links(folder).run(archive, small(archive, names, f"{folder}/_rels/{name}.rels"))
    listed = _Sheets().run(archive, small(archive, names, workbook))
    book = Book(from_1904=listed.from_1904, styles=Styles())
    sheets = set(links.of("worksheet"))
    for title, link, hidden in listed.sheets:
        path = links.paths.get(link)
        if path in sheets and path.lower() in names:
            book.sheets.append((tidied(title), names[path.lower()], hidden))
    if len(book.sheets) > MAX_SHEETS:
        raise SheetRefused(
            f"The workbook has more than {MAX_SHEETS} sheets: delete those that are not part of the plan."
        )
    # Two names for one part: each reader would show it twice, and its rows would be two plans.
    if len({path for _title, path, _hidden in book.sheets}) < len(book.sheets):
        raise SheetRefused(TWO_IN_ONE)
    texts = next(iter(links.of("sharedStrings")), f"{folder}/sharedStrings.xml").lower()
    if texts in names:
        found = _Texts().run(archive, names[texts])
        book.texts, book.cut = found.texts, found.cut
    styles = next(iter(links.of("styles")), f"{folder}/styles.xml")
    if styles.lower() in names:
        book.styles.run(archive, small(archive, names, styles))
    return book


def small(archive, names, path):
    """The name of a part as the archive writes it; refused where it is larger than such a part is."""
    entry = archive.getinfo(names[path.lower().lstrip("/")])
    if entry.file_size > MAX_PART:
        raise SheetRefused(
            f"A part of this file ({entry.filename[:80]}) is far larger than a plan needs. "
            "Copy the filled part into a new file and try again."
        )
    return entry.filename


class Links(Pass):
    """The parts that a part in `folder` leads to: `paths` by the name of the link, `kinds` by what they are."""

    def __init__(self, folder):
        super().__init__({"Relationship": self.link})
        self.folder, self.paths, self.kinds = folder, {}, {}

    def link(self, attributes):
        # A link to another file or to the web is never followed.
        if attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", self.folder, attributes["Target"])).lstrip("/")
            self.paths[attributes["Id"]] = path
            self.kinds.setdefault(attributes["Type"].rpartition("/")[2], []).append(path)

    def of(self, kind):
        """The paths of one kind, such as worksheet."""
        return self.kinds.get(kind, [])


class _Sheets(Pass):
    """The sheets that the workbook lists: (name, link, whether it is hidden)."""

    def __init__(self):
        super().__init__({"sheet": self.sheet, "workbookPr": self.properties})
        self.sheets, self.from_1904 = [], False

    def sheet(self, attributes):
        # By the end of its name: strict workbooks have the attribute in another namespace.
        link = next((value for name, value in attributes.items() if name.endswith("}id")), "")
        self.sheets.append((attributes["name"], link, attributes.get("state", "visible") != "visible"))

    def properties(self, attributes):
        self.from_1904 = attributes.get("date1904") in ("1", "true")


class _Texts(Pass):
    """The texts that cells share, tidied, in their order."""

    def __init__(self):
        super().__init__(
            {"si": self.begin, "t": self.collect, "rPh": self.hush},
            {"si": self.end, "t": self.leave, "rPh": self.speak},
        )
        self.texts, self.cut, self.total = [], {}, 0

    def begin(self, _attributes):
        self.begin_text()

    def end(self):
        if self.length > self.longest:
            self.cut[len(self.texts)] = self.length
        self.texts.append(tidied(unescaped("".join(self.pieces))))
        self.total += len(self.texts[-1])
        if self.total > MAX_TEXT:
            raise SheetRefused(TOO_MUCH.format("text"))


class Styles(Pass):
    """What each style of cells looks like. Formats for changes and styles by name have elements of the same names,
    which are passed over.
    """

    def __init__(self):
        parts = ("numFmts", "fills", "cellXfs", "cellStyleXfs", "dxfs")
        calls = {"numFmt": self.number_format, "fill": self.fill, "patternFill": self.pattern}
        super().__init__(
            {tag: partial(self.enter, tag) for tag in parts}
            | calls
            | {"fgColor": self.colour, "xf": self.style},
            dict.fromkeys(parts, self.exit),
        )
        self.within, self.is_filled = "", False
        self.formats, self.fills, self.listed, self.known = {}, [], [], {}

    def enter(self, part, _attributes):
        self.within = self.within or part

    def exit(self):
        self.within = ""

    def number_format(self, attributes):
        if self.within == "numFmts":
            self.formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:LONGEST_FORMAT]

    def fill(self, _attributes):
        if self.within == "fills":
            self.fills.append("")

    def pattern(self, attributes):
        # Each workbook lists none and gray125 as its first two fills, whether any cell has them or not.
        self.is_filled = attributes.get("patternType", "none") not in ("none", "gray125")

    def colour(self, attributes):
        if self.within == "fills" and self.is_filled:
            self.fills[-1] = _colour(attributes)

    def style(self, attributes):
        if self.within == "cellXfs":
            self.listed.append((int(attributes.get("numFmtId", 0)), int(attributes.get("fillId", 0))))

    def of(self, number):
        """(fill, number format, what its numbers are: "", "day" or "span") of a style by its number."""
        if number not in self.known:
            # A workbook without styles is allowed; its cells name style 0 or none.
            if not self.listed and number == 0:
                return "", "General", ""
            if number < 0:
                raise LookupError("No style has such a number.")
            code, fill = self.listed[number]
            written = self.formats.get(code) or BUILTIN_FORMATS.get(code, "General")
            kind = "span" if is_timedelta_format(written) else "day" if is_date_format(written) else ""
            fill = self.fills[fill] if 0 <= fill < len(self.fills) else ""
            self.known[number] = (fill, written, kind)
        return self.known[number]


def _colour(attributes):
    """A colour as a cell's fill names it: its rgb, its theme (with its tint) or its index; or nothing."""
    try:
        if "indexed" in attributes:
            number = int(attributes["indexed"])
            # 64 and 65 are the system's own colours of text and paper: no fill that somebody chose.
            return f"indexed:{number}" if number < 64 else ""
        if "theme" in attributes:
            tint = float(attributes.get("tint", 0))
            return f"theme:{int(attributes['theme'])}" + (f":{tint:.2g}" if tint else "")
    except ValueError:
        return ""
    rgb = attributes.get("rgb", "")
    return rgb.upper().rjust(8, "0") if RGB.fullmatch(rgb) else ""
