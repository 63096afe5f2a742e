"""What is really inside a file: its signature, the parts of Office and OpenDocument archives, the text of
text files and the attachments of e-mails. Macros are refused wherever they sit, but for those of a workbook that
is only to be read as a table.
"""

import codecs
import email
import email.policy
import io
import struct
import zipfile
import zlib

from jarplan.archives import ArchiveRefused, Limits, look_through, xml_elements
from jarplan.audit.errors import NotNow

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The segments of a JPEG: those that say the size of a frame, those without a length, and the one before its bytes.
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ALONE = {0x01, *range(0xD0, 0xDA)}
START_OF_SCAN = 0xDA
PNG = b"\x89PNG\r\n\x1a\n"
MACROS = "The selected file contains macros. Save the file without macros and try again."
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
OFFICE = "application/vnd.openxmlformats-officedocument."
OFFICE_DOCUMENTS = {
    f"{OFFICE}wordprocessingml.document.main+xml": "docx",
    f"{OFFICE}spreadsheetml.sheet.main+xml": "xlsx",
    f"{OFFICE}presentationml.presentation.main+xml": "pptx",
}
WITH_MACROS = {"application/vnd.ms-excel.sheet.macroenabled.main+xml": "xlsm"}
# Of the parts' names and of their declared types: a macro is renamed easily, its type is what Office goes
# by.
MACRO_WORDS = ("macro", "vbaproject", "activex")
# Of a picture, as its own head says: what a reader's machine would have to unpack, at four bytes each.
MOST_PIXELS = 60_000_000
TOO_LARGE = (
    f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels. Make it smaller and try again."
)
# What a browser or a machine could run, should somebody open the text file with a double click.
RUNNABLE = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"#!", b"@echo", b"{\\rtf")


class FileRefused(NotNow):
    """The upload is not taken; the message is a sentence fit for the page."""


def kind_by_signature(content, *, old_books=False):
    """pdf, png, jpg, zip, or None for what has no signature of ours (text, then); xls as well where `old_books` are
    welcome.
    """
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content.startswith(OLD_OFFICE):
        if old_books and _is_old_book(content):
            # Its name does not say whether it has macros, as .xlsm does, and whoever is given it would not know.
            check_no_macros(content)
            return "xls"
        raise FileRefused(
            "The selected file is in an old Office format or is protected by a password. "
            "Save it as .docx, .xlsx, .pptx or PDF without a password and try again."
        )
    if content.startswith(b"%PDF-"):
        # Not the very end: programs add white space and signatures behind it, and readers look this far.
        if b"%%EOF" not in content[-2048:]:
            raise FileRefused("This PDF is damaged or incomplete.")
        return "pdf"
    if content.startswith(PNG):
        _check_png(content)
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        if b"\xff\xd9" not in content[-2048:]:
            raise FileRefused("This picture is damaged or incomplete.")
        _check_pixels(_sizes_of_jpeg(content))
        return "jpg"
    return None


def _is_old_book(content):
    """Whether Office's old container holds a workbook, by the names of its streams, and is not locked."""
    names = ("EncryptedPackage", "WordDocument", "Workbook", "Book")
    locked, document, *books = (name.encode("utf-16-le") in content for name in names)
    return any(books) and not locked and not document


def _check_png(content):
    """Walk the chunks from IHDR to IEND; each must carry its right checksum and nothing may follow."""
    at, first = len(PNG), True
    while at + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        # 4 bytes of length, 4 of kind, 4 of checksum around the data.
        end = at + 12 + length
        if end > len(content) or (first and kind != b"IHDR"):
            break
        if zlib.crc32(content[at + 4 : end - 4]) != struct.unpack(">I", content[end - 4 : end])[0]:
            break
        if kind == b"IEND":
            if end == len(content):
                return
            break
        if kind == b"IHDR" and length >= 8:
            _check_pixels([struct.unpack(">II", content[at + 8 : at + 16])])
        at, first = end, False
    raise FileRefused("This picture is damaged or incomplete.")


def _check_pixels(sizes):
    if any(width * height > MOST_PIXELS for width, height in sizes):
        raise FileRefused(TOO_LARGE)


