"""What a reader sees before the paragraphs of a list: bullets, and numbers that Word counts by itself."""

import io
import zipfile

import pytest

from jarplan.spreadsheets.reading.word.body import Body, Paragraph
from jarplan.spreadsheets.reading.word.parts import Document, Style, document_of, in_figures
from tests.spreadsheets.documents import cell, document, packed, paragraph, row, table


def level(at, kind, pattern, start=1):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/>'
        "</w:lvl>"
    )


LISTS = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "")}{level(1, "lowerLetter", "(%2)")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "none", "x")}{level(1, "upperRoman", "%2", 4)}</w:abstractNum>'
    + "".join(f'<w:num w:numId="{of + 5}"><w:abstractNumId w:val="{of}"/></w:num>' for of in range(3))
)
STYLES = (
    '<w:style w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr></w:style>'
)


def listed(number, at=0, text="x", style=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return paragraph(text, looks=named + numbered)


def labels(*paragraphs, lists=LISTS):
    archive = zipfile.ZipFile(io.BytesIO(document("".join(paragraphs), STYLES, lists)))
    made = document_of(archive)
    return [one.text for one in Body(made).run(archive, made.path).flow if isinstance(one, Paragraph)]


@pytest.mark.parametrize(
    ("paragraphs", "texts"),
    [
        ([listed(5), listed(5, 1), listed(5, 1), listed(5)], ["1. x", "1.1 x", "1.2 x", "2. x"]),
        ([listed(5), listed(5), listed(5, 1)], ["1. x", "2. x", "2.1 x"]),
        ([listed(5, 1)], ["1.1 x"]),
        ([listed(6), listed(6, 1), listed(6, 1)], ["• x", "(a) x", "(b) x"]),
        ([listed(7), listed(7, 1), listed(7, 1)], ["x", "IV x", "V x"]),
        ([listed("", style="ListBullet"), listed("0", style="ListBullet")], ["• x", "x"]),
        ([listed(99)], ["• x"]),
        ([listed(5, text="")], ["1."]),
        ([listed(6, text="")], []),
        ([listed(5, 8)], ["x"]),
    ],
)  # fmt: skip
def test_list_is_numbered_as_word_does(paragraphs, texts):
    assert labels(*paragraphs) == texts


def test_what_is_deleted_has_no_number():
    gone = listed(5, text="").replace("<w:numPr>", "<w:rPr><w:del/></w:rPr><w:numPr>")
    deleted = table(row(cell(listed(5)), "b", "c", looks="<w:del/>"))
    assert labels(listed(5), gone, listed(5), deleted, listed(5)) == ["1. x", "2. x", "3. x"]


def test_lists_of_one_kind_go_on_unless_one_begins_again():
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    more = '<w:num w:numId="8"><w:abstractNumId w:val="0"/></w:num>'
    more += f'<w:num w:numId="9"><w:abstractNumId w:val="0"/>{again}</w:num>'
    body = [listed(5), listed(8), listed(9), listed(9), listed(5)]
    assert labels(*body, lists=LISTS + more) == ["1. x", "2. x", "1. x", "2. x", "3. x"]


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (4, "decimal", "4"),
        (2, "lowerLetter", "b"),
        (27, "upperLetter", "AA"),
        (0, "lowerLetter", "0"),
        (1994, "upperRoman", "MCMXCIV"),
        (9, "lowerRoman", "ix"),
        (3, "ordinal", "3"),
    ],
)
def test_number_is_written_as_its_list_has_it(number, kind, text):
    assert in_figures(number, kind) == text


def test_styles_that_go_back_to_each_other_end():
    made = Document("x", styles={"a": Style(parent="b"), "b": Style(heading=3, parent="a")})
    assert made.style("a").heading == 3
    assert made.style("nobody").heading is None


def test_document_is_found_by_its_link():
    with zipfile.ZipFile(io.BytesIO(document(""))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts = {
        name.replace("document", "main"): text.replace("word/document", "word/main")
        for name, text in parts.items()
    }
    assert document_of(zipfile.ZipFile(io.BytesIO(packed(parts)))).path == "word/main.xml"


def test_document_without_styles_and_lists_is_read():
    with zipfile.ZipFile(io.BytesIO(document(paragraph("a")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "rels/document" not in name}
    archive = zipfile.ZipFile(io.BytesIO(packed(parts)))
    assert [one.text for one in Body(document_of(archive)).run(archive, "word/document.xml").flow] == ["a"]
