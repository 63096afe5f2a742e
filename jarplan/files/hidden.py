"""What a file is beside what it shows: a second file put behind or before it, a script, an order to start a program.
A browser is never asked to open an upload; but whoever downloads one opens it with a program of their own.
"""

import io
import re
import zipfile
import zlib

from jarplan.files.contents import FileRefused

TWO_FILES = (
    "The selected file contains another, hidden file. Save the file again from the program it was made "
    "in and try again."
)
SCRIPT = (
    "The selected file contains a script or starts a program. Print it to a new PDF or picture and try again."
)
# In a PDF or a picture none of these words has business; pieces this long do not come about by chance.
SCRIPT_WORDS = re.compile(rb"<\?php|<script|<!doctype html", re.IGNORECASE)
# The types of action by which a PDF runs something: ISO 32000-1, 12.6.4.5 and 12.6.4.16.
PDF_ORDERS = (b"/JavaScript", b"/Launch")
WRITTEN_IN_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
BEGINS = re.compile(rb"stream\r?\n")
UNPACKED = 32 * 1024 * 1024  # of all packed streams of objects together


def check_nothing_hidden(kind, content):
    """FileRefused where a PDF or picture is something else too, or runs something. What a PDF has encrypted is not
    seen here."""
    if kind not in ("pdf", "png", "jpg"):
        return
    # A zip is read from its end, a picture from its beginning: one file can be both.
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise FileRefused(TWO_FILES)
    if SCRIPT_WORDS.search(content):
        raise FileRefused(SCRIPT)
    if kind == "pdf":
        for part in (content, *packed_objects(content)):
            names = plain_names(part)
            if any(order in names for order in PDF_ORDERS):
                raise FileRefused(SCRIPT)


def check_one_archive(archive, content):
    """FileRefused where an archive begins later or ends earlier than its file: another reader could find another one
    in it."""
    # Something before the first part, or behind the list at the end, is a second file.
    first = min((entry.header_offset for entry in archive.infolist()), default=0)
    ends = content.rfind(b"PK\x05\x06") + 22 + len(archive.comment) == len(content)
    if first or not ends:
        raise FileRefused(TWO_FILES)


def plain_names(content):
    """A PDF's names with letters that are written as #4a put plainly."""
    if b"#" not in content:
        return content
    return WRITTEN_IN_HEX.sub(lambda found: bytes([int(found[1], 16)]), content)


def packed_objects(content):
    """Yield what stands in the packed streams of objects of a PDF, as far as they can be unpacked."""
    at, left = 0, UNPACKED
    while left and (at := content.find(b"/ObjStm", at + 1)) >= 0:
        begin = BEGINS.search(content, at)
        if begin is None:
            return
        end = content.find(b"endstream", begin.end())
        try:
            # With the bound in the call: a stream of a kilobyte may unpack to gigabytes.
            part = zlib.decompressobj().decompress(content[begin.end() : end], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
