"""What a file really is, told from its content and not from its name; and in words, what to do with one that is
no workbook we read.
"""

import io
import re
import zipfile

from jarplan.spreadsheets.limits import SheetRefused

XLSX, CSV = "xlsx", "csv"
NAMES = (".xlsx", ".xlsm", ".csv")
# The container of .xls, .doc and of a workbook with a password, which is encrypted inside one.
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
    "This workbook is protected by a password. Open it in Excel, take the password off under File, Info, "
    "Protect Workbook, save it, and try again."
)
OLD_XLS = f"This is an old Excel workbook (.xls). {AS_XLSX}"
OTHER_OLD = f"This is an old Office file that is not an Excel workbook we can read. {AS_XLSX}"
HTML = f"This file is a web page (HTML) saved with the name of a spreadsheet. {AS_XLSX}"
XML = f"This file is XML text, not an Excel workbook. {AS_XLSX}"
TRUNCATED = (
    "This workbook is incomplete or damaged: its end is missing. Copy or download it again, check that it opens "
    "in Excel, and try again."
)
ODS = "This is an OpenDocument spreadsheet (.ods). Save it as an Excel workbook (.xlsx), and try again."
BINARY = f"This is a binary workbook (.xlsb). {AS_XLSX}"
OTHER_ZIP = (
    "This file is a zip archive, not an Excel workbook. If the workbook is inside, unpack it and choose it."
)
NOT_CALLED = "The spreadsheet must be an Excel workbook (.xlsx or .xlsm) or a CSV file (.csv)."
TEXT_CALLED_XLSX = (
    "This file has the name of an Excel workbook but contains plain text. If it is a CSV file, change its name "
    "to end in .csv and try again."
)


def kind_of(content, name):
    """XLSX or CSV, whichever the bytes are. Raises SheetRefused, saying what the file is and what to do."""
    # A file of NULs is what a broken transfer may leave behind.
    if not content.strip(b"\0 \t\r\n"):
        raise SheetRefused(EMPTY)
    if content.startswith(OLD_OFFICE):
        raise SheetRefused(_old_office(content))
    for start, sentence in OTHERS:
        if content.startswith(start):
            raise SheetRefused(sentence)
    name = str(name).lower()
    if content.startswith(b"PK"):
        _check_archive(content)
        if not name.endswith(NAMES):
            raise SheetRefused(NOT_CALLED)
        return XLSX
    start = _start_of(content)
    if re.match(r"<(?:!doctype html|html|head|body|table|meta|style|div|script)\b|<!--", start):
        raise SheetRefused(HTML)
    if start.startswith("<?xml"):
        raise SheetRefused(HTML if "<html" in start else XML)
    if name.endswith(".csv"):
        return CSV
    raise SheetRefused(TEXT_CALLED_XLSX if name.endswith(NAMES) else NOT_CALLED)


def _old_office(content):
    """Office's container: a workbook with a password, an old workbook, or something else."""
    # Names inside the container are UTF-16; looking for the bytes saves a reader of that format.
    if "EncryptedPackage".encode("utf-16-le") in content:
        return PASSWORD
    names = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    return OLD_XLS if any(one in content for one in names) else OTHER_OLD


def _check_archive(content):
    """Refuses an archive that is no Excel workbook, by the names of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {entry.filename.lower() for entry in archive.infolist()}
            encrypted = any(entry.flag_bits & 0x1 for entry in archive.infolist())
    except Exception as error:  # zipfile raises a dozen kinds for damaged input, some undocumented
        raise SheetRefused(TRUNCATED) from error
    if encrypted:
        raise SheetRefused(PASSWORD)
    # xlsb has the parts of an xlsx, in a binary form that only Excel reads.
    if "xl/workbook.bin" in names:
        raise SheetRefused(BINARY)
    if "xl/workbook.xml" in names or "[content_types].xml" in names and _starts(names, "xl/"):
        return
    if "content.xml" in names and "mimetype" in names:
        raise SheetRefused(ODS)
    if _starts(names, "word/"):
        raise SheetRefused("This is a Word document, not an Excel workbook. Copy its table into a workbook.")
    if _starts(names, "ppt/"):
        raise SheetRefused(
            "This is a PowerPoint presentation, not an Excel workbook. Copy its table into one."
        )
    raise SheetRefused(OTHER_ZIP)


def _starts(names, folder):
    return any(name.startswith(folder) for name in names)


def _start_of(content):
    """The first words of a text in any encoding, in lower case."""
    return content[:2000].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n").lower()
