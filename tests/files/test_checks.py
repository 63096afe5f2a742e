"""Uploads are known by their content: pretenders, macros and bombs are refused."""

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage
from hashlib import sha256

import pytest

from jarplan.files import checks
from jarplan.files.checks import SHEETS, FileRefused, check_upload, clean_name
from tests import DATA

SAMPLE = (DATA / "sample_plan.xlsx").read_bytes()
OFFICE = "application/vnd.openxmlformats-officedocument."
MAINS = {
    "docx": ("word/document.xml", f"{OFFICE}wordprocessingml.document.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}presentationml.presentation.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE}spreadsheetml.sheet.main+xml"),
}


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(kind, content_type=None, **parts):
    main, usual = MAINS[kind]
    types = f'<Types><Override PartName="/{main}" ContentType="{content_type or usual}"/></Types>'
    return zipped({"[Content_Types].xml": types, main: "<x/>", **parts})


def open_document(kind, manifest="<m/>", **parts):
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": "<x/>", **parts})


def png():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def mail(attachment=None, name="minutes.doc"):
    message = EmailMessage()
    message["From"], message["To"], message["Date"] = (
        "a@example.org",
        "b@example.org",
        "Fri, 18 Jul 2008 09:00:00",
    )
    message.set_content("The group met.")
    if attachment is not None:
        message.add_attachment(attachment, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0" + b"\x10" * 40 + b"\xff\xd9"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
WELCOME = {
    "minutes.pdf": PDF,
    "minutes.docx": office("docx"),
    "slides.pptx": office("pptx"),
    "plan.xlsx": SAMPLE,
    "minutes.odt": open_document("text"),
    "plan.ods": open_document("spreadsheet"),
    "chart.png": png(),
    "photo.jpg": JPEG,
    "photo.JPEG": JPEG,
    "notes.txt": "Café – “agreed”\r\n".encode(),
    "old.txt": "Café – “agreed”\r\n".encode("cp1252"),
    "table.csv": b"a,b\r\n1,2\r\n",
    "unicode.csv": "a\tb\r\n".encode("utf-16"),
    "reply.eml": mail(),
    "forward.eml": mail(SAMPLE, "plan.xlsx"),
    "older.eml": mail(OLD_OFFICE),
}


def refusal(content, name, **kwargs):
    with pytest.raises(FileRefused) as refused:
        check_upload(io.BytesIO(content), name, **kwargs)
    message = str(refused.value)
    assert message.endswith(".")
    return message


@pytest.mark.parametrize("name", WELCOME)
def test_each_welcome_kind_passes_with_its_type_size_and_digest(name):
    content = WELCOME[name]
    file = io.BytesIO(content)
    checked = check_upload(file, name)
    assert checked.extension == name.rsplit(".")[-1].lower().replace("jpeg", "jpg")
    assert checked.content_type == checks.CONTENT_TYPES[checked.extension]
    assert (checked.size, checked.sha256) == (len(content), sha256(content).hexdigest())
    assert file.tell() == 0


@pytest.mark.parametrize(
    "name", [name for name in WELCOME if name.rsplit(".")[-1] not in ("txt", "csv", "eml")]
)
@pytest.mark.parametrize("called", ["a.pdf", "a.docx", "a.xlsx", "a.png", "a.txt", "a.html", "a", "a.exe"])
def test_name_that_does_not_fit_the_content_is_refused(name, called):
    if called.endswith(checks.check_upload(io.BytesIO(WELCOME[name]), name).extension):
        return
    assert "does not match" in refusal(WELCOME[name], called)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.pdf"),
        (b"MZ\x90\0\3\0", "tool.exe"),
        (b"MZ\x90\0\3\0", "minutes.pdf"),
        (b"\0\1\2\3", "notes.txt"),
        (b"<html><script>alert(1)</script>", "notes.txt"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "notes.txt"),
        (b"<svg onload='x'/>", "chart.csv"),
        (b"#!/bin/sh\n", "notes.txt"),
        (b"hello", "notes.html"),
        (b"hello", "minutes.pdf"),
        (b"hello", "notes"),
        (b"hello", "reply.eml"),
        (PDF[:-8], "minutes.pdf"),
        (JPEG[:-2], "photo.jpg"),
        (png()[:-4], "chart.png"),
        (png() + b"<script>", "chart.png"),
        (png().replace(b"IDAT", b"IDAX"), "chart.png"),
        (OLD_OFFICE, "minutes.doc"),
        (OLD_OFFICE, "minutes.docx"),
        (SAMPLE[:3000], "plan.xlsx"),
        (zipped({"readme.txt": "x"}), "files.zip"),
        (zipped({"readme.txt": "x"}), "plan.xlsx"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "plan.xlsx"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "minutes.odt"),
    ],
)
def test_pretender_or_damaged_file_is_refused(content, name):
    assert refusal(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (office("docx", **{"word/vbaProject.bin": "x"}), "minutes.docx"),
        (office("docx", **{"word/VBAPROJECT.BIN": "x"}), "minutes.docx"),
        (office("xlsx", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "plan.xlsm"),
        (office("xlsx", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "plan.xlsx"),
        (office("xlsx", **{"xl/macrosheets/sheet1.xml": "<x/>"}), "plan.xlsx"),
        (office("docx", **{"word/activeX/activeX1.bin": "x"}), "minutes.docx"),
        (
            office("docx", **{"word/embeddings/a.xlsm": office("xlsx", **{"xl/vbaProject.bin": "x"})}),
            "minutes.docx",
        ),
        (
            office("docx", **{"word/embeddings/a.bin": OLD_OFFICE + "_VBA_PROJECT".encode("utf-16-le")}),
            "m.docx",
        ),
        (open_document("text", **{"Basic/Standard/Module1.xml": "<x/>"}), "minutes.odt"),
        (open_document("spreadsheet", **{"Scripts/python/a.py": "x"}), "plan.ods"),
        (mail(office("docx", **{"word/vbaProject.bin": "x"})), "reply.eml"),
        (mail(OLD_OFFICE + "_VBA_PROJECT".encode("utf-16-le")), "reply.eml"),
    ],
)
def test_macros_are_refused_wherever_they_sit(content, name):
    assert "macros" in refusal(content, name)


MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
VBA = OLD_OFFICE + "_VBA_PROJECT".encode("utf-16-le")


@pytest.mark.parametrize("parts", [{}, {"xl/vbaProject.bin": VBA, "xl/activeX/activeX1.bin": VBA}])
def test_workbook_with_macros_is_taken_to_be_read_as_a_table_only(parts):
    content = office("xlsx", MACRO_TYPE, **parts)
    checked = check_upload(io.BytesIO(content), "plan.xlsm", SHEETS)
    assert checked.extension == "xlsm"
    assert checked.content_type == "application/vnd.ms-excel.sheet.macroEnabled.12"
    assert "macros" in refusal(content, "plan.xlsm")
    assert "does not match" in refusal(content, "plan.xlsx", kinds=SHEETS)


@pytest.mark.parametrize(
    "content",
    [
        office("xlsx", **{"xl/vbaProject.bin": VBA}),
        office("docx", **{"word/vbaProject.bin": VBA}),
        office("xlsx", MACRO_TYPE, **{"xl/embeddings/a.bin": VBA}),
        office(
            "xlsx", MACRO_TYPE, **{"xl/embeddings/a.docm": office("docx", **{"word/vbaProject.bin": VBA})}
        ),
    ],
)
def test_macros_elsewhere_are_refused_where_those_of_a_workbook_are_welcome(content):
    assert "macros" in refusal(content, "plan.xlsm", kinds=SHEETS)


def test_declaration_as_large_as_a_book_is_refused():
    types = f"<Types><!--{'0123456789abcdef' * 70_000}--></Types>"
    assert "far larger" in refusal(zipped({"[Content_Types].xml": types}), "minutes.docx")


def test_program_in_an_email_is_refused():
    assert "program" in refusal(mail(b"MZ\x90\0", "minutes.doc"), "reply.eml")


def test_locked_open_document_is_refused():
    manifest = '<m xmlns:m="urn:x"><m:encryption-data/></m>'
    assert "password" in refusal(open_document("text", manifest), "minutes.odt")


def test_zip_bomb_is_refused():
    assert "times its size" in refusal(office("docx", **{"word/a.xml": "0" * 30_000_000}), "minutes.docx")


def test_zip_bomb_inside_an_email_is_refused():
    assert "times its size" in refusal(mail(office("docx", **{"word/a.xml": "0" * 9_000_000})), "reply.eml")


def test_entity_in_the_declaration_is_refused():
    types = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Types>&e;</Types>'
    assert "not plain XML" in refusal(zipped({"[Content_Types].xml": types}), "minutes.docx")


def test_size_is_counted_by_reading(settings):
    settings.MAX_UPLOAD_BYTES = len(PDF) - 1
    file = io.BytesIO(PDF)
    file.size = 1
    with pytest.raises(FileRefused, match="smaller than"):
        check_upload(file, "minutes.pdf")


def test_file_at_the_limit_passes(settings):
    settings.MAX_UPLOAD_BYTES = len(PDF)
    assert check_upload(io.BytesIO(PDF), "minutes.pdf")


def test_kinds_narrow_what_is_welcome():
    assert "one of these: csv, docx, ods, xls, xlsm, xlsx" in refusal(PDF, "minutes.pdf", kinds=SHEETS)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\minutes.pdf", "minutes.pdf"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("plan\u202efdp.exe", "planfdp.exe"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("Café plan (final).docx", "Café plan (final).docx"),
    ],
)
def test_name_is_cleaned(name, cleaned):
    assert clean_name(name) == cleaned


def old(*names):
    return OLD_OFFICE + "".join(names).encode("utf-16-le")


@pytest.mark.parametrize("content", [old("Workbook"), old("Book")])
def test_old_workbook_is_welcome_as_a_plan_alone(content):
    found = check_upload(io.BytesIO(content), "plan.xls", kinds=SHEETS)
    assert (found.extension, found.content_type) == ("xls", "application/vnd.ms-excel")
    assert "old Office format" in refusal(content, "plan.xls")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (old("Workbook", "_VBA_PROJECT"), "contains macros"),
        (old("Workbook", "EncryptedPackage"), "protected by a password"),
        (old("WordDocument", "Workbook"), "old Office format"),
        (old("VisioDocument"), "old Office format"),
    ],
)
def test_other_old_files_are_refused_as_a_plan(content, words):
    assert words in refusal(content, "plan.xls", kinds=SHEETS)
