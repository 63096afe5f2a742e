"""Zip archives from strangers (Office and OpenDocument files are zips): looked through before anything opens
them. Sizes are counted by reading, because the headers of an archive can say what they like.
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

# What is unpacked at once while it is only measured: a bomb is noticed long before it fills memory.
CHUNK = 64 * 1024
MEGABYTE = 1024 * 1024
SMALL = MEGABYTE  # of a part that only lists the others
# expat begins anew with each piece of a name or comment that has no end, so pieces must be few.
PIECE = 2 * MEGABYTE
NOT_XML = "A part of this file is damaged or is not plain XML, so it was not opened."


class ArchiveRefused(ValueError):
    """The archive must not be opened; the message is a sentence fit for the page."""


@dataclass(frozen=True)
class Limits:
    """How much an archive may hold. The ratio is asked only of what is larger than `ratio_from` unpacked:
    a few kilobytes of spaces compress a thousandfold and harm nobody.
    """

    members: int = 2000
    unpacked: int = 100 * MEGABYTE
    ratio: int = 100
    ratio_from: int = 4 * MEGABYTE


def look_through(file, limits):
    """The open ZipFile of a seekable binary file, every member read once and found bounded.

    Raises ArchiveRefused for what is damaged, encrypted, too large unpacked, packed like a bomb, or names its
    members so that two readers could disagree about them.
    """
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
        _check_names(archive, limits)
        _check_sizes(archive, limits)
    except (ArchiveRefused, MemoryError):
        raise
    except Exception as error:  # zipfile raises a dozen kinds for damaged input, some undocumented
        raise ArchiveRefused("This file is damaged: it cannot be unpacked.") from error
    return archive


def _check_names(archive, limits):
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise ArchiveRefused(
            f"This file has {len(entries):,} parts inside; at most {limits.members:,} are taken."
        )
    # Without case: Excel finds xl/Workbook.xml, another reader takes only the one that is written as it
    # should be, and a file must not be read in two ways.
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names):
        raise ArchiveRefused("This file holds two parts of the same name, so what it says is not certain.")
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in posixpath.normpath(name).split("/"):
            raise ArchiveRefused("This file holds a part whose name points outside it.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ArchiveRefused("This file is protected by a password. Save it without one and try again.")


def _check_sizes(archive, limits):
    total = 0
    for entry in archive.infolist():
        # Counted by unpacking: the sizes in an archive's own list are whatever its maker wrote there.
        size = 0
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                if total + size > limits.unpacked:
                    raise ArchiveRefused(
                        f"Unpacked, this file is larger than {limits.unpacked // MEGABYTE} MB: not opened."
                    )
                # Asked while unpacking, so that a part stops at the first chunk too many.
                if size > limits.ratio_from and size > limits.ratio * max(entry.compress_size, 1):
                    raise ArchiveRefused(
                        f"A part of this file unpacks to more than {limits.ratio} times its size, "
                        "so it was not opened."
                    )
        total += size


def xml_elements(archive, name):
    """Yield the elements of one small XML part as they end. No document type and no entity is let in.

    The caller clears what it has seen. Raises ArchiveRefused where the part is not XML, not harmless, or larger
    than such a part is.
    """
    try:
        with archive.open(name) as part:
            content = part.read(SMALL + 1)
        # One byte more than may be was read, so a longer part is known without reading it to its end.
        if len(content) > SMALL:
            raise ArchiveRefused(f"A part of this file ({name[:80]}) is far larger than it should be.")
        for _, element in iterparse(io.BytesIO(content), events=("end",), forbid_dtd=True):
            yield element
    except (ParseError, DefusedXmlException, KeyError, LookupError, ValueError) as error:
        if isinstance(error, ArchiveRefused):
            raise
        raise ArchiveRefused(NOT_XML) from error


def xml_pass(archive, name, *, begin, end, text):
    """One pass over an XML part of any size, in pieces: begin(name, attributes), end(name) and text(data) are called
    in turn, with names as “address of the namespace}name”. No document type and no entity is let in.

    Raises KeyError where the part is not there, ArchiveRefused where it is not XML or not harmless, and whatever
    the calls raise.
    """
    # expat itself, below defusedxml: one call for each element and no tree. What defusedxml would refuse is
    # refused by the handlers below.
    parser = expat.ParserCreate(namespace_separator="}")
    # One call for a text, instead of one for each line of it.
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _no_document_type
    parser.ExternalEntityRefHandler = parser.UnparsedEntityDeclHandler = _no_document_type
    with archive.open(name) as part:
        try:
            while piece := part.read(PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise ArchiveRefused(NOT_XML) from error


def _no_document_type(*_declared):
    raise ArchiveRefused(NOT_XML)
