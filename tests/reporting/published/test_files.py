"""Every file of the published plan holds the same cells in the same order, whatever was typed into them."""

import io
from dataclasses import replace

import pytest
from docx import Document
from pypdf import PdfReader

from jarplan.reporting.published.columns import HEADINGS, flat_rows
from jarplan.spreadsheets.fonts import MARK, printable
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.sandbox import process
from tests import papers, plan
from tests.reporting.contents import CRITERION, LEAD, OTHER_LEAD, make_action, make_content
from tests.reporting.published.reading import assert_told_in_order, cells_of_rows, folded, rows_of, text_of
from tests.reporting.published.test_views import read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NASTY = [
    "It's the council's “plan” - don't #let x = [*bold*] $y$ `z` // @here <label> \\ ~ _so_",
    "<b>bold</b> & <script>alert('x')</script> &amp; {{ braces }} {% tag %}",
    "Łódź, Ελλάδα, Кирилл, naïve café, £39,000, ≥ 95%, finally affluent office",
    "עברית",
    "a very long text " * 300,
    "two\nlines\tand a tab",
]


def nasty_content():
    content = make_content(len(NASTY))
    actions = [make_action(f"R{at}.1", text=text) for at, text in enumerate(NASTY, 1)]
    criteria = (CRITERION, replace(CRITERION, statement="A plain statement", unit="", baseline="", target=""))
    actions[0] = replace(
        actions[0],
        leads=(LEAD, replace(OTHER_LEAD, accountable=False)),
        partners=("Police", "Connexions"),
        criteria=criteria,
    )
    actions[1] = replace(
        actions[1], leads=(), partners=(), due="", due_latest=None, resources="", rating="", rating_label=""
    )
    return replace(content, actions=tuple(actions[:-1]))  # the last recommendation has no action


@pytest.fixture
def people(first_september):
    return plan.make_people()


@pytest.fixture
def content(people):
    content = nasty_content()
    papers.published(people.programme, content=content)
    return content


def expected(content):
    return [[folded(cell) for cell in row] for row in flat_rows(content)]


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_a_sheet_holds_every_cell(content, kind):
    assert rows_of(kind, read(f"/published.{kind}").content) == expected(content)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_a_document_tells_every_cell_in_the_same_order(content, kind):
    body = read("/published/" if kind == "html" else f"/published.{kind}").content
    cells = cells_of_rows(expected(content))
    titles = {folded(section.title) for section in content.inspections}
    wanted = [cell for cell in cells if cell not in titles]
    # A paper has a mark where its fonts lack a sign, and says so on its first page.
    wanted = [printable(cell)[0] for cell in wanted] if kind == "pdf" else wanted
    assert_told_in_order(text_of(kind, body), wanted)


def test_what_would_run_as_a_formula_stays_text(people):
    run = replace(make_content(1), actions=(make_action("R1.1", text='=HYPERLINK("http://x","y")'),))
    papers.published(people.programme, content=run)
    at = HEADINGS.index("What will be done")
    assert rows_of("csv", read("/published.csv").content)[0][at] == '\'=HYPERLINK("http://x","y")'
    for kind in ("xlsx", "json"):
        assert rows_of(kind, read(f"/published.{kind}").content)[0][at] == '=HYPERLINK("http://x","y")'


def tags_of(reader):
    """The kinds of every element of the structure tree, in reading order."""

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                if not isinstance(kid, int):
                    yield from walk(kid)
        elif isinstance(node, list):
            for kid in node:
                yield from walk(kid)

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]))


def test_the_pdf_is_made_for_everybody(content):
    body = read("/published.pdf").content
    reader = PdfReader(io.BytesIO(body))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "JAR action plan, version 1"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    tags = tags_of(reader)
    for number, wanted in (("/Title", 1), ("/H1", 3), ("/H2", len(NASTY)), ("/H3", len(NASTY) - 1)):
        assert tags.count(number) >= wanted, (number, tags.count(number))
    marks = [one["/Title"] for one in reader.outline if not isinstance(one, list)]
    children = "For children and young people: What we will do for you"
    assert "/TOC" in tags and marks == ["Summary", "For immediate action", children]
    headed = len(NASTY) - 1  # a table about each action, beside those of the summary
    assert tags.count("/Table") == headed + 3 and tags.count("/THead") == 3


def test_every_cell_of_a_table_of_the_pdf_has_a_header_before_or_above_it(content):
    tables = tables_of(PdfReader(io.BytesIO(read("/published.pdf").content)))
    assert len(tables) == len(NASTY) + 2
    for rows in tables:
        has_head = rows[0][0] == "/Column"
        assert not has_head or set(rows[0]) == {"/Column"}
        for row in rows[1:] if has_head else rows:
            cells = len(row)
            assert row == ["/Row", *[""] * (cells - 1)] if has_head else row == ["/Row", ""] * (cells // 2), (
                row
            )


