"""Is this upload what it says, and harmless? Told by its content, never by its name alone. What lies inside
Office, OpenDocument and e-mail files is looked at in `contents`, what they hide in `hidden`, viruses in `scanning`.
Nothing here stores anything.
"""

import hashlib
import io
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings

from jarplan.archives import ArchiveRefused, Limits, look_through
from jarplan.files import contents
from jarplan.files.contents import FileRefused
from jarplan.files.hidden import check_nothing_hidden, check_one_archive
from jarplan.files.scanning import scan

__all__ = ["EVIDENCE", "SHEETS", "CheckedFile", "FileRefused", "check_upload", "clean_name"]

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xls": "application/vnd.ms-excel",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain",
    "csv": "text/csv",
    "eml": "message/rfc822",
}
CALLED = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "xlsx": "an Excel workbook",
    "xlsm": "an Excel workbook with macros",
    "xls": "an old Excel workbook",
    "pptx": "a PowerPoint presentation",
    "odt": "an OpenDocument text",
    "ods": "an OpenDocument spreadsheet",
    "png": "a PNG picture",
    "jpg": "a JPEG picture",
    "txt": "plain text",
    "csv": "a CSV file",
    "eml": "a saved email",
}
# What a plan is read from; of a workbook with macros only the sheets are ever read.
SHEETS = frozenset({"xlsx", "xlsm", "csv", "docx", "xls", "ods"})
EVIDENCE = frozenset(CONTENT_TYPES) - {"xlsm", "xls"}
TEXTS = ("txt", "csv", "eml")
# Two endings of one kind.
SAME = {"jpeg": "jpg"}
LONGEST_NAME = 120


@dataclass(frozen=True)
class CheckedFile:
    """What an upload was found to be: its true type, canonical extension, size in bytes, digest, and the
    name it came with, cleaned.
    """

    content_type: str
    extension: str
    size: int
    sha256: str
    name: str


def check_upload(file, name, kinds=EVIDENCE):
    """The CheckedFile of a binary file, left rewound; raises FileRefused with a sentence for the page.

    `kinds` are the extensions that are welcome here, of those in CONTENT_TYPES.
    """
    name = clean_name(name)
    size, sha256 = _measure(file)
    if not size:
        raise FileRefused("The selected file is empty.")
    extension = _kind_of(file, name, macros="xlsm" in kinds, old_books="xls" in kinds)
    if extension not in kinds:
        welcome = ", ".join(sorted(kinds))
        raise FileRefused(f"The selected file is {CALLED[extension]}. It must be one of these: {welcome}.")
    scan(file)
    file.seek(0)
    return CheckedFile(CONTENT_TYPES[extension], extension, size, sha256, name)


def clean_name(name):
    """A file name without folders, control characters or tricks of writing direction, of bounded length."""
    # A Mac sends é as two characters; composed, the same name looks and compares the same everywhere.
    name = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    # C and Z are Unicode's controls, marks of direction and separators: photo\u202Egpj.exe reads as
    # photoexe.jpg.
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    name = name.strip(" .") or "file"
    suffix = PurePosixPath(name).suffix[:12]
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - len(suffix)] + suffix


def _measure(file):
    """Size and digest by reading; stops at the limit, whatever the request said of its length."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(64 * 1024):
        size += len(chunk)
        if size > settings.MAX_UPLOAD_BYTES:
            limit = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
            raise FileRefused(f"The selected file must be smaller than {limit} MB.")
        digest.update(chunk)
    return size, digest.hexdigest()


def _kind_of(file, name, *, macros, old_books):
    """The extension that the content deserves; refused where the name says otherwise."""
    said = PurePosixPath(name).suffix.lower().lstrip(".")
    said = SAME.get(said, said)
    file.seek(0)
    content = file.read()
    found = contents.kind_by_signature(content, old_books=old_books)
    if found == "zip":
        try:
            archive = look_through(io.BytesIO(content), Limits())
        except ArchiveRefused as error:
            raise FileRefused(str(error)) from error
        found = contents.kind_of_archive(archive, macros=macros)
        check_one_archive(archive, content)
    if found is None:
        contents.check_text(content)
        if said not in TEXTS:
            raise FileRefused(_must_be(said))
        found = said
        if found == "eml":
            contents.check_email(content)
    if found != said:
        raise FileRefused(
            f"The name “{name}” does not match the content: {CALLED[found]}. "
            "Save the file with the correct name and try again."
        )
    check_nothing_hidden(found, content)
    return found


def _must_be(said):
    ending = f"a .{said} file" if said else "a file without an ending"
    return (
        f"The selected file is {ending}, which is not accepted. It must be a PDF, Word, Excel, PowerPoint or "
        "OpenDocument file, PNG or JPEG picture, plain text, CSV or saved email (.eml)."
    )
