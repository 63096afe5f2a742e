"""What pages read of a council's report: frozen records made from states, alike for rows and for a past day; and the
report put together with what other records hold of it."""

import re
from dataclasses import dataclass

from recommendations.models import ReportParagraph

Kind = ReportParagraph.Kind
SUMMARY = re.compile(r"\b(?:summary|main)\b.*\bfindings\b", re.IGNORECASE)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class ParagraphRecord:
    """A part of the report. `within` is the number that it stands under; `order` is None where another record
    holds the words."""

    kind: str
    text: str
    number: str = ""
    note: str = ""
    order: int | None = None
    within: str = ""

    @property
    def anchor(self):
        """Its address on the page: p4-7, footnote-1, s12 of a heading; nothing where nobody could name it."""
        if self.number:
            return anchor_of(self.number)
        if self.kind == Kind.HEADING:
            return f"s{self.order}"
        mark = re.match(r"[⁰¹²³⁴-⁹]+", self.text) if self.kind == Kind.FOOTNOTE else None
        return f"footnote-{mark[0].translate(SUPERSCRIPTS)}" if mark else ""

    @property
    def cells(self):
        return self.text.split("\t")

    @property
    def depth(self):
        """How deep its number is; a heading without a number is below the numbered ones of one part."""
        return self.number.count(".") + 1 if self.number else 2

    @property
    def named(self):
        """What a sentence calls it: paragraph 4.8, footnote 1."""
        if self.kind == Kind.FOOTNOTE and self.anchor:
            return self.anchor.replace("-", " ")
        return f"paragraph {self.within}" if self.within else "the first page"


@dataclass(frozen=True)
class ReportRecord:
    """A council's report with its own paragraphs."""

    uuid: str
    inspection: str
    title: str
    confirmed: bool
    version: int
    paragraphs: tuple[ParagraphRecord, ...]

    @property
    def numbers(self):
        """The numbers of its paragraphs."""
        return {one.number for one in self.paragraphs if one.number}


def anchor_of(number):
    """The address of a paragraph on the page of the report."""
    return f"p{number.replace('.', '-')}"


def report_record(uuid, state):
    parts, within = [], ""
    for one in state["paragraphs"]:
        within = one["number"] or within
        parts.append(ParagraphRecord(**one, within=within))
    same = ("inspection", "title", "confirmed", "version")
    return ReportRecord(str(uuid), **{name: state[name] for name in same}, paragraphs=tuple(parts))


def number_key(number):
    """What a paragraph's number is sorted by: 4.9.8 comes before 4.10."""
    return tuple(int(part) for part in re.findall(r"\d+", number))


def whole(paragraphs, elsewhere):
    """The paragraphs of the report with those of `elsewhere`, held by other records, each after the last paragraph
    of its number or of one before it."""
    waiting = sorted(elsewhere, key=lambda one: number_key(one.within))
    found, heading = [], []
    for one in paragraphs:
        # A heading without a number belongs to what follows.
        if one.kind == Kind.HEADING and not one.number:
            heading.append(one)
            continue
        while one.number and waiting and number_key(waiting[0].within) < number_key(one.number):
            found.append(waiting.pop(0))
        found += [*heading, one]
        heading = []
    return [*found, *heading, *waiting]


def sections(paragraphs):
    """[(heading, its paragraphs)]: a new one at each heading; the first has none where the report begins without."""
    found = [(None, [])]
    for one in paragraphs:
        if one.kind == Kind.HEADING:
            found.append((one, []))
        else:
            found[-1][1].append(one)
    return [(heading, parts) for heading, parts in found if heading or parts]


def summary_of(paragraphs):
    """The section that sums up the findings, or None: what members read first."""
    found = [one for one in sections(paragraphs) if one[0] and one[1] and SUMMARY.search(one[0].text)]
    return min(found, key=lambda one: "summary" not in one[0].text.casefold(), default=None)


def blocks(parts):
    """The paragraphs of a section as they are drawn: (kind, [paragraphs]), points and rows in a row being one list or
    table."""
    found = []
    for one in parts:
        if found and found[-1][0] == one.kind and one.kind in (Kind.POINT, Kind.ROW):
            found[-1][1].append(one)
        else:
            found.append((one.kind, [one]))
    return found