@pytest.mark.slow
def test_nothing_on_paper_is_small(content):
    sizes = set()

    def seen(text, matrix, place, font, size):
        if text.strip():
            sizes.add(round(size * abs(place[3] * matrix[3]), 1))

    for page in PdfReader(io.BytesIO(read("/published.pdf").content)).pages:
        page.extract_text(visitor_text=seen)
    assert min(sizes) == 11


@pytest.mark.slow
def test_no_recommendation_is_parted_from_its_first_action(people):
    texts = ["word " * (3 + 7 * number % 90) for number in range(40)]
    actions = tuple(make_action(f"R{at}.1", text=text) for at, text in enumerate(texts, 1))
    papers.published(people.programme, content=replace(make_content(40), actions=actions))
    reader = PdfReader(io.BytesIO(read("/published.pdf").content))
    pages = {}

    def walk(marks):
        for one in marks:
            if isinstance(one, list):
                walk(one)
            else:
                pages[one["/Title"].split(" ")[0]] = reader.get_destination_page_number(one)

    walk(reader.outline)
    assert len(reader.pages) > 10 and len(set(pages.values())) > 10
    assert [at for at in range(1, 41) if pages[f"R{at}"] != pages[f"R{at}.1"]] == []


def tables_of(reader):
    """The scope of each cell ("" for one that is no header), row by row, of each table."""
    found = []

    def scope(cell):
        about = cell.get("/A", [])
        about = [one.get_object() for one in (about if isinstance(about, list) else [about])]
        assert cell["/S"] in ("/TH", "/TD")
        said = [str(one["/Scope"]) for one in about if "/Scope" in one]
        assert not [one for one in about if one.get("/Headers")], "a list of headers would end the scopes"
        assert (cell["/S"] == "/TH") == bool(said)
        return said[0] if said else ""

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict):
            if node.get("/S") == "/Table":
                found.append([])
            if node.get("/S") == "/TR":
                found[-1].append([scope(kid.get_object()) for kid in node["/K"]])
            walk(node.get("/K", []))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_signs_that_no_font_has_are_replaced_and_that_is_said(people):
    signs = replace(make_content(1), actions=(make_action("R1.1", text="Ask 中文 readers \U000e0001 too"),))
    papers.published(people.programme, content=signs)
    text = text_of("pdf", read("/published.pdf").content)
    assert f"Ask {MARK} readers" in text  # and of a language tag, which nobody sees, there is no mark
    where = f"in “Summary”, “R1.1 Ask {MARK} readers too”"
    assert f"Some characters cannot be printed and are shown as {MARK}, {where}" in text


def test_the_word_document_has_language_title_and_headings(content):
    book = Document(io.BytesIO(read("/published.docx").content))
    assert book.core_properties.title == "JAR action plan, version 1"
    assert 'w:lang w:val="en-GB"' in book.styles["Normal"].element.xml
    styles = [paragraph.style.name for paragraph in book.paragraphs]
    assert styles[0] == "Title" and styles.count("Heading 2") == len(NASTY)
    heads = [table.rows[0] for table in book.tables]
    assert all("w:tblHeader" in head._tr.xml for head in heads)
    assert [head.cells[0].text for head in heads[:4]] == ["Timeframe", "Action", "Rating", "R1.1"]


def test_no_file_of_what_the_public_may_not_read(people):
    papers.drafted(people.programme)
    for kind in ("pdf", "docx", "xlsx", "csv", "json"):
        read(f"/published.{kind}", status=404)
        read(f"/published/1.{kind}", status=404)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv", "json"])
def test_a_file_is_kept_by_caches_and_not_made_again_for_who_has_it(content, kind):
    answer = read(f"/published.{kind}")
    assert not answer.cookies and answer["Cache-Control"] == "public, no-cache"
    assert read(f"/published.{kind}", status=304, **{"If-None-Match": answer["ETag"]}).content == b""
    assert read(f"/published/1.{kind}")["ETag"] == answer["ETag"]


@pytest.mark.parametrize(("kind", "called"), [("pdf", "PDF"), ("docx", "Word document")])
def test_what_cannot_be_made_is_a_sentence_beside_the_way_to_the_page(content, monkeypatch, kind, called):
    def refused(*job):
        raise SheetRefused(process.TOO_SLOW)

    monkeypatch.setattr(process, "_answered", refused)
    page = read(f"/published.{kind}", status=503).content.decode()
    said = process.TOO_LONG.format(called, called)
    assert f"as a {called}</h1>" in page and said in page and 'href="/published/"' in page
    assert '<a href="/published/1.xlsx">Excel workbook</a>' in page
    read("/published.xlsx")
