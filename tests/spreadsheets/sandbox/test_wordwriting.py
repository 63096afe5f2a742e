"""A Word document is one that an officer goes on with: styles, fields, tables that keep their widths and heads."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from pypdf import PdfReader

from jarplan.spreadsheets.sandbox.wordparts import MOST_UNSPLIT
from jarplan.spreadsheets.sandbox.wordwriting import to_word_document
from tests.spreadsheets.sandbox.outlines import make_outline

pytestmark = pytest.mark.slow
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
WRITER = SOFFICE and list(Path(SOFFICE).resolve().parent.glob("libswlo.*"))
PATIENCE = 180  # seconds, of a machine that is busy with other tests


def book_of(outline=None):
    return Document(io.BytesIO(to_word_document(outline or make_outline())))


def test_its_properties_name_the_council_and_no_program():
    about = book_of().core_properties
    assert (about.title, about.author, about.language) == ("Plan, version 1", "Leicester", "en-GB")
    assert (about.comments, about.last_modified_by, about.created.year) == ("", "", 2008)
    names = [str(part.partname) for part in book_of().part.package.iter_parts()]
    assert not [name for name in names if "app.xml" in name or "thumbnail" in name]


def test_everything_stands_in_a_style_and_none_is_small():
    book = book_of()
    styles = [paragraph.style.name for paragraph in book.paragraphs]
    for name in (
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Caption",
        "toc 1",
        "Plan Warning",
    ):
        assert name in styles
    used = [book.styles[name] for name in {*styles, "Plan Cell", "Header", "Footer"}]
    assert all(style.font.size >= Pt(11) and style.font.name == "Arial" for style in used)
    assert {table.style.name for table in book.tables} == {"Plan Table"}


def test_each_page_says_what_it_is_and_its_number():
    page = book_of().sections[0]
    assert page.header.paragraphs[0].text == "Leicester\tDraft"
    assert page.footer.paragraphs[0].text == "Plan, version 1\tPage 1 of 1"
    codes = [code.text.strip() for code in page.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_contents_lead_to_each_heading():
    body = book_of().element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))] == names and len(names) == 4
    codes = [code.text.strip() for code in body.iter(qn("w:instrText"))]
    assert codes == ["SEQ Table \\* ARABIC", 'TOC \\o "1-2" \\h \\z \\u']


def test_tables_have_fixed_widths_and_a_head_on_each_page():
    for table in book_of().tables:
        assert not table.autofit and "w:tblHeader" in table.rows[0]._tr.xml
        assert [column.width for column in table.columns] == [cell.width for cell in table.rows[0].cells]
        assert sum(column.width for column in table.columns) == pytest.approx(Mm(170), rel=0.001)
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_numbers_are_below_one_another():
    frames = [["For immediate action", "1", "2", "3", "4", "5", "15"]]
    counts = {"caption": "Actions", "head": ["Timeframe", *"RAGBN", "All"], "rows": frames, "kind": "counts"}
    summary = {"heading": "Summary", "words": [], "tables": [counts]}
    for row in book_of(make_outline(summary=summary)).tables[0].rows:
        styles = [cell.paragraphs[0].style for cell in row.cells]
        assert [style.name for style in styles] == ["Plan Cell", *["Plan Number"] * 6]
        assert styles[1].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_a_row_that_may_be_longer_than_a_page_may_be_split():
    long = book_of(make_outline(text="x" * MOST_UNSPLIT)).tables[1]
    assert ["w:cantSplit" in row._tr.xml for row in long.rows[:3]] == [True, False, True]


def test_a_rating_is_its_letter_and_word_and_stays_text():
    cell = book_of().tables[1].rows[-1].cells[1]
    assert cell.text.split() == ["G", "Green"]
    assert [shade.get(qn("w:fill")) for shade in cell._tc.iter(qn("w:shd"))] == ["1b7a3d", "1b7a3d"]


def test_nothing_that_was_typed_is_read_as_markup():
    odd = "<w:p> & ]]> \x0b \ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert book_of(make_outline(text=odd)).tables[1].rows[1].cells[1].text.startswith("<w:p> & ]]> ")


@pytest.mark.skipif(not WRITER, reason="LibreOffice Writer is not installed")
def test_libreoffice_opens_it_and_keeps_the_widths_and_the_heads(tmp_path):
    source = tmp_path / "plan.docx"
    source.write_bytes(to_word_document(make_outline(actions=30, text="Review all cases. " * 40)))
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, own, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "plan.pdf").pages]
    assert all(page.startswith("Leicester Draft") or "Draft" in page[:40] for page in pages)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1] and len(pages) > 5
