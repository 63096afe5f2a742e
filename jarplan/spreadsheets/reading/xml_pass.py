"""A pass over one XML part of a file: what is done at the beginning and end of each element, by its name. Nothing
is kept of a part but what the pass takes from it, and its elements are counted.
"""

from jarplan.archives import xml_pass
from jarplan.spreadsheets.limits import MAX_PASSED, SheetRefused, limits

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # of what Excel calls a strict workbook
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
TOO_MUCH = (
    "This file holds far more {} than a plan needs. Copy the filled part of it into a new file and try again."
)


class Pass:
    """`begins` has a call by each element's name, which takes its attributes; `ends` one which takes nothing.
    Elements of other `namespaces` are passed over."""

    def __init__(self, begins, ends=(), namespaces=NAMESPACES):
        self.begins = {f"{space}}}{tag}": call for tag, call in begins.items() for space in namespaces}
        self.ends = {f"{space}}}{tag}": call for tag, call in dict(ends).items() for space in namespaces}
        self.passed, self.longest = 0, limits().characters
        self.collecting, self.pieces, self.length = False, [], 0

    def run(self, archive, name):
        """The pass itself, once it is over. Raises ArchiveRefused, SheetRefused, and what its calls raise."""
        xml_pass(archive, name, begin=self._begin, end=self._end, text=self._text)
        return self

    def begin_text(self):
        """What is collected from here on is another text."""
        self.pieces, self.length = [], 0

    def collect(self, _attributes=None):
        self.collecting = True

    def leave(self):
        self.collecting = False

    def hush(self, _attributes):
        """How a text is pronounced begins here; it is no part of it."""
        self.said = len(self.pieces), self.length

    def speak(self):
        # Japanese and Chinese workbooks carry how a word is pronounced beside the word; a cell shows the
        # word alone.
        count, self.length = self.said
        del self.pieces[count:]

    def _begin(self, name, attributes):
        self.passed += 1
        # Elements that we do not know count as well: a part may be made of nothing else.
        if self.passed > MAX_PASSED:
            raise SheetRefused(TOO_MUCH.format("cells or texts"))
        call = self.begins.get(name)
        if call:
            call(attributes)

    def _end(self, name):
        call = self.ends.get(name)
        if call:
            call()

    def _text(self, data):
        """A text that is too long for a cell is measured, and not kept beyond what a cell may hold."""
        if self.collecting:
            if self.length <= self.longest:
                self.pieces.append(data)
            self.length += len(data)