def _sizes_of_jpeg(content):
    """Yields (width, height) of each frame that the segments before the picture's own bytes say."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if kind == 0xFF:  # any number of these may stand before a kind
            at += 1
            continue
        if kind in FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            yield width, height
        if kind == START_OF_SCAN:
            return
        at += 2 if kind in ALONE else 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]


def kind_of_archive(archive, *, macros=False):
    """docx, xlsx, pptx, odt or ods, told by the archive's own declaration; macros refused, unless `macros` are
    welcome: then a workbook that says it has them is xlsm.
    """
    names = {entry.filename.lower(): entry.filename for entry in archive.infolist()}
    try:
        if "[content_types].xml" in names:
            kind = _kind_of_office(archive, names, macros)
        elif "mimetype" in names:
            kind = _kind_of_open_document(archive, names)
        else:
            kind = None
    except ArchiveRefused as error:
        raise FileRefused(str(error)) from error
    if kind is None:
        raise FileRefused("The selected file is an archive. Unpack it and choose the document itself.")
    _check_embedded(archive, macros)
    return kind


def _kind_of_office(archive, names, macros):
    has_macros, kinds = any(map(_is_of_macros, names)), set()
    for element in xml_elements(archive, names["[content_types].xml"]):
        content_type = element.get("ContentType", "")
        has_macros = has_macros or _is_of_macros(content_type.lower())
        kind = OFFICE_DOCUMENTS.get(content_type) or WITH_MACROS.get(content_type.lower())
        if kind and element.get("PartName", "/").lstrip("/").lower() in names:
            kinds.add(kind)
    # A package that says it is two kinds of document is none of them.
    kind = kinds.pop() if len(kinds) == 1 else None
    if has_macros and not (macros and kind == "xlsm"):
        raise FileRefused(MACROS)
    return kind


def _is_of_macros(name):
    return any(word in name for word in MACRO_WORDS)


def _kind_of_open_document(archive, names):
    if any(name.startswith(("basic/", "scripts/")) and not name.endswith("/") for name in names):
        raise FileRefused(MACROS)
    if "meta-inf/manifest.xml" not in names:
        return None
    for element in xml_elements(archive, names["meta-inf/manifest.xml"]):
        if element.tag.endswith("}encryption-data"):
            raise FileRefused(
                "The selected file is protected by a password. Save the file without a "
                "password and try again."
            )
    return OPEN_DOCUMENTS.get(archive.read(names["mimetype"]).strip())


def _check_embedded(archive, macros):
    """Documents inside the document (a chart's workbook, a pasted sheet): no macros there either. The workbook's own
    were welcome, or are refused already.
    """
    for entry in archive.infolist():
        if macros and _is_of_macros(entry.filename.lower()):
            continue
        with archive.open(entry) as part:
            # The first bytes tell; only what is a document itself is read whole.
            start = part.read(8)
            if start.startswith(b"PK\x03\x04") or start == OLD_OFFICE:
                check_no_macros(start + part.read())


def check_no_macros(content):
    """Refuse a document, of any Office generation, that carries macros; and anything that is a program."""
    if content.startswith((b"MZ", b"\x7fELF")):
        raise FileRefused("The selected file contains a program. Remove the program and try again.")
    if content.startswith(OLD_OFFICE) and "_VBA_PROJECT".encode("utf-16-le") in content:
        raise FileRefused(MACROS)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    try:
        names = [entry.filename.lower() for entry in look_through(io.BytesIO(content), Limits()).infolist()]
    except ArchiveRefused as error:
        raise FileRefused(f"Something inside the selected file cannot be accepted. {error}") from error
    if any(map(_is_of_macros, names)):
        raise FileRefused(MACROS)


def check_text(content):
    """Text in UTF-8, UTF-16 with its mark, or the Windows alphabet; no binary, nothing runnable."""
    text = decode_text(content)
    if text is None:
        raise FileRefused(
            "The content of the selected file was not recognised. It must be a PDF, Word, Excel, PowerPoint "
            "or OpenDocument file, a PNG or JPEG picture, plain text, CSV or a saved email (.eml)."
        )
    if text.lstrip().lower().encode()[:20].startswith(RUNNABLE):
        raise FileRefused(
            "The selected file contains a web page or a program. Save it as a PDF and try again."
        )


def decode_text(content):
    """The text of a text file, or None where it is not one."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text) else text
    return None


def check_email(content):
    """A saved e-mail has a sender and a date; its attachments must carry no macros and no programs."""
    # compat32: the newer policy raises on headers that real mail programs write.
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    if not message["From"] or not message["Date"]:
        raise FileRefused("The selected file is not a saved email: it has no sender or date.")
    for part in message.walk():
        if not part.is_multipart():
            check_no_macros(part.get_payload(decode=True) or b"")
