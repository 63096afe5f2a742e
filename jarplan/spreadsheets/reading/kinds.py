"""What a file really is, told from its content and not from its name; and in words, what to do with one that holds
no tables that we read.
"""

import io
import re
import zipfile

from jarplan.spreadsheets.limits import SheetRefused

XLSX, CSV, DOCX, XLS, ODS = "xlsx", "csv", "docx", "xls", "ods"
NAMES = (".xlsx", ".xlsm", ".csv", ".docx", ".xls", ".ods")
# The container of .xls, .doc and of a workbook with a password, which is encrypted inside one.
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OF_SHEETS = b"opendocument.spreadsheet"  # a template (.ots) says so as well
AS_XLSX = "Open it in Excel, save it as an Excel workbook (.xlsx), and try again."
OTHERS = (
    (b"%PDF", "This file is a PDF, not a spreadsheet. Ask for the workbook that it was made from."),
    (b"{\\rtf", "This file is a text document (RTF), not a spreadsheet. Copy its table into a workbook."),
    (b"\x89PNG", "This file is a picture, not a spreadsheet. Ask for the workbook that it was made from."),
    (
        b"\xff\xd8\xff",
        "This file is a picture, not a spreadsheet. Ask for the workbook that it was made from.",
    ),
    (b"GIF8", "This file is a picture, not a spreadsheet. Ask for the workbook that it was made from."),
    (b"Rar!", "This file is a RAR archive, not a workbook. Unpack it, and choose the workbook inside."),
    (
        b"7z\xbc\xaf",
        "This file is a 7-Zip archive, not a workbook. Unpack it, and choose the workbook inside.",
    ),
    (b"\x1f\x8b", "This file is a gzip archive, not a workbook. Unpack it, and choose the workbook inside."),
)
EMPTY = "The spreadsheet is empty. Choose the file that contains the plan."
PASSWORD = (
    "This file is protected by a password. Open it in Excel or Word, take the password off under File, Info, "
    "Protect, save it, and try again."
)
OLD_DOC = (
    "This is an old Word document (.doc). Open it in Word, save it as a Word document (.docx), and try again."
)
OTHER_OLD = f"This is an old Office file that is not an Excel workbook we can read. {AS_XLSX}"
HTML = f"This file is a web page (HTML) saved with the name of a spreadsheet. {AS_XLSX}"
XML = f"This file is XML text, not an Excel workbook. {AS_XLSX}"
TRUNCATED = (
    "This file is incomplete or damaged: its end is missing. Copy or download it again, check that it opens "
    "in the program it was made in, and try again."
)
ODT = "This is an OpenDocument file that is not a spreadsheet. Save it as a Word document (.docx), and try again."
BINARY = f"This is a binary workbook (.xlsb). {AS_XLSX}"
OTHER_ZIP = (
    "This file is a zip archive, not an Excel workbook. If the workbook is inside, unpack it and choose it."
)
ACCEPTED = (
    "an Excel workbook (.xlsx, .xlsm or .xls), a Word document (.docx), an OpenDocument spreadsheet (.ods) or a CSV "
    "file (.csv)"
)
NOT_CALLED = f"The plan must be {ACCEPTED}."
TEXT_CALLED_XLSX = (
    "This file has the name of an Excel workbook but contains plain text. If it is a CSV file, change its name "
    "to end in .csv and try again."
)


def kind_of(content, name):
    """XLSX, CSV, DOCX, XLS or ODS, whichever the bytes are. Raises SheetRefused, saying what it is and what to do."""
    # A file of NULs is what a broken transfer may leave behind.
    if not content.strip(b"\0 \t\r\n"):
        raise SheetRefused(EMPTY)
    name = str(name).lower()
    if content.startswith(OLD_OFFICE):
        return _named(_old_office(content), name)
    for start, sentence in OTHERS:
        if content.startswith(start):
            raise SheetRefused(sentence)
    if content.startswith(b"PK"):
        return _named(_kind_of_archive(content), name)
    start = _start_of(content)
    if re.match(r"<(?:!doctype html|html|head|body|table|meta|style|div|script)\b|<!--", start):
        raise SheetRefused(HTML)
    if start.startswith("<?xml"):
        raise SheetRefused(HTML if "<html" in start else XML)
    if name.endswith(".csv"):
        return CSV
    raise SheetRefused(TEXT_CALLED_XLSX if name.endswith(NAMES) else NOT_CALLED)


def _named(kind, name):
    if not name.endswith(NAMES):
        raise SheetRefused(NOT_CALLED)
    return kind


def _old_office(content):
    """Office's container: an old workbook; refused where it is locked by a password, an old document or something
    else.
    """
    # Names inside the container are UTF-16; looking for the bytes saves a reader of that format.
    found = ("EncryptedPackage", "WordDocument", "Workbook", "Book")
    found = {name for name in found if name.encode("utf-16-le") in content}
    if "EncryptedPackage" in found:
        raise SheetRefused(PASSWORD)
    # A document may have a workbook inside, so it is asked for first.
    if "WordDocument" in found:
        raise SheetRefused(OLD_DOC)
    # Excel 95 called it Book.
    if found:
        return XLS
    raise SheetRefused(OTHER_OLD)


def _kind_of_archive(content):
    """XLSX, DOCX or ODS by the names of an archive's parts; refused where it is none of them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {entry.filename.lower() for entry in archive.infolist()}
            encrypted = any(entry.flag_bits & 0x1 for entry in archive.infolist())
            of_sheets = not encrypted and OF_SHEETS in _mimetype(archive)
    except Exception as error:  # zipfile raises a dozen kinds for damaged input, some undocumented
        raise SheetRefused(TRUNCATED) from error
    if encrypted:
        raise SheetRefused(PASSWORD)
    # xlsb has the parts of an xlsx, in a binary form that only Excel reads.
    if "xl/workbook.bin" in names:
        raise SheetRefused(BINARY)
    if "xl/workbook.xml" in names or "[content_types].xml" in names and _starts(names, "xl/"):
        return XLSX
    if "content.xml" in names and "mimetype" in names:
        if not of_sheets:
            raise SheetRefused(ODT)
        return ODS
    if _starts(names, "word/"):
        return DOCX
    if _starts(names, "ppt/"):
        raise SheetRefused(
            "This is a PowerPoint presentation, not an Excel workbook. Copy its table into one."
        )
    raise SheetRefused(OTHER_ZIP)


def _mimetype(archive):
    """What an OpenDocument says that it is."""
    if "mimetype" not in archive.namelist():
        return b""
    with archive.open("mimetype") as part:
        return part.read(200)


def _starts(names, folder):
    return any(name.startswith(folder) for name in names)


def _start_of(content):
    """The first words of a text in any encoding, in lower case."""
    return content[:2000].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n").lower()
