"""What a file really is, and the sentence that says what to do with it."""

import io
import zipfile

import pytest

from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.reading import kinds
from jarplan.spreadsheets.reading.kinds import CSV, DOCX, ODS, XLS, XLSX, kind_of

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def archive(*names, mimetype=MIMETYPE):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, mimetype if name == "mimetype" else "x")
    return out.getvalue()


def locked(content):
    """The archive with the bit set that says its first part is encrypted."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


def utf_16(text):
    return kinds.OLD_OFFICE + text.encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (archive("xl/workbook.xml"), "plan.xlsx", XLSX),
        (archive("XL/Workbook.xml"), "PLAN.XLSM", XLSX),
        (archive("[Content_Types].xml", "xl/other.xml"), "plan.xlsx", XLSX),
        (archive("xl/workbook.xml"), "plan.csv", XLSX),  # whichever the bytes are
        (archive("[Content_Types].xml", "word/document.xml"), "plan.docx", DOCX),
        (archive("content.xml", "mimetype"), "plan.ods", ODS),
        (utf_16("Workbook"), "plan.xls", XLS),
        (utf_16("Book"), "plan.xls", XLS),
        (b"a,b", "plan.CSV", CSV),
        ("\ufeffa,b".encode("utf-16"), "plan.csv", CSV),
        (b"a < b", "plan.csv", CSV),
        (b"<action> of the board", "plan.csv", CSV),
    ],
)
def test_kind_is_told_by_the_content(content, name, kind):
    assert kind_of(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "plan.xlsx", kinds.EMPTY),
        (b"\0\0 \r\n", "plan.csv", kinds.EMPTY),
        (utf_16("EncryptedPackage Workbook"), "plan.xlsx", kinds.PASSWORD),
        (utf_16("WordDocument with a Workbook inside"), "plan.doc", kinds.OLD_DOC),
        (utf_16("VisioDocument"), "plan.xls", kinds.OTHER_OLD),
        (b"PK\x03\x04 cut off", "plan.xlsx", kinds.TRUNCATED),
        (locked(archive("xl/workbook.xml")), "plan.xlsx", kinds.PASSWORD),
        (archive("xl/workbook.bin", "[Content_Types].xml"), "plan.xlsx", kinds.BINARY),
        (
            archive("content.xml", "mimetype", mimetype="application/vnd.oasis.opendocument.text"),
            "plan.ods",
            kinds.ODT,
        ),
        (archive("content.xml"), "plan.xlsx", kinds.OTHER_ZIP),
        (archive("[Content_Types].xml"), "plan.xlsx", kinds.OTHER_ZIP),
        (archive("xl/workbook.xml"), "plan.zip", kinds.NOT_CALLED),
        (b"  <!DOCTYPE HTML><p>", "plan.xls", kinds.HTML),
        ("\ufeff<table>".encode("utf-16"), "plan.csv", kinds.HTML),
        (b"<!-- x --><p>", "plan.csv", kinds.HTML),
        (b"<?xml version='1.0'?><html>", "plan.csv", kinds.HTML),
        (b"<?xml version='1.0'?><Workbook>", "plan.csv", kinds.XML),
        (b"a,b", "plan.xlsx", kinds.TEXT_CALLED_XLSX),
        (b"a,b", "plan.txt", kinds.NOT_CALLED),
        *[(start + b" rest", "plan.xlsx", sentence) for start, sentence in kinds.OTHERS],
    ],
)
def test_what_is_no_workbook_is_named_with_what_to_do(content, name, sentence):
    with pytest.raises(SheetRefused) as refused:
        kind_of(content, name)
    assert str(refused.value) == sentence


def test_presentation_is_named():
    with pytest.raises(SheetRefused, match="PowerPoint"):
        kind_of(archive("[Content_Types].xml", "ppt/presentation.xml"), "plan.xlsx")
