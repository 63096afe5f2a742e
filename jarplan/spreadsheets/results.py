"""The saved results of a workbook's formulas, kept when openpyxl writes it again: it would leave them out, and
who does not open the file in Excel would see empty cells.
"""

import io
import re
import zipfile

import openpyxl

from jarplan.spreadsheets.reading.xml_pass import Pass

PLAIN = (None, "n", "str", "b", "e")
# As openpyxl writes a formula: with an empty <v>. Its own XML is regular enough for an expression.
CELL = re.compile(
    rb'<c r="(?P<at>[A-Z]{1,3}[0-9]+)"(?P<rest>[^>]*)>(?P<formula><f\b[^>]*?(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)'
)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def keep_results(before, after):
    """The bytes of the workbook `after` with the results that its formulas had in `before`; the sheets are the
    same ones, in the same order.
    """
    results = _results(before)
    if not any(results):
        return after
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(after)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        paths = _paths(after)
        # Where the sheets are not the same ones, no result is better than another cell's.
        by_path = dict(zip(paths, results, strict=True)) if len(paths) == len(results) else {}
        for entry in old.infolist():
            part = old.read(entry)
            if by_path.get(entry.filename):
                part = _with(part, by_path[entry.filename])
            new.writestr(entry.filename, part)
    return out.getvalue()


def _paths(content):
    """The parts of a workbook that hold its sheets, in order."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    return [sheet._worksheet_path for sheet in book.worksheets]


def _results(content):
    """For each sheet in order, the (kind, text) of each formula's result by address. A result that stands among
    the shared texts is left out: their numbers change.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            _Results().run(archive, path).found if FORMULA.search(archive.read(path)) else {}
            for path in _paths(content)
        ]


class _Results(Pass):
    """The results that stand beside the formulas of one sheet, as they are written."""

    def __init__(self):
        super().__init__(
            {"c": self.begin_cell, "f": self.formula, "v": self.value}, {"c": self.end_cell, "v": self.leave}
        )
        self.found = {}

    def begin_cell(self, attributes):
        self.cell, self.is_formula = attributes, False
        self.begin_text()

    def formula(self, _attributes):
        self.is_formula = True

    def value(self, _attributes):
        self.begin_text()
        self.collect()

    def end_cell(self):
        kind, text = self.cell.get("t"), "".join(self.pieces)
        if self.is_formula and text and kind in PLAIN:
            self.found[self.cell.get("r", "").encode()] = (kind, text)


def _with(part, results):
    def filled(matched):
        kind, text = results.get(matched["at"], (None, None))
        if text is None:
            return matched[0]
        kind = f' t="{kind}"'.encode() if kind not in (None, "n") else b""
        value = text.translate(ESCAPED).encode()
        return b'<c r="%s"%s%s>%s<v>%s</v>' % (
            matched["at"],
            matched["rest"],
            kind,
            matched["formula"],
            value,
        )

    return CELL.sub(filled, part)
