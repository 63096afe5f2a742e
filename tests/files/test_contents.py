"""What is inside a file, told by its bytes: each signature at its edge. That uploads go through all of it is held in
test_checks.
"""

import io
import struct
import zipfile
import zlib

import pytest

from jarplan.files.contents import (
    PNG,
    FileRefused,
    check_email,
    check_no_macros,
    check_text,
    decode_text,
    kind_by_signature,
    kind_of_archive,
)
from tests.files.test_checks import (
    JPEG,
    MACRO_TYPE,
    MAINS,
    PDF,
    VBA,
    mail,
    office,
    open_document,
    png,
    zipped,
)


def refused(check, *arguments, **named):
    with pytest.raises(FileRefused) as refusal:
        check(*arguments, **named)
    return str(refusal.value)


def archive(content):
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "pdf"), (png(), "png"), (JPEG, "jpg"), (office("docx"), "zip"), (b"text", None), (b"", None)],
)
def test_kind_by_signature(content, kind):
    assert kind_by_signature(content) == kind


def test_end_of_a_pdf_or_picture_may_have_something_behind_it_but_not_much():
    for content in (PDF, JPEG):
        assert kind_by_signature(content + b"\n" * 2000)
        assert "damaged or incomplete" in refused(kind_by_signature, content + b"\n" * 2100)


def chunk(kind, body=b""):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width, height):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))


IHDR = header(1, 1)


def jpeg(width, height):
    """A JPEG that says its size in a frame after a comment, with fill bytes before it."""
    comment = b"\xff\xfe" + struct.pack(">H", 2 + 30) + b"\xff\xc0" * 15
    frame = b"\xff\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + b"\xff\xe0\x00\x04ab" + comment + frame + b"\xff\xda\x00\x02" + b"\xff\xd9"


@pytest.mark.parametrize(("width", "height"), [(60_000, 1_001), (65_535, 65_535), (1_001, 60_000)])
def test_picture_of_too_many_pixels_is_refused(width, height):
    for content in (PNG + header(width, height) + chunk(b"IEND"), jpeg(width, height)):
        assert "more than 60 million pixels" in refused(kind_by_signature, content)


def test_picture_of_a_large_camera_is_taken():
    assert kind_by_signature(PNG + header(8_064, 6_048) + chunk(b"IEND")) == "png"
    assert kind_by_signature(jpeg(8_064, 6_048)) == "jpg"


def test_picture_of_one_long_row_that_a_header_claims_is_refused():
    assert "million pixels" in refused(kind_by_signature, PNG + header(2**32 - 1, 2**32 - 1) + chunk(b"IEND"))


@pytest.mark.parametrize(
    "chunks",
    [
        [],
        [chunk(b"IEND")],  # no header
        [IHDR],  # no end
        [IHDR, chunk(b"IEND"), chunk(b"IEND")],
        [IHDR, struct.pack(">I", 500) + b"IDAT" + b"x" * 20],  # longer than the file
        [IHDR[:-4] + b"\0" * 4, chunk(b"IEND")],
    ],
)
def test_png_is_walked_from_its_header_to_its_end(chunks):
    assert "picture is damaged" in refused(kind_by_signature, PNG + b"".join(chunks))
    assert kind_by_signature(PNG + IHDR + chunk(b"IEND")) == "png"


@pytest.mark.parametrize("kind", list(MAINS))
def test_office_document_is_what_it_declares(kind):
    assert kind_of_archive(archive(office(kind))) == kind


def test_package_of_two_kinds_or_of_a_part_that_is_not_there_is_none():
    (word, word_type), (sheet, sheet_type) = MAINS["docx"], MAINS["xlsx"]

    def typed(*parts):
        rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts)
        return archive(zipped({"[Content_Types].xml": f"<Types>{rows}</Types>", word: "<x/>"}))

    assert (
        kind_of_archive(typed((word, word_type), (sheet, sheet_type))) == "docx"
    )  # there is no workbook in it
    both = typed((word, word_type), (word.upper(), sheet_type))
    assert "is an archive" in refused(kind_of_archive, both)
    assert "is an archive" in refused(kind_of_archive, typed((sheet, sheet_type)))


def test_macros_are_welcome_in_a_workbook_that_says_so_only():
    with_macros = office("xlsx", MACRO_TYPE, **{"xl/vbaProject.bin": VBA})
    assert kind_of_archive(archive(with_macros), macros=True) == "xlsm"
    for content in (with_macros, office("xlsx", **{"xl/vbaProject.bin": VBA})):
        assert "contains macros" in refused(kind_of_archive, archive(content))
    assert "contains macros" in refused(
        kind_of_archive, archive(office("docx", **{"word/vbaProject.bin": VBA})), macros=True
    )


@pytest.mark.parametrize("folder", ["Basic/", "scripts/"])
def test_empty_folder_of_scripts_is_no_script(folder):
    assert kind_of_archive(archive(open_document("text", **{folder: ""}))) == "odt"
    assert "contains macros" in refused(
        kind_of_archive, archive(open_document("text", **{f"{folder}a": "x"}))
    )


def test_open_document_needs_its_manifest_and_a_type_of_ours():
    for parts in (
        {"mimetype": "application/vnd.oasis.opendocument.text"},
        {"mimetype": "text/plain", "META-INF/manifest.xml": "<m/>"},
    ):
        assert "is an archive" in refused(kind_of_archive, archive(zipped(parts)))


@pytest.mark.parametrize(
    "content",
    [b"MZ rest", b"\x7fELF rest", VBA, office("docx", **{"word/vbaProject.bin": "x"}), zipped({"../a": "x"})],
)
def test_program_macro_or_bad_archive_inside_something_is_refused(content):
    assert refused(check_no_macros, content)


@pytest.mark.parametrize("content", [b"text MZ", b"", VBA[8:], office("docx")])
def test_what_only_holds_such_bytes_is_not(content):
    assert check_no_macros(content) is None


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Café".encode(), "Café"),
        ("\ufeffCafé".encode(), "Café"),
        ("Café".encode("cp1252"), "Café"),
        ("a\tb\r\n\f".encode("utf-16"), "a\tb\r\n\f"),
        (b"a\x00b", None),
        (b"a\x1bb", None),
        (b"\x81\x8d", None),  # no letters of the Windows alphabet
        (b"\xff\xfea", None),  # half a letter
    ],
)
def test_text_in_the_alphabets_that_people_use(content, text):
    assert decode_text(content) == text


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html>",
        "  <HTML>",
        "\ufeff<svg/>",
        "#!/bin/sh",
        "@echo off",
        "{\\rtf1",
        "<?xml ?>",
        "<script>",
    ],
)
def test_text_that_a_machine_could_run_is_refused(start):
    assert "web page or a program" in refused(check_text, start.encode())
    assert check_text(f"See {start.strip()}".encode()) is None


def test_bytes_that_are_no_text_are_refused():
    assert "was not recognised" in refused(check_text, b"\x00\x01")


@pytest.mark.parametrize("header", [b"From", b"Date"])
def test_email_has_a_sender_and_a_date(header):
    assert check_email(mail()) is None
    without = b"\n".join(line for line in mail().split(b"\n") if not line.startswith(header + b":"))
    assert "no sender or date" in refused(check_email, without)
